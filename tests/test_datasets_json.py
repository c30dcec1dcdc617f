"""JSON documents as tables: the array of rows is found by what it holds, wherever it stands."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from datasets_files import rows, text_of
from nkgraph import datasets
from nkgraph.datasets import jsontables, jsontext, limits
from nkgraph.datasets.sample import samples
from nkgraph.errors import BadData, UnknownDataset

FLOW: dict[str, Any] = {
    "typeCode": "C", "freqCode": "A", "refYear": 2013, "period": "2013", "reporterCode": 643,
    "flowCode": "X", "partnerCode": 408, "partner2Code": 0, "classificationCode": "H4",
    "cmdCode": "27", "cmdDesc": None, "customsCode": "C00", "motCode": 0, "cifvalue": None,
    "fobvalue": 36890000.5, "primaryValue": 36890000.5,
}  # fmt: skip
OLDER: dict[str, Any] = {
    "pfCode": "H4", "yr": 2013, "period": 2013, "rgCode": 2, "rtCode": 643, "rtTitle": "Russia",
    "ptCode": 408, "ptTitle": "North Korea", "ptCode2": None, "cstCode": "", "motCode": "",
    "cmdCode": "TOTAL", "cmdDescE": "All Commodities", "TradeValue": 103000000,
}  # fmt: skip
EVENT: dict[str, Any] = {
    "event_id_cnty": "PRK7", "event_date": "2023-01-31", "time_precision": "1",
    "event_type": "Protests", "actor1": "Protesters (North Korea)", "country": "North Korea",
    "iso": "408", "latitude": "39.9", "longitude": "127.5", "fatalities": "0",
}  # fmt: skip
WRAPPED: dict[str, tuple[dict[str, Any], str]] = {
    "today's": ({"elapsedTime": "0.3 secs", "count": 1, "data": [FLOW], "error": ""}, "comtrade"),
    "older": (
        {"validation": {"status": {"value": 0}, "names": [{"a": 1}, {"a": 2}]}, "dataset": [OLDER]},
        "comtrade-legacy",
    ),
    "events": ({"status": 200, "messages": [], "data": [EVENT], "filename": ""}, "acled"),
    "deeper": ({"answer": {"body": {"rows": [EVENT]}}}, "acled"),
}


def written(folder: Path, text: str, name: str = "answer.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", WRAPPED)
def test_the_array_is_found(tmp_path: Path, name: str, indent: int | None) -> None:
    document, dataset = WRAPPED[name]
    path = written(tmp_path, json.dumps(document, indent=indent))
    with datasets.read(path) as reading:
        assert reading.dataset.name == dataset
        assert (reading.counts.read, reading.counts.taken) == (1, 1)


@pytest.mark.parametrize("text", [json.dumps([EVENT]), "[\n" + json.dumps(EVENT) + "\n]\n"])
def test_a_document_may_be_the_array(tmp_path: Path, text: str) -> None:
    (row,) = rows(written(tmp_path, text))
    assert (row["id"], row["place_code"]) == ("PRK7", "408")


def test_numbers_are_what_was_written(tmp_path: Path) -> None:
    text = json.dumps({"data": [FLOW]}).replace("36890000.5", "123456789012.10")
    (row,) = rows(written(tmp_path, text))
    assert row["value"] == Decimal("123456789012.1")


def test_numbers_may_have_any_length(tmp_path: Path) -> None:
    text = json.dumps({"data": [EVENT | {"timestamp": 0}]})
    (row,) = rows(written(tmp_path, text.replace('"timestamp": 0', f'"timestamp": {"1" * 5000}')))
    assert row["id"] == "PRK7"


@pytest.mark.parametrize("form", ["%s\n%s\n", '{"data": [%s, %s]}'])
def test_a_key_may_hold_half_a_character(tmp_path: Path, form: str) -> None:
    half = json.dumps(EVENT | {"event_id_cnty": "PRK8", "\ud800": 1})
    with datasets.read(written(tmp_path, form % (json.dumps(EVENT), half))) as reading:
        (refused,) = reading.first_rejects(5)
        assert reading.counts.taken == 1
    assert (refused.row, refused.reason) == (2, "not JSON")


@pytest.mark.parametrize("form", ["%s\n", '{"data": [%s]}'])
@pytest.mark.parametrize("inmost", ["1", "NaN"])
def test_values_within_values_do_not_end_in_a_traceback(
    tmp_path: Path, form: str, inmost: str
) -> None:
    row = json.dumps(EVENT)[:-1]
    for depth in range(800, 1000, 10):  # somewhere there is what can be read and not written
        nested = f'{row}, "more": {"[" * depth}{inmost}{"]" * depth}}}'
        try:
            jsontables.samples([(form % nested).encode()])
            samples(form % nested)
        except BadData:
            pass


def test_pages_may_follow_one_another(tmp_path: Path) -> None:
    pages = [{"data": [EVENT | {"event_id_cnty": f"PRK{number}"}]} for number in range(3)]
    for between in ("\n", ""):
        path = written(tmp_path, between.join(map(json.dumps, pages)))
        assert [row["id"] for row in rows(path)] == ["PRK0", "PRK1", "PRK2"]


def test_a_table_is_the_same_as_lines_and_as_a_document(tmp_path: Path) -> None:
    import csv

    lines = list(csv.DictReader(text_of("acled.csv").splitlines()))
    by_line = written(tmp_path, "\n".join(map(json.dumps, lines)), "lines.jsonl")
    document = written(tmp_path, json.dumps({"data": lines}))
    assert rows(by_line) == rows(document)


def test_what_is_not_json_but_python_writes_is_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"data": [FLOW | {"cifvalue": float("nan")}]}))
    (row,) = rows(path)
    assert row["valuation"] == "FOB"


def test_a_row_that_does_not_fit_is_refused_by_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"data": [EVENT, EVENT | {"event_date": "2023-02-31"}]}))
    with datasets.read(path) as reading:
        (refused,) = reading.first_rejects(5)
    assert (refused.row, refused.reason) == (2, "date: '2023-02-31' is not in the calendar")


@pytest.mark.parametrize("end", [0.6, 0.75, 0.999])
def test_a_document_that_is_cut_gives_its_whole_rows(tmp_path: Path, end: float) -> None:
    text = json.dumps({"data": [EVENT, EVENT | {"event_id_cnty": "PRK8"}]})
    with datasets.read(written(tmp_path, text[: int(len(text) * end)])) as reading:
        (refused,) = reading.first_rejects(5)
        assert reading.counts.taken == (2 if end > 0.99 else 1)
    assert refused.reason == "the file ends before its JSON does: fetch it again"


def test_a_document_that_breaks_in_the_middle_is_refused_whole(tmp_path: Path) -> None:
    text = json.dumps({"data": [EVENT, EVENT]})
    at = text.rindex('"iso"')
    path = written(tmp_path, f"{text[:at]}oops {text[at:]}")
    with pytest.raises(BadData, match=r"answer\.json: behind row 1 it is no JSON: .*oops"):
        rows(path)


def test_an_answer_without_rows_is_no_dataset(tmp_path: Path) -> None:
    text = '{"status": 403, "error": [{"message": "Access denied"}]}'
    with pytest.raises(UnknownDataset, match="none of the datasets"):
        rows(written(tmp_path, text))


@pytest.mark.parametrize("text", ['{"data": [{"a": "', '[["a", "b"], [1, 2]]', "[" * 1000])
def test_json_that_is_no_table_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadData, match="has no array of rows in it"):
        rows(written(tmp_path, text))


def test_a_row_may_be_too_long(tmp_path: Path) -> None:
    long = EVENT | {"event_id_cnty": "PRK8", "notes": "x" * (limits.LINE_BYTES + 1)}
    with datasets.read(written(tmp_path, json.dumps({"data": [EVENT, long]}))) as reading:
        (refused,) = reading.first_rejects(5)
    assert (refused.row, refused.reason) == (2, "longer than 1 MiB")


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_without_end_is_no_table(tmp_path: Path, opening: str) -> None:
    with pytest.raises((BadData, UnknownDataset)):
        rows(written(tmp_path, opening * 100_000))


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_values_are_whole_wherever_the_chunks_end(size: int) -> None:
    text = '{"a": -1.5e3, "b": [{"é": "\\u00e9\\"}"}, 12, [{"x": 1}], {"t": true}], "c": null}'
    chunks = [text.encode()[at : at + size] for at in range(0, len(text.encode()), size)]
    found = list(jsontext.rows(jsontext.JsonText(chunks)))
    assert found == [(("b",), '{"é": "\\u00e9\\"}"}'), (("b",), '{"t": true}')]


def test_a_value_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsontext, "VALUE_CHARACTERS", 1 << 20)
    chunks = iter([b'[{"a": "', *[b"x" * 100_000] * 100])
    with pytest.raises(BadData, match="a value of more than 1 MiB"):
        list(jsontext.rows(jsontext.JsonText(chunks)))
    assert next(chunks)  # and was not read to its end


def test_a_mapping_of_ones_own_reads_a_documents_rows(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"answer": [{"day": "2013-02-14", "who": "RUS"}]}) + "\n")
    mapping = tmp_path / "own.yaml"
    mapping.write_text(
        "name: own\ntitle: Own\npublisher: me\nlicence: CC0\nkind: events\n"
        "columns:\n  date: day\n  actor_code: {column: who, scheme: iso3166-1-alpha-3}\n"
    )
    (row,) = rows(path, mapping=mapping)
    assert (row["date"], row["actor_code"]) == ("2013-02-14", "RUS")


def test_the_array_with_the_most_rows_comes_first() -> None:
    text = json.dumps({"few": [{"a": 1}], "many": [{"b": 1}, {"b": 2}]})
    found = jsontables.samples([text.encode()])
    assert [sample.layout.within for sample in found] == [("many",), ("few",)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def objects_in_arrays(value: object, depth: int = 0) -> list[object]:
    """Return the same as `jsontext.rows` gives, from the whole document."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if isinstance(value, dict) and depth < 4:
        return [row for inner in value.values() for row in objects_in_arrays(inner, depth + 1)]
    return []


def found_in(text: str, size: int) -> list[object]:
    raw = text.encode()
    chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
    return [json.loads(row.text) for row in jsontext.rows(jsontext.JsonText(chunks))]


@settings(max_examples=150, deadline=None)
@given(JSON, st.integers(1, 9), st.sampled_from([None, 1]), st.booleans())
def test_rows_are_those_of_the_whole_document(
    document: object, size: int, indent: int | None, plain: bool
) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=plain)
    assume("NaN" not in text and "Infinity" not in text)  # where numbers become texts
    assert found_in(text, size) == objects_in_arrays(document)


@settings(max_examples=150, deadline=None)
@given(JSON, st.integers(1, 9), st.floats(0, 1))
def test_of_a_cut_document_there_are_the_first_rows_and_never_others(
    document: object, size: int, share: float
) -> None:
    text = json.dumps(document)
    assume("NaN" not in text and "Infinity" not in text)
    found: list[object] = []
    try:
        raw = text[: int(len(text) * share)].encode()
        chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
        for row in jsontext.rows(jsontext.JsonText(chunks)):
            found.append(json.loads(row.text))
    except BadData as error:
        assert isinstance(error, jsontext.Cut)
    assert found == objects_in_arrays(document)[: len(found)]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"[", b'{"a":[', b'[{"a":', b""]))
def test_what_is_no_json_is_said_to_be_none(raw: bytes, before: bytes) -> None:
    try:
        list(jsontext.rows(jsontext.JsonText([before + raw])))
    except BadData as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("form", ["lines", "document"])
def test_keys_that_come_late_are_kept(tmp_path: Path, form: str) -> None:
    events = [{**EVENT, "event_id_cnty": f"PRK{n}"} for n in range(limits.SAMPLE_LINES + 5)]
    events[-1] |= {"notes": "late", "mine": "mine"}
    text = "\n".join(map(json.dumps, events)) if form == "lines" else json.dumps({"data": events})
    path = written(tmp_path, text)
    assert rows(path)[-1]["label"] == "late"
    full = tmp_path / "full.parquet"
    with datasets.read(path) as reading:
        reading.full_rows(full)
        kept = reading.connection.execute(f"SELECT mine FROM '{full}' WHERE mine <> ''").fetchall()
    assert kept == [("mine",)]


def test_too_many_keys_are_refused(tmp_path: Path) -> None:
    events = [{**EVENT, f"key{n}": 1} for n in range(limits.COLUMNS)]
    path = written(tmp_path, "\n".join(map(json.dumps, events)))
    with pytest.raises(BadData, match="no table of more than 1000 is read"):
        rows(path)


@pytest.mark.parametrize("form", ["lines", "document"])
def test_long_numbers_keep_their_digits(tmp_path: Path, form: str) -> None:
    number = "123456789012345678901234567890"
    text = json.dumps(EVENT).replace('"PRK7"', number).replace('"39.9"', "39.90000000000000001")
    path = written(tmp_path, text if form == "lines" else f"[{text}]")
    assert rows(path)[0]["id"] == number
    assert rows(path)[0]["latitude"] == 39.9


@pytest.mark.parametrize("form", ["lines", "document"])
def test_what_is_no_number_is_nothing(tmp_path: Path, form: str) -> None:
    text = json.dumps({**EVENT, "fatalities": float("nan"), "notes": "NaN"})
    path = written(tmp_path, f"{text}\n{text.replace('PRK7', 'PRK8')}" if form == "lines" else
                   f"[{text}]")  # fmt: skip
    assert "deaths" not in rows(path)[0]
    assert rows(path)[0]["label"] == "NaN"
