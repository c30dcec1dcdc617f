"""Makes data/crosswalk.csv from the plan and the documents that it and the background's name.

    python tools/crosswalk --codes DIR --packages DIR [--output FILE]

The folders are those of tools/background; every file's SHA-256 must be the plan's.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
BACKGROUND = HERE.parent / "background"
sys.path.insert(0, str(BACKGROUND))

from building import build  # noqa: E402
from documents import Document, Library, PlanError  # noqa: E402

COLUMNS = ("entity", "kind", "label", "scheme", "code", "from", "to", "source")


def main() -> int:
    """Write the file; 2 when a document or a code is not as the plan says."""
    parser = argparse.ArgumentParser(description="Make data/crosswalk.csv.")
    parser.add_argument("--codes", type=Path, required=True, help="folder of the code lists")
    parser.add_argument("--packages", type=Path, required=True, help="folder of the packages")
    parser.add_argument("--output", type=Path, default=HERE.parents[1] / "data/crosswalk.csv")
    arguments = parser.parse_args()
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    shared = tomllib.loads((BACKGROUND / "plan.toml").read_text(encoding="utf-8"))
    documents = [Document.from_plan(entry) for entry in [*shared["document"], *plan["document"]]]
    try:
        rows = build(plan, Library(documents, [arguments.codes, arguments.packages]))
    except (PlanError, OSError) as error:
        print(f"crosswalk: {error}", file=sys.stderr)
        return 2
    with arguments.output.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(
                [row.entity, row.kind, row.label, row.scheme, row.code, row.since, row.until,
                 " ".join(row.documents)]
            )  # fmt: skip
    return 0


sys.exit(main())
