"""The benchmark suite: what it reckons, tells and draws, and that each work can be done."""

import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import (  # noqa: E402 - the package stands in the project's root
    answers,
    comparing,
    figures,
    lookups,
    measuring,
    plotting,
    publishing,
    reporting,
    results,
    rows,
    running,
)
from benchmarks.figures import Spread  # noqa: E402
from benchmarks.measuring import Sample  # noqa: E402
from benchmarks.results import Result, WayResult, WorkResult, judge  # noqa: E402
from benchmarks.tools import BARE, PYTHON, Tool  # noqa: E402
from benchmarks.work import Goal, Way, Work  # noqa: E402
from benchmarks.works import works  # noqa: E402
from benchmarks.works.starting import nothing  # noqa: E402

SAVED = sorted((ROOT / "benchmarks" / "results").glob("*.json"))
SIZES = ("tiny", "quick", "full")

GOALS = {
    "query": (
        "a sixth of the rdflib script's CPU time",
        "within 2.5 times the oxigraph CLI's wall time",
    ),
    "queries": ("30 times as fast as rdflib", "ahead of oxrdflib"),
    "merging": (
        "12 times the rdflib loop", "ahead of morph-kgc", "ahead of maplib",
        "at most 1.25 times oxigraph load", "at most 1.25 times oxigraph load",
    ),
    "actor": ("at most 1.5 times the DuckDB script",),
    "counting": ("30 times Oxigraph", "ahead of Virtuoso"),
    "network": ("5 times rdflib_to_networkx", "5 times a loop over SPARQL rows"),
    "layout": (),
    "map-200": ("within 0.4 s", "within 1.34 times vis-network alone"),
    "map-1500": (
        "10 times plain pyvis", "within 0.7 s", "within 1.4 times vis-network alone"
    ),
    "map-5000": ("within 1.2 s", "within 1.2 times vis-network alone"),
    "map-20000": ("within 3.0 s", "within 1.12 times vis-network alone"),
    "drag-200": (),
    "drag-1500": ("50 redraws a second",),
    "drag-5000": ("25 redraws a second",),
    "drag-20000": ("10 redraws a second",),
    "import": ("less than 60 ms beyond bare Python",),
    "help": ("less than 60 ms beyond bare Python",),
}  # fmt: skip
"""What we aim at, by work."""


def test_every_work_and_every_goal_is_there() -> None:
    found = {work.name: tuple(goal.text for goal in work.goals) for work in works("full")}
    assert found == GOALS


@pytest.mark.parametrize("size", SIZES)
def test_works_are_declared_in_every_size(size: Any) -> None:
    every = works(size)
    assert len({work.name for work in every}) == len(every)
    for work in every:
        names = [way.name for way in work.ways]
        assert len(set(names)) == len(names)
        for goal in work.goals:
            assert goal.ours in names
            assert (goal.other in names) == (goal.kind != "below")
            assert goal.ours != goal.other
        for way in work.ways:
            scripts = [Path(part) for part in way.command if str(part).endswith(".py")]
            assert all(script.exists() for script in scripts), way.name


def test_a_spread_is_the_median_with_the_least_and_the_most() -> None:
    assert figures.spread([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)
    assert figures.spread([1.0, 2.0]) == Spread(1.5, 1.0, 2.0)
    assert figures.spread([]) is None


def test_a_ratio_pairs_the_rounds() -> None:
    # The third round ran on a busy machine: both took ten times as long.
    assert figures.ratio([6.0, 6.0, 60.0], [1.0, 2.0, 10.0]) == Spread(6.0, 3.0, 6.0)
    assert figures.ratio([10.0], [1.0, 2.0, 4.0]) == Spread(5.0, 2.5, 10.0)
    assert figures.ratio([], [1.0]) is None


def test_what_a_process_takes_is_measured(tmp_path: Path) -> None:
    code = (
        "import time; time.sleep(0.2); sum(range(3_000_000)); b = bytearray(200 << 20); print('x')"
    )
    done = measuring.run([sys.executable, "-c", code], tmp_path)
    assert done.printed == b"x\n"
    assert done.sample.wall >= 0.2
    assert 0.01 < done.sample.cpu < done.sample.wall
    assert 200 <= done.sample.megabytes < 300
    assert done.sample.step is None


def test_memory_is_not_that_of_whoever_measures(tmp_path: Path) -> None:
    ours = bytearray(100 << 20)
    assert measuring.run([sys.executable, "-IS", "-c", "pass"], tmp_path).sample.megabytes < 30
    assert len(ours) == 100 << 20


def test_a_script_says_what_it_measured_of_itself(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'benchmarks' / 'others')!r})\n"
        "from telling import digest, step, tell\n"
        "with step(2): sum(range(2_000_000))\n"
        "tell(digest(['b', 'a']))"
    )
    done = measuring.run([sys.executable, "-c", code], tmp_path)
    assert done.answer == answers.of_lines(["a", "b"])
    assert done.sample.step is not None
    assert 0 < done.sample.step < done.sample.cpu


def test_a_command_that_fails_or_does_not_end_says_so(tmp_path: Path) -> None:
    with pytest.raises(measuring.CommandFailed, match="no such thing"):
        measuring.run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    with pytest.raises(measuring.CommandFailed):
        measuring.run(["no-such-program"], tmp_path)
    code = (
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    )
    with pytest.raises(measuring.TooLong, match=r"0\.5 s"):
        measuring.run([sys.executable, "-c", code], tmp_path, limit=0.5)


def work(*ways: Way, goals: tuple[Goal, ...] = (), rounds: int = 3) -> Work:
    return Work("work", "Some work", ways, goals, rounds, nothing)


def way(name: str, code: str = "pass", tool: Tool = BARE, **others: Any) -> Way:
    return Way(name, tool, (PYTHON, "-c", code), **others)


def test_each_way_runs_once_a_round() -> None:
    said: list[str] = []
    done = running.one(work(way("one"), way("other", rounds=1)), said.append)
    assert [len(way.samples) for way in done.ways] == [3, 1]
    assert said[1:] == [
        "work: one, round 1 of 3", "work: other, round 1 of 3", "work: one, round 2 of 3",
        "work: one, round 3 of 3",
    ]  # fmt: skip


def test_what_is_not_installed_is_not_measured_and_named() -> None:
    goal = Goal("ahead", "ours", "times", 1, "theirs")
    done = running.one(
        work(way("ours"), way("theirs", tool=Tool("X", program="no-such")), goals=(goal,))
    )
    assert done.ways[1].missing == "no-such is not installed"
    assert done.ways[1].samples == []
    assert done.goals[0].met is None
    text = reporting.text(result(done))
    assert "not measured: no-such is not installed" in text
    assert "not known" in text
    assert Tool("Y", "no-such-package").missing() == "no-such-package is not installed"


def test_answers_that_differ_stop_the_run() -> None:
    def printed(_: Path, text: bytes) -> str:
        return text.decode().strip()

    same = [way(name, "print('same')", answer=printed) for name in ("one", "other")]
    assert len(running.one(work(*same)).ways) == 2
    with pytest.raises(running.AnswersDiffer, match=r"third: no"):
        running.one(work(*same, way("third", "print('no')", answer=printed)))


def test_what_does_not_end_in_time_is_a_bound() -> None:
    goal = Goal("ten times", "ours", "times", 10, "slow", "wall")
    slow = way("slow", "import time; time.sleep(60)", limit=1.5)
    done = running.one(work(way("ours"), slow, goals=(goal,), rounds=1))
    assert done.ways[1].exceeded == 1.5
    assert done.goals[0].at_least
    assert "more than" in reporting.outcome(done.goals[0])


def taking(name: str, *seconds: float, tool: str = "nkgraph", version: str = "1") -> WayResult:
    return WayResult(name, tool, version, [Sample(s, 2 * s, 50.0) for s in seconds])


@pytest.mark.parametrize(
    ("goal", "met", "shown"),
    [
        (Goal("x", "ours", "times", 3, "theirs"), True, "4.0 times (3.0 to 5.0)"),
        (Goal("x", "ours", "times", 5, "theirs"), False, "4.0 times (3.0 to 5.0)"),
        (Goal("x", "ours", "within", 1.5, "theirs"), True, "0.25 times (0.20 to 0.33)"),
        (Goal("x", "theirs", "within", 2.5, "ours"), False, "4.0 times (3.0 to 5.0)"),
        (Goal("x", "theirs", "beyond", 3.5, "ours"), True, "3.00 s (2.00 s to 4.00 s)"),
        (Goal("x", "theirs", "beyond", 0.06, "ours"), False, "3.00 s (2.00 s to 4.00 s)"),
        (Goal("x", "theirs", "below", 4), True, "4.00 s (3.00 s to 5.00 s)"),
        (Goal("x", "theirs", "below", 3.9), False, "4.00 s (3.00 s to 5.00 s)"),
    ],
)
def test_a_goal_is_met_or_missed(goal: Goal, met: bool, shown: str) -> None:
    outcome = judge(goal, [taking("ours", 1, 1, 1), taking("theirs", 3, 4, 5)])
    assert outcome.met is met
    assert reporting.outcome(outcome) == shown
    because = replace(outcome, reason="of the weather")
    assert reporting.verdict(because) == ("yes" if met else "missed: of the weather")


def result(*done: WorkResult) -> Result:
    machine = results.Machine("Some processor", 2, 8.0, "Linux x86_64", "3.11.7")
    return Result("2026-11-24", "full", machine, list(done))


def measured(ours: tuple[float, ...], theirs: tuple[float, ...], version: str = "1") -> Result:
    ways = [
        taking("nkgraph", *ours), taking("a script", *theirs, tool="rdflib", version=version),
    ]  # fmt: skip
    goal = Goal("3 times <rdflib>", "nkgraph", "times", 3, "a script", reason="a | b")
    return result(WorkResult("work", "Some work", 3, 0.5, ways, [judge(goal, ways)]))


def test_a_result_is_saved_and_read_back(tmp_path: Path) -> None:
    whole = measured((1, 1.2, 1.1), (4, 4.2, 4.1))
    results.save(whole, tmp_path / "a" / "result.json")
    assert results.load(tmp_path / "a" / "result.json").works[0].ways == whole.works[0].ways
    said = json.loads((tmp_path / "a" / "result.json").read_text("utf-8"))
    assert said["works"][0]["goals"][0]["met"] is True
    assert said["machine"]["processor"] == "Some processor"


def test_works_measured_anew_take_the_place_of_those_before() -> None:
    before, after = measured((1, 1, 1), (4, 4, 4)), measured((2, 2, 2), (4, 4, 4))
    other = replace(before.works[0], name="other")
    gone = replace(before.works[0], name="gone")
    whole = results.joined(result(*before.works, gone, other), after, ["other", "work", "more"])
    assert whole.works == [other, *after.works]


def test_tables_have_as_many_cells_as_columns() -> None:
    shown = reporting.markdown(measured((1, 1, 1), (2, 2, 2)))
    rows_of_tables = [line for line in shown.splitlines() if line.startswith("|")]
    assert len(rows_of_tables) == 7
    assert {line.count("|") for line in rows_of_tables} == {5, 7}
    assert "missed: a / b" in shown


def test_times_and_ratios_have_the_digits_that_they_are_good_for() -> None:
    assert [reporting.seconds(value) for value in (0.0926, 1.254, 68.4)] == [
        "93 ms",
        "1.25 s",
        "68 s",
    ]
    assert [reporting.times(value) for value in (0.256, 6.28, 36.4)] == ["0.26", "6.3", "36"]


def test_what_became_slower_is_named() -> None:
    before = measured((1, 1, 1), (4, 4, 4))
    slower = comparing.compare(before, measured((1.5, 1.6, 1.7), (4, 4, 4)))
    assert [change.is_slower for change in slower] == [True]
    assert "slower than in old.json: work, nkgraph" in comparing.text(slower, "old.json")
    faster = comparing.compare(before, measured((0.5, 0.6, 0.7), (4, 4, 4)))
    assert comparing.text(faster, "old.json").startswith("faster than in old.json")


def test_a_slower_machine_is_allowed_for() -> None:
    before = measured((1, 1, 1), (4, 4, 4))
    busy = comparing.compare(before, measured((1.5, 1.6, 1.7), (6, 6.4, 6.8)))
    assert "nothing became slower" in comparing.text(busy, "old.json")
    # Another version of the other program says nothing about the machine.
    (change,) = comparing.compare(before, measured((1.5, 1.6, 1.7), (6, 6.4, 6.8), version="2"))
    assert change.is_slower


def test_noise_is_no_change() -> None:
    changes = comparing.compare(
        measured((1, 1.1, 0.9), (4, 4, 4)), measured((0.9, 1.4, 1.5), (4, 4, 4))
    )
    assert not any(change.is_slower for change in changes)


def test_the_picture_is_well_formed_and_shows_every_bar() -> None:
    drawn = ET.fromstring(plotting.svg(measured((1, 1, 1), (2, 2, 2))))
    texts = [text.text for text in drawn.iter() if text.tag.endswith("text")]
    assert "Some work" in texts
    assert "2.00 ×" in texts
    assert len([one for one in drawn.iter() if one.tag.endswith("rect")]) == 2
    ET.fromstring(plotting.svg(result()))


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.stem)
def test_a_saved_result_can_be_shown(file: Path) -> None:
    saved = results.load(file)
    assert saved.size == file.stem
    names = [work.name for work in works(file.stem)]  # type: ignore[arg-type]
    found = [work.name for work in saved.works]
    assert found == [name for name in names if name in found]
    assert len(file.read_bytes()) < 100_000
    ET.fromstring(plotting.svg(saved))
    for work in saved.works:
        for goal in work.goals:
            assert goal.met is not False or goal.reason, f"why {goal.text} is missed is not said"


def test_the_docs_show_the_saved_result() -> None:
    saved = results.load(publishing.RESULTS / "full.json")
    page = publishing.PAGE.read_text(encoding="utf-8")
    assert page.endswith(f"{publishing.BELOW}\n{reporting.markdown(saved)}\n")
    assert publishing.PICTURE.read_text(encoding="utf-8") == plotting.svg(saved)
    readme = publishing.README.read_text(encoding="utf-8")
    assert f"{publishing.RATIOS}{publishing.ratios(saved)}\n\n" in readme
    assert "docs/images/benchmarks.svg" in readme


def test_made_up_rows_are_the_same_again_and_like_the_real_ones(tmp_path: Path) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    rows.write(one, 2_000)
    rows.write(other, 2_000)
    assert one.read_bytes() == other.read_bytes()
    table = [line.split("\t") for line in one.read_text("utf-8").splitlines()]
    assert {len(row) for row in table} == {61}
    assert len({row[0] for row in table}) == 2_000
    actors = Counter(row[7] for row in table)
    assert actors.most_common(2)[1][0] == "USA"
    assert all(any(row[5:25]) for row in table)
    assert {row[3] for row in table} <= {"2015", "2016", "2017", "2018", "2019"}


def test_look_ups_know_every_actor_kind_and_place(tmp_path: Path) -> None:
    lookups.write(tmp_path)
    shares = json.loads(rows.SHARES.read_text("utf-8"))
    for name, part, column in (("kinds", "events", 1), ("actors", "actors", 0)):
        lines = (tmp_path / f"{name}.csv").read_text("utf-8").splitlines()
        codes = {line.split(",")[0] for line in lines[1:]}
        assert codes == {share[-1][column] for share in shares[part]} - {""}
    places = (tmp_path / "places.csv").read_text("utf-8")
    assert "https://w3id.org/nkgraph/entity/" in places
    assert "https://w3id.org/nkgraph/place/" in places


def test_the_command_shows_a_saved_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks.__main__ import main

    saved = tmp_path / "run.json"
    results.save(measured((1, 1, 1), (4, 4, 4)), saved)
    main(["--show", str(saved), "--against", str(saved)])
    printed = capsys.readouterr().out
    assert "3 times <rdflib>" in printed
    assert "nothing became slower than in run.json (1 times compared)" in printed


def test_a_run_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, readme = tmp_path / "page.md", tmp_path / "readme.md"
    places = {"RESULTS": tmp_path, "PAGE": page, "PICTURE": tmp_path / "it.svg", "README": readme}
    for name, path in places.items():
        monkeypatch.setattr(publishing, name, path)
    readme.write_text(f"above\n\n{publishing.RATIOS}| old |\n| old |\n\nbelow\n", encoding="utf-8")
    page.write_text(f"# A page\n\n{publishing.BELOW}\nold", encoding="utf-8")
    whole = measured((1, 1, 1), (4, 4, 4))
    assert publishing.publish(whole) == [
        tmp_path / "full.json", page, tmp_path / "it.svg", readme,
    ]  # fmt: skip
    assert readme.read_text("utf-8") == (
        f"above\n\n{publishing.RATIOS}{publishing.ratios(whole)}\n\nbelow\n"
    )
    assert " ×" in publishing.ratios(whole)
    text = page.read_text("utf-8")
    assert text.startswith(f"# A page\n\n{publishing.BELOW}\nfull run of")
    assert "| Some work |" in text
    assert "old" not in text
    ET.parse(tmp_path / "it.svg")
    assert publishing.publish(replace(whole, size="quick")) == [tmp_path / "quick.json"]
    assert page.read_text("utf-8") == text


QUICK = ("query", "network", "import", "help")


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(work, id=work.name, marks=[] if work.name in QUICK else [pytest.mark.slow])
        for work in works("tiny")
    ],
)
def test_a_work_can_be_done(work: Work) -> None:
    done = running.one(replace(work, warm=False, rounds=1))
    ours = [way for way in done.ways if way.tool == "nkgraph"]
    assert ours
    for way in done.ways:
        assert way.missing or way.samples
    assert all(way.samples for way in ours if not way.missing)
