"""Rows out of lines: quotation marks, line breaks in texts, wrong numbers of columns."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets_files import counts, rejects, rows
from nkgraph.datasets import limits, lines
from nkgraph.datasets.layout import Layout
from nkgraph.errors import BadData

HEADER = "publisher,exporter,importer,period,value,what\n"
GOOD = "P,PRK,RUS,2013,5,fine\n"


def written(tmp_path, text):
    file = tmp_path / "a.csv"
    file.write_text(HEADER + text, encoding="utf-8", newline="")
    return file


def test_texts_go_on_over_lines_and_keep_their_line_breaks(tmp_path):
    file = written(tmp_path, 'P,PRK,RUS,2013,5,"one\n""two"", three"\n' + GOOD)
    found = rows(file)
    assert [row["label"] for row in found] == ['one\n"two", three', "fine"]
    assert [row["row"] for row in found] == [2, 4]


def test_a_header_may_go_on_over_lines(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('publisher,exporter,importer,period,value,"what\nelse"\n' + GOOD)
    assert [row["row"] for row in rows(file)] == [3]


def test_blank_lines_are_no_rows(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("\n\n" + HEADER + "\n" + GOOD + "  \n\n" + GOOD + "\n")
    assert counts(file).read == 2
    assert [row["row"] for row in rows(file)] == [5, 8]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("P,PRK,RUS,2013", "4 columns instead of 6"),
        ("P,PRK,RUS,2013,5,x,y", "7 columns instead of 6"),
        ('P,PRK,RUS,"2013",5,"a",b', "7 columns instead of 6"),
        ('P,PRK,RUS,2013,5,"not closed', "a quotation mark is not closed"),
        ('"P"x,PRK,RUS,2013,5,y', "a quotation mark is misplaced"),
        ('P,PRK,RUS,"2013,5",x', "5 columns instead of 6"),
        ('P,PRK,"RUS,2013",5,6', "5 columns instead of 6"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_the_next_is_read(tmp_path, line, reason):
    file = written(tmp_path, GOOD + line + "\n" + GOOD)
    assert rejects(file) == [(3, reason)]
    assert [row["row"] for row in rows(file)] == [2, 4]


def test_refused_rows_stand_as_in_the_file(tmp_path):
    from nkgraph import datasets

    line = 'P,PRK,RUS,"20,13",5,"=cmd|\'/c calc\'!A1"'
    with datasets.read(written(tmp_path, GOOD + line + "\n")) as reading:
        (reject,) = reading.first_rejects(5)
        assert reject.raw == line
        assert reading.rejects.columns == ["row", "reason", "raw"]


def test_a_file_cut_within_a_text_loses_only_its_last_row(tmp_path):
    file = written(tmp_path, (GOOD * 5) + 'P,PRK,RUS,2013,5,"and so it ends\nin the middle')
    assert counts(file).taken == 5
    assert [row for row, _ in rejects(file)] == [7, 8]


def test_a_stray_mark_swallows_no_rows(tmp_path):
    file = written(tmp_path, 'P,PRK,RUS,2013,5,"stray\n' + GOOD * 3 + 'P,PRK,RUS,2013,5,"ok"\n')
    assert counts(file).taken == 4
    assert rejects(file) == [(2, "a quotation mark is not closed")]


def test_a_mark_within_a_plain_text_is_a_letter(tmp_path):
    found = rows(written(tmp_path, 'P,PRK,RUS,2013,5,5" gun\n' + GOOD))
    assert [row["label"] for row in found] == ['5" gun', "fine"]


def test_many_stray_marks_take_no_time_at_all(tmp_path):
    text = 'P,PRK,RUS,2013,5,"stray\n' * 20_000
    assert counts(written(tmp_path, GOOD + text)).taken == 1


def test_a_text_that_never_ends_is_refused_at_once(tmp_path):
    text = 'P,PRK,RUS,2013,5,"' + "no end\n" * (limits.LINES_IN_ONE_ROW + 10) + 'now",\n'
    found = rejects(written(tmp_path, GOOD + text + GOOD))
    assert found[0] == (3, "a quotation mark is not closed")
    assert counts(written(tmp_path, GOOD + text + GOOD)).taken == 2


def test_a_header_alone_is_no_data(tmp_path):
    with pytest.raises(BadData, match="a header and no rows"):
        counts(written(tmp_path, ""))


def test_a_file_of_which_no_row_fits_is_refused_whole(tmp_path):
    with pytest.raises(BadData, match=r"none of its 2 rows fits \(line 2: no actor\)"):
        counts(written(tmp_path, "P,,,2013,5,x\nP,,,2013,5,x\n"))


@pytest.mark.parametrize("sign", ["\x02", "\x1e", "\x1f", "\x7f", "\u2028", "\u0085", "\x0b", "\\"])
def test_no_sign_in_a_text_is_taken_for_a_mark_of_ours(tmp_path, sign):
    file = written(tmp_path, GOOD * 98 + f"P,PRK,RUS,2013,5,a{sign}b\nP,,,2013,5,a{sign}b\n")
    assert [row["label"] for row in rows(file)][-2:] == ["fine", f"a{sign}b"]
    assert rejects(file) == [(101, "no actor")]


CELLS = st.text(st.sampled_from('a,"\n \t;é'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.integers(1, 9))
@settings(deadline=None)
def test_what_the_csv_module_writes_comes_back_as_lines(tmp_path_factory, table, size):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(table)
    raw = buffer.getvalue().encode()
    pieces = [raw[start : start + size] for start in range(0, len(raw), size)]
    layout = Layout("text", ("a", "b", "c"), ",", quoted=True)
    numbered = lines.number(pieces, layout, tmp_path_factory.mktemp("lines"))
    assert numbered.put_aside == 0
    back = [
        next(csv.reader([line]))[1:]
        for line in numbered.rows.read_text("utf-8").split("\n")
        if line
    ]
    expected = [[cell.replace("\n", "\x1e") for cell in row] for row in table]
    assert back == expected


@given(
    st.lists(
        st.sampled_from(
            [GOOD, 'P,PRK,RUS,2013,5,"a\nb"\n', 'P,PRK,RUS,2013,5,"x\n', "short\n", 'a"b\n', "\n"]
        ),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_no_row_is_lost_whatever_stands_beside_it(tmp_path_factory, parts):
    file = written(tmp_path_factory.mktemp("rows"), GOOD + "".join(parts))
    found = counts(file)
    assert found.taken >= 1 + parts.count(GOOD)
    assert found.read == found.taken + found.refused
