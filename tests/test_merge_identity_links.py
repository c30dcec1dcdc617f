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
from nkgraph.errors import BadLink, StoreError
from nkgraph.merge import mentioned
from nkgraph.merge.identity import candidates, deciding, links, storing
from nkgraph.merge.identity.link import Judgement, Link, directed, rank
from nkgraph.store import labels, seed
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
    entity("nam", name="Kim Jung Un"),
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
    labels.add(store, graph)


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
    assert 0.86 <= proposed["nam", "kim-jong-un"].score < 0.95


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


def test_past_a_bound_only_names_of_equal_letters_or_sounds_are_proposed(monkeypatch, tmp_path):
    monkeypatch.setattr(candidates, "MOST_PAIRS", 0)
    store = ox.Store()
    seed.seed(store)
    load(store, tmp_path)
    found = {link.subject.removeprefix(FTM) for link in candidates.propose(store, GRAPH)}
    assert found == {"kim", "nam", "kotra"}


def test_what_goes_with_a_source_takes_its_proposals_along(folder):
    kept = link_of(folder, "nam")
    with changing(folder) as snapshot:
        deciding.decide(snapshot.store, [kept.identifier], Judgement.REJECTED, by="me")
        before = set(snapshot.store)
        snapshot.store.remove_graph(GRAPH)
        labels.renew(snapshot.store)
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
    labels.renew(store)
    links.after_forget(store)
    assert set(store) == before
    assert not store.contains_named_graph(storing.GRAPH)


# ------------------------------------------------------------------ decisions


def test_what_a_forgotten_source_named_is_called_by_its_iri(folder):
    identifier = link_of(folder, "kim").identifier
    links.decide(folder, [identifier], Judgement.REJECTED, by="me")
    with changing(folder) as snapshot:
        snapshot.store.remove_graph(GRAPH)
        mentioned.sweep(snapshot.store)
        links.after_forget(snapshot.store)
    [row] = nkgraph.open(folder).query("links", judgement="rejected")
    assert row["subjectLabel"]
    assert str(row["subject"]).endswith(str(row["subjectLabel"]))
    assert row["objectLabel"] == "Kim Jong Un"


def test_links_come_from_standard_input_too(folder, nkgraph_command):
    identifier = link_of(folder, "kim").identifier
    text = nkgraph_command("links", "export", "--store", folder).stdout
    nkgraph_command("links", "reject", identifier, "--store", folder)
    decided = text.replace("LexicalSimilarityThresholdMatching", "MappingReview")
    done = nkgraph_command("links", "import", "-", "--store", folder, stdin=None, input=decided)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("standard input: ")
    assert link_of(folder, "kim").judgement is Judgement.ACCEPTED
    bad = nkgraph_command("links", "import", "-", "--store", folder, stdin=None, input="no links")
    assert (bad.returncode, bad.stderr.count("\n")) == (2, 1)
    assert bad.stderr.startswith("standard input")


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


def test_spellings_of_a_korean_name_are_proposed_and_say_so(tmp_path):
    store = ox.Store()
    seed.seed(store)
    known = [entity("ho", name="Ri Yong-ho"), entity("gil", name="Ri Yong-gil")]
    load(store, tmp_path, known, ox.NamedNode(GRAPH.value + "0"))
    load(store, tmp_path, [entity("lee", name=["Lee Young-ho", "Somebody Else"])])
    (link,) = candidates.propose(store, GRAPH)
    assert {link.subject, link.object} == {FTM + "lee", FTM + "ho"}
    assert link.score == 0.94
    assert link.reason == (
        "'Lee Young-ho' is the same name in another spelling of Korean as 'Ri Yong-ho'"
    )
