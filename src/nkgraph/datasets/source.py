"""A data file as its publisher ships it: opened, hashed, unpacked, as text in one encoding."""

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from nkgraph.datasets import encoding, limits
from nkgraph.datasets.archive import MAGIC_BYTES, packing, refuse_documents, tables, unpacked
from nkgraph.errors import BadData, CannotRead, CannotWrite

if TYPE_CHECKING:
    import pandas as pd

STANDARD_INPUT = "-"

_PARQUET = b"PAR1"
_PLAIN_TEXT = "utf-8"

_Read = TypeVar("_Read")


class FileFacts(NamedTuple):
    """What identifies a file as it was published: packed, if it came packed."""

    name: str
    size: int
    sha256: str
    content: str
    """The SHA-256 of what is read: of the unpacked bytes, if the file came packed."""
    beside: tuple[str, ...] = ()
    """The tables that its archive holds beside the one that is read."""


@dataclass
class OpenedFile:
    """A file while it is read. Its bytes can be gone through as often as needed."""

    facts: FileFacts
    folder: Path
    """A folder for what is made from the file; it goes when the file is closed."""
    _kept: BinaryIO = field(repr=False)
    member: str | None = None
    """Which member of an archive it is, where there are several tables."""

    @contextmanager
    def unpacked(self) -> Iterator[io.RawIOBase]:
        """Yield the file's bytes, unpacked within limits.

        Raises BadData for a damaged archive, one with several tables, one that grows too much.
        """
        start, size = self._from_start, self.facts.size
        with self._named_errors(), unpacked(start, size, self.member) as stream:
            yield stream

    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables in a zip archive. Raises BadData for a damaged one."""
        with self._named_errors():
            return tables(self._from_start)

    def chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes, unpacked, a part at a time. Raises BadData as `unpacked` does."""
        with self.unpacked() as stream:
            yield from _chunks(stream)

    def first_bytes(self, size: int = MAGIC_BYTES) -> bytes:
        """Return the first unpacked bytes. Raises BadData for documents and double packing."""
        with self.unpacked() as stream:
            head = _exactly(stream, size)
            refuse_documents(head)
            return head

    @property
    def is_parquet(self) -> bool:
        """Whether the file holds Parquet rather than text."""
        return self.first_bytes().startswith(_PARQUET)

    @property
    def is_packed(self) -> bool:
        """Whether the file is an archive rather than what is read."""
        with self._named_errors():
            return packing(self._packed_head()) is not None

    def text_chunks(self, encoded: str = _PLAIN_TEXT) -> Iterator[bytes]:
        """Yield the file as UTF-8 with LF line ends, read in the encoding that is named.

        Raises UnicodeDecodeError where `utf-8` was named and is not true: ask `encoding()` then.
        """
        yield from encoding.normalised(self.chunks(), encoded)

    def decoded(self, read: Callable[[Iterator[bytes]], _Read]) -> _Read:
        """Return what `read` makes of the file's `text_chunks`.

        It is taken for UTF-8 and read once more, in its own encoding, where that is not true: to
        ask for `encoding()` first would read every file twice.
        """
        try:
            return read(self.text_chunks(encoding.guess(self.first_bytes()) or _PLAIN_TEXT))
        except UnicodeDecodeError:
            return read(self.text_chunks(self.encoding()))

    def encoding(self) -> str:
        """Return the encoding to read the whole file in, which for UTF-8 takes reading it once."""
        by_mark = encoding.guess(self.first_bytes())
        if by_mark is not None:
            return by_mark
        return encoding.weigh(self.chunks())

    def sample(self) -> str:
        """Return the start of the file as text, cut at a line's end where it has one.

        Raises BadData for what is empty or no text.
        """
        with self.unpacked() as stream:
            raw = _exactly(stream, limits.SAMPLE_BYTES)
        refuse_documents(raw)
        named = encoding.guess(raw)
        # The last character may be cut in the middle; where it is not UTF-8, that shows earlier.
        encoded = named or encoding.weigh([raw]).removeprefix("damaged ")
        if encoded == _PLAIN_TEXT:
            raw = raw.decode("utf-8", "ignore").encode()
        with self._named_errors():
            head = b"".join(encoding.normalised([raw], encoded))
            encoding.refuse_binary(head)
            text = head.decode("utf-8", "replace")
            if not text.strip():
                raise BadData("is empty")
        whole = len(raw) < limits.SAMPLE_BYTES
        return text if whole or "\n" not in text else text[: text.rindex("\n") + 1]

    def as_it_lies(self) -> Path | None:
        """Return where others can read the very file that is open; None where they cannot.

        They cannot if it is packed, or if this system has no such place.
        """
        place = Path(f"/proc/self/fd/{self._kept.fileno()}")
        return place if not self.is_packed and place.exists() else None

    def copy_unpacked(self, name: str) -> Path:
        """Write the unpacked bytes into the file's folder and return where."""
        target = self.folder / name
        with target.open("wb") as output:
            output.writelines(self.chunks())
        return target

    def copy_text(self, name: str) -> Path:
        """Write the file as UTF-8 with LF line ends into its folder and return where."""
        target = self.folder / name
        encoded = self.encoding()
        with target.open("wb") as output:
            for chunk in self.text_chunks(encoded):
                output.write(chunk)
        return target

    def _packed_head(self) -> bytes:
        with self._from_start() as file:
            return file.read(MAGIC_BYTES)

    def _from_start(self) -> BinaryIO:
        """Return the packed file at its first byte, to be closed by who asked."""
        copy = os.fdopen(os.dup(self._kept.fileno()), "rb")
        copy.seek(0)
        return copy

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        """Put the file's name before what is wrong with it."""
        try:
            yield
        except BadData as error:
            if str(error).startswith(self.facts.name):
                raise
            raise BadData(f"{self.facts.name} {error}") from error


@contextmanager
def open_bytes(path: "str | Path | pd.DataFrame", *, hashed: bool = True) -> Iterator[OpenedFile]:
    """Open a data file, standard input (`-`) or a data frame, and hash it unless told not to.

    What cannot be read twice (standard input, a pipe) is kept in a temporary file, and so is all
    that is made from it; TMPDIR says where. Raises CannotRead, CannotWrite for a full disk, and
    BadData, with the file's name in front.
    """
    with _temporary_folder() as folder:
        name, file = _opened(path, folder)
        with file:
            if not hashed:
                size = os.fstat(file.fileno()).st_size
                yield _one_table_of(OpenedFile(FileFacts(name, size, "", ""), folder, file))
                return
            digest = hashlib.sha256()
            size = 0
            for chunk in _reading(name, file):
                digest.update(chunk)
                size += len(chunk)
            if not size:
                raise BadData(f"{name} is empty")
            shipped = digest.hexdigest()
            opened = OpenedFile(FileFacts(name, size, shipped, shipped), folder, file)
            opened = _one_table_of(opened)
            if opened.is_packed:
                content = hashlib.sha256()
                for chunk in opened.chunks():
                    content.update(chunk)
                opened.facts = opened.facts._replace(content=content.hexdigest())
            yield opened


def _one_table_of(file: OpenedFile) -> OpenedFile:
    """Return the one table of an archive that holds several; any other file as it is."""
    held = file.tables() if file.is_packed else ()
    if len(held) < 2:
        return file
    from nkgraph.datasets import members

    return members.only_known(file, held)


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="nkgraph-") as folder:
            yield Path(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(
            f"no temporary file could be written in {tempfile.gettempdir()}: {reason}; "
            "TMPDIR names another folder"
        ) from error


def _opened(path: "str | Path | pd.DataFrame", folder: Path) -> tuple[str, BinaryIO]:
    if not isinstance(path, str | Path):
        return "data frame", _spooled(io.BytesIO(_csv_of(path)), folder)
    if str(path) == STANDARD_INPUT:
        return "standard input", _spooled(sys.stdin.buffer, folder)
    name = Path(path).name or str(path)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - it stays open as long as it is read
        if file.seekable():
            return name, file
        with file:
            return name, _spooled(file, folder)
    except (OSError, ValueError) as error:
        archive = _archive_above(Path(path)) if isinstance(error, OSError) else None
        if archive is not None:
            return name, _member_of(archive, Path(path), folder)
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"cannot read {path}: {reason}") from error


def _archive_above(path: Path) -> Path | None:
    """Return the archive that a path leads into."""
    with suppress(OSError, ValueError, BadData):
        for parent in path.parents:
            if parent.is_file():
                with parent.open("rb") as file:
                    return parent if packing(file.read(MAGIC_BYTES)) == "zip" else None
    return None


def _member_of(archive: Path, path: Path, folder: Path) -> BinaryIO:
    """Return a file that holds what a member of an archive does."""
    member = path.relative_to(archive).as_posix()
    try:
        size = archive.stat().st_size
        with unpacked(lambda: archive.open("rb"), size, member) as stream:
            return _spooled(stream, folder)
    except BadData as error:
        raise BadData(f"{archive.name} {error}") from error


def _spooled(stream: "BinaryIO | io.RawIOBase", folder: Path) -> BinaryIO:
    """Return a file that holds what a stream gave."""
    file = (folder / "input").open("w+b")
    copied = 0
    while chunk := stream.read(encoding.CHUNK_BYTES):
        copied += len(chunk)
        if copied > limits.UNPACKED_BYTES:
            file.close()
            raise BadData(f"the input has more than {limits.UNPACKED_BYTES >> 30} GiB")
        file.write(chunk)
    file.flush()
    return file


def _csv_of(frame: "pd.DataFrame") -> bytes:
    if not hasattr(frame, "to_csv"):
        raise CannotRead(f"a {type(frame).__name__} is no data: give a path or a pandas DataFrame")
    # A column of whole numbers with a gap in it became one of decimals when pandas read it.
    whole = {
        name: "Int64"
        for name, column in frame.items()
        if column.dtype.kind == "f" and (column.dropna() % 1 == 0).all()
    }
    written: str = frame.astype(whole).to_csv(index=False)
    return written.encode("utf-8", "replace")


def _reading(name: str, file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    try:
        yield from _chunks(file)
    except OSError as error:  # a folder, a medium that fails
        raise CannotRead(f"cannot read {name}: {error.strerror or error}") from error


def _chunks(stream: "BinaryIO | io.RawIOBase") -> Iterator[bytes]:
    while chunk := stream.read(encoding.CHUNK_BYTES):
        yield chunk


def _exactly(stream: io.RawIOBase, size: int) -> bytes:
    """Return the first `size` bytes, fewer where there are no more: one read may give less."""
    buffer = io.BytesIO()
    while buffer.tell() < size and (chunk := stream.read(size - buffer.tell())):
        buffer.write(chunk)
    return buffer.getvalue()
