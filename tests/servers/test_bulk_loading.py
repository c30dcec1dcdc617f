"""Parts that a server loads by its own means: in the end it holds what a merge would have put."""

from pathlib import Path

import pytest

import nkgraph
from merging import gdelt, lines_of
from nkgraph import bulk, merge
from nkgraph.merge import Request
from servers.running import Server


@pytest.mark.parametrize("kind", ["oxigraph", pytest.param("virtuoso", marks=pytest.mark.slow)])
def test_parts_by_a_servers_own_loader(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = gdelt(tmp_path / "20180101000000.export.CSV", 60)
    bulk.write_parts([file], Request(file), tmp_path / "parts")
    merge.into(str(tmp_path / "store"), Request(file))
    server: Server = request.getfixturevalue(f"{kind}_server")
    (tmp_path / "nothing.nq").touch()
    server.fill(tmp_path / "nothing.nq")

    server.load(sorted((tmp_path / "parts" / "quads").glob("*.nq.gz")))
    merge.derive_in(server.address)

    assert lines_of(nkgraph.open(server.address)) == lines_of(nkgraph.open(tmp_path / "store"))
