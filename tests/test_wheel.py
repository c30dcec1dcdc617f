"""The built wheel, installed where nothing of the checkout is, does the main job."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # Built with the hatchling that is installed here, so that no registry is asked.
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
            "--disable-pip-version-check", "--target", folder, wheel,
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(installed / "bin" / "nkgraph"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )


def test_what_the_wheel_carries(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind, suffixes in (
        ("ontology", (".ttl", ".rq")),
        ("data", (".ttl",)),
        ("queries", (".rq",)),
    ):
        expected = {
            f"nkgraph/resources/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / kind).rglob("*")
            if path.suffix in suffixes
        }
        assert expected
        assert expected <= names
    assert "nkgraph/py.typed" in names
    assert "nkgraph/view/assets/page.html" in names
    assert not any(name.endswith((".pyc", "article.txt")) for name in names)


def test_it_runs_the_tour_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    code = "import nkgraph; print(nkgraph.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(installed)},
    ).stdout  # fmt: skip
    assert where.startswith(str(installed))
    done = run(installed, tmp_path, "tour")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "maps").glob("*.html"))) == 6


def test_it_checks_itself(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "check")
    assert (done.returncode, done.stdout) == (0, "")
