"""nkgraph store: how it stands with a store on disk, backups of it, and its room."""

import os
from pathlib import Path

from nkgraph.cli import tell
from nkgraph.commands import options, progress
from nkgraph.errors import BadCall
from nkgraph.output import harmless

_ACTIONS = {
    "info": "",
    "backup": "FILE",
    "restore": "FILE",
    "compact": "",
    "derive": "",
}
"""What can be done, and what each takes."""

_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_THOUSAND = 1000


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place(
        "action",
        "ACTION",
        "info: versions, room, who writes (of a backup FILE: what it holds, checked); backup: "
        "write all of it to FILE; restore: make a new store of FILE; compact: give room back; "
        "derive: make anew what follows, when a server has loaded parts by itself",
        is_needed=True,
    )
    parser.place("file", "FILE", "the backup, a zip file")


def run(given: options.Given) -> None:
    """Do what was asked."""
    if given.action not in _ACTIONS:
        raise BadCall(
            f"store has no action {given.action[:40]!r}: take one of {', '.join(_ACTIONS)}"
        )
    if given.action == "info" and given.file:
        _show_backup(given.file)
        return
    if bool(given.file) != bool(_ACTIONS[given.action]):
        raise BadCall(
            f"{given.file[:60]!r} is one argument too many: {given.action} takes none"
            if given.file
            else f"FILE is missing: nkgraph store {given.action} FILE.zip"
        )
    if given.action == "derive":
        _derive(_where(given))
        return
    folder = _folder(given)
    if given.action == "info":
        _show(folder)
    elif given.action == "backup":
        _back_up(folder, given.file)
    elif given.action == "restore":
        _restore(given.file, folder)
    else:
        _compact(folder)


def _where(given: options.Given) -> str:
    where = given.store or os.environ.get(options.STORE_VARIABLE)
    if not where:
        raise BadCall("no store is named: say --store FOLDER")
    return str(where)


def _folder(given: options.Given) -> str:
    where = _where(given)
    if where.startswith(("http://", "https://")):
        raise BadCall(
            "an endpoint's store is kept by its server: say --store FOLDER, or write its graph "
            "with `nkgraph export --format nquads`"
        )
    return where


def _show(folder: str) -> None:
    from nkgraph import store

    found = store.info(folder)
    lines = {"folder": found.folder}
    if found.nkgraph:
        lines["made by"] = f"nkgraph {found.nkgraph}, pyoxigraph {found.pyoxigraph}"
        lines["own graphs"] = (
            "as this version has them"
            if found.is_current
            else "another version's, which the next writer makes anew"
        )
        lines["snapshot"] = f"{found.snapshot}, written {found.written}"
    else:
        lines["made by"] = "Oxigraph itself; nkgraph only reads it"
    lines["sources"] = f"{found.sources:,}"
    lines["quads"] = f"{found.quads:,}"
    lines["on disk"] = f"{_size(found.graph_bytes)} of graph, {_size(found.rows_bytes)} of rows"
    if found.old_snapshots:
        lines["beside it"] = (
            f"{found.old_snapshots} other {_plural('snapshot', found.old_snapshots)}, "
            f"{_size(found.old_bytes)}: being read or written, or left for the next writer to clear"
        )
    if found.nkgraph:
        lines["writer"] = found.writer or "nobody"
    _print(lines)


def _show_backup(path: str) -> None:
    from nkgraph import store

    with progress.shown(1) as step:
        step("checking")
        manifest = store.verify(path)
    lines = {
        "backup": f"{path}, {_size(Path(path).stat().st_size)}, whole and as it was written",
        "made": f"{manifest.made} by nkgraph {manifest.nkgraph}, pyoxigraph {manifest.pyoxigraph}",
        "quads": f"{manifest.quads:,}",
        "files of rows": f"{len(manifest.members) - 1:,}",
        "sources": f"{len(manifest.sources):,}",
    }
    _print(lines)
    for one in manifest.sources:
        print(harmless(f"  {one.graph}  {one.quads:,}  {one.label}"))


def _back_up(folder: str, path: str) -> None:
    from nkgraph import store

    with progress.shown(1) as step:
        step("backing up")
        made = store.backup(folder, path)
    size = f", {_size(made.size)}" if made.size else ""
    line = f"{path}: {_counted(made.manifest.sources, made.manifest.quads)}{size}"
    if made.size:
        print(harmless(line))
    else:  # the backup itself may be on standard output
        tell(line)


def _restore(path: str, folder: str) -> None:
    from nkgraph import store

    with progress.shown(1) as step:
        step("restoring")
        manifest = store.restore(path, folder)
    counted = _counted(manifest.sources, manifest.quads)
    print(harmless(f"{folder}: {counted}, as they stood on {manifest.made}"))


def _compact(folder: str) -> None:
    from nkgraph import store

    with progress.shown(1) as step:
        step("compacting")
        done = store.compact(folder)
    print(harmless(f"{folder}: {_size(done.before)} before, {_size(done.after)} now"))
    if done.rows:
        number = len(done.rows)
        tell(f"{number} {_plural('file', number)} of rows that no source names went")
    if done.is_renewed:
        tell("the project's own graphs were another version's, and are made anew")
    if done.held:
        verb = "is" if done.held == 1 else "are"
        tell(f"{done.held} old {_plural('snapshot', done.held)} {verb} being read")


def _derive(where: str) -> None:
    from nkgraph import merge

    with progress.shown(1) as step:
        step("deriving")
        merge.derive_in(where)
    print(harmless(f"{where}: what follows from its sources is made anew"))


def _counted(sources: tuple[object, ...], quads: int) -> str:
    return f"{len(sources)} {_plural('graph', len(sources))}, {quads:,} quads"


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else noun + "s"


def _size(count: float) -> str:
    """Return a number of bytes as a person says it, in powers of a thousand."""
    for unit in _UNITS:
        if count < _THOUSAND or unit == _UNITS[-1]:
            return f"{count:.0f} {unit}" if unit == _UNITS[0] else f"{count:.1f} {unit}"
        count /= _THOUSAND
    raise AssertionError("unreachable")


def _print(lines: dict[str, str]) -> None:
    width = max(map(len, lines))
    for name, value in lines.items():
        print(harmless(f"{name:{width}}  {value}"))
