"""Queries that take too long or too much, on every store: each is ended, and says so in a line."""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from conftest import Run
from nkgraph import cli
from nkgraph.errors import BadCall, BadQueryText, LimitReached, NkgraphError, StoreError
from nkgraph.graph import KnowledgeGraph
from nkgraph.guard import Limits, child, limited, limits, process
from nkgraph.store import Embedded

MEBIBYTE = 1 << 20
EVERYTHING_WITH_ITSELF = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(32))

TOO_LONG = {
    "counting a cross product": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING_WITH_ITSELF} }}",
    "asking a cross product": (
        f"ASK {{ {EVERYTHING_WITH_ITSELF} FILTER(CONCAT(STR(?a), STR(?i)) = 'never') }}"
    ),
    "constructing a cross product": (
        f"CONSTRUCT {{ ?a ?b ?i }} {{ {EVERYTHING_WITH_ITSELF} "
        "FILTER(CONCAT(STR(?a), STR(?i)) = 'never') }"
    ),
    "paths both ways": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)*/(!<x:x>|^!<x:x>)*/(!<x:x>|^!<x:x>)* ?b }"
    ),
    "a regular expression on each of many": (
        f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING_WITH_ITSELF} "
        "FILTER(REGEX(CONCAT(STR(?a), STR(?i)), '(.*a.*){20}(x+x+)+y')) }"
    ),
    "replacing in each of many": (
        f"SELECT (MAX(STRLEN(REPLACE(CONCAT(STR(?a), STR(?i)), '(.*)e(.*)', '$2$1$2'))) AS ?n) "
        f"{{ {EVERYTHING_WITH_ITSELF} }}"
    ),
}
TOO_LARGE = {
    "doubling a text": f"SELECT (STRLEN(?x32) AS ?n) {{ BIND('0123456789' AS ?x0) {DOUBLED} }}",
    "replacing each letter by a text": (
        f"SELECT (STRLEN(REPLACE(?x, '0', '{'0' * 4000}')) AS ?n) "
        f"{{ BIND(REPLACE('{'0' * 1000}', '0', '{'0' * 1000}') AS ?x) }}"
    ),
    "joining all texts": (
        f"SELECT (STRLEN(GROUP_CONCAT(STR(?i); SEPARATOR='{'-' * 4000}')) AS ?n) "
        f"{{ {EVERYTHING_WITH_ITSELF} }}"
    ),
    "sorting a cross product": f"SELECT ?a {{ {EVERYTHING_WITH_ITSELF} }} ORDER BY ?i ?a",
    "distinct rows of a cross product": (
        f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {EVERYTHING_WITH_ITSELF} }} }}"
    ),
    "an answer without end": f"SELECT * {{ {EVERYTHING_WITH_ITSELF} }}",
    "triples without end": (
        f"CONSTRUCT {{ ?a ?b ?x }} {{ {EVERYTHING_WITH_ITSELF} BIND(STRUUID() AS ?x) }}"
    ),
}
TOO_DEEP = {
    "groups": f"SELECT * {{ {'{' * 50_000}{'}' * 50_000} }}",
    "brackets": f"SELECT ({'(' * 50_000}1{')' * 50_000} AS ?n) {{}}",
    "negations": f"SELECT ({'!' * 50_000}true AS ?n) {{}}",
    "a long path": f"ASK {{ ?a {'/'.join(['<x:x>'] * 50_000)} ?b }}",
}


@pytest.fixture(scope="module")
def server(disk_store: Path) -> Iterator[str]:
    """The address of a server that gives up by itself, so that no bomb burns on in it."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(program), "serve-read-only", "--location", str(disk_store)]
    command += ["--bind", f"127.0.0.1:{port}", "--timeout-s", "3"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: listens(port), "the server listens")
        yield f"http://127.0.0.1:{port}/query"
    finally:
        running.kill()
        running.wait()


@pytest.fixture(params=["memory", "folder"])
def embedded(
    request: pytest.FixtureRequest, article: KnowledgeGraph, disk_store: Path
) -> KnowledgeGraph:
    return article if request.param == "memory" else nkgraph.open(disk_store)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def refused(graph: KnowledgeGraph, text: str, **options: object) -> str:
    with pytest.raises(LimitReached) as caught:
        graph.query(text, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("what", TOO_LONG)
def test_what_takes_too_long_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    started = time.monotonic()
    said = refused(embedded, TOO_LONG[what], timeout=0.3)
    assert said.startswith("the query took longer than 0.3 s and was ended: ask for less, or allow")
    assert time.monotonic() - started < 10  # and not the hours that it would take


@pytest.mark.parametrize("what", ["counting a cross product", "constructing a cross product"])
def test_a_server_is_not_waited_for(server: str, what: str) -> None:
    graph = nkgraph.open(server)
    assert "took longer than 0.3 s" in refused(graph, TOO_LONG[what], timeout=0.3)
    assert len(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 3")) == 3


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_needs_too_much_memory_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    before = children_of(os.getpid())
    said = refused(embedded, TOO_LARGE[what], memory=24 * MEBIBYTE)
    assert "more than 24 MiB of memory" in said
    assert children_of(os.getpid()) == before


@pytest.mark.parametrize("what", TOO_DEEP)
def test_what_goes_too_deep_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    assert "goes too deep for Oxigraph" in refused(embedded, TOO_DEEP[what])


@pytest.mark.slow
def test_a_value_that_is_too_long(article: KnowledgeGraph) -> None:
    text = f"SELECT (REPLACE('{'0' * 1700}', '0', '{'0' * 10_000}') AS ?x) {{}}"
    assert "a value that is longer than 16 MiB" in refused(article, text)


ANSWERED = {
    "rows": "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o",
    "no rows": "SELECT ?s ?p { ?s <x:x> ?p }",
    "no columns": "SELECT * { <x:x> <x:x> 1 }",
    "a row without columns": "SELECT * {}",
    "gaps": "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF UNDEF) (UNDEF 'x') } }",
    "a yes": "ASK { ?s ?p ?o }",
    "a no": "ASK { ?s <x:x> ?o }",
    "triples": "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { ?s ?p ?o } }",
    "a description": "DESCRIBE <https://w3id.org/nkgraph/entity/russia>",
    "named graphs": "SELECT ?s ?g FROM NAMED <https://w3id.org/nkgraph/source/names> "
    "{ GRAPH ?g { ?s ?p ?o } } ORDER BY ?s",
    "odd terms": r"""SELECT ?x { VALUES ?x {
        "tab\tline\nreturn\rback\\slash\"quote" "a\u0001\u007f\u0085\u2028" 'ä'@de-CH 01 1.50 1e6
        "x"^^<x:?a=b&c> true "1"^^<http://www.w3.org/2001/XMLSchema#integer> "" ""@en
        <http://example.org/ü?a=b&c#d> "\uFFFF\U0010FFFF" } }""",
}


def same_answers(reader: Embedded) -> None:
    guarded = limited(reader, Limits())
    for text in ANSWERED.values():
        if text.startswith("SELECT"):
            assert guarded.select(text) == reader.select(text)
        elif text.startswith("ASK"):
            assert guarded.ask(text) == reader.ask(text)
        else:
            found = guarded.construct(text)
            assert set(found) == set(reader.construct(text))
            assert len(found) == len(set(found))


def test_an_answer_of_a_new_process_is_the_same(
    embedded: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "HAS_FORK", False)
    same_answers(embedded.reader)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="who is alone is not told here")
def test_an_answer_of_a_copy_is_the_same() -> None:
    program = (
        "import test_guard; from nkgraph.guard import process; from nkgraph.store import seed;"
        "process._spawned = None;"  # it would be an error to call it
        "test_guard.same_answers(seed.in_memory())"
    )
    subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, check=True, timeout=120
    )


def test_beside_other_threads_a_new_process_is_started(embedded: KnowledgeGraph) -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        assert not process._is_alone()
        assert limited(embedded.reader, Limits()).ask("ASK { ?s ?p ?o }")
    finally:
        go_on.set()
        other.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without a fork every process is a new one")
@pytest.mark.parametrize("bomb", ["TOO_LONG", "TOO_LARGE"])
def test_a_new_process_is_ended_as_a_copy_is(
    embedded: KnowledgeGraph, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "HAS_FORK", False)
    if bomb == "TOO_LONG":
        text = TOO_LONG["counting a cross product"]
        assert "took longer than 1 s" in refused(embedded, text, timeout=1)
    else:
        text = TOO_LARGE["doubling a text"]
        assert "64 MiB" in refused(embedded, text, memory=64 * MEBIBYTE)


def test_blank_nodes_keep_their_names() -> None:
    store = ox.Store()
    node, iri = ox.BlankNode("b1"), ox.NamedNode("x:x")
    store.add(ox.Quad(node, iri, ox.BlankNode("b2"), iri))
    reader = Embedded(store)
    text = "SELECT ?s ?o { ?s ?p ?o }"
    assert limited(reader, Limits()).select(text) == reader.select(text)
    assert limited(reader, Limits()).construct("CONSTRUCT WHERE { ?s ?p ?o }") == [
        ox.Triple(node, iri, ox.BlankNode("b2"))
    ]


@pytest.mark.parametrize("where", ["memory", "folder", "server"])
@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_the_first_rows_and_whether_there_are_more(
    where: str, text: str, article: KnowledgeGraph, disk_store: Path, request: pytest.FixtureRequest
) -> None:
    graph = article
    if where != "memory":
        graph = nkgraph.open(disk_store if where == "folder" else request.getfixturevalue("server"))
    table = graph.query(text, limit=5)
    assert (len(table), table.is_cut) == (5, True)
    assert "the first 5 rows" in repr(table)
    assert "the first 5 rows, and there are more" in str(table)
    assert "the first 5 rows, and there are more" in table._repr_html_()
    all_of_them = graph.query(text.replace("}", "} LIMIT 5"), limit=5)
    assert (len(all_of_them), all_of_them.is_cut) == (5, False)
    assert "first" not in str(all_of_them)


def test_the_first_rows_come_before_the_time_is_over(article: KnowledgeGraph) -> None:
    table = article.query(f"SELECT * {{ {EVERYTHING_WITH_ITSELF} }}", limit=7, timeout=30)
    assert (len(table), table.is_cut) == (7, True)


def test_the_first_rows_of_a_stored_query(article: KnowledgeGraph) -> None:
    table = article.query("timeline", limit=2)
    assert table.is_cut
    assert list(table) == list(article.query("timeline"))[:2]
    assert not article.query("timeline", limit=1000).is_cut


def test_a_stored_query_gets_a_process_of_its_own_only_if_asked(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forks: list[str] = []
    whole = process.answering
    monkeypatch.setattr(
        "nkgraph.guard.readers.answering",
        lambda store, task, disk: forks.append(task.text) or whole(store, task, disk),
    )
    plain = article.query("timeline", since="2009")
    assert forks == []
    assert article.query("timeline", since="2009", timeout=30) == plain
    assert len(forks) == 1
    (tmp_path / "mine.rq").write_text("#+ summary: Mine\nSELECT ?s { ?s ?p ?o }")
    nkgraph.open(queries=[tmp_path]).query("mine")
    article.query(tmp_path / "mine.rq")
    article.query("SELECT ?s { ?s ?p ?o }")
    assert len(forks) == 4


def test_a_network_of_ones_own_query(article: KnowledgeGraph) -> None:
    text = f"SELECT (COUNT(*) AS ?source) (1 AS ?target) {{ {EVERYTHING_WITH_ITSELF} }}"
    for ask in (article.network, article.view, article.picture):
        with pytest.raises(LimitReached, match="took longer than"):
            ask(text, timeout=0.2)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"timeout": 0}, "timeout=0 is no time to run"),
        ({"timeout": -1}, "timeout=-1 is no time to run"),
        ({"timeout": float("nan")}, "timeout=nan is no time to run"),
        ({"memory": 1000}, "memory=1000 is too little"),
        ({"limit": 0}, "limit=0 is no number of rows"),
    ],
)
def test_limits_that_are_none(
    article: KnowledgeGraph, options: dict[str, float], said: str
) -> None:
    with pytest.raises(BadCall, match=said):
        article.query("SELECT ?s { ?s ?p ?o }", **options)  # type: ignore[arg-type]


def test_no_end_to_the_time(article: KnowledgeGraph) -> None:
    assert len(article.query("SELECT ?s { ?s ?p ?o } LIMIT 3", timeout=float("inf"))) == 3


def test_what_is_wrong_with_a_query_is_said_as_ever(embedded: KnowledgeGraph) -> None:
    with pytest.raises(BadQueryText, match="line 2, column"):
        embedded.query("SELECT ?s {\n ?s ?p")
    with pytest.raises(StoreError, match="a server that the query calls"):
        embedded.query(
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", allow_service=True
        )


def test_beside_other_threads_too(embedded: KnowledgeGraph) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(len(embedded.query("SELECT ?s { ?s ?p ?o } LIMIT 50")))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [50] * 8


def test_nothing_is_left_open(article: KnowledgeGraph) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = opened()
    for _ in range(3):
        article.query("SELECT ?s { ?s ?p ?o } LIMIT 3")
        article.query("SELECT ?s { ?s ?p ?o }", limit=1)
        refused(article, TOO_LONG["counting a cross product"], timeout=0.1)
    assert opened() == before


def test_a_process_that_is_killed_from_outside(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process.Watch, "_wait", killing)
    assert "ended by the system (signal 9), most likely for want of memory" in refused(
        article, TOO_LONG["counting a cross product"]
    )


def killing(watch: process.Watch, child: process.Child, _seconds: float) -> None:
    """Do what the system does that has no memory left."""
    os.kill(child._pid, signal.SIGKILL)
    watch._ended.release()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_an_answer_that_breaks_off_between_two_rows_is_none(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_store: object, _task: object, out: object) -> None:
        out.write(b"?s\n1\n2\n")  # type: ignore[attr-defined]
        out.flush()  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(process, "_is_alone", lambda: True)  # a copy has what is changed here
    monkeypatch.setattr(child, "_answer", half)
    refused(article, "SELECT ?s { ?s ?p ?o }")


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fault_of_the_engine_itself_is_one_line(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds:\nthe len is 0")

    monkeypatch.setattr(process, "_is_alone", lambda: True)
    monkeypatch.setattr(child, "_answer", panic)
    with pytest.raises(StoreError, match="Oxigraph could not answer: PanicException index out of"):
        article.query("SELECT ?s { ?s ?p ?o }")


# Whoever starts the tests in the background has Ctrl-C ignored, and Python leaves it so.
COMMAND = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from nkgraph.cli import main; main()",
]


def children_of(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def eventually(is_so: object, what: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if is_so():  # type: ignore[operator]
            return
        time.sleep(0.02)
    raise AssertionError(what)


@pytest.fixture
def running(tmp_path: Path) -> Iterator["tuple[subprocess.Popen[bytes], int]"]:
    """A command that works on a cross product, and the process that it does so in."""
    path = tmp_path / "bomb.rq"
    path.write_text(TOO_LONG["counting a cross product"])
    command = subprocess.Popen(
        [*COMMAND, "query", str(path), "--timeout", "never"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith("NKGRAPH_")},
    )
    with command:
        eventually(lambda: children_of(command.pid), "there is a process for the query")
        yield command, children_of(command.pid)[0]
        command.kill()


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="only Linux tells of its processes"
)


@needs_proc
def test_ctrl_c_ends_the_query_too(running: "tuple[subprocess.Popen[bytes], int]") -> None:
    command, query = running
    time.sleep(0.2)  # for it to have begun
    command.send_signal(signal.SIGINT)
    assert command.wait(60) == 130
    assert command.communicate() == (b"", b"")
    eventually(lambda: not is_alive(query), "the query ends with its command")


@needs_proc
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_query_does_not_outlive_its_command(
    running: "tuple[subprocess.Popen[bytes], int]", sign: signal.Signals
) -> None:
    command, query = running
    time.sleep(0.2)  # for it to have begun
    command.send_signal(sign)
    command.wait(60)
    eventually(lambda: not is_alive(query), "the query ends with its command")


@needs_proc
def test_a_query_that_is_killed_is_one_line(
    running: "tuple[subprocess.Popen[bytes], int]",
) -> None:
    command, query = running
    os.kill(query, signal.SIGKILL)
    out, said = command.communicate(timeout=60)
    assert (command.returncode, out) == (2, b"")
    assert said.decode().startswith("the query's process was ended by the system (signal 9)")
    assert said.count(b"\n") == 1


def test_on_the_command_line(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bomb.rq").write_text(TOO_LONG["counting a cross product"])
    (tmp_path / "all.rq").write_text("SELECT ?s { ?s ?p ?o }")
    for command in (["query"], ["network", "--format", "json"], ["view"]):
        done = nkgraph_command(*command, "bomb.rq", "--timeout", "0.3", "-o", "out.json")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("the query took longer than 0.3 s and was ended: ask for")
        assert done.stderr.count("\n") == 1
        assert not (tmp_path / "out.json").exists()
    done = nkgraph_command("query", "all.rq", "--limit", "2", "--format", "csv")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    assert done.stderr == "these are the first rows, and there are more: --limit 2 cuts them off\n"
    bomb = TOO_LARGE["doubling a text"]
    done = nkgraph_command("query", "-", "--memory", "64M", stdin=None, input=bomb)
    assert done.returncode == 2
    assert done.stderr.startswith("the query needs more than 64 MiB of memory and was ended: ask")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--timeout", "0"], "--timeout '0' is no time"),
        (["--timeout", "-1"], "--timeout"),
        (["--timeout", "nan"], "--timeout 'nan' is no time"),
        (["--timeout", "inf"], "--timeout 'inf' is no time"),
        (["--timeout", "1e999"], "--timeout '1e999' is no time"),
        (["--timeout", "soon"], "--timeout 'soon' is no time: write seconds, 60 or 0.5, or"),
        (["--memory", "much"], "--memory 'much' is no size: write 500M or 8G"),
        (["--memory", "1X"], "--memory '1X' is no size"),
        (["--memory", "0"], "memory=0 is too little"),
        (["--limit", "0"], "--limit '0' is no number"),
        (["timeout=5"], "'timeout' is no parameter"),
        (["allow_service=yes"], "'allow_service' is no parameter"),
    ],
)
def test_options_that_are_wrong(nkgraph_command: Run, arguments: list[str], said: str) -> None:
    done = nkgraph_command("query", "timeline", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.rq").write_text("SELECT ?s ?p ?o { ?s ?p ?o }")
    command = " ".join(f"'{part}'" for part in [*COMMAND, "query", "all.rq", "--format", "csv"])
    done = subprocess.run(
        f"{command} | head -n 1", shell=True, capture_output=True, text=True, cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("NKGRAPH_")},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("s,p,o\n", "")


def test_usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.of(None, None, None).seconds == 60
    pages = {"SC_PHYS_PAGES": 1 << 18, "SC_PAGE_SIZE": 1 << 12}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__)
    assert limits.of(None, None, None).memory == 1 << 29
    pages["SC_PHYS_PAGES"] = 1 << 30
    assert limits.of(None, None, None).memory == limits.MEMORY
    assert limits.of(5, 1 << 30, 7) == Limits(5, 1 << 30, 7)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (2 << 30, "2 GiB"),
        (64 << 20, "64 MiB"),
        (1536 << 20, "1.5 GiB"),
        (2048, "2 KiB"),
        (7, "7 b"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert limits.in_words(size).startswith(words)


def test_every_error_is_one_of_ours() -> None:
    assert issubclass(LimitReached, NkgraphError)


def test_showing_a_query_runs_and_colours_nothing(
    nkgraph_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "deep.rq").write_text(f"#+ summary: Deep\n{TOO_DEEP['groups']}")
    (folder / "odd.rq").write_text("#+ summary: Odd\nSELECT ?s { ?s ?p '\x1b[31m\u202e' }")
    done = nkgraph_command("queries", "deep", "--queries", str(folder))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "goes too deep for Oxigraph" in done.stderr
    done = nkgraph_command("check", "--queries", str(folder))
    assert done.returncode == 1
    assert "goes too deep for Oxigraph" in done.stdout
    assert "\x1b[31m" in nkgraph_command("queries", "odd", "--queries", str(folder)).stdout
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", shown)
    assert cli.run(["queries", "odd", "--queries", str(folder)]) == 0
    assert "'\\x1b[31m\\u202e'" in shown.getvalue()
    assert "\n\n" in shown.getvalue()
