"""The page on maps: its keys and marks are those of the map page, its interface is there."""

import json
import re

from documented import ROOT
from nkgraph.interchange import FORMATS
from nkgraph.layout import LAYOUTS
from nkgraph.tour import MAPS
from nkgraph.view import assets

TEXT = (ROOT / "docs/maps.md").read_text(encoding="utf-8")
WORDS = json.loads((assets.FOLDER / "text.en.json").read_text(encoding="utf-8"))


def test_the_keys_are_those_of_the_help_in_the_page() -> None:
    table = TEXT[TEXT.index("| key | does |") :].partition("\n\n")[0]
    shown = re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
    assert shown == list(WORDS["help"]["keys"])


def test_each_map_has_a_section() -> None:
    assert re.findall(r"^### (\S+)$", TEXT, re.MULTILINE) == list(MAPS)


def test_the_layouts_are_those_that_there_are() -> None:
    sentence = TEXT[TEXT.index("gives the heading") :]
    for name in LAYOUTS:
        assert f"`{name}`" in sentence


def test_the_interface_is_the_pages() -> None:
    script = (assets.FOLDER / "interface.js").read_text(encoding="utf-8")
    sentence = TEXT[TEXT.index("`window.nkgraph` offers") :].partition(";")[0]
    for name in re.findall(r"`(\w+)\(", sentence):
        assert re.search(rf"^    {name}(\(|:)", script, re.MULTILINE), name


def test_the_formats_of_networks_are_those_that_there_are() -> None:
    table = TEXT[TEXT.index("| format | endings |") :].partition("\n\n")[0]
    shown = re.findall(r"^\| `(\w+)` \| (.+?) \|", table, re.MULTILINE)
    assert shown == [(name, " ".join(form.endings)) for name, form in FORMATS.items()]
