"""The pages on datasets and mappings say what the program does."""

import re
from pathlib import Path

import pytest

from nkgraph import datasets
from nkgraph.datasets import catalogue, codelists, mapping_reading, mapping_values
from nkgraph.datasets.canonical import TABLES

DOCS = Path(__file__).parents[1] / "docs"
MAPPING = (DOCS / "mapping.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "datasets").glob("*.md")}


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("mapping", datasets.mappings(), ids=lambda mapping: mapping.name)
def test_every_dataset_has_a_page_and_stands_in_the_list(mapping):
    assert f"`{mapping.name}`" in PAGES["README.md"]
    (page,) = [
        text for name, text in PAGES.items()
        if name != "README.md" and f"`{mapping.name}`" in text.partition("\n")[0]
    ]  # fmt: skip
    for word in ("**Where.**", "**Licence.**", "old by", "eft out"):
        assert word in page or mapping.name == "reported"


def test_every_field_is_listed_in_its_table():
    parts = re.split(r"^## Columns of (\w+)$", MAPPING, flags=re.MULTILINE)[1:]
    for kind, text in zip(parts[::2], parts[1::2], strict=True):
        listed = re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", text, re.MULTILINE)
        assert listed == [(field.name, field.about) for field in TABLES[kind].fields]
    assert parts[::2] == list(TABLES)


def test_the_example_is_a_mapping(tmp_path):
    (example,) = blocks(MAPPING, "yaml")
    mapping = mapping_reading.parse(example, "example", folder=".")
    data = tmp_path / "visits.csv"
    data.write_text(
        "no,day,guest,host,status,note\n1,20130214,RUS,PRK,done,x\n2,1 May 2014,PRK,RUS,planned,y\n"
    )
    with datasets.read(data, mapping=mapping) as reading:
        assert reading.counts == (2, 1, 0, 1, 0, 0)
        assert reading.relation.select("date", "actor_code").fetchall() == [("2013-02-14", "RUS")]


def test_every_word_of_the_language_is_described():
    words = (
        *mapping_reading._KEYS,
        *mapping_values._ORIGINS,
        *mapping_values._STEPS,
        *mapping_values._NUMBER,
        *mapping_values._TESTS,
    )
    for word in words:
        assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", MAPPING), word


def test_every_scheme_of_ours_is_described():
    schemes = set(re.findall(r"scheme: ([a-z0-9-]+)", " ".join(
        path.read_text(encoding="utf-8") for path in catalogue._FOLDER.glob("*.yaml")
    )))  # fmt: skip
    own = {"csis", "ucdp", "acled", "cow-war", "cow-hostility", "plover", "nkgraph"}
    for scheme in schemes - own:
        assert f"`{scheme}`" in MAPPING, scheme


def test_the_common_kinds_are_those_that_mappings_give():
    listed = PAGES["README.md"].split("common kind beside it:\n\n")[1].split("\n\n")[0]
    listed = re.sub(r"\(.*?\)", "", listed.replace("\n", " "))
    kinds = {kind.strip() for kind in re.split("[,;.]", listed) if kind.strip()}
    given = {row[3] for row in codelists.read("cameo", None, "").rows}
    for mapping in datasets.mappings():
        said = mapping.fields.get("common_kind")
        given |= set(re.findall(r"(?:text|: )=?'([a-z ]+)'", str(said))) - {"cameo", "common"}
    assert kinds == given


def test_the_smallest_reported_file_is_read(tmp_path):
    (example,) = blocks(PAGES["reported.md"], "csv")
    (tmp_path / "a").write_text(example)
    with datasets.read(tmp_path / "a") as reading:
        assert (reading.dataset.name, reading.counts.taken) == ("reported", 1)
    described = re.findall(r"`([a-z_]+)`", "".join(
        line.split("|")[1] for line in PAGES["reported.md"].splitlines() if line.startswith("| `")
    ))  # fmt: skip
    reported = datasets.named("reported")
    columns = {column.names[0] for column in mapping_reading.columns_of(reported)}
    assert set(described) == columns


def test_links_lead_somewhere():
    for path in [DOCS / "mapping.md", *(DOCS / "datasets").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path.name, target)
