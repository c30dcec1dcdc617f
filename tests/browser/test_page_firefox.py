"""The page in another browser: Debian's Firefox, where it is installed."""

import shutil

import pytest

from browser import firefox, networks
from nkgraph.view import page

READY = """new Promise((done) => {
  const root = document.documentElement;
  const look = () => {
    if (root.dataset.state === "loading") setTimeout(look, 30);
    else done(root.dataset.state);
  };
  look();
})"""
PAINTED = """(() => {
  const canvas = document.querySelector("#picture canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 3 && value > 0);
})()"""


@pytest.fixture(scope="module")
def binary():
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        pytest.skip("Firefox is not installed: the page is not tested in it")
    pytest.importorskip("tornado", reason="tornado is not installed: Firefox cannot be driven")
    return found


@pytest.mark.slow
def test_the_page_opens_from_a_file_in_firefox(binary, tmp_path):
    network = networks.article()
    file = page(network).save(tmp_path / "map.html")
    home = tmp_path / "home"
    home.mkdir()
    with firefox.running(binary, home) as address:
        state, nodes, painted, selected, panel, trouble = firefox.told(
            address,
            file.as_uri(),
            [
                READY,
                "nkgraph.nodes()",
                PAINTED,
                f"nkgraph.select('{networks.NK}russia')",
                "document.getElementById('panel').innerText",
                "document.getElementById('trouble').hidden",
            ],
        )
    assert state == "ready"
    assert set(nodes) == set(network)
    assert painted
    assert selected
    assert "Russia" in panel
    assert trouble
