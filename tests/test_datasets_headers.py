"""Tables that do not begin at the first line: Excel's own first line, titles and notes."""

import csv
import io

import pytest

from datasets_files import DATA, counts, rejects, rows, text_of
from nkgraph import datasets
from nkgraph.datasets import headers
from nkgraph.errors import BadMapping, UnknownDataset

MAPPING = """
name: own
title: Mine
publisher: me
licence: CC0
kind: events
columns: {date: day, actor_code: {column: guest, scheme: any}, label: note}
"""
TABLE = "day,guest,note\n2012-01-01,PRK,a\n2012-01-02,RUS,b\n"


def written(folder, text, name="a"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(path, **options):
    """The canonical rows without the numbers of their lines."""
    return [{key: row[key] for key in row if key != "row"} for row in rows(path, **options)]


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=;"])
@pytest.mark.parametrize("name", ["csis-provocations.csv", "cow-states.csv"])
def test_excel_says_in_a_line_of_its_own_what_parts_columns(tmp_path, said, name):
    table = csv.reader(io.StringIO(text_of(name)))
    with (tmp_path / "a").open("w", newline="") as stream:
        stream.write(said + "\r\n")
        csv.writer(stream, delimiter=";").writerows(table)
    assert taken(tmp_path / "a") == taken(DATA / name)
    assert rows(tmp_path / "a")[0]["row"] == 3


def test_excel_may_say_a_tab(tmp_path):
    text = "sep=\t\n" + TABLE.replace(",", "\t")
    assert len(rows(written(tmp_path, text), mapping=written(tmp_path, MAPPING, "m"))) == 2


def test_a_table_without_a_header_may_have_that_line_too(tmp_path):
    path = written(tmp_path, "sep=\t\n" + text_of("gdelt-2.0.tsv"))
    assert counts(path) == counts(DATA / "gdelt-2.0.tsv")


@pytest.mark.parametrize(
    "above",
    [
        "ACLED export\n",
        'ACLED export\n\n"Downloaded, by me",2024,,,\n',
        "# a\n# b\n# c: d, e, f\n",
        "sep=,\nACLED export,,,\n",
        "".join(f"column{n},what it means\n" for n in range(38)),
    ],
)
def test_what_stands_above_a_known_header_is_passed_over(tmp_path, above):
    path = written(tmp_path, above + text_of("acled.csv"))
    assert taken(path) == taken(DATA / "acled.csv") == taken(path, as_="acled")
    assert rows(path)[0]["row"] == above.count("\n") + 2


def test_numbers_of_refused_lines_count_what_stands_above(tmp_path):
    text = "A title\n\n" + text_of("acled.csv").splitlines()[0] + "\nbroken\n"
    path = written(tmp_path, text + "\n".join(text_of("acled.csv").splitlines()[1:]))
    assert [line for line, _ in rejects(path)] == [4]


def test_what_only_looks_like_a_header_is_named(tmp_path):
    path = written(tmp_path, f"A title\n\nnotes; of mine\n{TABLE}")
    with pytest.raises(UnknownDataset) as caught:
        counts(path)
    assert "line 4 looks like its header (day, guest, note): a mapping" in str(caught.value)
    assert "--mapping" in str(caught.value)


def test_a_header_further_down_is_compared_with_the_known_ones(tmp_path):
    header, body = text_of("acled.csv").split("\n", 1)
    path = written(tmp_path, f"A title\n{header.replace('longitude', 'length')}\n{body}")
    with pytest.raises(UnknownDataset, match="nearest is acled, but it lacks the columns long"):
        counts(path)


def test_a_mapping_finds_the_header_that_names_its_columns(tmp_path):
    path = written(tmp_path, f"A title\nnotes; of, mine\n{TABLE}")
    assert [row["row"] for row in rows(path, mapping=written(tmp_path, MAPPING, "m"))] == [4, 5]


def test_a_mapping_that_lacks_a_column_is_told_those_of_the_header(tmp_path):
    path = written(tmp_path, f"A title\n{TABLE.replace('note', 'remark')}")
    with pytest.raises(BadMapping, match="it has day, guest, remark"):
        rows(path, mapping=written(tmp_path, MAPPING, "m"))


def test_a_draft_looks_below_the_title(tmp_path):
    path = written(tmp_path, f"A title\n\n{TABLE}", "visits.csv")
    drafted = datasets.draft(path)
    assert "date: day" in drafted
    assert "note" in drafted
    mapping = written(tmp_path, drafted.replace('"???"', "guest"), "m.yaml")
    assert len(rows(path, mapping=mapping)) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TABLE, None),
        ("\n\n" + TABLE, None),
        ("A title\n" + TABLE, (1, "day, guest, note")),
        ("1,2,3\n4,5,6\n", None),
        (",day,guest\n" + TABLE, None),
        ("A title\n1,2,3\n4,5,6\n", None),
        ("A title\nand no more\n", None),
        ("", None),
    ],
)
def test_a_likely_header_is_the_first_line_that_is_as_wide_as_most(text, found):
    assert headers.likely(text) == found
