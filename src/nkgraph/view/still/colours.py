"""The colours of a still picture: the page's own light theme, and the kinds' made legible on it."""

import re
from functools import cache

from nkgraph.view import assets

LEAST_CONTRAST = 3.0
"""Of marks and lines against the ground: https://www.w3.org/TR/WCAG22/#non-text-contrast"""

STEP = 0.04
"""How much darker a colour gets at a time until it stands out."""

_LIGHT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{6});")
_WHITE, _DARK = "#ffffff", "#14171a"
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@cache
def theme() -> dict[str, str]:
    """Return the light theme's colours by their names in theme.css."""
    block = _LIGHT.search(assets.style())
    return dict(_COLOUR.findall(block[1])) if block else {}


@cache
def legible(colour: object) -> str:
    """Return a kind's colour, darkened until it stands out; what is no colour is quiet."""
    if not (isinstance(colour, str) and _HEX.match(colour)):
        return theme()["quiet"]
    given, ground = _channels(colour), _channels(theme()["ground"])
    part, best = 0.0, given
    while part <= 1 and _contrast(best, ground) < LEAST_CONTRAST:
        best = [round(channel * (1 - part)) for channel in given]
        part += STEP
    return "#" + "".join(f"{channel:02x}" for channel in best)


def ink_on(colour: str) -> str:
    """Return white, or dark where white would not stand out from a colour."""
    contrast = _contrast(_channels(_WHITE), _channels(colour))
    return _WHITE if contrast >= LEAST_CONTRAST else _DARK


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _contrast(one: list[int], other: list[int]) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(channels: list[int]) -> float:
    """Return the relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (
        part / 12.92 if (part := channel / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
