"""nkgraph datasets: the formats of data sets that merge reads, and drafts of more."""

from nkgraph.commands import options
from nkgraph.errors import BadCall

NEW = "new"


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place("name", "NAME", "a data set to show whole, or `new` to draft a mapping")
    parser.place("file", "FILE", "with `new`: a file to look at")


def run(given: options.Given) -> None:
    """List the data sets, show one, or draft a mapping from a file's columns."""
    from nkgraph import datasets

    if given.name is None:
        width = max(len(mapping.name) for mapping in datasets.mappings())
        for mapping in datasets.mappings():
            print(f"{mapping.name:{width}}  {mapping.kind:7}  {mapping.title}")
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

    mapping = datasets.named(name)
    return files(datasets).joinpath("mappings", mapping.shown).read_text(encoding="utf-8")
