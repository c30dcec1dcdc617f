"""The pages on queries and maps: each query with its parameters and columns, and what they say."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from documented import ROOT, blocks
from loopback import free_port, oxigraph, serving
from nkgraph import edtf
from nkgraph.catalogue import Catalogue
from nkgraph.cli import run
from nkgraph.commands.queries import columns
from nkgraph.header import read
from nkgraph.marker import KEYS
from nkgraph.query import Query
from nkgraph.store.credentials import PASSWORD_VARIABLE, USER_VARIABLE
from nkgraph.store.endpoint import Endpoint

QUERIES = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
MAPS = (ROOT / "docs/maps.md").read_text(encoding="utf-8")
SECTIONS = {
    name: text
    for page in (MAPS, QUERIES)  # relations stands on both, with its columns on the latter
    for name, text in re.findall(r"^### ([a-z-]+)\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
}
LISTED = Catalogue().listed()
SECONDS_TO_START = 30


@pytest.mark.parametrize("query", LISTED, ids=lambda query: query.name)
def test_a_query_stands_with_its_parameters_and_columns(query: Query) -> None:
    section = SECTIONS[query.name]
    assert listed(section, "Parameters") == list(query.parameters)
    assert listed(section, "Columns") == list(columns(query))


def listed(section: str, what: str) -> list[str]:
    """Return the names in the list's item `- Parameters: …` or `- Columns: …`."""
    item = re.search(rf"^- {what}: (.*?)\.\n(?=\n|- )", section, re.MULTILINE | re.DOTALL)
    assert item is not None, what
    return [] if item[1] == "none" else re.findall(r"`(\w+)`", item[1])


@pytest.mark.parametrize("block", [b.text for b in blocks(ROOT / "docs/queries.md")
                                   if b.language == "sparql"])  # fmt: skip
def test_a_query_that_is_shown_stands_in_a_file(block: str) -> None:
    files = [*(ROOT / "docs/example").rglob("*.rq"), *(ROOT / "queries").rglob("*.rq")]
    assert block in [file.read_text(encoding="utf-8") for file in files]


def test_the_reference_of_headers_has_every_key() -> None:
    reference = QUERIES[QUERIES.index("| key | holds |") :].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", reference, re.MULTILINE) == list(KEYS)


def test_what_the_reference_calls_possible_is() -> None:
    text = (
        "#+ summary: All that a header can say\n"
        "#+ parameters:\n"
        "#+   who: {type: resource, of: nkg:Actor, including: nkg:governmentOf, description: who}\n"
        "#+   day: {type: date, bound: end, description: when}\n"
        "#+   how: {type: choice, enumerate: [one, another], description: how}\n"
        "#+   many: {type: integer, description: how many}\n"
        "#+   word: {type: string, description: which}\n"
        "#+ map: {title: A map, layout: flow}\n"
        "SELECT * {\n"
        + "".join(f"  VALUES ?{name} {{ UNDEF }}\n" for name in ("who", "day", "how", "many"))
        + "  VALUES ?word { UNDEF }\n}"
    )
    query = Query("whole", text)
    assert read(query._lines, text, "whole").parameters["day"].bound == "end"
    for unit in ("USD", "percent", "share", "degrees", "date"):
        assert f"`{unit}`" in QUERIES
        Query(
            "u", f"#+ summary: s\n#+ columns:\n#+   x: {{unit: {unit}}}\nSELECT ?x {{}}"
        ).validate()


@pytest.mark.parametrize("date", ["2009", "2009-05", "2009-05-25", "2009/2013"])
def test_a_date_that_is_shown_is_one(date: str) -> None:
    assert f"`{date}`" in QUERIES
    assert edtf.bounds(date)


@pytest.mark.parametrize(
    "name", ["nk:russia", "russia", "RU", "RUS", "643", "365", "<https://w3id.org/nkgraph/entity/russia>"]
)  # fmt: skip
def test_each_way_to_name_russia_names_russia(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert name.startswith("<") or f"`{name}`" in QUERIES
    assert run(["query", "trade-figures", f"exporter={name}", "year=2008"]) == 0
    assert ",41610000," in capsys.readouterr().out


@pytest.mark.parametrize("name", ["N. Korea", "DPRK", "朝鲜", "Pyongyang"])
def test_each_way_to_name_north_korea_names_north_korea(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert re.search(rf"`(importer=)?{name}`", QUERIES)
    assert run(["query", "trade-figures", f"importer={name}", "year=2008"]) == 0
    assert ",41610000," in capsys.readouterr().out


def test_the_variables_for_an_endpoint_are_named_right() -> None:
    assert f"`{USER_VARIABLE}`" in QUERIES
    assert f"`{PASSWORD_VARIABLE}`" in QUERIES
    assert USER_VARIABLE in (Endpoint.__doc__ or "")


def test_a_server_is_set_up_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program = oxigraph()
    setup, asking = (
        [shlex.split(line) for line in block.text.splitlines()]
        for block in blocks(ROOT / "docs/queries.md")
        if block.language == "sh"
    )
    port = free_port()
    monkeypatch.chdir(tmp_path)
    export, load, serve = (
        [part.replace("localhost:7878", f"127.0.0.1:{port}") for part in line] for line in setup
    )
    assert run(export[1:]) == 0
    subprocess.run([program, *load[1:]], check=True, capture_output=True)
    capfd.readouterr()
    run(["query", "trade-figures"])
    expected = capfd.readouterr().out
    run(["query", "trade-figures", "--store", "graph.store"])
    assert capfd.readouterr().out == expected
    (ask,) = asking
    with serving([program, *serve[1:]], port):
        assert run([part.replace("localhost:7878", f"127.0.0.1:{port}") for part in ask[1:]]) == 0
    assert capfd.readouterr().out == expected
