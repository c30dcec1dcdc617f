"""The pictures of maps that README and docs show: taken in headless Chromium, light, 1200 by 750.

make docs
"""

import shutil
import sys
import tempfile
from pathlib import Path

import nkgraph

FOLDER = Path("docs/images")
PICTURES = ("relations", "trade")
"""The maps that are shown; each picture is called by its map."""

WIDTH, HEIGHT = 1200, 750
FLAGS = ["--disable-gpu", "--disable-quic"]
"""Beside Playwright's own: no window and no sandbox."""

MILLISECONDS_TO_SETTLE = 500


def main() -> None:
    """Draw the maps and take their pictures."""
    from playwright.sync_api import sync_playwright

    binary = shutil.which("chromium")
    if binary is None:
        sys.exit("chromium is not installed: the pictures stay as they are")
    graph = nkgraph.open()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=FLAGS)
        for name in PICTURES:
            page = graph.view(name).save(Path(folder) / f"{name}.html")
            tab = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="light",
                reduced_motion="reduce",
            )
            tab.goto(page.as_uri())
            tab.wait_for_selector("html[data-state=ready]")
            tab.wait_for_timeout(MILLISECONDS_TO_SETTLE)
            FOLDER.mkdir(parents=True, exist_ok=True)
            tab.screenshot(path=FOLDER / f"{name}.png")
            print(f"taken anew: {FOLDER / name}.png")
        browser.close()


if __name__ == "__main__":
    main()
