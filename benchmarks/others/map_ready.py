"""Open a page in Chromium and wait until its picture can be used: file, expression in JavaScript.

The expression gives when, in milliseconds since the navigation, and nothing before.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from telling import tell

file, expression = sys.argv[1:]
LOOKS = 100
"""Milliseconds between two looks."""
FLAGS = ["--disable-gpu", "--disable-quic"]
"""Beside Playwright's own: no window, no sandbox, and nothing in the background."""
with sync_playwright() as driver:
    browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    browser.new_page().close()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    tab = context.new_page()
    tab.set_default_timeout(0)
    tab.goto(Path(file).resolve().as_uri() + "#all=1", wait_until="commit")
    found = tab.wait_for_function(f"() => {expression}", polling=LOOKS).json_value()
    browser.close()
tell(seconds=found / 1000)
