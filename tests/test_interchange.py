"""Networks as files for other tools, and back: nothing is lost, whatever it is called."""

from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchanged import EXACT, plainly, read_back, sample, told, written
from nkgraph import interchange


@pytest.mark.parametrize("format", EXACT)
def test_every_value_comes_back_as_it_was(format: str, tmp_path: Path) -> None:
    back = read_back(sample(), format, tmp_path)

    assert isinstance(back, nx.MultiDiGraph)
    assert told(back) == told(sample())


NASTY = (
    "__proto__", "constructor", "", " ", "  two  spaces ", "a\nb", "a\r\nb", "tab\there", "nul\x00",
    "\ud800 lone", "quote \" and '", "back\\slash \\n", "# no comment", "a#b", "50 %", "%41",
    "<b>&amp;</b>", "]]>", "?>", "--", "*vertices 3", "1 2 3", "é 北韓 🚢", "\u202eright to left",
    "\u2028\u2029\x85", "{'a': 1}", "x" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("format", interchange.NAMES)
def test_any_text_can_be_a_name_a_key_and_a_label(name: str, format: str, tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    network.add_edge(name, "other", name, label=name, **{"an attribute": name})
    network.add_edge("other", name, "back")
    network.nodes[name]["label"] = name

    back = read_back(network, format, tmp_path)

    assert set(back) == {name, "other"}
    assert list(back.edges()) == [(name, "other"), ("other", name)]
    if format in EXACT:
        assert told(back) == told(network)
    if format == "edgelist":
        assert back.edges[name, "other", name]["label"] == name


@pytest.mark.parametrize("format", interchange.NAMES)
def test_what_is_written_is_utf8_and_the_same_each_time(format: str) -> None:
    text = written(sample(), format)

    assert text.decode()
    assert text == written(sample(), format)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_ids_are_unique_though_the_names_differ_by_type_only(format: str, tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    network.add_edges_from([(1, "1", 0), ("1", 1, 0), (1, 2.0, "0"), (1, 2.0, 0), (1, (1, 2), 0)])

    text = written(network, format)
    plain = plainly(text, format)

    assert (len(plain), plain.number_of_edges()) == (4, 5)
    assert told(read_back(network, format, tmp_path)) == told(network)


@pytest.mark.parametrize("format", EXACT)
def test_an_attribute_that_a_format_keeps_for_itself_comes_back(
    format: str, tmp_path: Path
) -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", id=5, viz="v", label=7, start="s", pid="p")
    network.nodes["a"].update(self=8, node_for_adding=9)
    key = network.add_edge("a", "a")
    network.edges["a", "a", key].update(
        source=1, target=2, key=3, id=4, weight=Decimal(1), type="t", self=5, u_for_edge=6
    )

    assert plainly(written(network, format), format).number_of_edges() == 1
    assert told(read_back(network, format, tmp_path)) == told(network)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.datetimes().map(lambda time: time.replace(fold=0))  # ISO 8601 has no fold
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=6,
)
attributes = st.dictionaries(
    st.sampled_from(["label", "weight", "x", "a b", "é"]) | st.text(), values
)
names = st.text(max_size=6) | st.integers(-3, 3) | st.sampled_from(NASTY[:20])


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(**{"about": draw(values)})
    for name in draw(st.lists(names, max_size=4)):
        network.add_node(name)
        network.nodes[name].update(draw(attributes))
    for source, target, key in draw(st.lists(st.tuples(names, names, names), max_size=5)):
        network.add_edge(source, target, key)
        network.edges[source, target, key].update(draw(attributes))
    return network


@pytest.mark.parametrize("format", EXACT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(network=networks())
def test_any_network_comes_back_as_it_was(
    format: str, network: nx.MultiDiGraph, tmp_path: Path
) -> None:
    assert told(read_back(network, format, tmp_path)) == told(network)


@pytest.mark.parametrize("format", interchange.NAMES)
@settings(max_examples=40)
@given(network=networks())
def test_networkx_reads_any_network(format: str, network: nx.MultiDiGraph) -> None:
    plain = plainly(written(network, format), format)

    assert plain.number_of_edges() == network.number_of_edges()
    if format != "edgelist":  # it has no lines for nodes without edges
        assert len(plain) == len({str(node) for node in network}) or format in EXACT
        assert len(plain) == len(network) or format == "pajek"
