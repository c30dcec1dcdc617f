"""Makes src/nkgraph/datasets/ftm/model.json from the schema of the followthemoney package.

    python tools/followthemoney WHEEL [--output FILE]

The package itself needs 1.2 s to import and 250 MB of other packages; what a reader of entities
needs of it is which schema extends which, which properties an edge runs between, and what kind of
value a property holds. The wheel is the one whose SHA-256 stands here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import yaml

VERSION = "4.11.2"
DIGEST = "3cc259e9d9caf13e60f932d4d8c69b26d1d79beb6984513915b7eb7d025a7e46"
FOLDER = "followthemoney/schema/"
LICENCE = "MIT; Journalism Development Network, OpenSanctions Datenbanken GmbH"
PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Write the file; 2 when the wheel is another."""
    parser = argparse.ArgumentParser(description="Make the FollowTheMoney model's data file.")
    parser.add_argument("wheel", type=Path, help=f"the wheel of followthemoney {VERSION}")
    parser.add_argument(
        "--output", type=Path, default=PROJECT / "src/nkgraph/datasets/ftm/model.json"
    )
    arguments = parser.parse_args()
    digest = hashlib.sha256(arguments.wheel.read_bytes()).hexdigest()
    if digest != DIGEST:
        print(f"followthemoney: SHA-256 {digest}, expected {DIGEST}", file=sys.stderr)
        return 2
    schemata: dict[str, Any] = {}
    with zipfile.ZipFile(arguments.wheel) as wheel:
        for name in sorted(wheel.namelist()):
            if name.startswith(FOLDER) and name.endswith(".yaml"):
                for schema, said in yaml.safe_load(wheel.read(name)).items():
                    schemata[schema] = _kept(schema, said)
    written = {
        "about": f"The schema of followthemoney {VERSION} ({LICENCE}), made by make model.",
        "version": VERSION,
        "digest": DIGEST,
        "schemata": schemata,
    }
    lines = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True)
    arguments.output.write_text(lines + "\n", encoding="utf-8")
    return 0


def _kept(name: str, said: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {"label": said.get("label", name)}
    for key in ("extends", "abstract", "caption"):
        if said.get(key):
            kept[key] = said[key]
    if "edge" in said:
        edge = said["edge"]
        kept["edge"] = {key: edge[key] for key in ("source", "target", "label") if key in edge}
    kept["properties"] = {
        prop: {
            key: value
            for key, value in (
                ("type", about.get("type", "string")),
                ("range", about.get("range")),
                ("label", about.get("label")),
            )
            if value and (key, value) != ("type", "string")
        }
        for prop, about in (said.get("properties") or {}).items()
    }
    return kept


sys.exit(main())
