"""The made-up lists of people and companies."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import entities  # noqa: E402 - the package stands in the project's root

from ftm_files import rows, stored  # noqa: E402 - as above


def test_they_are_read_whole_and_are_the_same_for_the_same_seed(tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for path in (first, second):
        entities.write(path, 400)
    assert first.read_bytes() == second.read_bytes()
    store, reading = stored(first)
    assert (reading.rejects.count, reading.counts.taken) == (0, 400)
    for kind in ("Person", "Organisation", "Ship", "SanctionsListing", "PostHolding", "Relation"):
        assert rows(store, f"SELECT ?x {{ ?x a nkg:{kind} }}"), kind
