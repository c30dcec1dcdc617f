"""What does the works: nkgraph and what people would use instead, where they are installed.

What fits beside nkgraph is its extra `bench`. The others' requirements do not fit its own, and
`make bench` puts them into an environment of their own (`others/requirements.txt`).
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(__file__).with_name("others")
PYTHON = Path(sys.executable)
OTHERS = ROOT / ".venv" / "others" / "bin" / "python"

_VERSION = "import sys, importlib.metadata as m; print(m.version(sys.argv[1]))"


class Tool(NamedTuple):
    """A program or a package that a way needs."""

    name: str
    package: str = ""
    """Whose version says which it is."""
    python: Path = PYTHON
    program: str = ""
    """What has to be on the PATH."""

    def missing(self) -> str | None:
        """Return why it cannot be used, or None."""
        if self.program and shutil.which(self.program) is None:
            return f"{self.program} is not installed"
        if self.package and not _version(self.python, self.package):
            return f"{self.package} is not installed"
        return None

    def version(self) -> str:
        """Return its version; empty where it has none that a package tells."""
        return _version(self.python, self.package) if self.package else ""


BARE = Tool("Python")
NKGRAPH = Tool("nkgraph", "nkgraph")
RDFLIB = Tool("rdflib", "rdflib")
OXRDFLIB = Tool("oxrdflib", "oxrdflib")
OXIGRAPH = Tool("Oxigraph", "oxigraph")
PYOXIGRAPH = Tool("Oxigraph", "pyoxigraph")
DUCKDB = Tool("DuckDB", "duckdb")
IGRAPH = Tool("igraph", "igraph")
NETWORKX = Tool("networkx", "networkx")
PYVIS = Tool("pyvis", "pyvis", program="chromium")
GRAVIS = Tool("gravis", "gravis", program="chromium")
PAGE = Tool("nkgraph", "playwright", program="chromium")
VIS_NETWORK = Tool("vis-network of pyvis", "pyvis", program="chromium")
MORPH_KGC = Tool("morph-kgc", "morph-kgc", OTHERS)
MAPLIB = Tool("maplib", "maplib", OTHERS)
VIRTUOSO = Tool("Virtuoso", program="virtuoso-t")


def beside_python(program: str) -> Path:
    """Return where a program of the environment is that this runs in."""
    return PYTHON.with_name(program)


@cache
def _version(python: Path, package: str) -> str:
    if not python.exists():
        return ""
    asked = subprocess.run(
        [str(python), "-c", _VERSION, package], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
