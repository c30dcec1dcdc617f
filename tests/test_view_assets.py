"""The page's modules are put together by joining them, which works only under some rules."""

import re
from collections import defaultdict

import pytest

from nkgraph.view import assets

DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./([\w.]+)";$', re.MULTILINE)


def source(name):
    return (assets.FOLDER / name).read_text(encoding="utf-8")


def exported():
    return {
        name: {found[1] for found in DECLARED.findall(source(name)) if found[0]}
        for name in assets.SCRIPTS
    }


def test_every_module_is_put_into_the_page():
    assert sorted(assets.SCRIPTS) == sorted(path.name for path in assets.FOLDER.glob("*.js"))
    assert {*assets.STYLES, *assets.INDEX_STYLES} == {
        path.name for path in assets.FOLDER.glob("*.css")
    }


def test_no_two_modules_declare_one_name():
    homes = defaultdict(list)
    for name in assets.SCRIPTS:
        for _, declared in DECLARED.findall(source(name)):
            homes[declared].append(name)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


@pytest.mark.parametrize("name", assets.SCRIPTS)
def test_imports_name_what_is_exported_and_used(name):
    text = source(name)
    assert text.count("import ") == len(IMPORTED.findall(text))
    offered = exported()
    body = IMPORTED.sub("", text)
    for names, home in IMPORTED.findall(text):
        for one in names.split(","):
            assert one.strip() in offered[home]
            assert re.search(rf"\b{one.strip()}\b", body), f"{one} is not used"


@pytest.mark.parametrize("name", assets.SCRIPTS)
def test_modules_use_only_what_they_import(name):
    """A name that another module exports, called here, is imported here."""
    text = source(name)
    body = IMPORTED.sub("", text)
    mine = {found[1] for found in DECLARED.findall(text)}
    imported = {one.strip() for names, _ in IMPORTED.findall(text) for one in names.split(",")}
    others = set().union(*exported().values()) - mine - imported
    called = set(re.findall(r"(?<![.\w])(\w+)\(", re.sub(r"//.*|/\*[\s\S]*?\*/", "", body)))
    assert called & others == set()


def test_the_script_leaks_nothing_and_makes_no_markup():
    script = assets.script()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser|localStorage"
        r"|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|setAttribute\(.style",
        script,
    )
    assert "</script" not in script.lower()
    assert "</script" not in assets.vis_network().lower()
    assert "sourceMappingURL" not in assets.vis_network()


@pytest.mark.parametrize("name", assets.SCRIPTS)
def test_modules_are_small(name):
    assert len(source(name).splitlines()) <= 250


def test_every_text_that_is_asked_for_is_there():
    words = assets.words()
    for name in assets.SCRIPTS:
        for key in re.findall(r'\bsay(?:Count)?\("([\w.]+)"', source(name)):
            found = words
            for part in key.split("."):
                assert part in found, f"{name} asks for {key}"
                found = found[part]
