"""What stands above a map, in the page and in a still picture: its title, and what it rests on."""

from collections import Counter
from collections.abc import Sequence

from nkgraph.view import assets
from nkgraph.view.embedding import one_line
from nkgraph.view.payload import Record


def title(about: Record) -> str:
    """Return the map's title, or words that say that it has none.

    A stored query's title names the article. Where others have a word in the map, its summary
    stands there, which names nobody.
    """
    merged = any(source["standing"] == "merged" for source in about["sources"].values())
    summary = one_line(about["summary"] or "")
    return str((merged and summary) or about["title"] or assets.words()["untitled"])


def rests_on(about: Record, nodes: Sequence[Record], edges: Sequence[Record]) -> str:
    """Return the line below the title: how many relations, how sure, from how many sources."""
    words = assets.words()["rests"]
    modality = Counter(edge.get("modality") for edge in edges)
    unsure = [(name, modality[name]) for name in ("assessed", "hedged") if modality[name]]
    counts = words["and"].join(words[name].format(f"{number:,}") for name, number in unsure)
    relations = _counted(words["relations"], len(edges))
    sources = len({edge["origin"] for edge in edges if "origin" in edge})
    parts = [
        relations + (words["ofThem"].format(counts) if counts else ""),
        _counted(words["things"], len(nodes)),
        *([_counted(words["sources"], sources)] if sources else []),
        *([words["query"].format(one_line(about["name"]))] if about["name"] else []),
    ]
    return "; ".join(parts)


def _counted(forms: Sequence[str], number: int) -> str:
    """Return a number with its noun: `forms` are those for one and for several."""
    return forms[number != 1].format(f"{number:,}")
