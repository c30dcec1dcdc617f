"""Drag the picture of a page by nkgraph about, and tell how long a redraw takes: file."""

import sys
import time
from math import cos, sin

from map_opened import opened
from telling import tell

SECONDS = 3
MIDDLE, AWAY = (700, 120), 80
"""Pixels; no mark lies so high, and the whole network stays in sight."""
STEPS = 9
"""Moves of the mouse for a radian of the circle."""
COUNT = """() => {
  window.redraws = 0;
  const context = document.querySelector("#picture canvas").getContext("2d");
  const clear = context.clearRect;
  context.clearRect = function (...box) { window.redraws += 1; return clear.apply(this, box); };
}"""
"""A redraw begins with a clear canvas."""
with opened(sys.argv[1]) as tab:
    tab.wait_for_selector("html[data-state=ready]", state="attached")
    tab.evaluate(COUNT)
    tab.mouse.move(*MIDDLE)
    tab.mouse.down()
    started, step = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        step += 1
        tab.mouse.move(MIDDLE[0] + AWAY * sin(step / STEPS), MIDDLE[1] + AWAY * cos(step / STEPS))
    taken, redraws = time.perf_counter() - started, tab.evaluate("window.redraws")
tell(seconds=taken / redraws)
