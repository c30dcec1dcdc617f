"""Stored queries and rules are checked before somebody asks them."""

from pathlib import Path

import pytest

from nkgraph.check.queries import wrong_queries
from nkgraph.errors import CannotRead


def test_stored_queries_are_checked(tmp_path: Path) -> None:
    good = "#+ summary: All there is\nSELECT ?s WHERE { ?s ?p ?o }\n"
    (tmp_path / "good.rq").write_text(good)
    assert list(wrong_queries([tmp_path])) == []
    (tmp_path / "marker.rq").write_text(good.replace("#+", "+="))
    (tmp_path / "syntax.rq").write_text(good.replace("?o }", "?o"))
    (tmp_path / "calls.rq").write_text(good.replace("?s ?p ?o", "SERVICE <http://x/> { ?s ?p ?o }"))
    (tmp_path / "update.rq").write_text("#+ summary: No\nDELETE WHERE { ?s ?p ?o }\n")
    findings = list(wrong_queries([tmp_path]))
    assert [one.subject for one in findings] == ["calls", "marker", "syntax", "update"]
    with pytest.raises(CannotRead):
        list(wrong_queries([tmp_path / "absent"]))
    (tmp_path / "actors.rq").write_text(good)
    assert ["actors.rq" in one.message for one in wrong_queries([tmp_path])] == [True]
