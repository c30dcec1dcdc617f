"""All maps in one folder, with a page that leads to them."""

import base64
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from nkgraph import output
from nkgraph.errors import CannotWrite
from nkgraph.view import assets, caption, payload
from nkgraph.view.embedding import csp_hash, one_line
from nkgraph.view.page import page

if TYPE_CHECKING:
    from nkgraph.graph import KnowledgeGraph

INDEX = "index.html"
TAG = "map"
"""The tag of the stored queries that are drawn."""

_NEW_FOLDER_MODE = 0o777
"""What a new folder may allow before the user's umask takes its part away."""


@dataclass(frozen=True)
class _Entry:
    """A map in the index: where it is, what it is called, what it rests on, and how it looks.

    summary: empty where the title says the same.
    """

    address: str
    title: str
    summary: str
    rests: str
    picture: str


def save(
    graph: "KnowledgeGraph",
    folder: "str | os.PathLike[str]",
    *,
    source_text: str | None = None,
) -> list[Path]:
    """Write a page for every stored query that is tagged as a map, and an index; return the files.

    All are drawn before any is written. A folder that is not there yet appears whole, or not at
    all; in one that is there each file takes its place whole, the index last, and other files stay.
    Raises CannotWrite, and whatever a query raises.
    """
    target = Path(folder)
    entries = []
    with _beside(target) as part:
        for query in graph.catalogue.listed():
            if TAG not in query.tags:
                continue
            network = graph.network(query)
            name = f"{query.name if query.name.casefold() != 'index' else 'index-map'}.html"
            page(network, source_text=source_text).save(part / name)
            entries.append(_entry(name, network))
        made = index(entries)
        (part / INDEX).write_text(made, encoding="utf-8")
        return _moved(part, target)


def index(entries: "list[_Entry]") -> str:
    """Return the page that leads to the maps."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(assets.FOLDER), autoescape=True)
    style = assets.index_style()
    policy = (
        f"default-src 'none'; style-src {csp_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("index.html").render(
        entries=entries, words=assets.words()["index"], style=style, policy=policy
    )


def _entry(name: str, network: "payload.Network") -> _Entry:
    from nkgraph.view.still import thumbnail

    about = payload.about(network)
    drawn = base64.b64encode(thumbnail(network).encode()).decode()
    title, summary = caption.title(about), one_line(about["summary"] or "")
    return _Entry(
        address=quote(name),
        title=title,
        summary=summary if summary != title else "",
        rests=caption.rests_on(about, payload.nodes(network), payload.edges(network)),
        picture=f"data:image/svg+xml;base64,{drawn}",
    )


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Make a folder beside the target for what is not whole yet; it is gone afterwards."""
    try:
        if target.exists() and not target.is_dir():
            raise CannotWrite(f"{str(target)!r} is a file: name a folder for all maps")
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name[:100]}."))
    except OSError as error:
        raise _refused(target, error) from error
    try:
        yield part
    except OSError as error:
        raise _refused(target, error) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


def _moved(part: Path, target: Path) -> list[Path]:
    names = sorted((path.name for path in part.iterdir()), key=lambda name: (name == INDEX, name))
    if not target.exists():
        part.chmod(output.allowed(_NEW_FOLDER_MODE))
        part.rename(target)
    else:
        for name in names:
            (part / name).replace(target / name)
    return [target / name for name in names]


def _refused(target: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"{str(target)!r} could not be written: {error.strerror or error}")
