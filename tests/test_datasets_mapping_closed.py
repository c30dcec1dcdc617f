"""Words that a mapping takes from lists that are closed: kinds of events, flows, codes' lists."""

from datasets_files import rejects, rows

HEAD = (
    "name: mine\ntitle: Mine\npublisher: me\nlicence: CC0\nkind: events\n"
    "columns:\n  date: when\n  actor_name: who\n"
)


def read(tmp_path, text, data):
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "data.csv").write_text(data, encoding="utf-8")
    return rows(tmp_path / "data.csv", mapping=tmp_path / "mapping.yaml")


def test_words_of_a_closed_list_are_taken_in_any_case(tmp_path):
    text = HEAD + "  common_kind: what\n"
    data = "when,who,what\n2013,x,Fighting\n2013,y,\n2013,z,raid\n"
    assert [row.get("common_kind") for row in read(tmp_path, text, data)] == ["fighting", None]
    assert rejects(tmp_path / "data.csv", mapping=tmp_path / "mapping.yaml") == [
        (4, "common_kind: 'raid' is none that is known")
    ]


def test_what_is_replaced_later_may_be_any_word(tmp_path):
    text = HEAD + "  common_kind: {constant: raid, words: {raid: War}}\n"
    assert read(tmp_path, text, "when,who\n2013,x\n")[0]["common_kind"] == "war"


def test_a_list_of_codes_may_be_of_the_users_own(tmp_path):
    text = HEAD + "  actor_code: {column: who, scheme: cow}\n"
    assert read(tmp_path, text, "when,who\n2013,x\n")[0]["actor_scheme"] == "cow"


def test_closed_lists_are_those_of_the_ontology_and_the_crosswalk():
    from nkgraph.datasets import closed
    from nkgraph.merge import codes, kinds
    from nkgraph.merge.identity import crosswalk
    from nkgraph.store import seed

    known = {name for name, _ in kinds.kinds(seed.in_memory().store)}
    assert set(closed.COMMON_KINDS) == {*known, "other"}
    ours = {*crosswalk.SCHEMES, codes.ANY, codes.COUNTRY_NAME}
    assert set(closed.COUNTRY_SCHEMES) == ours
