"""Chromium with a page of a folder, for what measures pages: no window, no network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FLAGS = ["--disable-gpu", "--disable-quic"]
"""Beside Playwright's own: no window, no sandbox, and nothing in the background."""


@contextmanager
def opened(file: str) -> Iterator[Page]:
    """Yield a tab that has begun to load a page, in a browser that has been warmed.

    All is shown, however many there are.
    """
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        browser.new_page().close()
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_offline(True)
        tab = context.new_page()
        tab.set_default_timeout(0)
        tab.goto(Path(file).resolve().as_uri() + "#all=1", wait_until="commit")
        yield tab
        browser.close()
