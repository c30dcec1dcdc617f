"""Still pictures, read back: the drawing of a network and the texts that stand in it."""

from xml.etree import ElementTree

from nkgraph.view.still import still

SVG = "{http://www.w3.org/2000/svg}"


def drawn(network):
    return ElementTree.fromstring(still(network).svg.encode())


def texts(root):
    return [element.text or "" for element in root.iter(SVG + "text")]
