"""Icons in marks: from the ontology, where there is room for them, and never more than drawings."""

import pytest

from browser import networks
from browser.test_page_sharing import download
from nkgraph.view import payload

WHOLE = "M0 0h24v24h-24z"
"""An icon that fills its box, so that a point of it tells its colour."""

PIXEL = """
([x, y]) => {
  const canvas = document.querySelector("#picture canvas");
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const at = [Math.round((x - box.left) * ratio), Math.round((y - box.top) * ratio)];
  return [...canvas.getContext("2d").getImageData(...at, 1, 1).data.slice(0, 3)];
}
"""
WHITE, BLUE = [255, 255, 255], [0, 114, 178]
KOREA, RUSSIA, JAPAN = (networks.NK + name for name in ("north-korea", "russia", "japan"))
STATE = networks.NKG + "State"


def drawn(icon, **look):
    network = networks.article()
    network.graph["kinds"] = {iri: dict(facts) for iri, facts in network.graph["kinds"].items()}
    network.graph["kinds"][STATE].update({"icon": icon, **look})
    return network


def colour_at(seen, node, down=0.0):
    place = seen.spot(node)
    return seen.call(PIXEL, [place["x"], place["y"] + down])


def test_an_icon_is_drawn_in_a_mark_that_is_large_enough(show):
    seen = show(drawn(WHOLE))
    assert colour_at(seen, KOREA) == WHITE
    assert colour_at(seen, JAPAN) == BLUE
    seen.call("(id) => nkgraph.focus(id, 1)", JAPAN)
    seen.tab.wait_for_timeout(400)
    assert colour_at(seen, JAPAN) == WHITE


def test_an_icon_is_dark_on_a_light_mark(show):
    seen = show(drawn(WHOLE, colour="#F0E442"), color_scheme="dark")
    assert colour_at(seen, KOREA) == [20, 23, 26]


def test_an_icon_that_is_pointed_at_stays(show):
    seen = show(drawn(WHOLE))
    place = seen.spot(KOREA)
    seen.tab.mouse.move(place["x"] + 1, place["y"] + 1)
    seen.tab.wait_for_timeout(150)
    assert colour_at(seen, KOREA) == WHITE


def test_an_icon_paints_nothing_outside_its_box(show):
    seen = show(drawn("M-900-900h9000v9000h-9000z"))
    ground = seen.call(PIXEL, [640, 110])
    assert ground != WHITE
    assert colour_at(seen, KOREA) == WHITE
    scale = seen.call("nkgraph.state().at.scale")
    assert colour_at(seen, KOREA, down=26 * scale) == BLUE


@pytest.mark.parametrize(
    "icon",
    [
        'M0 0"/><img src=x onerror=alert(1)>',
        "url(https://example.org/x.svg)",
        "</script><script>alert(1)</script>",
        "M" + "1 1 " * 5000,
        ["M0 0h24v24h-24z"],
        {"__proto__": 1},
        7,
    ],
    ids=["markup", "address", "script", "long", "list", "object", "number"],
)
@pytest.mark.parametrize("is_let_through", [False, True], ids=["as written", "let through"])
def test_what_is_no_path_is_no_icon(show, monkeypatch, icon, is_let_through):
    if is_let_through:
        monkeypatch.setattr(payload, "is_icon", lambda value: True)
    seen = show(drawn(icon))
    assert colour_at(seen, KOREA) == BLUE
    assert seen.call("document.querySelectorAll('#legend .icon').length") == 0
    assert seen.call("document.querySelectorAll('body img, body iframe').length") == 0


def test_what_is_a_path_by_its_letters_alone_breaks_nothing(show):
    seen = show(drawn("MMM...---"))
    assert colour_at(seen, KOREA) == BLUE


def test_the_legend_the_panel_and_the_download_have_it(show, tmp_path):
    seen = show(drawn(WHOLE))
    paths = "[...document.querySelectorAll('%s .icon path')].map((one) => one.getAttribute('d'))"
    assert seen.call(paths % "#legend") == [WHOLE]
    seen.call("(id) => nkgraph.select(id)", RUSSIA)
    assert seen.call(paths % "#panel") == [WHOLE]
    svg = download(seen, "svg", tmp_path).read_text(encoding="utf-8")
    assert svg.count(f'd="{WHOLE}"') >= 3  # in the legend, and in two marks at least
