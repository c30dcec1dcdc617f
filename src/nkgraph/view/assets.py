"""The page's parts that are the same for every network: template, text, style and scripts."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from nkgraph.errors import MissingResource

FOLDER = Path(__file__).with_name("assets")

STYLES = ("theme.css", "page.css")
INDEX_STYLES = ("theme.css", "index.css")

# In the order in which they run: each uses only what stands before it, or calls later.
SCRIPTS = (
    "failure.js",
    "text.js",
    "data.js",
    "dates.js",
    "format.js",
    "elements.js",
    "theme.js",
    "model.js",
    "groups.js",
    "flows.js",
    "bundles.js",
    "draw.js",
    "camera.js",
    "adapt.js",
    "shapes.js",
    "places.js",
    "lettering.js",
    "labels.js",
    "linewords.js",
    "marks.js",
    "icons.js",
    "crowd.js",
    "highlight.js",
    "backdrop.js",
    "moving.js",
    "select.js",
    "card.js",
    "panel.js",
    "legend.js",
    "search.js",
    "timeline.js",
    "table.js",
    "picture.js",
    "still.js",
    "stillwords.js",
    "downloads.js",
    "focus.js",
    "path.js",
    "dialogs.js",
    "menu.js",
    "address.js",
    "keyboard.js",
    "interface.js",
    "start.js",
)

VIS_NETWORK = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
"""Where pyvis' wheel keeps the vis-network file that its own pages inline."""

_IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


@cache
def style() -> str:
    """Return the page's style sheet."""
    return "\n".join(_read(FOLDER / name) for name in STYLES)


@cache
def index_style() -> str:
    """Return the style sheet of the page that leads to all maps."""
    return "\n".join(_read(FOLDER / name) for name in INDEX_STYLES)


@cache
def script() -> str:
    """Return the page's own modules as one script.

    Each file is an ECMAScript module; put one after another inside a function, without their
    import and export words, they share one scope and nothing leaks to the page.
    """
    modules = (_EXPORT.sub("", _IMPORT.sub("", _read(FOLDER / name))) for name in SCRIPTS)
    return '(() => {\n"use strict";\n' + "\n".join(modules) + "\n})();\n"


@cache
def words() -> dict[str, Any]:
    """Return every text that the page shows, by its key."""
    loaded: dict[str, Any] = json.loads(_read(FOLDER / "text.en.json"))
    return loaded


@cache
def vis_network() -> str:
    """Return the vis-network script that pyvis ships, without its pointer to a source map."""
    import pyvis

    text = _read(Path(pyvis.__file__).parent / VIS_NETWORK)
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MissingResource(
            f"{path.name} of the map page cannot be read: reinstall nkgraph and pyvis"
        ) from error
