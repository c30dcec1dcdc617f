"""The command line: which command was called, and how whatever it does ends.

A command is a module of `nkgraph.commands`, loaded when it is called; each is a call or two that a
Python user could make.

Exit status: 0 done; 1 `check` found something; 2 the input or the call is wrong, or the output
could not be written; 130 interrupted. Data go to standard output, everything else to standard
error, a message on one line.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from nkgraph.errors import NkgraphError

COMMANDS = {
    "queries": "list the stored queries, or show one whole",
    "query": "run a query and print its rows",
    "view": "write an interactive map of a query that yields a network",
    "network": "write a query's network for other tools",
    "merge": "take files of published data sets into a store",
    "forget": "take one merged source back out",
    "links": "who may be who across sources: list, accept, reject, export, import",
    "datasets": "list the formats of data sets that merge reads, or draft one",
    "sources": "what the store holds, source by source",
    "store": "a store on disk: how it stands, its backup, its room",
    "check": "validate the graph, or a file that somebody writes for it",
    "anchor": "say where words stand in a text, as evidence for a claim",
    "export": "write the graph as RDF",
    "tour": "print the timeline and the trade figures, and draw the maps",
}

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Python's own 700 make a tenth of a short command's time go into looking for garbage."""

DONE, WRONG, INTERRUPTED = 0, 2, 130

_EVERYWHERE = """\
Each command has --help. On every command, --store WHERE (or NKGRAPH_STORE) says which graph to
ask: left out, the article's, in memory; a folder, a store on disk; an http address, a SPARQL
endpoint."""


def main() -> None:
    """Run the command that the process was called with, and exit with its status.

    The process ends at once, with its output flushed: an ordinary exit would wait for a query that
    Oxigraph is still busy with, and take 10 ms to free, piece by piece, the graph in memory.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    os._exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; nothing that it raises on purpose gets past."""
    _prepare_streams()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except NkgraphError as error:
        tell(str(error))
        status = error.exit_code
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:  # whoever read the output has had enough of it
        status = DONE
        _abandon_output()
    except OSError as error:
        tell(f"the output could not be written: {error.strerror or error}")
        status = WRONG
        _abandon_output()
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        tell(
            f"nkgraph itself is at fault ({type(error).__name__}: {str(error)[:200]}): please "
            "report the command; PYTHONDEVMODE=1 shows where it broke"
        )
        status = WRONG
    _flush_errors()
    return status


def tell(message: str) -> None:
    """Say something on standard error, on one line and without characters that act."""
    from nkgraph.output import harmless

    line = harmless(message)
    with suppress(OSError):  # there is nobody left to tell
        print(" ".join(line.split()), file=sys.stderr, flush=True)


def _run(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in ("--help", "-h", "help"):
        print(_help())
    elif name == "--version":
        from nkgraph import __version__

        print(f"nkgraph {__version__}")
    elif name in COMMANDS:
        from importlib import import_module

        from nkgraph.commands import options

        command = import_module(f"nkgraph.commands.{name}")
        parser = options.Parser(f"nkgraph {name}", COMMANDS[name])
        command.arguments(parser)
        options.everywhere(parser)
        given = parser.read(arguments[1:])
        return int((given is not None and command.run(given)) or DONE)
    else:
        tell(f"there is no command {name[:40]!r}: {_nearest(name)}")
        return WRONG
    return DONE


def _help() -> str:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:{width}}  {what}" for name, what in COMMANDS.items())
    return f"usage: nkgraph COMMAND [ARGUMENT …]\n\n{commands}\n\n{_EVERYWHERE}"


def _nearest(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    return f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(COMMANDS)}"


def _prepare_streams() -> None:
    """Let a terminal without a character show another for it, and a closed output be nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - until the process ends
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace" if name == "stderr" else "replace")


def _flush_errors() -> None:
    with suppress(OSError, ValueError):
        sys.stderr.flush()


def _abandon_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not try it again."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
