"""Files that take their place whole, and what is left when they cannot."""

import os
import stat
import sys
from pathlib import Path

import pytest

from nkgraph.errors import CannotWrite
from nkgraph.output import replacing


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_content_takes_its_place(tmp_path):
    target = tmp_path / "out.txt"
    with replacing(target) as stream:
        stream.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["out.txt"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, OSError(28, "No space left")])
def test_a_failure_leaves_what_stood_there(tmp_path, failure):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")

    def fail():
        with replacing(target) as stream:
            stream.write(b"half of it")
            raise failure

    expected = CannotWrite if isinstance(failure, OSError) else failure
    with pytest.raises(expected):
        fail()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.txt"]


def test_what_the_system_refuses_is_one_line(tmp_path):
    target = tmp_path / "no\nsuch" / "out.txt"
    with pytest.raises(CannotWrite, match="No such file") as caught, replacing(target):
        pass
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(CannotWrite, match="directory"), replacing(tmp_path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX")
def test_permissions_are_kept_or_follow_the_umask(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"")
    kept.chmod(0o600)
    fresh = tmp_path / "fresh"
    previous = os.umask(0o027)
    try:
        for target in (kept, fresh):
            with replacing(target) as stream:
                stream.write(b"x")
    finally:
        os.umask(previous)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="devices are POSIX")
def test_a_device_is_written_to_as_it_is():
    with replacing(os.devnull) as stream:
        stream.write(b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_reader_that_leaves_is_not_a_failed_output(tmp_path):
    with pytest.raises(BrokenPipeError), replacing(tmp_path / "out.txt"):
        raise BrokenPipeError
    assert names(tmp_path) == []
