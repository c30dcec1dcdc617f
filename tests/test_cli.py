"""The commands as a person calls them: as processes, with what they print and how they end."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph import cli

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COUNT_FOREVER = """
SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }
"""


def one_line(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert not done.stderr.lower().startswith(("error", "usage", "traceback"))
    return done.stderr.strip()


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help(nkgraph_command: Run, arguments: list[str]) -> None:
    done = nkgraph_command(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for name in cli.COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help(nkgraph_command: Run, name: str) -> None:
    done = nkgraph_command(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: nkgraph {name} ")
    assert cli.COMMANDS[name] in done.stdout
    assert "--store WHERE" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_version(nkgraph_command: Run) -> None:
    assert nkgraph_command("--version").stdout == "nkgraph 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["qury"], "there is no command 'qury': did you mean 'query'?"),
        (["zzz"], "there is no command 'zzz': take one of queries, query,"),
        (["--store", "x", "query"], "there is no command '--store'"),
        (["query"], "NAME is missing: `nkgraph query --help` shows what it takes"),
        (["query", "timelin"], "there is no stored query 'timelin': nearest are timeline"),
        (["query", "timeline", "--formt", "csv"], "no option '--formt': did you mean --format?"),
        (["query", "timeline", "--format"], "argument --format: expected one argument"),
        (["query", "timeline", "--format", "xls"], "no format 'xls': take one of table, csv"),
        (["query", "timeline", "since"], "'since' is no parameter: write key=value"),
        (["query", "timeline", "=2009"], "'=2009' is no parameter: write key=value"),
        (["query", "timeline", "since=1", "since=2"], "'since' is given twice"),
        (["query", "timeline", "since=May"], "since: "),
        (["query", "timeline", "year=2009"], "timeline has no parameter 'year': it takes since"),
        (["query", "trade-figures", "importer=Narnia"], "importer='Narnia' fits no state"),
        (["query", "nothere.rq"], "'nothere.rq' cannot be read: No such file"),
        (["query", "timeline", "--store", "none"], "there is no folder 'none'"),
        (["query", "timeline", "--store", "."], "the folder '.' holds no store"),
        (["query", "timeline", "--store", "http://127.0.0.1:9/"], "could not be read"),
        (["query", "timeline", "--without", "Nobody"], "'Nobody' fits no source or speaker"),
        (["query", "timeline", "--queries", "none"], "there is no folder 'none'"),
        (["query", "timeline", "-o", "a.xyz"], "'a.xyz' has the ending '.xyz'"),
        (["query", "timeline", "-o", "no/such/a.csv"], "could not be written: No such file"),
        (["queries", "timelin"], "there is no stored query 'timelin'"),
        (["queries", "one", "two"], "'two' is one argument too many"),
        (["view", "timeline"], "rows are no edges"),
        (["view", "trade", "-o", "no/such/a.html"], "could not be written: No such file"),
        (["view", "trade", "--source", "none.txt"], "none.txt"),
        (["network", "timeline", "--format", "json"], "rows are no edges"),
        (["network", "trade", "--format", "xls"], "xls"),
        (["export", "--format", "html"], "no RDF format 'html'"),
        (["export"], "say which RDF format: turtle, trig"),
        (["check", "none.ttl"], "none.ttl"),
        (["query", "a\x1b[31mb"], "there is no stored query"),
        (["query", "a\nb"], "'a' in line 1 begins no query"),
    ],
)
def test_a_call_that_is_wrong(
    nkgraph_command: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    assert said in one_line(nkgraph_command(*arguments))
    assert list(tmp_path.iterdir()) == []


def test_csv_is_the_default_where_there_is_no_terminal(nkgraph_command: Run) -> None:
    done = nkgraph_command("query", "trade-figures", "importer=DPRK", "year=2013")
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["exporterLabel"], row["value"]) for row in rows] == [("Russia", "36890000")]


def test_options_may_stand_anywhere(nkgraph_command: Run, tmp_path: Path) -> None:
    done = nkgraph_command(
        "query", "--format=json", "timeline", "since=2009", "-oa.txt", "until=2009"
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert [row["date"] for row in json.loads((tmp_path / "a.txt").read_text())] == ["2009-05-25"]


def test_standard_input(nkgraph_command: Run) -> None:
    done = nkgraph_command("query", "-", stdin=None, input="ASK { ?s ?p ?o }")
    assert done.stdout.split() == ["answer", "true"]
    for text, said in (
        ("DROP ALL", "DROP is an update"),
        ("", "the query is empty"),
        ("SELECT * {", "does not parse: line 1"),
        ("SELECT * { SERVICE <http://x.example/> {} }", "--allow-service"),
    ):
        assert said in one_line(nkgraph_command("query", "-", stdin=None, input=text))


def test_a_query_that_is_no_text(nkgraph_command: Run) -> None:
    done = nkgraph_command("query", "-", stdin=None, input="\udcff", errors="surrogateescape")
    assert "the query on standard input is no UTF-8 text" in one_line(done)


def test_an_empty_answer_says_why(nkgraph_command: Run) -> None:
    done = nkgraph_command("query", "trade-figures", "year=1950", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert len(done.stderr.splitlines()) == 1


def test_the_environment_names_store_and_queries(
    nkgraph_command: Run, tmp_path: Path, disk_store: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.rq").write_text("#+ summary: Mine\nASK { ?s ?p ?o }")
    environment = {"NKGRAPH_QUERIES": str(folder), "NKGRAPH_STORE": str(disk_store)}
    assert "true" in nkgraph_command("query", "mine", env=environment).stdout
    assert "mine " in nkgraph_command("queries", env=environment).stdout
    assert "nkgraph query mine" in nkgraph_command("queries", "mine", env=environment).stdout
    absent = nkgraph_command("query", "timeline", env={"NKGRAPH_STORE": "none"})
    assert "there is no folder 'none'" in one_line(absent)


def test_an_endpoint(nkgraph_command: Run, endpoint: str) -> None:
    at_home = nkgraph_command("query", "trade-figures", "importer=PRK")
    there = nkgraph_command("query", "trade-figures", "importer=PRK", "--store", endpoint)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == at_home.stdout


def test_the_stored_queries(nkgraph_command: Run) -> None:
    done = nkgraph_command("queries")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].split() == ["name", "answers", "parameters", "tags"]
    names = [line.split()[0] for line in done.stdout.splitlines()[2:-1]]
    assert "trade-figures" in names
    assert not any(name.startswith("map-") for name in names)
    assert done.stdout.splitlines()[-1] == f"{len(names)} rows"


def test_one_stored_query(nkgraph_command: Run) -> None:
    shown = nkgraph_command("queries", "timeline").stdout
    assert shown.startswith("timeline: ")
    assert "\nparameters\n  since  " in shown
    assert "columns: date, event, eventLabel, kindLabel, participants, claim" in shown
    assert "\nexample: nkgraph query timeline " in shown
    assert "\nSELECT " in shown


def test_every_example_runs(nkgraph_command: Run) -> None:
    from nkgraph.catalogue import Catalogue
    from nkgraph.graph import KnowledgeGraph
    from nkgraph.store.seed import in_memory

    graph = KnowledgeGraph(in_memory())
    listed = Catalogue().listed()
    assert len(listed) >= 24
    for query in listed:
        rows = graph.query(query, **query.example)
        assert len(rows) or query.empty, query.name


def test_view(nkgraph_command: Run, tmp_path: Path) -> None:
    done = nkgraph_command("view", "trade", "exporter=RUS")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "trade.html is written: open it in a browser\n"
    assert [path.name for path in tmp_path.iterdir()] == ["trade.html"]
    assert nkgraph_command("view", "trade", "-o", "other.html").returncode == 0
    assert (tmp_path / "other.html").stat().st_size > 100_000


@pytest.mark.parametrize(
    "asked", [["view", "-o", "a.html"], ["view", "-o", "a.svg"], ["network", "-o", "a.json"]]
)
def test_a_map_without_rows_is_written_and_says_why(
    nkgraph_command: Run, tmp_path: Path, asked: list[str]
) -> None:
    command, *to = asked
    done = nkgraph_command(command, "events", "since=9999", *to)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("is in the store.\n")
    assert (tmp_path / to[1]).exists()


def test_a_map_of_a_query_with_no_words_for_it_says_that_no_row_matches(
    nkgraph_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "none.rq").write_text(
        "SELECT ?source ?target ?relation WHERE { ?source ?relation ?target FILTER(false) }"
    )
    done = nkgraph_command("view", "none.rq")
    assert done.returncode == 0
    assert done.stderr.endswith("no row matches what was asked: nothing is drawn\n")


def test_sources(nkgraph_command: Run) -> None:
    rows = json.loads(nkgraph_command("sources", "--format", "json").stdout)
    assert len(rows) >= 3
    assert "Article of 14 May 2014" in {row["sourceLabel"] for row in rows}


def test_export(nkgraph_command: Run, tmp_path: Path) -> None:
    done = nkgraph_command("export", "--format", "ntriples")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 4000
    assert nkgraph_command("export", "-o", "graph.trig").returncode == 0
    assert (tmp_path / "graph.trig").read_text(encoding="utf-8").startswith("@prefix ")


def test_check_finds_nothing_wrong(nkgraph_command: Run) -> None:
    done = nkgraph_command("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nothing is wrong with the graph\n"


def test_check_finds_something(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        "@prefix nkg: <https://w3id.org/nkgraph/ontology#> .\n"
        "<https://example.org/c> a nkg:Claim ; nkg:glos 'x' .\n"
    )
    done = nkgraph_command("check", "mine.ttl")
    assert done.returncode == 1
    assert "nkg:glos" in done.stdout
    assert done.stderr.endswith(" wrong with mine.ttl\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "bad.rq").write_text("#+ sumary: x\nASK {}")
    done = nkgraph_command("check", "--queries", "own")
    assert done.returncode == 1
    assert "sumary" in done.stdout


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from nkgraph.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "export", "--format", "nquads"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "timeline"], ["query", "timeline", "--format", "table"], ["queries"], ["--help"],
        ["export", "--format", "turtle"], ["query", "timeline", "--format", "parquet"],
    ],
)  # fmt: skip
def test_a_full_disk(nkgraph_command: Run, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = nkgraph_command(
            *arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_output(nkgraph_command: Run, tmp_path: Path) -> None:
    program = f"{sys.executable} -c 'from nkgraph.cli import main; main()' query timeline >&- 2>&-"
    done = subprocess.run(["bash", "-c", program], cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 2)


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends a query that Oxigraph cannot break off, at once, and leaves no file."""
    command = [sys.executable, "-c", "from nkgraph.cli import main; main()"]
    ready = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command[2] = ready + command[2]
    process = subprocess.Popen(
        [*command, "query", "-", "-o", "rows.csv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    process.stdin.write(COUNT_FOREVER.encode())
    process.stdin.close()
    process.stdin = None
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert (process.returncode, out, said) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_in_a_file_stays_when_writing_fails(
    nkgraph_command: Run, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("mine")
    assert nkgraph_command("query", "timeline", "since=May", "-o", "rows.csv").returncode == 2
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_a_locale_without_our_characters(nkgraph_command: Run) -> None:
    done = nkgraph_command("queries", "places", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    done = nkgraph_command("query", "ü", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr.splitlines()[0][:30]) == (
        2,
        "there is no stored query '\\xfc",
    )


def test_a_fault_of_our_own_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise KeyError("a\nb")

    monkeypatch.setattr(cli, "_run", broken)
    assert cli.run(["queries"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_on_a_terminal_there_is_a_table(tmp_path: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from nkgraph.cli import main; main()", "query", "trade-figures"],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(leader)
    assert process.wait() == 0
    text = shown.decode()
    assert "$36.89 M" in text
    assert "5 rows · 0." in text
