from pathlib import Path

import pytest

from nkgraph import resources
from nkgraph.errors import MissingResource


@pytest.mark.parametrize("kind", ["ontology", "data", "queries"])
def test_the_folders_of_a_checkout(kind: resources.Kind) -> None:
    assert resources.root(kind) == Path(__file__).resolve().parents[1] / kind
    assert str(resources.root(kind)) == resources.folder(kind)


def test_an_installation_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a" / "b" / "resources.py"))
    with pytest.raises(MissingResource, match="'data' is not part of this installation"):
        resources.folder("data")


def test_those_of_a_wheel_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "nkgraph"
    for folder in (tmp_path / "data", package / "resources" / "data"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.folder("data") == str(package / "resources" / "data")
