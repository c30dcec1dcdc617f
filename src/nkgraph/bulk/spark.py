"""Parts made by Apache Spark: all files at once, on as many workers as it has."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from nkgraph import counting
from nkgraph.bulk import dialect, parts, reading
from nkgraph.bulk.admission import Admission
from nkgraph.bulk.cells import Found
from nkgraph.bulk.duck import only_events
from nkgraph.bulk.parts import Source
from nkgraph.bulk.reading import DOUBLES, FileCounts, Group, Listed
from nkgraph.bulk.report import Report
from nkgraph.bulk.session import connected, one_line
from nkgraph.datasets import catalogue, sql
from nkgraph.datasets import mapping as m
from nkgraph.datasets.compilation import TAKEN
from nkgraph.errors import AlreadyMerged, EngineError, NkgraphError
from nkgraph.merge import codes, events, mentioned, nquads
from nkgraph.merge.intake import Facts, version
from nkgraph.merge.provenance import Counts, Origin
from nkgraph.merge.taking import Request, origin_of
from nkgraph.merge.wanted import Wanted

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.pyspark import Backend
    from pyspark.sql import DataFrame, SparkSession

_SCRATCH = "scratch"
_TABLES = ("meanings", "named", "entity_labels", "event_kinds")
"""What DuckDB looks up for the codes and names of all files, and Spark joins."""


class Order(NamedTuple):
    """What is to be made, and of what."""

    request: Request
    """As what to read the files; its path does not count."""
    wanted: Wanted
    store: ox.Store
    """What is known already."""
    folder: Path
    """Where the parts go; all of Spark's workers must see it."""
    admission: Admission


def write(paths: Sequence[Path], order: Order, master: str) -> Report:
    """Write what files hold as parts.

    A file that is not taken is named in the report. Raises EngineError.
    """
    request = order.request
    own = catalogue.from_file(request.mapping) if request.mapping is not None else None
    if own is None and request.dataset is not None:
        catalogue.named(request.dataset)  # says so where there is none
    request.tell("starting Spark")
    scratch = order.folder / _SCRATCH
    with connected(master) as (session, backend), _explained(master):
        try:
            return _Work(session, backend, order, own, scratch).run(paths, master)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


class _Work:
    """The steps from files to parts."""

    def __init__(
        self,
        session: "SparkSession",
        backend: "Backend",
        order: Order,
        own: m.Mapping | None,
        scratch: Path,
    ) -> None:
        self.session = session
        self.backend = backend
        self.order = order
        self.request = order.request
        self.wanted = order.wanted
        self.folder = order.folder
        self.own = own
        self.scratch = scratch
        self.failed: list[str] = []
        self.macros = dialect.macros(nquads.MACROS)

    def run(self, paths: Sequence[Path], master: str) -> Report:
        self.request.tell("looking at the files")
        groups = self.grouped(self.surveyed(paths))
        self.request.tell("reading")
        judged = [self.judged(number, group) for number, group in enumerate(groups)]
        counted = {
            file: counts
            for table in judged
            for file, counts in reading.counts_by_file(self.session, self.backend, table).items()
        }
        origins = self.origins(groups, counted)
        if not origins:
            return Report((), tuple(self.failed))
        self.view("sources", self.sources(origins))
        self.take(groups, judged)
        self.request.tell("linking")
        self.look_up(judged)
        self.link()
        self.request.tell("writing")
        self.write_rows()
        self.write_quads()
        self.write_counts()
        self.write_refused(judged)
        taken = self.taken_by_source()
        sources = [
            Source(origin, _counts(counted[number], taken.get(origin.graph, 0)))
            for number, origin in origins.items()
        ]
        wanted = sum(counted[number].wanted for number in origins)
        parts.finish(self.folder, sources, self.described(), master)
        return Report(tuple(sources), tuple(self.failed), wanted - sum(taken.values()))

    def surveyed(self, paths: Sequence[Path]) -> list[Listed]:
        """Return the files that can be read, and put the others on the list of failed ones."""
        request = self.request
        found = reading.survey(self.session, paths, request.dataset, self.own)
        listed: list[Listed] = []
        for number, (path, one) in enumerate(zip(paths, found, strict=True)):
            if one.problem is not None or one.facts is None or one.layout is None:
                self.failed.append(one.problem or f"{path.name} cannot be read")
            elif (kind := self.mapping_of(one.mapping).kind) != "events":
                self.failed.append(only_events(path.name, kind))
            else:
                origin = self.origin(one)
                try:
                    if self.order.admission(origin):
                        listed.append(Listed(number, path, one, origin))
                except AlreadyMerged as error:
                    self.failed.append(str(error))
        return listed

    def origin(self, found: Found) -> Origin:
        assert found.facts is not None
        name, size, digest, content, _ = found.facts
        mapping = self.mapping_of(found.mapping)
        facts = Facts(
            name,
            size,
            digest,
            content,
            mapping.name,
            mapping.title,
            version(mapping),
            mapping.kind,
        )
        return origin_of(facts, self.wanted.said)

    def mapping_of(self, name: str | None) -> m.Mapping:
        return self.own if self.own is not None else catalogue.named(name or "")

    def grouped(self, listed: Sequence[Listed]) -> list[Group]:
        """Return the files by data set and columns."""
        groups: dict[tuple[str | None, tuple[str, ...]], list[Listed]] = {}
        for one in listed:
            names = one.found.layout.names if one.found.layout else ()
            groups.setdefault((one.found.mapping, names), []).append(one)
        return [
            Group(self.mapping_of(name), names, tuple(files))
            for (name, names), files in groups.items()
        ]

    def judged(self, number: int, group: Group) -> "ir.Table":
        target = self.scratch / "judged" / str(number)
        reading.write_judged(self.session, self.backend, group, self.wanted.focus, target)
        return self.backend.read_parquet(str(target))

    def origins(self, groups: Sequence[Group], counted: dict[int, FileCounts]) -> dict[int, Origin]:
        """Return the sources, by the numbers of their files; what has no rows to give is none."""
        found: dict[int, Origin] = {}
        for group in groups:
            for one in group.files:
                problem = _nothing(one.origin, counted[one.number])
                if problem is None:
                    found[one.number] = one.origin
                else:
                    self.failed.append(problem)
        return dict(sorted(found.items()))

    def sources(self, origins: dict[int, Origin]) -> Any:
        rows = [(number, origin.graph) for number, origin in origins.items()]
        return self.session.createDataFrame(rows, "file bigint, source string")

    def take(self, groups: Sequence[Group], judged: Sequence["ir.Table"]) -> None:
        """Make the view `canonical` of the rows that are taken of all files."""
        sources = self.backend.table("sources")
        tables = [
            reading.taken(table, sources, is_unique=group.mapping.unique)
            for group, table in zip(groups, judged, strict=True)
        ]
        self.view("canonical", self.frame(_together(tables)))

    def look_up(self, judged: Sequence["ir.Table"]) -> None:
        """Let DuckDB find what the codes and names mean, of which there are few, and show Spark."""
        import duckdb

        # With the rows that are repeated, to find which these are takes longer.
        fit = [table.filter(table.outcome == TAKEN) for table in judged]
        self.view("fitting", self.frame(_together(fit)))
        used = self.rows(f"SELECT DISTINCT scheme, code FROM ({_all(events.used_codes)})")
        called = self.rows(f"SELECT DISTINCT name FROM ({_all(events.used_names)})")
        with duckdb.connect() as connection:
            connection.register("used_codes", used)
            connection.register("used_names", called)
            codes.look_up(connection, ["FROM used_codes"], ["FROM used_names"])
            events.list_kinds(connection, self.order.store)
            for name in _TABLES:
                target = str(self.scratch / f"{name}.parquet")
                connection.execute(f"COPY {name} TO {sql.text(target)} (FORMAT parquet)")
                self.view(name, self.session.read.parquet(target))

    def link(self) -> None:
        """Make the view `linked`: the rows with the entities that they mean."""
        target = str(self.scratch / "linked")
        self.backend.to_parquet(self.table(events.linked("canonical")), target)
        self.view("linked", self.session.read.parquet(target))

    def write_rows(self) -> None:
        rows = self.frame(self.table(parts.rows_query("linked"))).hint("rebalance", parts.YEAR)
        rows.write.mode("append").partitionBy(parts.YEAR).parquet(str(self.folder / parts.ROWS))

    def write_quads(self) -> None:
        """Write the events as N-Quads, in parts of some size."""
        made = self.scratch / "quads"
        lines = self.table(nquads.filled(events.query(events.BY_ROW)))
        writer = self.frame(lines).write.option("compression", "gzip")
        writer.option("maxRecordsPerFile", parts.EVENTS_AT_ONCE).text(str(made))
        for number, part in enumerate(sorted(made.glob("*.txt.gz"))):
            part.rename(self.folder / parts.QUADS / f"events-{number:05}{parts.PACKED}")

    def write_counts(self) -> None:
        counts = self.frame(self.table(counting.summed(by_source=True)))
        counts.write.mode("append").parquet(str(self.folder / parts.COUNTS))

    def write_refused(self, judged: Sequence["ir.Table"]) -> None:
        sources = self.backend.table("sources")
        for table in judged:
            refused = self.frame(reading.refused(table, sources))
            refused.write.mode("append").parquet(str(self.folder / parts.REFUSED))

    def taken_by_source(self) -> dict[str, int]:
        """Return how many rows of each source are taken."""
        rows = self.backend.table("linked")
        counted = rows.group_by("source").aggregate(number=rows.count())
        found = self.frame(counted).toArrow().to_pylist()
        return {one["source"]: one["number"] for one in found}

    def described(self) -> list[ox.Quad]:
        """Return the descriptions of what the rows mention."""
        store = self.order.store
        entities = self.rows(events.ENTITIES).column(0).to_pylist()
        places = [tuple(one.values()) for one in self.rows(events.PLACES).to_pylist()]
        described = [
            *mentioned.states(store, sorted(one for one in entities if one is not None)),
            *mentioned.places(store, places),
        ]
        return [*mentioned.itself(), *described] if described else []

    def table(self, text: str) -> "ir.Table":
        """Return a query of DuckDB's as a table of Ibis."""
        return self.backend.sql(dialect.spark(text, macros=self.macros, doubles=DOUBLES))

    def rows(self, text: str) -> Any:
        """Return the rows of a query of DuckDB's, as an Arrow table."""
        return self.frame(self.table(text)).toArrow()

    def frame(self, table: "ir.Table") -> "DataFrame":
        """Return a table of Ibis as what Spark calls a data frame."""
        return reading.frame(self.session, self.backend, table)

    def view(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)


def _together(tables: Sequence["ir.Table"]) -> "ir.Table":
    """Return the rows of one or more tables as a table."""
    import ibis

    whole: ir.Table = ibis.union(*tables) if tables[1:] else tables[0]
    return whole


def _all(of: Any) -> str:
    return " UNION ALL ".join(of("fitting"))


def _counts(counted: FileCounts, taken: int) -> Counts:
    return Counts(counted.read, taken, counted.read - taken - counted.refused, counted.refused)


def _nothing(origin: Origin, counts: FileCounts) -> str | None:
    """Say why a file has nothing to give, or nothing where it has."""
    if counts.failed is not None:
        return counts.failed
    if not counts.read:
        return f"{origin.name} has a header and no rows"
    if counts.refused == counts.read:
        return f"{origin.name} is no {origin.title}: none of its {counts.read:,} rows fits"
    return None


@contextmanager
def _explained(master: str) -> Iterator[None]:
    from py4j.protocol import Py4JError

    try:
        yield
    except NkgraphError:
        raise
    except (Py4JError, _spark_error()) as error:
        raise EngineError(f"Spark at {master} broke off: {one_line(error)}") from error


def _spark_error() -> type[Exception]:
    from pyspark.errors import PySparkException

    error: type[Exception] = PySparkException
    return error
