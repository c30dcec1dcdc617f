"""The commands, a module each: `arguments(parser)` says what one takes, `run(options)` does it.

`nkgraph.cli.COMMANDS` lists them. What a command returns is its exit status; None is 0.
"""
