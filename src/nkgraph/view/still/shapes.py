"""The outlines of the kinds' marks, as large as the page draws them (assets/shapes.js)."""

from math import cos, pi, sin, sqrt

from nkgraph.view.still.svg import way

Point = tuple[float, float]

_CORNERS: dict[str, list[Point]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, 1), (1, 0), (0, -1), (-1, 0)],
    "hexagon": [(cos(at * pi / 3), sin(at * pi / 3)) for at in range(6)],
}


def outline(shape: object, x: float, y: float, radius: float) -> str:
    """Return a mark around a point as the data of a path; an unknown shape is a dot."""
    match shape:
        case "box":
            return outline("square", x, y, radius)
        case "square" | "diamond" | "hexagon":
            return _polygon(_CORNERS[str(shape)], x, y, radius)
        case "star":
            return _polygon(_star(), x, y + 0.1 * radius, radius * 0.82)
        case "triangle":
            return _triangle(x, y, radius, 1)
        case "triangleDown":
            return _triangle(x, y, radius, -1)
    r = f"{radius:.2f}"
    return f"M{x - radius:.2f} {y:.2f}a{r} {r} 0 1 0 {2 * radius:.2f} 0a{r} {r} 0 1 0 -{2 * radius:.2f} 0z"  # noqa: E501


def _polygon(corners: list[Point], x: float, y: float, radius: float) -> str:
    return way((x + dx * radius, y + dy * radius) for dx, dy in corners) + "z"


def _star() -> list[Point]:
    angles = [-pi / 2 + at * pi / 5 for at in range(10)]
    reach = [0.5 if at % 2 else 1.3 for at in range(10)]
    return [(r * cos(a), r * sin(a)) for r, a in zip(reach, angles, strict=True)]


def _triangle(x: float, y: float, radius: float, up: int) -> str:
    size = radius * 1.15
    inner = size / sqrt(3)
    height = size * sqrt(3)
    middle = y + up * 0.275 * size
    corners = [
        (x, middle - up * (height - inner)),
        (x + size, middle + up * inner),
        (x - size, middle + up * inner),
    ]
    return way(corners) + "z"
