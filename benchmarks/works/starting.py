"""What it costs to begin: importing the package, and the help of the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.tools import BARE, NKGRAPH, PYTHON, beside_python
from benchmarks.work import Goal, Size, Way, Work

BEYOND = 0.06
ROUNDS = {"tiny": 1, "quick": 15, "full": 21}


def works(size: Size) -> list[Work]:
    """Return the two."""
    bare = Way("bare Python", BARE, (PYTHON, "-c", "pass"))
    imported = Way("import nkgraph", NKGRAPH, (PYTHON, "-c", "import nkgraph; nkgraph.open"))
    helped = Way("nkgraph --help", NKGRAPH, (beside_python("nkgraph"), "--help"))
    return [
        Work(
            name,
            title,
            ways=(ours, bare),
            goals=(
                Goal("less than 60 ms beyond bare Python", ours.name, "beyond", BEYOND, bare.name),
            ),
            rounds=ROUNDS[size],
            prepare=nothing,
            warm=True,
        )
        for name, title, ours in (
            ("import", "`import nkgraph`", imported),
            ("help", "`nkgraph --help`", helped),
        )
    ]


@contextmanager
def nothing(_: Path) -> Iterator[None]:
    """Prepare nothing."""
    yield
