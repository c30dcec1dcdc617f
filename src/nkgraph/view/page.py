"""A network's page: written by pyvis, in our own template, with a policy that lets nothing in."""

import html
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nkgraph.view import assets, caption, payload
from nkgraph.view.embedding import csp_hash, json_for_html, one_line

FRAME_HEIGHT = 640
"""Pixels: how tall the page stands in a notebook."""

# What vis-network is told. Measured on two cores without a GPU: with these, 5,000 nodes and 15,000
# edges are there in a second; smooth edges, borders and labels drawn by vis-network cost most.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 0, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0},
    "interaction": {
        "hideEdgesOnDrag": True,  # see moving.js
        "hideNodesOnDrag": True,
        "hover": False,
        "keyboard": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "zoomSpeed": 0.6,
    },
}


@dataclass(frozen=True)
class Page:
    """One map as one HTML file; `html` is its whole text."""

    html: str
    title: str

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page in UTF-8 and return where it stands.

        No half of it is ever there. Raises CannotWrite.
        """
        from nkgraph.output import replacing

        with replacing(path) as stream:
            stream.write(self.html.encode())
        return Path(path)

    def _repr_html_(self) -> str:
        """Show the page in a notebook: in a frame that can neither read nor steer what is around.

        `allow-scripts` draws the map and `allow-downloads` saves the files that its menu offers;
        without `allow-same-origin` the page has no access to the notebook.
        """
        return (
            f'<iframe title="{html.escape(self.title, quote=True)}" width="100%" '
            f'height="{FRAME_HEIGHT}" frameborder="0" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
            f'srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )


def page(network: Any, *, source_text: str | None = None) -> Page:
    """Return the page that draws a network (a networkx.MultiDiGraph as `network` makes it).

    With `source_text`, a copy of the text that the claims are anchored in, each claim shows the
    words that it rests on; without, only our own words stand in the page.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    about = payload.about(network)
    net = Network(heading=caption.title(about), cdn_resources="in_line")
    net.nodes = payload.nodes(network)
    net.edges = payload.edges(network)
    net.options = OPTIONS
    net.set_template_dir(str(assets.FOLDER), "page.html")
    # pyvis makes a Jinja2 environment that escapes nothing; ours does.
    net.templateEnv = Environment(loader=FileSystemLoader(assets.FOLDER), autoescape=True)
    net.templateEnv.filters["json"] = json_for_html
    about["rests"] = caption.rests_on(about, net.nodes, net.edges)
    net.templateEnv.globals |= {
        "about": about,
        "words": assets.words(),
        "claims": payload.claims(network, source_text),
        "rows": payload.rows(network),
        "policy": _policy(),
        "style": assets.style(),
        "vis": assets.vis_network(),
        "script": assets.script(),
        "shown": caption.title(about),
        "command": one_line(about["command"] or ""),
    }
    return Page(str(net.generate_html()), caption.title(about))


def _policy() -> str:
    """Return the Content-Security-Policy: nothing from anywhere, and only these inline parts."""
    scripts = " ".join(csp_hash(code) for code in (assets.vis_network(), assets.script()))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {csp_hash(assets.style())}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
