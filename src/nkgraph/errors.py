"""What can go wrong, one class a kind, all below NkgraphError.

NkgraphError
├── BadCall             a command with an option or argument that it does not take
├── UnknownQuery        no stored query has that name
├── BadQueryHeader      a query file's `#+ ` header is wrong
├── DuplicateQuery      two files bear one name
├── BadQueryText        a query that does not parse, or that asks for what is not allowed
├── LimitReached        a query that took longer, or more memory, than it may
├── BadParameter        a parameter that the query does not take, or a value that fits nothing
├── AmbiguousValue      a value that several things answer to
├── InvalidDate         a date that is not EDTF
├── StoreError          a store that cannot be opened or read
│   └── EndpointError   a SPARQL endpoint that did not answer as one
├── AlreadyMerged       a file that the store holds in another version or by other filters
├── UnknownSource       nothing in the store answers to that source or speaker
├── BadLink             a link that is not there, or that would make two of our entities one
├── NotANetwork         a query whose rows are no edges
├── BadFormat           a format that is not known, or cannot hold what it is given
├── CannotWrite         an output that could not be written
├── CannotRead          an input that could not be read
├── UnknownDataset      a file that is none of the datasets known, or fits several
├── BadMapping          a file that says how to read a dataset, with a line that is wrong
├── EngineError         an engine for large data that is not there, or that broke off
├── BadData             a data file that is damaged, too large or not what it claims to be
├── BadQuotation        words that do not stand in a text, or stand there several times
├── InvalidRdf          a file that is not the RDF that it should be
└── MissingResource     an installation that lacks its ontology, data or queries

A message is one line: what happened, where, and what to do about it. The class carries the exit
status that a command ends with.
"""


class NkgraphError(Exception):
    """The root of everything that nkgraph raises on purpose; `str(error)` is one line."""

    exit_code = 2


class BadCall(NkgraphError):
    """A command line with an option or argument that the command does not take, or without one."""


class UnknownQuery(NkgraphError):
    """No stored query has that name; the message names the nearest ones."""


class BadQueryHeader(NkgraphError):
    """A query file's header has a wrong marker, an unknown key or a parameter without its line."""


class DuplicateQuery(NkgraphError):
    """Two query files bear the same name, so that a call could mean either."""


class BadQueryText(NkgraphError):
    """A query that does not parse, or asks for an update, a SERVICE or a LOAD."""


class LimitReached(NkgraphError):
    """A query that was ended, since it took longer or needed more memory than it may."""


class BadParameter(NkgraphError):
    """A parameter that the query does not have, or a value that it cannot take."""


class AmbiguousValue(BadParameter):
    """A parameter's value that fits several things; the message lists them."""


class InvalidDate(NkgraphError):
    """A date that is not Extended Date/Time Format (EDTF)."""


class StoreError(NkgraphError):
    """A store that is not there, is damaged, is locked or cannot be read."""


class EndpointError(StoreError):
    """A SPARQL endpoint that refuses, is silent, breaks off or answers something else."""


class AlreadyMerged(NkgraphError):
    """A file that the store holds already, in another version or by other filters."""


class UnknownSource(NkgraphError):
    """A source or speaker, to be left out, that the store does not have."""


class BadLink(NkgraphError):
    """A link between entities that is not there, or that contradicts accepted ones."""


class NotANetwork(NkgraphError):
    """A query whose rows have no source and target, so that nothing can be drawn."""


class BadFormat(NkgraphError):
    """An output format that is not known, or that cannot hold what it is given."""


class CannotWrite(NkgraphError):
    """A file that could not be written; what stood there before stands there still."""


class CannotRead(NkgraphError):
    """A file that is not there, may not be read or is not UTF-8 text."""


class UnknownDataset(NkgraphError):
    """A file that is none of the datasets that nkgraph reads, or that fits several."""


class BadMapping(NkgraphError):
    """A mapping file that cannot be used; the message gives the line that is wrong."""


class BadData(NkgraphError):
    """A data file that is damaged, too large or not what it claims to be; none of it is taken."""


class EngineError(NkgraphError):
    """Spark, or the Java that it needs, is not installed, does not answer or broke off."""


class BadQuotation(NkgraphError):
    """Words that a text does not have, or has several times, so that no anchor can be made."""


class InvalidRdf(NkgraphError):
    """A file that does not parse as RDF; the message gives line and column."""


class MissingResource(NkgraphError):
    """An installation without its ontology, data or queries."""


_LONGEST_QUOTING = 400
"""Characters of a message that quotes what somebody else wrote: a paragraph."""


def shortened(message: str) -> str:
    """Return a message that quotes somebody else's text, cut where that goes on and on."""
    return message if len(message) <= _LONGEST_QUOTING else message[: _LONGEST_QUOTING - 1] + "…"


_LONGEST_WORD = 60
"""Characters of a value that a message quotes beside what to write in its place."""


def quoted(value: str) -> str:
    """Return a value as a message quotes it, cut where it goes on and on."""
    return repr(value if len(value) <= _LONGEST_WORD else value[: _LONGEST_WORD - 3] + "…")
