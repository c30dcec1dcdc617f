"""The map page: a network becomes one HTML file that needs nothing else.

    page(network).save("map.html")

The page is pyvis' Network in a template of our own. `payload` turns the network into plain data,
`assets` puts scripts and styles together, `embedding` makes text safe to stand inside HTML, and
`page` joins them. What the page does in a browser stands in assets/, one file a concept.
"""

from nkgraph.view.page import Page, page

__all__ = ["Page", "page"]
