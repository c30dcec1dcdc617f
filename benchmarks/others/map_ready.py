"""Open a page in Chromium and wait until its picture can be used: file, expression in JavaScript.

The expression gives when, in milliseconds since the navigation, and nothing before.
"""

import sys

from map_opened import opened
from telling import tell

file, expression = sys.argv[1:]
LOOKS = 100
"""Milliseconds between two looks."""
with opened(file) as tab:
    found = tab.wait_for_function(f"() => {expression}", polling=LOOKS).json_value()
tell(seconds=found / 1000)
