"""What a file is told by, and what is said of one that is nothing known."""

import random

import pytest

from datasets_files import DATA, FILES, SHARED, counts, rows, text_of
from nkgraph import datasets
from nkgraph.errors import UnknownDataset


def test_columns_may_stand_in_any_order(tmp_path):
    lines = [line.split(",") for line in text_of("cow-states.csv").splitlines()]
    order = list(range(len(lines[0])))
    random.Random(5).shuffle(order)
    file = tmp_path / "a"
    file.write_text("\n".join(";".join(line[place] for place in order) for line in lines))
    assert rows(file) == rows(DATA / "cow-states.csv")


def test_names_of_columns_are_compared_by_letters_and_digits(tmp_path):
    text = text_of("comtrade-legacy.csv")
    header, body = text.split("\n", 1)
    for sign in " ()$":
        header = header.replace(sign, ".")
    file = tmp_path / "a"
    file.write_text(header.upper() + "\n" + body)
    assert rows(file) == rows(DATA / "comtrade-legacy.csv")


def test_gdelt_may_have_a_header_and_commas(tmp_path):
    import csv

    names = datasets.named("gdelt").reader.columns
    table = [line.split("\t") for line in text_of("gdelt-2.0.tsv").splitlines()]
    file = tmp_path / "a"
    with file.open("w", newline="") as stream:
        csv.writer(stream).writerows([names, *table])
    with datasets.read(file) as reading:
        assert reading.dataset.name == "gdelt"
        assert reading.counts == (7, 4, 2, 0, 1, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "is none of the datasets that nkgraph reads (acled, comtrade, "),
        ("\t".join("x" * 60) + "\n", "nearest is gdelt, but its rows have 60 columns, not 61"),
        ("\t".join("9" * 61) + "\n", "nearest is gdelt, but its column SQLDATE holds '9'"),
        ("\t".join("x" * 59) + "\n", "nearest is gdelt-1, but its rows have 59 columns,"),
        ("date,type,event,description\n2013,a,b,c\n",
         "nearest is csis-provocations, but its column type holds 'a'"),
        ("event_id_cnty,event_date,event_type,actor1,country,latitude\nx,y,z,a,b,c\n",
         "nearest is acled, but it lacks the columns longitude;"),
        ("period,reporterCode,flowCode,partnerCode\n1,2,3,4\n",
         "nearest is comtrade, but it lacks the columns cmdCode, primaryValue; say which"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_told_the_nearest(tmp_path, text, message):
    file = tmp_path / "file"
    file.write_text(text)
    with pytest.raises(UnknownDataset) as caught:
        counts(file)
    assert message in str(caught.value)
    assert "--mapping" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "header",
    ["ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version", ",".join(f"name{n}" for n in range(49))],
)
def test_a_table_that_is_near_to_nothing_is_told_no_nearest(tmp_path, header):
    file = tmp_path / "file"
    file.write_text(f"{header}\n" + ",".join("1" * len(header.split(","))) + "\n")
    with pytest.raises(UnknownDataset) as caught:
        counts(file)
    assert "nearest" not in str(caught.value)
    assert "nkgraph datasets new" in str(caught.value)


def test_the_message_lists_every_dataset(tmp_path):
    file = tmp_path / "file"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(UnknownDataset) as caught:
        counts(file)
    assert ", ".join(sorted(set(FILES.values()))) in str(caught.value)


def test_a_file_that_may_be_two_things_is_asked_about(tmp_path, monkeypatch):
    from dataclasses import replace

    from nkgraph.datasets import catalogue

    acled = datasets.named("acled")
    monkeypatch.setattr(catalogue, "_known", lambda: {"a": replace(acled, name="a"), "b": acled})
    with pytest.raises(UnknownDataset, match="may be a or acled: say which with --as"):
        counts(DATA / "acled.csv")


@pytest.mark.parametrize("file", FILES)
def test_every_dataset_can_be_forced_and_no_other(file):
    with datasets.read(DATA / file, as_=FILES[file]) as reading:
        assert reading.counts.taken > 0


def test_the_first_rows_may_be_broken(tmp_path):
    file = tmp_path / "a"
    lines = text_of("gdelt-2.0.tsv").splitlines()
    file.write_text("\n".join(["broken\tline", "", lines[-1], *lines[:5]]))
    assert counts(file).taken == 3


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("gdelt/20180101000000.export.CSV", 1200),
        ("icews/events.2018.sample.tab", 900),
        ("comtrade/legacy-india-iron-exports-2012.csv", 1600),
        ("comtrade/v1-china-2022.csv", 215),
        ("provocations/north_korea_provocations_1958_present.csv", 150),
        ("cow/states2016.csv", 115),
    ],
)
def test_published_files_are_read_cut_and_shuffled(tmp_path, file, least):
    if not (SHARED / file).exists():
        pytest.skip("the publishers' files are not here")
    raw = (SHARED / file).read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(raw[: len(raw) // 2])
    assert counts(cut).taken >= least
    assert counts(cut).refused <= 3
    lines = raw.splitlines()
    header = [] if file.startswith("gdelt") else lines[:1]
    body = lines[len(header) :]
    random.Random(3).shuffle(body)
    shuffled = tmp_path / "shuffled"
    shuffled.write_bytes(b"\n".join([*header, *body]))
    assert counts(shuffled).taken == counts(SHARED / file).taken
