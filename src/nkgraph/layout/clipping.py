"""Whether a straight line runs through a rectangle."""

Point = tuple[float, float]


def runs_through(
    start: Point, end: Point, *, left: float, top: float, right: float, bottom: float
) -> bool:
    """Tell whether the line from start to end enters the rectangle (Liang and Barsky, 1984)."""
    enter, leave = 0.0, 1.0
    for begin, finish, low, high in (
        (start[0], end[0], left, right),
        (start[1], end[1], top, bottom),
    ):
        step = finish - begin
        if abs(step) < 1e-9:
            if not low <= begin <= high:
                return False
            continue
        first, second = sorted(((low - begin) / step, (high - begin) / step))
        enter, leave = max(enter, first), min(leave, second)
        if enter >= leave:
            return False
    return True
