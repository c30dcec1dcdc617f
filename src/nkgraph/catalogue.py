"""Stored queries: where they are, what they are called, which file a name stands for.

A query's name is its file's, without `.rq`; its subject is its folder's. The project's own queries
come first, then those of a user's folders. Two files of one name are an error, whoever wrote them:
a call could mean either, and a map or a script would change its answer with a setting.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property

from nkgraph import resources
from nkgraph.errors import CannotRead, DuplicateQuery, UnknownQuery
from nkgraph.query import Query

__all__ = ["SUFFIX", "Catalogue", "Query", "from_file", "read_text"]

SUFFIX = ".rq"


class Catalogue:
    """The stored queries of the project, and of the folders that a user adds."""

    def __init__(self, folders: "Iterable[str | os.PathLike[str]]" = ()) -> None:
        self._folders = [resources.folder("queries"), *(os.fspath(folder) for folder in folders)]

    @cached_property
    def files(self) -> dict[str, str]:
        """The file of each query by name, in the order of their folders and names.

        Raises CannotRead where a folder is not there, DuplicateQuery where two files share a name.
        """
        found: dict[str, str] = {}
        for folder in self._folders:
            if not os.path.isdir(folder):
                raise CannotRead(f"there is no folder {folder!r}: name one that holds .rq files")
            for path in _query_files(folder):
                other = found.setdefault(_name(path), path)
                if other is not path and not os.path.samefile(other, path):
                    raise DuplicateQuery(
                        f"two files are called {os.path.basename(path)!r}: {other} and {path}; "
                        "rename one"
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
            raise UnknownQuery(f"there is no stored query {name[:60]!r}: {self._nearest(name)}")
        return from_file(path)

    def is_own(self, query: Query) -> bool:
        """Return whether a query is one of the project's, as its file says."""
        return query.path is not None and query.path.startswith(self._folders[0] + os.sep)

    def listed(self) -> list[Query]:
        """Return the queries that are there to be asked, read and checked, in order."""
        return [query for query in map(self.__getitem__, self.files) if not query.is_part]

    def _nearest(self, name: str) -> str:
        import difflib

        close = difflib.get_close_matches(name.casefold(), self.files, n=3, cutoff=0.5)
        if close:
            return f"nearest are {', '.join(close)}"
        return "`nkgraph queries` lists them"


def from_file(path: "str | os.PathLike[str]") -> Query:
    """Return the query in a file. Raises CannotRead or BadQueryHeader."""
    shown = os.fspath(path)
    return Query(_name(shown), read_text(shown), shown)


def read_text(path: "str | os.PathLike[str]") -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises CannotRead where it cannot be read, or is no UTF-8 text.
    """
    shown = os.fspath(path)
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise CannotRead(
            f"{shown!r} cannot be read: it is no UTF-8 text (byte {error.start})"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{shown!r} cannot be read: {reason}") from error


def _name(path: str) -> str:
    return os.path.basename(path).removesuffix(SUFFIX)


def _query_files(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(SUFFIX):
                yield os.path.join(place, name)
