"""What a file is packed in, told by its first bytes, and how it is unpacked within limits.

Nothing is written under a name that an archive gives: one member's bytes are read, no more.
"""

import bz2
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from nkgraph.datasets import limits
from nkgraph.errors import BadData

MAGIC_BYTES = 512
"""A tar archive says at byte 257 that it is one."""

_NOT_UNPACKED = (
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x9d", "packed with compress"),
)
_DOCUMENTS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89HDF", "an HDF5 file"),
    (b"<stata_dta>", "a Stata file"),
    (b"$FL2", "an SPSS file"),
    (b"RDX", "an R data file"),
)
_TABLE_ENDINGS = frozenset(
    (
        *(".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".pq"),
        *(".ttl", ".trig", ".nt", ".nq", ".rdf", ".owl", ".xml", ".jsonld", ".trix", ".hext"),
    )
)
BESIDE_TABLES = ("readme", "licen", "codebook", "changelog", "citation", "__macosx", ".")
"""How the names of files begin that publishers put beside a table."""

_MEMBERS_SHOWN = 5

Opener = Callable[[], BinaryIO]

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def packing(head: bytes) -> str | None:
    """Return `gzip`, `bzip2` or `zip` for a file that begins with `head`, or None for a plain one.

    Raises BadData for packings that are not read.
    """
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return "bzip2"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    for magic, what in _NOT_UNPACKED:
        if head.startswith(magic):
            raise BadData(f"is {what}: unpack it first (gzip, bzip2 and zip are unpacked here)")
    return None


def refuse_documents(head: bytes) -> None:
    """Raise BadData where unpacked bytes begin like something that is no table."""
    if packing(head) is not None:
        raise BadData("is packed twice: unpack it once")
    if head[257:262] == b"ustar":
        raise BadData("is a tar archive: unpack it and name one file of it")
    for magic, what in _DOCUMENTS:
        if head.startswith(magic):
            raise BadData(f"is {what}: save its table as CSV")
    begin = head[:MAGIC_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        raise BadData("is a web page, perhaps one that says what went wrong: fetch the file itself")
    if begin.startswith(b"version https://git-lfs"):
        raise BadData("only says where Git LFS keeps the file: fetch that with git lfs pull")


@contextmanager
def unpacked(open_packed: Opener, size: int, member: str | None = None) -> Iterator[io.RawIOBase]:
    """Yield the bytes that a file of `size` packed bytes holds, as a stream that knows its limits.

    Of a zip archive it is the member that is named, or the one that is a table. Raises BadData for
    a damaged or cut archive, one without or with several tables, and for what grows beyond the
    limits; so does reading from the stream.
    """
    with open_packed() as file:
        head = file.read(MAGIC_BYTES)
        file.seek(0)
        packed = packing(head)
        if packed is None:
            yield _Limited(file, size, packed=False)
        elif packed == "zip":
            with _member(file, member) as (stream, packed_size):
                yield _Limited(stream, packed_size, packed=True)
        else:
            with gzip.GzipFile(fileobj=file) if packed == "gzip" else bz2.BZ2File(file) as opened:
                yield _Limited(opened, size, packed=True)


def tables(open_packed: Opener) -> tuple[str, ...]:
    """Return the names of the tables in a zip archive, none for what is packed in another way.

    Raises BadData for an archive that is damaged, that is none of a data set, or without tables.
    """
    with open_packed() as file:
        if packing(file.read(MAGIC_BYTES)) != "zip":
            return ()
        file.seek(0)
        with _opened(file) as archive:
            return tuple(sorted(member.filename for member in _tables(archive)))


@contextmanager
def _opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OverflowError) as error:
        raise BadData(f"is a damaged zip archive or one that cannot be read: {error}") from error


@contextmanager
def _member(file: BinaryIO, name: str | None) -> Iterator[tuple[IO[bytes], int]]:
    """Yield a member of a zip archive, or its one table, and its packed size."""
    with _opened(file) as archive:
        member = _one_table(archive) if name is None else _named(archive, name)
        if member.flag_bits & 1:
            raise BadData("is an archive with a password: unpack it first")
        with archive.open(member) as stream:
            yield stream, member.compress_size


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in an archive, once it is known to be none that does harm."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > limits.ARCHIVE_MEMBERS:
        raise BadData(f"is an archive of {len(members)} files: unpack it and name one of them")
    for member in members:
        if _leaves(member.filename):
            raise BadData(f"is an archive with a path that leaves it ({member.filename!r})")
    if any(member.filename == "[Content_Types].xml" for member in members):
        raise BadData("is an office document: save its table as CSV")
    if not members:
        raise BadData("is an archive with nothing in it")
    return members


def _tables(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = _members(archive)
    found = [member for member in members if _is_table(member.filename)]
    if len(found) > 1:  # a text beside a table explains it
        found = [m for m in found if not m.filename.lower().endswith(".txt")] or found
    if not found:
        held = listed(member.filename for member in members)
        raise BadData(f"is an archive with no table ({held}): {name_one(members[0].filename)}")
    return found


def _one_table(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = _tables(archive)
    if len(found) > 1:
        held = listed(sorted(member.filename for member in found))
        raise BadData(f"is an archive with several tables ({held}): unpack it and name one file")
    return found[0]


def _named(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = _members(archive)
    for member in members:
        if PurePosixPath(member.filename.replace("\\", "/")) == PurePosixPath(name):
            return member
    held = listed(member.filename for member in members)
    raise BadData(f"is an archive without {name!r}: it holds {held}")


def listed(names: Iterable[str]) -> str:
    """Return the first names of members, and how many more there are."""
    known = list(names)
    more = len(known) - _MEMBERS_SHOWN
    return ", ".join(known[:_MEMBERS_SHOWN]) + (f" and {more} more" if more > 0 else "")


def name_one(member: str) -> str:
    """Return what to do where a member has to be named."""
    return f"name one of its files behind its own name, as in ARCHIVE.zip/{member}"


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def _is_table(name: str) -> bool:
    path = PurePosixPath(name.lower())
    if any(part.startswith(BESIDE_TABLES) for part in path.parts):
        return False
    return path.suffix in _TABLE_ENDINGS


class _Limited(io.RawIOBase):
    """A stream that fails with BadData where it is damaged or grows beyond every table."""

    def __init__(
        self, stream: "IO[bytes] | io.BufferedIOBase", packed_size: int, *, packed: bool
    ) -> None:
        self._stream = stream
        self._packed_size = max(packed_size, 1)
        self._packed = packed
        self._read = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer as far as there are bytes, and return how many there were."""
        view = memoryview(buffer).cast("B")
        chunk = self._checked(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        return self._checked(size)

    def _checked(self, size: int) -> bytes:
        try:
            chunk = self._stream.read(size)
        except EOFError as error:
            raise BadData("is cut off: its archive ends too early; fetch it again") from error
        except (zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError) as error:
            raise BadData(f"is damaged ({error}): fetch it again") from error
        except OSError as error:
            if self._packed and error.errno is None:  # bz2 has no error of its own
                raise BadData(f"is damaged ({error}): fetch it again") from error
            raise
        self._read += len(chunk)
        self._check()
        return chunk

    def _check(self) -> None:
        if self._read > limits.UNPACKED_BYTES:
            raise BadData(f"holds more than {limits.UNPACKED_BYTES >> 30} GiB: cut it into parts")
        if not self._packed or self._read < limits.RATIO_FROM_BYTES:
            return
        if self._read > self._packed_size * limits.UNPACKED_RATIO:
            raise BadData(
                f"grows to more than {limits.UNPACKED_RATIO} times its size when unpacked: "
                "no dataset does; if you trust it, unpack it yourself"
            )
