"""Stored queries: where they are, what they are called, which file a name stands for.

A query's name is its file's, without `.rq`; its subject is its folder's. The project's own queries
come first, then those of a user's folders. Two files of one name are an error, whoever wrote them:
a call could mean either, and a map or a script would change its answer with a setting.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from nkgraph import resources
from nkgraph.errors import CannotRead, DuplicateQuery, UnknownQuery
from nkgraph.query import Query

__all__ = ["SUFFIX", "Catalogue", "Query", "read_text"]

SUFFIX = ".rq"


class Catalogue:
    """The stored queries of the project, and of the folders that a user adds."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = [resources.root("queries"), *(Path(folder) for folder in folders)]

    @cached_property
    def files(self) -> dict[str, Path]:
        """The file of each query by name, in the order of their folders and names.

        Raises CannotRead where a folder is not there, DuplicateQuery where two files share a name.
        """
        found: dict[str, Path] = {}
        for folder in self._folders:
            if not folder.is_dir():
                raise CannotRead(
                    f"there is no folder {str(folder)!r}: name one that holds .rq files"
                )
            for path in sorted(folder.rglob("*" + SUFFIX)):
                other = found.setdefault(path.stem, path)
                if other.resolve() != path.resolve():
                    raise DuplicateQuery(
                        f"two files are called {path.name!r}: {other} and {path}; rename one"
                    )
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.files

    def __getitem__(self, name: str) -> Query:
        """Return the query of that name; only its file is read.

        Raises UnknownQuery with the nearest names, BadQueryHeader where its header is wrong.
        """
        path = self.files.get(name)
        if path is None:
            raise UnknownQuery(f"there is no stored query {name!r}: {self._nearest(name)}")
        return Query(path.stem, read_text(path), path)

    def listed(self) -> list[Query]:
        """Return the queries that are there to be asked, read and checked, in order."""
        return [query for query in map(self.__getitem__, self.files) if not query.is_part]

    def _nearest(self, name: str) -> str:
        import difflib

        close = difflib.get_close_matches(name.casefold(), self.files, n=3, cutoff=0.5)
        if close:
            return f"nearest are {', '.join(close)}"
        return "`nkgraph queries` lists them"


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises CannotRead where it cannot be read, or is no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            reason = f"it is no UTF-8 text (byte {error.start})"
        else:
            reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{str(path)!r} cannot be read: {reason}") from error
