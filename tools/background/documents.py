"""The documents that the background graph rests on: files with a known digest, and web pages.

A file is the one that the plan names or it is refused: its SHA-256 stands in plan.toml, so a
changed package cannot slip a changed fact into the graph.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class PlanError(Exception):
    """A document or a fact is not as the plan says; the message names both."""


@dataclass(frozen=True)
class Document:
    """One `[[document]]` of the plan.

    `name` is the end of its IRI; `file` is its name in the folder of code files or of packages
    (none for a web page, which has no digest either); `parts` are the members of an archive
    that are read.
    """

    name: str
    label: str
    address: str
    licence: str
    rights: str = ""
    version: str = ""
    issued: str = ""
    file: str = ""
    digest: str = ""
    parts: tuple[str, ...] = ()
    comment: str = ""

    @classmethod
    def from_plan(cls, entry: Mapping[str, Any]) -> Document:
        """The document that one table of plan.toml describes."""
        return cls(**{**entry, "parts": tuple(entry.get("parts", ()))})


class Library:
    """Finds documents in the folders given, checks their digest, and reads their parts."""

    def __init__(self, documents: list[Document], folders: list[Path]) -> None:
        self.documents = {document.name: document for document in documents}
        self._folders = folders
        self._parsed: dict[tuple[str, str], Any] = {}

    def bytes_of(self, name: str, part: str = "") -> bytes:
        """The bytes of a document, or of one member of it when it is an archive.

        Raises:
            PlanError: no folder holds the file, or its digest is another.
        """
        document = self.documents[name]
        path = self._path(document)
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != document.digest:
            raise PlanError(f"{path}: SHA-256 {digest}, but the plan has {document.digest or '-'}")
        if not part:
            return content
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return archive.read(part)
        with tarfile.open(path) as archive:
            member = archive.extractfile(part)
            if member is None:
                raise PlanError(f"{path}: {part} is no file")
            return member.read()

    def json(self, name: str, part: str) -> Any:
        """A JSON member of an archive, parsed once."""
        if (name, part) not in self._parsed:
            self._parsed[name, part] = json.loads(self.bytes_of(name, part))
        return self._parsed[name, part]

    def rows(self, name: str, key: str) -> dict[str, dict[str, str]]:
        """A CSV file's rows by the value of one column; of several rows the last counts."""
        if (name, key) not in self._parsed:
            text = self.bytes_of(name).decode("utf-8")
            reader = csv.DictReader(io.StringIO(text))
            self._parsed[name, key] = {row[key]: row for row in reader}
        found: dict[str, dict[str, str]] = self._parsed[name, key]
        return found

    def _path(self, document: Document) -> Path:
        for folder in self._folders:
            for path in (folder / document.file, *folder.glob(f"*/{document.file}")):
                if path.is_file():
                    return path
        raise PlanError(f"{document.file} is in none of {', '.join(map(str, self._folders))}")
