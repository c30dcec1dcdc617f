"""The public face: what people import, and what it may cost."""

import inspect
import subprocess
import sys

import pytest

import nkgraph
from nkgraph import errors


def test_the_public_names() -> None:
    assert set(nkgraph.__all__) == {
        "KnowledgeGraph", "NkgraphError", "Query", "Table", "__version__", "open",
    }  # fmt: skip
    assert set(nkgraph.__all__) <= set(dir(nkgraph))
    for name in nkgraph.__all__:
        assert getattr(nkgraph, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        nkgraph.nothing  # noqa: B018


def test_importing_the_package_loads_none_of_it() -> None:
    code = "import sys, nkgraph; print([m for m in sys.modules if m.startswith('nkgraph.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def all_errors() -> list[type[errors.NkgraphError]]:
    found = inspect.getmembers(errors, inspect.isclass)
    return [one for _, one in found if issubclass(one, errors.NkgraphError)]


def test_one_root_and_an_exit_status_on_each() -> None:
    kinds = all_errors()
    assert len(kinds) > 15
    for kind in kinds:
        assert kind.exit_code == 2
        assert kind.__doc__
    assert nkgraph.NkgraphError is errors.NkgraphError


def test_the_tree_of_errors_is_complete() -> None:
    assert errors.__doc__ is not None
    for kind in all_errors():
        assert kind.__name__ in errors.__doc__, kind


@pytest.mark.parametrize(
    "thing", [nkgraph.open, nkgraph.KnowledgeGraph, nkgraph.Table, nkgraph.Query]
)
def test_public_things_say_what_they_are(thing: object) -> None:
    assert inspect.getdoc(thing)
    for name, member in inspect.getmembers(thing):
        if not name.startswith("_") and callable(member):
            assert inspect.getdoc(member), name
