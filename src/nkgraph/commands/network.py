"""nkgraph network: write a query's network for other tools."""

import sys

from nkgraph.commands import asking, options


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    options.asked(parser)
    parser.option(
        "--format",
        "graphml, gexf, json, edgelist or pajek; left out, what FILE's ending says",
        metavar="FORMAT",
    )
    options.output(parser)


def run(given: options.Given) -> None:
    """Run the query and write the network."""
    from nkgraph import interchange

    graph = options.graph(given)
    network = graph.network(
        asking.find(graph, given.query),
        **options.allowed(given),
        **options.values(given.values),
    )
    interchange.write(network, given.output or sys.stdout.buffer, given.format)
    asking.tell_if_empty(network)
