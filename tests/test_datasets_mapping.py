"""Mapping files: what they may say, and the line that is wrong when they do not."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datasets_files import DATA, counts, rejects, rows
from nkgraph import datasets
from nkgraph.datasets import mapping_reading
from nkgraph.datasets.canonical import TABLES
from nkgraph.errors import BadData, BadMapping, CannotRead, UnknownDataset

HEAD = "name: mine\ntitle: Mine\npublisher: me\nlicence: CC0\n"
EVENTS = HEAD + "kind: events\n"
FIGURES = (
    HEAD + "kind: figures\ncolumns:\n  exporter_name: who\n  period: when\n  value: n\n"
    "  unit: {constant: USD}\n"
)
COLUMNS = "columns:\n  date: when\n  actor_name: who\n"


def made(tmp_path, text, data, name="data.csv"):
    """Write a mapping and a data file, and return both paths."""
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    (tmp_path / name).write_text(data, encoding="utf-8")
    return tmp_path / name, tmp_path / "mapping.yaml"


def read(tmp_path, text, data):
    file, mapping = made(tmp_path, text, data)
    return rows(file, mapping=mapping)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mapping.yaml is empty"),
        ("- a\n- b\n", "line 1: a mapping must be keys with values"),
        ("name: [\n", "not YAML"),
        ("a: 1\n\tb: 2\n", "line 2: not YAML"),
        (EVENTS, "line 1: a mapping needs 'columns'"),
        (EVENTS + COLUMNS + "colums: x\n", "line 9: a mapping has no 'colums'"),
        (EVENTS + COLUMNS + "name: again\n", "line 9: the key 'name' stands twice"),
        (EVENTS.replace("mine", "My Data") + COLUMNS, "line 1: 'My Data' is no name"),
        (HEAD + "kind: things\n" + COLUMNS, "line 5: the kind must be one of events, figures"),
        (EVENTS + "columns:\n  date: when\n  actor: who\n", "line 8: a table of events has no "
         "'actor' (perhaps 'actor_"),
        (EVENTS + "columns:\n  date: when\n", "needs one of actor_code, actor_name"),
        (EVENTS + "columns:\n  actor_name: who\n", "needs one of date"),
        (EVENTS + COLUMNS + "  label: {column: what, shout: true}\n", "line 9: the value of "
         "'label' has no 'shout'"),
        (EVENTS + COLUMNS + "  label: {column: what, constant: x}\n", "line 9: the value of "
         "'label' needs one of column"),
        (EVENTS + COLUMNS + "  label: {pad: 3}\n", "line 9"),
        (EVENTS + COLUMNS + "  label: {column: what, pad: three}\n", "line 9: the width to pad to "
         "must be a whole number"),
        (EVENTS + COLUMNS + "  label: {column: what, parentheses: around}\n", "line 9"),
        (EVENTS + COLUMNS + "  label: {column: what, lookup: nothing}\n", "line 9: there is no "
         "code list 'nothing'"),
        (EVENTS + COLUMNS + "  label: {column: what, lookup: {list: cameo, column: x}}\n",
         "line 9: the code list 'cameo' has no column 'x'; it has code, name, goldstein, common"),
        (EVENTS + COLUMNS + "  label: {column: what, lookup: ../secret.csv}\n", "line 9"),
        (EVENTS + COLUMNS + "  label: {column: what, scheme: x}\n", "line 9"),
        (EVENTS + COLUMNS + "  common_kind: {constant: figthing}\n",
         "line 9: common_kind cannot be 'figthing' (perhaps 'fighting'?); it is one of statement"),
        (EVENTS + COLUMNS + "  common_kind:\n    column: what\n    words:\n      x: war\n"
         "      y: wra\n", "line 13: common_kind cannot be 'wra' (perhaps 'war'?)"),
        (EVENTS + COLUMNS + "  common_kind: {first: [{column: a, present: raid}, what]}\n",
         "line 9: common_kind cannot be 'raid'"),
        (EVENTS + COLUMNS + "  actor_code: {column: a, scheme: iso3166-alpha-3}\n",
         "line 9: the scheme 'iso3166-alpha-3' is nearly 'iso3166-1-alpha-3': write that"),
        (FIGURES + "  flow: {column: f, words: {X: exports}}\n",
         "line 11: flow cannot be 'exports' (perhaps 'export'?); it is one of export, import"),
        (FIGURES + "  valuation: {constant: fbo}\n", "line 11: valuation cannot be 'fbo'"),
        (EVENTS + COLUMNS + "  deaths: {column: n, decimal: ',,'}\n", "line 9: a mark in a number"),
        (EVENTS + COLUMNS + "  deaths: {column: n, decimal: ',', thousands: ','}\n",
         "are the same"),
        (EVENTS + COLUMNS + "  deaths: {column: n, times: 0}\n", "line 9"),
        (EVENTS + "columns:\n  actor_name: who\n  date: {column: when, format: DD/MM}\n",
         "line 8: 'DD/MM' is no form of date"),
        (EVENTS + "columns:\n  actor_name: who\n  date: {year: y, day: d}\n", "needs a month"),
        (EVENTS + "columns:\n  actor_name: who\n  date: {start: a}\n", "needs a start and an end"),
        (EVENTS + COLUMNS + "where: [{column: a}]\n", "line 9: a condition has a column and one"),
        (EVENTS + COLUMNS + "where: [{column: a, is: [x], not: [y]}]\n", "line 9"),
        (EVENTS + COLUMNS + "unique: label\n", "line 9: unique must be id"),
        (EVENTS + COLUMNS + "totals: {nested: true}\n", "line 9: totals are for figures"),
        (EVENTS + COLUMNS + "reader: {delimiter: xy}\n", "line 9: the delimiter must be one"),
        (EVENTS + COLUMNS + "reader: {format: xlsx}\n", "line 9: the format must be one of"),
        (EVENTS + COLUMNS + "reader:\n  columns: [when, who, When]\n", "line 10: a column stands "
         "twice"),
        (EVENTS + COLUMNS + "reader:\n  columns: [when, whom]\n", "line 8: the column 'who' is not "
         "in the list under reader (perhaps 'whom'?)"),
        (EVENTS + COLUMNS + "recognise: {}\n", "line 9: recognise needs columns"),
        (EVENTS + COLUMNS + "recognise: {width: [3]}\n", "line 9: width is for files without"),
        (EVENTS + COLUMNS + "recognise: {columns: [a], shapes: {a: '('}}\n", "line 9: '(' is no "
         "regular expression"),
        (EVENTS + COLUMNS + "title: &a x\n", "the key 'title' stands twice"),
        (EVENTS.replace("Mine", "&a Mine") + COLUMNS + "homepage: *a\n", "line 9: write the value "
         "out instead of *"),
        (EVENTS + COLUMNS + "  label: " + "{first: [" * 20 + "x" + "]}" * 20 + "\n", "too deep"),
        ("x: " + "[" * 4000, "lie too deep"),
        ("a" * (2 << 20), "larger than 1 MiB"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_at_its_line(tmp_path, text, message):
    file, mapping = made(tmp_path, text, "when,who,what,n,a,b,y,d\n2013,x,y,1,a,b,1,2\n")
    with pytest.raises(BadMapping) as caught:
        counts(file, mapping=mapping)
    assert message in str(caught.value)
    assert "mapping.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mapping_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotRead, match="cannot read the mapping"):
        counts(DATA / "acled.csv", mapping=tmp_path / "none.yaml")


def test_a_column_that_the_file_lacks_is_said_with_the_nearest(tmp_path):
    file, mapping = made(tmp_path, EVENTS + COLUMNS, "when,whom\n2013,x\n")
    with pytest.raises(BadMapping, match=r"line 8: data\.csv has no column 'who' \(perhaps 'whom'"):
        counts(file, mapping=mapping)


def test_an_optional_column_may_be_missing(tmp_path):
    text = EVENTS + COLUMNS + "  label: what\noptional: [what]\n"
    assert read(tmp_path, text, "when,who\n2013,x\n")[0]["actor_name"] == "x"
    assert read(tmp_path, text, "when,who,What\n2013,x,y\n")[0]["label"] == "y"


def test_a_mapping_reads_json_lines(tmp_path):
    found = rows(DATA / "trade.jsonl", mapping=DATA / "trade-mapping.yaml")
    assert [(row["importer_code"], str(row["value"])[:12]) for row in found] == [
        ("RUS", "7710000.0000"),
        ("CHN", "2914000000.5"),
    ]
    assert rejects(DATA / "trade.jsonl", mapping=DATA / "trade-mapping.yaml") == [
        (4, "not JSON"),
        (5, "period: '2013-13' is not in the calendar"),
        (6, "no JSON object"),
    ]


def test_a_mapping_reads_parquet(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({"when": ["2013", "2014-02-30"], "who": ["x", "y"], "n": [[1], None]})
    parquet.write_table(table, tmp_path / "data.csv")
    (tmp_path / "mapping.yaml").write_text(EVENTS + COLUMNS)
    assert counts(tmp_path / "data.csv", mapping=tmp_path / "mapping.yaml") == (2, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    data = f"when{delimiter}who\n2013{delimiter}x\n"
    assert read(tmp_path, EVENTS + COLUMNS, data)[0]["actor_name"] == "x"


def test_a_file_without_a_header_has_its_columns_listed(tmp_path):
    text = EVENTS + COLUMNS + "reader: {columns: [when, who]}\n"
    assert [row["row"] for row in read(tmp_path, text, "2013,x\n2014,y\n")] == [1, 2]
    file, mapping = made(tmp_path, text, "2013,x,z\n")
    with pytest.raises(BadData, match=r"has 3 columns where .* lists 2"):
        counts(file, mapping=mapping)


def test_each_step_does_what_it_says(tmp_path):
    text = (
        EVENTS
        + """columns:
  date: when
  actor_name: {column: who, parentheses: outside}
  actor_code: {column: who, parentheses: inside, scheme: country-name}
  actor_type: {column: list, part: {separator: ";", number: 2}}
  target_name: {constant: everyone}
  kind_code: {column: code, pad: 3, scheme: cameo}
  kind_root: {column: code, pad: 3, characters: 2}
  kind_name: {column: code, pad: 3, lookup: cameo}
  kind_base: {column: code, pad: 3, lookup: {list: own.csv, column: says, keep: true}}
  place_name: {column: letter, words: {a: Alpha, b: ""}, keep: true}
  place_code: {choose: letter, when: {a: {constant: AA}, b: code}, otherwise: who}
  url: {first: [nothing, code]}
  label: {join: [letter, nothing, code], with: " / "}
  id: {digest: [letter, code]}
  target_type: {column: nothing, present: yes it is}
  latitude: {column: degrees, decimal: ","}
reader:
  "null": [NA]
"""
    )
    (tmp_path / "own.csv").write_text("code,says\n043,mine\n043,again\n")
    data = (
        "when,who,list,code,letter,nothing,degrees\n"
        '2013,A (b) Ministry (Japan),x; y ;z,43,a,NA,"12,5"\n'
        "2013,B,x,1246,b,,NA\n"
        "2013,C (),,x9,c,there,-1\n"
    )
    first, second, third = read(tmp_path, text, data)
    assert (first["actor_name"], first["actor_code"], first["actor_type"]) == (
        "A Ministry",
        "Japan",
        "y",
    )
    assert (first["kind_code"], first["kind_root"], first["kind_name"]) == (
        "043",
        "04",
        "Host a visit",
    )
    assert [row["kind_base"] for row in (first, second, third)] == ["mine", "1246", "x9"]
    assert [row.get("place_name") for row in (first, second, third)] == ["Alpha", None, "c"]
    assert [row["place_code"] for row in (first, second, third)] == ["AA", "1246", "C ()"]
    assert [row["url"] for row in (first, second, third)] == ["43", "1246", "there"]
    assert [row["label"] for row in (first, second, third)] == [
        "a / 43",
        "b / 1246",
        "c / there / x9",
    ]
    assert [row.get("target_type") for row in (first, second, third)] == [None, None, "yes it is"]
    assert "actor_scheme" not in second
    assert "actor_code" not in third
    assert first["latitude"] == 12.5
    assert len({row["id"] for row in (first, second, third)}) == 3


def test_a_scheme_goes_with_the_value_that_it_is_of(tmp_path):
    text = (
        EVENTS
        + """columns:
  date: when
  actor_code:
    first: [{column: a, scheme: one}, {column: b, scheme: two}]
  target_code:
    choose: a
    when: {x: {column: b, scheme: three}}
    otherwise: {constant: Z, scheme: four}
"""
    )
    found = read(tmp_path, text, "when,a,b\n2013,x,y\n2013,,y\n")
    assert [(row["actor_code"], row["actor_scheme"]) for row in found] == [
        ("x", "one"),
        ("y", "two"),
    ]
    assert [(row["target_code"], row["target_scheme"]) for row in found] == [
        ("y", "three"),
        ("Z", "four"),
    ]


def test_conditions_leave_rows_out(tmp_path):
    text = EVENTS + COLUMNS + "where: [{column: a, not: [x]}, {column: b, same_as: a}]\n"
    file, mapping = made(tmp_path, text, "when,who,a,b\n2013,1,x,x\n2013,2,y,y\n2013,3,y,z\n")
    assert [row["actor_name"] for row in rows(file, mapping=mapping)] == ["2"]
    assert counts(file, mapping=mapping).left_out == 2


def test_a_row_left_out_is_not_refused(tmp_path):
    text = EVENTS + COLUMNS + "where: [{column: a, is: [y]}]\n"
    file, mapping = made(tmp_path, text, "when,who,a\nnonsense,1,x\n2013,2,y\n")
    assert counts(file, mapping=mapping) == (2, 1, 0, 1, 0, 0)


HOSTILE = st.text(st.sampled_from("a\"'`;-$\\/~ {}[]:,#é.\u202e*()"), min_size=1, max_size=12)


@given(HOSTILE, HOSTILE)
@example(":", " ")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_name_or_text_becomes_sql(tmp_path_factory, column, word):
    folder = tmp_path_factory.mktemp("hostile")
    column = f"x{column}x"
    mapping = {
        "name": "mine", "kind": "events",
        "title": f"t{word}", "publisher": f"p{word}", "licence": f"l{word}",
        "columns": {
            "date": "when",
            "actor_name": {"column": column, "words": {word.strip() or "w": word}, "keep": "true"},
            "target_name": {"constant": f"c{word}"},
            "label": {"join": [column, "when"], "with": word},
            "actor_code": {"column": column, "part": {"separator": word, "number": 1},
                           "scheme": f"s{word}"},
        },
        "where": [{"column": column, "not": [f"{word}{word}x"]}],
        "reader": {"null": [f"{word}?"]},
    }  # fmt: skip
    (folder / "m.yaml").write_text(json.dumps(mapping), encoding="utf-8")
    line = json.dumps({"when": "2013", column: word, "other": column}, ensure_ascii=False)
    (folder / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    with datasets.read(folder / "a.jsonl", mapping=folder / "m.yaml") as reading:
        assert reading.counts.taken == 1
        found = reading.relation.select("target_name", "label").fetchall()
        assert found == [(f"c{word}", f"{word.strip() or ''}{word if word.strip() else ''}2013")]
        reading.full_rows(folder / "full.parquet")
    import pyarrow.parquet as pq

    names = pq.read_schema(folder / "full.parquet").names
    assert len(names) == 4
    assert column.strip() in names


def test_every_mapping_of_ours_fills_only_fields_that_are_there():
    mappings = datasets.mappings()
    assert len(mappings) == 17
    for mapping in mappings:
        table = TABLES[mapping.kind]
        assert set(mapping.fields) <= {field.name for field in table.fields}
        assert mapping.recognition is not None
        assert mapping.licence
        assert mapping.homepage or mapping.name == "reported"


def test_every_column_of_a_mapping_of_ours_is_asked_for_or_optional():
    for mapping in datasets.mappings():
        if mapping.reader.columns or mapping.recognition is None:
            continue
        wanted = {name for names in mapping.recognition.columns for name in names}
        for column in mapping_reading.columns_of(mapping):
            assert set(column.names) <= wanted | set(mapping.optional), (mapping.name, column)


def test_a_draft_is_a_mapping_once_its_gaps_are_filled(tmp_path):
    draft = datasets.draft(DATA / "csis-provocations.csv")
    assert "nkgraph reads this file as csis-provocations" in draft
    assert 'actor_name: "???"' in draft
    (tmp_path / "m.yaml").write_text(draft)
    with pytest.raises(BadMapping, match=r"line 12: \?\?\? stands where the draft did not know"):
        counts(DATA / "csis-provocations.csv", mapping=tmp_path / "m.yaml")
    (tmp_path / "m.yaml").write_text(draft.replace('"???"', "{constant: North Korea}"))
    assert counts(DATA / "csis-provocations.csv", mapping=tmp_path / "m.yaml").taken == 4


def test_a_draft_sees_figures_codes_dates_and_marks(tmp_path):
    file = tmp_path / "Trade 2013.csv"
    file.write_text(
        "Reporter;Partner;Date;Amount;note: #1\n"
        "PRK;RUS;31.12.2013;1.234,5;NA\nPRK;CHN;1.2.2013;7,25;-\n"
    )
    draft = datasets.draft(file)
    assert "name: trade-2013" in draft
    assert "exporter_code: {column: Reporter, scheme: iso3166-1-alpha-3}" in draft
    assert "period: {column: Date, format: D.M.YYYY}" in draft
    assert 'value: {column: Amount, decimal: ",", thousands: "."}' in draft
    assert "#   note: #1" in draft
    (tmp_path / "m.yaml").write_text(draft)
    found = rows(file, mapping=tmp_path / "m.yaml")
    assert [float(row["value"]) for row in found] == [1234.5, 7.25]


def test_a_draft_lets_the_flow_say_who_sells(tmp_path):
    file = tmp_path / "wits.csv"
    file.write_text(
        "ReporterISO3,PartnerISO3,ProductCode,Year,TradeFlowName,TradeValue in 1000 USD\n"
        "RUS,PRK,27,2013,Export,36890\nRUS,PRK,03,2013,Import,10.5\nRUS,PRK,27,2013,Re-Export,1\n"
    )
    draft = datasets.draft(file)
    assert "commodity_code: {column: ProductCode, scheme: hs}" in draft
    (tmp_path / "m.yaml").write_text(draft)
    sold, bought = rows(file, mapping=tmp_path / "m.yaml")
    assert (sold["exporter_code"], sold["importer_code"]) == ("RUS", "PRK")
    assert (bought["exporter_code"], bought["importer_code"]) == ("PRK", "RUS")
    assert (sold["value"], bought["value"]) == (36890000, 10500)
    assert (sold["flow"], bought["flow"], bought["reporter_code"]) == ("export", "import", "RUS")
    assert counts(file, mapping=tmp_path / "m.yaml").left_out == 1


def test_a_draft_takes_words_for_the_graphs_commodities(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "exporter,importer,commodity,year,value\nRUS,PRK,oil,2013,5\nRUS,PRK,coal,2013,6\n"
    )
    assert "commodity_code: {column: commodity, scheme: nkgraph}" in datasets.draft(file)


def test_a_draft_names_the_columns_of_a_file_without_a_header(tmp_path):
    file = tmp_path / "1.tsv"
    file.write_text("2013-01-01\tPRK\t5\n2013-01-02\tRUS\t6\n")
    draft = datasets.draft(file)
    assert "    - column1" in draft
    assert "date: column1" in draft
    assert "name: data-1" in draft


@given(st.lists(HOSTILE, min_size=2, max_size=5, unique=True))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_is_always_yaml(tmp_path_factory, names):
    import csv

    file = tmp_path_factory.mktemp("draft") / "a.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([names, ["2013", *["x"] * (len(names) - 1)]])
    try:
        draft = datasets.draft(file)
    except BadData:
        return
    try:
        mapping_reading.parse(draft, "draft", folder=".")
    except BadMapping as error:
        assert "??? stands where" in str(error) or "needs one of" in str(error)


def test_as_names_a_dataset(tmp_path):
    with pytest.raises(UnknownDataset, match=r"no dataset 'gdlt' \(perhaps 'gdelt'\?\): nkgraph"):
        counts(DATA / "acled.csv", as_="gdlt")
    with pytest.raises(BadData, match=r"is no GDELT 2\.0 events: "):
        counts(DATA / "acled.csv", as_="gdelt")
