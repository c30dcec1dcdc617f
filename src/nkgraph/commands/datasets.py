"""nkgraph datasets: the formats of data sets that merge reads, and drafts of more."""

from nkgraph.commands import options
from nkgraph.errors import BadCall

NEW = "new"

NO_TABLES = {
    "followthemoney": ("entities", "FollowTheMoney (OpenSanctions, Aleph)", "lifting.toml"),
    "rdf": ("rdf", "RDF in any format, Wikidata's statements too", "wikidata.toml"),
}
"""What is read and is no table: what it holds, what it is called, and what becomes what."""


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place("name", "NAME", "a data set to show whole, or `new` to draft a mapping")
    parser.place("file", "FILE", "with `new`: a file to look at")


def run(given: options.Given) -> None:
    """List the data sets, show one, or draft a mapping from a file's columns."""
    from nkgraph import datasets

    if given.name is None:
        listed = [(mapping.name, mapping.kind, mapping.title) for mapping in datasets.mappings()]
        listed += [(name, kind, title) for name, (kind, title, _) in NO_TABLES.items()]
        width = max(len(name) for name, _, _ in listed)
        for name, kind, title in listed:
            print(f"{name:{width}}  {kind:8}  {title}")
    elif given.name == NEW:
        if given.file is None:
            raise BadCall("FILE is missing: nkgraph datasets new FILE")
        print(datasets.draft(given.file), end="")
    elif given.file is not None:
        raise BadCall(f"{given.file[:60]!r} is one argument too many: nkgraph datasets NAME")
    else:
        print(_whole(given.name), end="")


def _whole(name: str) -> str:
    from importlib.resources import files

    from nkgraph import datasets

    if name in NO_TABLES:
        from nkgraph.datasets import ftm, rdf

        package = ftm if name == "followthemoney" else rdf
        return files(package).joinpath(NO_TABLES[name][2]).read_text(encoding="utf-8")
    mapping = datasets.named(name)
    return files(datasets).joinpath("mappings", mapping.shown).read_text(encoding="utf-8")
