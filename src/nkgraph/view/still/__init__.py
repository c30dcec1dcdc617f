"""A map as a still picture, for documents: SVG, or PNG made from it, without a browser.

    still(network).save("map.png")

It is drawn from the same plain data as the page (`nkgraph.view.payload`), in the same style: what
the page does in assets/still.js with what is seen at the moment, this does with the whole map.
`scene` says what is drawn, `curves` and `frame` where, `labels` and `signs` find room for words and
marks, and `drawing` writes it. Everything is light: pictures go on paper.
"""

from nkgraph.view.still.picture import Still, still, thumbnail

__all__ = ["Still", "still", "thumbnail"]
