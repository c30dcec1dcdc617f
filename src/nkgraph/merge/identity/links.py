"""Links in a store: proposed when a source comes, decided by somebody, exchanged as SSSOM files."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.datasets.reading import Rejected
from nkgraph.datasets.source import STANDARD_INPUT
from nkgraph.errors import CannotRead
from nkgraph.merge import deriving, mentioned
from nkgraph.merge.changing import changing
from nkgraph.merge.identity import candidates, deciding, sssom, storing
from nkgraph.merge.identity.link import Judgement, Link, rank
from nkgraph.store.reader import Reader
from nkgraph.terms import PREFIXES

_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_FILE_BYTES = 200 << 20
"""200 MiB: the largest published mapping sets have a tenth of that."""


class Taken(NamedTuple):
    """What came of an import."""

    links: list[Link]
    """Those that were new, or decided otherwise."""
    rejected: list[Rejected]


def after_merge(store: ox.Store, graph: ox.NamedNode) -> list[Link]:
    """Propose links for what a source has brought, and return what is new.

    Links of what is no longer there go, unless somebody has decided them.
    """
    after_forget(store)
    links = candidates.propose(store, graph)
    if links:
        storing.put(store, links)
    return links


def after_forget(store: ox.Store) -> None:
    """Remove proposals of which one side is no longer described by any source."""
    gone = [
        link
        for link in storing.read(store).values()
        if link.judgement is Judgement.PROPOSED
        and not all(mentioned.is_described(store, one) for one in (link.subject, link.object))
    ]
    if gone:
        storing.remove(store, gone)


def decide(
    where: str, identifiers: Sequence[str], judgement: Judgement, by: str | None = None
) -> list[Link]:
    """Accept or reject links of a store; return those that were not so before.

    Raises StoreError, and BadLink as `deciding.decide` does; then nothing is decided.
    """
    with changing(where, must_exist=True) as change:
        decided = deciding.decide(change.store, identifiers, judgement, by=by)
        if decided:
            change.settle()
            deriving.again(change)
        change.is_changed = bool(decided)
    return decided


def take(where: str, path: "str | Path", by: str | None = None) -> Taken:
    """Take the links of an SSSOM file, or of standard input (`-`), into a store.

    where: a folder or an address. A proposal of the file does not undo what somebody has decided
    here. Raises CannotRead, BadData, BadLink and StoreError; then nothing is taken.
    """
    name = "standard input" if str(path) == STANDARD_INPUT else Path(path).name
    found = sssom.parse(_text(path), name)
    who = by or deciding.whoever()
    with changing(where, must_exist=True) as change:
        known = storing.read(change.store)
        new = []
        for link in found.links:
            before = known.get(link.identifier)
            if before is not None and link.judgement in (before.judgement, Judgement.PROPOSED):
                continue
            decided = link.judgement is not Judgement.PROPOSED
            new.append(replace(link, by=link.by or (who if decided else "")))
        deciding.check({**known, **{link.identifier: link for link in new}}.values())
        if new:
            storing.put(change.store, new)
            change.settle()
            deriving.again(change)
        change.is_changed = bool(new)
    return Taken(new, found.rejected)


def given(reader: Reader) -> str:
    """Return the links of a store as the text of an SSSOM file, in order."""
    links = sorted(
        storing.read_from(reader).values(), key=lambda link: (rank(link.object), link.subject)
    )
    iris = sorted({iri for link in links for iri in (link.subject, link.object)})
    values = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    rows = reader.select(
        f"SELECT ?s (SAMPLE(?l) AS ?label) WHERE {{ VALUES ?s {{ {values} }} ?s {_LABEL} ?l }} "
        "GROUP BY ?s"
    ).rows if iris else []  # fmt: skip
    labels = {getattr(row[0], "value", ""): getattr(row[1], "value", "") for row in rows}
    return sssom.write(links, lambda iri: labels.get(iri, ""))


def _text(path: "str | Path") -> str:
    try:
        if str(path) == STANDARD_INPUT:
            content = sys.stdin.buffer.read(_FILE_BYTES + 1) if sys.stdin else b""
        else:
            with Path(path).open("rb") as stream:
                content = stream.read(_FILE_BYTES + 1)
        if len(content) > _FILE_BYTES:
            raise CannotRead(
                f"{path} has more than {_FILE_BYTES >> 20} MiB: it is no file of links"
            )
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CannotRead(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CannotRead(f"cannot read {path}: it is no UTF-8 text (byte {error.start})") from error
