"""From latitude and longitude to a flat map, for the marks and for the outlines behind them.

The formulas, for a sphere, are from J. P. Snyder, "Map projections: a working manual", USGS
Professional Paper 1395 (1987), pp. 98-103 (Albers' equal-area conic), and B. Šavrič, T. Patterson
and B. Jenny, "The Equal Earth map projection", IJGIS 33 (2019), pp. 454-465.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import asin, cos, pi, radians, sin, sqrt

from nkgraph.layout.scene import Point

Place = tuple[float, float]
"""Latitude and longitude in degrees, north and east positive."""

Projection = Callable[[float, float], Point]
"""Takes latitude and longitude; returns x to the right and y downwards, by the Earth's radius."""

WIDEST_CONE = 150.0
"""Degrees of longitude: what spans more is drawn as a map of the world."""

SMALLEST_SPAN = 10.0
"""Degrees of latitude that a map covers at least, so that one place has a map too."""

LEAST_CONVERGENCE = 0.1
"""Below it the meridians are all but parallel: near the equator a cone is no use."""


def suited_to(places: Sequence[Place]) -> Projection:
    """Return a projection for these places: north is up in their middle, and areas are true."""
    west, width = _span([longitude for _, longitude in places])
    if width > WIDEST_CONE:
        return equal_earth(0.0)
    south, north = min(lat for lat, _ in places), max(lat for lat, _ in places)
    if (short := SMALLEST_SPAN - (north - south)) > 0:
        south, north = max(south - short / 2, -85.0), min(north + short / 2, 85.0)
    # A sixth of the way from either edge distorts least (Snyder, p. 99).
    sixth = (north - south) / 6
    parallels = south + sixth, north - sixth
    if abs(sum(map(_sine, parallels))) / 2 < LEAST_CONVERGENCE:
        return equal_earth(west + width / 2)
    return conic(*parallels, west + width / 2)


def conic(first: float, second: float, meridian: float) -> Projection:
    """Return Albers' equal-area conic projection, true along two parallels."""
    n = (_sine(first) + _sine(second)) / 2
    c = cos(radians(first)) ** 2 + 2 * n * _sine(first)

    def rho(latitude: float) -> float:
        return sqrt(max(c - 2 * n * _sine(latitude), 0.0)) / n

    origin = rho((first + second) / 2)

    def project(latitude: float, longitude: float) -> Point:
        turn = n * radians(_from(meridian, longitude))
        return rho(latitude) * sin(turn), rho(latitude) * cos(turn) - origin

    return project


def equal_earth(meridian: float) -> Projection:
    """Return the Equal Earth projection, for maps of the world."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = sqrt(3) / 2

    def project(latitude: float, longitude: float) -> Point:
        t = asin(m * _sine(latitude))
        t2 = t * t
        t6 = t2**3
        slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
        x = radians(_from(meridian, longitude)) * cos(t) / (m * slope)
        return x, -t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))

    return project


def _sine(degrees: float) -> float:
    return sin(degrees * pi / 180)


def _from(meridian: float, longitude: float) -> float:
    """Return how far east of the meridian a longitude is, from -180 to 180."""
    return (longitude - meridian + 180) % 360 - 180


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the westernmost longitude and the width of the shortest arc that holds them all."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [after - before for before, after in pairwise(around)]
    gaps.append(360 + around[0] - around[-1])
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return around[(widest + 1) % len(around)], 360 - gaps[widest]
