"""A real browser for the page's tests; skipped with a plain message where there is none."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from nkgraph.view import page as page_of

FLAGS = ["--disable-gpu", "--disable-quic"]
"""Beside Playwright's own: no window, no sandbox, and nothing in the background."""

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Opened:
    """A page in the browser, with what it did that it should not have."""

    tab: Any
    file: Path
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def call(self, code: str, *values: object) -> Any:
        """Return what a function of the page's own interface answers."""
        return self.tab.evaluate(code, *values)

    def spot(self, node: str) -> dict[str, float]:
        """Return where on the screen a node is, found as a person would: by looking for it."""
        return dict(self.call(FIND_NODE, node))

    def violations(self) -> list[str]:
        return list(self.call("window.broken"))

    def go(self, address: str) -> None:
        """Open the same file at another address."""
        self.tab.goto("about:blank")
        self.tab.goto(self.file.as_uri() + address)
        self.tab.wait_for_selector("html[data-state=ready]")


FIND_NODE = """
(id) => {
  const { x, y, scale, turned } = nkgraph.state().at;
  const box = document.getElementById("picture").getBoundingClientRect();
  const all = JSON.parse(document.getElementById("data-nodes").textContent);
  const node = all.find((each) => each.key === id);
  const [dx, dy] = [(node.x - x) * scale, (node.y - y) * scale];
  return {
    x: box.left + box.width / 2 + (turned ? -dy : dx),
    y: box.top + box.height / 2 + (turned ? dx : dy),
  };
}
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    binary = shutil.which("chromium")
    if binary is None:
        pytest.skip("chromium is not installed: the page is not tested in a browser")
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: no test in a browser"
    )
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Draw a network, open the file with the network cut off, and wait until it is ready."""
    contexts: list[Any] = []
    opened: list[Opened] = []

    def show_(
        network: Any, *, address: str = "", source_text: str | None = None, **settings: Any
    ) -> Opened:
        file = page_of(network, source_text=source_text).save(tmp_path / f"map{len(contexts)}.html")
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **settings}
        )
        contexts.append(context)
        context.set_offline(True)
        context.add_init_script(WATCH)
        tab = context.new_page()
        seen = Opened(tab, file)
        opened.append(seen)

        def note(request: Any) -> None:
            if not request.url.startswith(("file:", "data:", "blob:")):
                seen.requests.append(request.url)

        def dismiss(dialog: Any) -> None:
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        tab.on("request", note)
        tab.on("dialog", dismiss)
        tab.on("pageerror", lambda error: seen.errors.append(str(error)))
        tab.goto(file.as_uri() + address)
        tab.wait_for_selector("html[data-state=ready]", timeout=20_000)
        return seen

    yield show_
    # Whatever a test did with it, a page asks nobody for anything and breaks no rule.
    for each in opened:
        assert each.requests == []
        assert each.dialogs == []
        assert each.errors == []
        assert each.violations() == []
    for context in contexts:
        context.close()
