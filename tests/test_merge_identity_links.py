"""Links: who is proposed as whom, what is decided, and that only what is accepted joins answers."""

import json
import shutil
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import nkgraph
from nkgraph.datasets import ftm
from nkgraph.errors import BadData, BadLink, StoreError
from nkgraph.merge.identity import candidates, deciding, links, names, sssom, storing
from nkgraph.merge.identity.link import Judgement, Link, directed, rank
from nkgraph.store import seed
from nkgraph.store.writing import changing
from nkgraph.terms import ENTITY, NKG

GRAPH = ox.NamedNode("https://w3id.org/nkgraph/source/followthemoney-0123456789ab")
FTM = "https://w3id.org/nkgraph/ftm/"
KIM = ENTITY + "kim-jong-un"


def entity(identifier, schema="Person", **properties):
    lists = {name: [v] if isinstance(v, str) else v for name, v in properties.items()}
    return {"id": identifier, "schema": schema, "properties": lists}


ENTITIES = [
    entity("kim", name=["KIM Jong-un", "김정은"], birthDate="1984-01-08"),
    entity("trutnev", name="Юрий Трутнев"),
    entity("nam", name="Kim Jong Nam"),
    entity("nobody", name="Somebody Else"),
    entity("kotra", "Organization", name="KOTRA Co., Ltd."),
    entity("customs", "PublicBody", name="Federal Customs Service (Russia)"),
    entity("member", "Membership", member="kim", organization="kotra"),
]


def load(store, tmp_path, entities=ENTITIES, graph=GRAPH):
    path = tmp_path / "entities.json"
    path.write_text("\n".join(json.dumps(one) for one in entities), "utf-8")
    with ftm.reading(path) as reading:
        for chunk in reading.quads(graph.value):
            store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
    store.add(ox.Quad(graph, LABEL, ox.Literal("A test", language="en"), graph))


LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store in a folder with a source of people, and proposals; for tests that only ask."""
    home = tmp_path_factory.mktemp("links")
    folder = str(home / "store")
    with changing(folder) as snapshot:
        load(snapshot.store, home)
        links.after_merge(snapshot.store, GRAPH)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of it, to be changed."""
    return shutil.copytree(made, str(tmp_path / "store"))


def link_of(folder, subject, target=KIM):
    found = storing.read_from(nkgraph.open(folder).reader).values()
    return next(link for link in found if (link.subject, link.object) == (FTM + subject, target))


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("Kim Jong-un", "Kim Chong-un"),
        ("Kim, Jong Un", "Kim Jong-un"),
        ("Yuri Trutnev", "Юрий Трутнев"),
        ("Yuri Trutnev", "TRUTNEV, Yury"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Đinh Tiên Hoàng", "Dinh Tien Hoang"),
        ("Владимир Путин", "Vladimir Putin"),
    ],
)
def test_one_persons_name_in_two_ways(one, other):
    assert alike(one, other, is_person=True) >= names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong-il"),
        ("Kim Jong-un", "Kim"),
        ("Kim Jong-un", "Ri Jong-ho"),
        ("Yuri Trutnev", "Yuri Andropov"),
        ("Sergei Lavrov", "Sergei Shoigu"),
    ],
)
def test_names_of_two_persons(one, other):
    assert alike(one, other, is_person=True) < names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOTRA", "KOTRA Co., Ltd."),
        ("Inter Tobacco", "ООО «Интер Тобако»"),
        ("Federal Customs Service of Russia", "Federal Customs Service (Russia)"),
        ("Example Shipping Company", "Example Shipping Company Pyongyang"),
    ],
)
def test_one_organisations_name_in_two_ways(one, other):
    assert alike(one, other, is_person=False) >= names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [("KOTRA", "KOTRA Moscow Office"), ("Bank of Korea", "Bank"), ("Ltd.", "Co., Ltd.")],
)
def test_names_of_two_organisations(one, other):
    assert alike(one, other, is_person=False) < names.CUTOFF


def alike(one, other, *, is_person):
    folded = [[names.folded(name, is_person=is_person)] for name in (one, other)]
    return max((score for _, _, score in names.alike(*folded, is_person=is_person)), default=0)


@given(st.text(max_size=30), st.booleans())
def test_a_name_is_like_itself_in_any_case_and_order(name, is_person):
    folded = names.folded(name, is_person=is_person)
    assert folded.isascii()
    backwards = " ".join(reversed(folded.split()))
    assert names.folded(backwards, is_person=is_person) == folded
    if folded:
        assert (0, 0, 1.0) in names.alike([folded], [folded], is_person=is_person)


def test_many_names_are_compared_in_pieces(monkeypatch):
    monkeypatch.setattr(names, "_FEW", 3)
    found = names.alike(["a b", "c d", "e f"], ["e f", "c d"], is_person=True)
    assert sorted(found) == [(1, 1, 1.0), (2, 0, 1.0)]


# ------------------------------------------------------------------ proposals


def test_who_is_proposed(made):
    found = storing.read_from(nkgraph.open(made).reader).values()
    proposed = {
        (link.subject.removeprefix(FTM), link.object.removeprefix(ENTITY)): link for link in found
    }
    assert set(proposed) == {
        ("kim", "kim-jong-un"),
        ("nam", "kim-jong-un"),
        ("trutnev", "yuri-trutnev"),
        ("kotra", "kotra"),
        ("customs", "federal-customs-service-of-russia"),
    }
    assert {link.judgement for link in proposed.values()} == {Judgement.PROPOSED}
    kim = proposed["kim", "kim-jong-un"]
    assert (kim.score, kim.reason) == (1, "'KIM Jong-un' is the same name as 'Kim Jong Un'")
    assert 0.86 <= proposed["nam", "kim-jong-un"].score < 0.9


def test_the_same_store_gives_the_same_proposals(folder, tmp_path):
    again = str(tmp_path / "again")
    with changing(again) as snapshot:
        load(snapshot.store, tmp_path)
        links.after_merge(snapshot.store, GRAPH)
    assert links_graph(folder) == links_graph(again)


def links_graph(folder):
    return {
        quad for quad in nkgraph.open(folder).reader.quads() if quad.graph_name == storing.GRAPH
    }


def test_an_identifier_in_common_says_more_than_a_name(tmp_path):
    store = ox.Store()
    load(store, tmp_path, [entity("a", name="A Person", wikidataId="Q1")])
    other = ox.NamedNode("https://w3id.org/nkgraph/source/other")
    load(store, tmp_path, [entity("b", name="Another", wikidataId="Q1")], other)
    [link] = candidates.propose(store, other)
    assert (link.score, link.reason) == (1, "both have the identifier Q1")
    assert (link.subject, link.object) == directed(FTM + "b", FTM + "a") == (FTM + "b", FTM + "a")


def test_other_years_of_birth_speak_against_it(tmp_path):
    store = ox.Store()
    other = ox.NamedNode("https://w3id.org/nkgraph/source/other")
    load(store, tmp_path, [entity("a", name="Ri Example", birthDate="1960-01-01")])
    load(store, tmp_path, [entity("b", name="Ri Example", birthDate="1972")], other)
    [link] = candidates.propose(store, other)
    assert link.score == pytest.approx(0.85)
    assert link.reason.endswith("; born in 1972 and 1960")


def test_a_person_is_no_organisation(tmp_path):
    store = ox.Store()
    other = ox.NamedNode("https://w3id.org/nkgraph/source/other")
    load(store, tmp_path, [entity("a", name="Same Name Here")])
    load(store, tmp_path, [entity("b", "Company", name="Same Name Here")], other)
    assert candidates.propose(store, other) == []


def test_past_a_bound_only_equal_names_are_proposed(monkeypatch, tmp_path):
    monkeypatch.setattr(candidates, "MOST_PAIRS", 0)
    store = ox.Store()
    seed.seed(store)
    load(store, tmp_path)
    found = {link.subject.removeprefix(FTM) for link in candidates.propose(store, GRAPH)}
    assert found == {"kim", "kotra"}


def test_what_goes_with_a_source_takes_its_proposals_along(folder):
    kept = link_of(folder, "nam")
    with changing(folder) as snapshot:
        deciding.decide(snapshot.store, [kept.identifier], Judgement.REJECTED, by="me")
        before = set(snapshot.store)
        snapshot.store.remove_graph(GRAPH)
        links.after_forget(snapshot.store)
        assert [link.identifier for link in storing.read(snapshot.store).values()] == [
            kept.identifier
        ]
        assert len(before) > len(snapshot.store)


def test_without_decisions_nothing_is_left_of_it(tmp_path):
    store = ox.Store()
    seed.seed(store)
    before = set(store)
    load(store, tmp_path)
    links.after_merge(store, GRAPH)
    store.remove_graph(GRAPH)
    links.after_forget(store)
    assert set(store) == before
    assert not store.contains_named_graph(storing.GRAPH)


# ------------------------------------------------------------------ decisions


def test_only_accepted_links_join_answers(folder):
    asked = "relations", {"actor": "Kim Jong Un"}

    def targets():
        table = nkgraph.open(folder).query(asked[0], **asked[1])
        return {row["targetLabel"] for row in table}

    before = targets()
    assert "KOTRA Co., Ltd." not in before
    links.decide(folder, [link_of(folder, "kim").identifier], Judgement.ACCEPTED, by="me")
    assert targets() == before | {"KOTRA Co., Ltd."}
    kg = nkgraph.open(folder)
    # Either name means ours, and whoever asks about it hears what the other source says.
    assert {row["targetLabel"] for row in kg.query("relations", actor="KIM Jong-un")} == targets()
    glosses = {row["statement"] for row in kg.query("claims", about="Kim Jong Un")}
    assert "KIM Jong-un belongs to KOTRA Co., Ltd." in glosses
    links.decide(folder, [link_of(folder, "kim").identifier], Judgement.REJECTED, by="me")
    assert targets() == before


def test_a_decision_says_who_and_when(folder):
    identifier = link_of(folder, "kim").identifier
    [link] = links.decide(folder, [identifier[:6]], Judgement.ACCEPTED, by="A Person")
    assert (link.by, link.on) == ("A Person", date.today())
    [row] = nkgraph.open(folder).query("links", judgement="accepted")
    assert (row["link"], row["decidedBy"], row["objectLabel"]) == (
        identifier,
        "A Person",
        "Kim Jong Un",
    )
    assert links.decide(folder, [identifier], Judgement.ACCEPTED, by="Another") == []
    same = ox.Quad(
        ox.NamedNode(link.subject), ox.NamedNode(PREDICATE), ox.NamedNode(KIM), storing.GRAPH
    )
    assert same in links_graph(folder)


PREDICATE = "http://www.w3.org/2004/02/skos/core#exactMatch"


def test_a_rejection_is_remembered(folder, tmp_path):
    identifier = link_of(folder, "nam").identifier
    links.decide(folder, [identifier], Judgement.REJECTED, by="me")
    with changing(folder) as snapshot:
        snapshot.store.remove_graph(GRAPH)
        links.after_forget(snapshot.store)
        load(snapshot.store, tmp_path)
        new = links.after_merge(snapshot.store, GRAPH)
    assert identifier not in {link.identifier for link in new}
    assert link_of(folder, "nam").judgement is Judgement.REJECTED


def test_two_of_ours_do_not_become_one(folder):
    with changing(folder) as snapshot:
        storing.put(snapshot.store, [Link(FTM + "kim", ENTITY + "yuri-trutnev")])
    wrong = link_of(folder, "kim", ENTITY + "yuri-trutnev").identifier
    links.decide(folder, [link_of(folder, "kim").identifier], Judgement.ACCEPTED, by="me")
    before = links_graph(folder)
    right = link_of(folder, "trutnev", ENTITY + "yuri-trutnev").identifier
    with pytest.raises(BadLink, match=r"nk:kim-jong-un and nk:yuri-trutnev one"):
        links.decide(folder, [right, wrong], Judgement.ACCEPTED)
    assert links_graph(folder) == before


@pytest.mark.parametrize(
    ("identifier", "message"),
    [("0000000000", "there is no link"), ("", "there is no link"), ("abc", "there is no link")],
)
def test_a_link_that_is_not_there(folder, identifier, message):
    with pytest.raises(BadLink, match=message):
        links.decide(folder, [identifier], Judgement.ACCEPTED)


def test_a_store_that_is_not_there(tmp_path):
    with pytest.raises(StoreError):
        links.decide(str(tmp_path / "none"), ["abcd"], Judgement.ACCEPTED)
    assert not (tmp_path / "none").exists()


CHAINS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8)


@settings(max_examples=40, deadline=None)
@given(CHAINS)
def test_one_stands_for_all_that_are_linked_in_both_engines(pairs):
    iris = [f"{ENTITY}e{n}" if n < 2 else f"http://e.org/{n}" for n in range(7)]
    chosen = [Link(*directed(iris[a], iris[b]), Judgement.ACCEPTED) for a, b in pairs if a != b]
    try:
        deciding.check(chosen)
    except BadLink:
        return
    store = ox.Store()
    storing.put(store, chosen)
    rule = next(path for path in seed.rules() if path.endswith("0-stands-for.rq"))
    text = Path(rule).read_text("utf-8")
    triples = store.query(text, use_default_graph_as_union=True)
    found = {(str(triple.subject), str(triple.object)) for triple in triples}
    groups = {iri: {iri} for iri in iris}
    for link in chosen:
        joined = groups[link.subject] | groups[link.object]
        groups |= dict.fromkeys(joined, joined)
    first = {iri: min(group, key=rank) for iri, group in groups.items()}
    assert found == {(f"<{iri}>", f"<{top}>") for iri, top in first.items() if iri != top}
    dataset = rdflib.Dataset(default_union=True)
    if len(store):
        text_of = ox.serialize(store, format=ox.RdfFormat.N_QUADS)
        dataset.parse(data=text_of, format="nquads")
    assert {(s.n3(), o.n3()) for s, _, o in dataset.query(text)} == found


# ------------------------------------------------------------------ SSSOM files


def test_out_and_in_again(folder, tmp_path):
    links.decide(folder, [link_of(folder, "kim").identifier], Judgement.ACCEPTED, by="me")
    links.decide(folder, [link_of(folder, "nam").identifier], Judgement.REJECTED, by="me")
    text = links.given(nkgraph.open(folder).reader)
    file = tmp_path / "links.sssom.tsv"
    file.write_text(text, "utf-8")
    other = str(tmp_path / "other")
    with changing(other) as snapshot:
        load(snapshot.store, tmp_path)
    taken = links.take(other, file)
    assert (len(taken.links), taken.rejected) == (5, [])
    assert links_graph(other) == links_graph(folder)
    assert links.given(nkgraph.open(other).reader) == text
    assert links.take(other, file).links == []


def test_a_proposal_of_a_file_does_not_undo_a_decision(folder, tmp_path):
    file = tmp_path / "links.sssom.tsv"
    file.write_text(links.given(nkgraph.open(folder).reader), "utf-8")
    links.decide(folder, [link_of(folder, "nam").identifier], Judgement.REJECTED, by="me")
    assert links.take(folder, file).links == []
    assert link_of(folder, "nam").judgement is Judgement.REJECTED


HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


def test_a_file_of_somebody_else():
    text = (
        '#curie_map:\n#  ex: http://e.org/\n#  w: "http://w.org/"\n#mapping_set_id: http://e.org/set\n'
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tauthor_label\n"
        "nk:kim-jong-un\tskos:exactMatch\tex:1\tsemapv:ManualMappingCuration\t\tSomebody\n"
        "ex:2\tskos:exactMatch\thttp://f.org/3\tsemapv:LexicalMatching\t\n"
        "\n"
        "w:4\towl:sameAs\tex:1\tsemapv:MappingReview\tNot\n"
    )
    found = sssom.parse(text, "file")
    assert found.rejected == []
    assert [(link.subject, link.object, link.judgement, link.by) for link in found.links] == [
        ("http://e.org/1", KIM, "accepted", "Somebody"),
        ("http://f.org/3", "http://e.org/2", "proposed", ""),
        ("http://w.org/4", "http://e.org/1", "rejected", ""),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching", "subject_id is empty"),
        ("nope:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching", "has no prefix"),
        ("nk:a\tskos:broadMatch\tnk:b\tsemapv:LexicalMatching", "only skos:exactMatch is kept"),
        ("nk:a\tskos:exactMatch\tnk:a\tsemapv:LexicalMatching", "subject and object are the same"),
        ("nk:a\tskos:exactMatch\tnk:b\t", "mapping_justification is empty"),
        ("nk:a\tskos:exactMatch\thttp://e.org/> <x\tsemapv:LexicalMatching", "is no IRI"),
        ("nk:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching\tmore", "5 cells under 4 columns"),
    ],
)
def test_a_row_that_is_no_link_is_refused_with_its_number(row, reason):
    good = "nk:x\tskos:exactMatch\tnk:y\tsemapv:LexicalMatching\n"
    found = sssom.parse(f"#x\n{HEADER}{good}{row}\n{good}", "file")
    [refused] = found.rejected
    assert refused.row == 4
    assert reason in refused.reason
    assert len(found.links) == 1


@pytest.mark.parametrize(
    "columns",
    [
        ("confidence", "2"),
        ("confidence", "high"),
        ("mapping_date", "2018-02-31"),
        ("predicate_modifier", "Maybe"),
    ],
)
def test_values_that_cannot_be(columns):
    name, value = columns
    text = (
        f"{HEADER.rstrip()}\t{name}\nnk:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching\t{value}\n"
    )
    assert [refused.row for refused in sssom.parse(text, "file").rejected] == [2]


def test_a_file_without_its_columns_is_refused_whole():
    with pytest.raises(BadData, match="file is no SSSOM file: it has no column predicate_id"):
        sssom.parse("subject_id\tobject_id\n", "file")


IRIS = st.sampled_from(
    ["https://w3id.org/nkgraph/ftm/a%20b", "http://e.org/x#y", "http://e.org/", "urn:x:y", KIM]
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=30)


@given(
    ends=st.tuples(IRIS, IRIS).filter(lambda ends: ends[0] != ends[1]),
    judgement=st.sampled_from(Judgement),
    score=st.none() | st.integers(0, 1000).map(lambda n: n / 1000),
    reason=TEXT,
    on=st.none() | st.dates(date(1000, 1, 1)),
    label=st.text(max_size=30),
)
def test_every_link_survives_a_file(ends, judgement, score, reason, on, label):
    reason = " ".join(reason.split()).lstrip("=+-@'")
    decided = judgement is not Judgement.PROPOSED
    link = Link(
        *directed(*ends),
        judgement,
        score,
        reason,
        on=on,
        by="me" if decided else "",
        **({"justification": "https://w3id.org/semapv/vocab/MappingReview"} if decided else {}),
    )
    found = sssom.parse(sssom.write([link], lambda iri: label), "file")
    assert (found.links, found.rejected) == ([link], [])
    store = ox.Store()
    storing.put(store, [link])
    assert storing.read(store) == {link.identifier: link}
    storing.remove(store, [link])
    assert len(store) == 0


@given(st.text(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(text):
    try:
        sssom.parse(HEADER + text, "file")
    except BadData as error:
        assert "\n" not in str(error)


# ------------------------------------------------------------------ the command


def test_the_command(folder, tmp_path, nkgraph_command):
    identifier = link_of(folder, "kim").identifier
    listed = nkgraph_command("links", "--store", folder, "--format", "csv")
    assert listed.stdout.splitlines()[1].startswith(identifier[:3]) or identifier in listed.stdout
    done = nkgraph_command("links", "accept", identifier, "--by", "me", "--store", folder)
    assert (done.stdout, done.stderr, done.returncode) == (f"{identifier}: accepted\n", "", 0)
    again = nkgraph_command("links", "accept", identifier, "--store", folder)
    assert (again.stdout, again.stderr) == ("", "1 was accepted already\n")
    file = tmp_path / "out.sssom.tsv"
    assert nkgraph_command("links", "export", str(file), "--store", folder).returncode == 0
    assert nkgraph_command("links", "export", "--store", folder).stdout == file.read_text("utf-8")
    file.write_text(file.read_text("utf-8") + "broken\tline\n", "utf-8")
    back = nkgraph_command("links", "import", str(file), "--store", folder)
    assert back.stdout == f"{file}: 0 new links\n"
    assert back.stderr.startswith("refused: line ")
    assert back.returncode == 0


def test_a_store_without_links_has_an_empty_answer(nkgraph_command):
    done = nkgraph_command("links", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.strip().startswith("link,judgement,score")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "No links are proposed; merge a data set with people or organisations.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept",),
        ("accept", "abcd"),
        ("dance",),
        ("import",),
        ("import", "nowhere.tsv"),
        ("export", "a", "b"),
        ("--judgement", "perhaps"),
    ],
)
def test_wrong_calls_are_said_in_one_line(nkgraph_command, arguments):
    done = nkgraph_command("links", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_terms_of_links_are_the_ontologys(article):
    for name in ("judgement", "proposed", "accepted", "rejected", "standsFor", "linking"):
        assert article.reader.ask(f"ASK {{ <{NKG}{name}> a ?kind }}")
