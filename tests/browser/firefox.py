"""Debian's Firefox, driven by WebDriver BiDi over its own WebSocket: no further driver is needed.

https://w3c.github.io/webdriver-bidi/
"""

import asyncio
import json
import os
import re
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Ask = Callable[..., Awaitable[Any]]
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
SECONDS = 150


@contextmanager
def running(binary: str, home: Path) -> Iterator[str]:
    """Run Firefox without a window and yield the address at which it listens."""
    process = subprocess.Popen(
        [
            *(binary, "--headless", "--no-remote", "--profile", str(home)),
            *("--remote-debugging-port", "0", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(home)},
    )
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if found := LISTENING.search(line):
                yield found[1]
                return
        raise AssertionError(f"Firefox ended before it listened: {''.join(said[-5:])}")
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def told(address: str, page: str, expressions: Sequence[str]) -> list[Any]:
    """Open a page and return what each of some expressions is there, one after the other."""
    return asyncio.run(asyncio.wait_for(_told(address, page, expressions), SECONDS))


async def _told(address: str, page: str, expressions: Sequence[str]) -> list[Any]:
    from tornado.websocket import websocket_connect

    socket = await websocket_connect(f"{address}/session")
    sent = 0

    async def ask(method: str, **parameters: Any) -> Any:
        nonlocal sent
        sent += 1
        await socket.write_message(json.dumps({"id": sent, "method": method, "params": parameters}))
        while True:
            message = await socket.read_message()
            assert message is not None, "Firefox closed the connection"
            answer = json.loads(message)
            if answer.get("id") == sent:
                assert answer["type"] == "success", answer
                return answer["result"]

    try:
        return await _asked(ask, page, expressions)
    finally:
        socket.close()


async def _asked(ask: Ask, page: str, expressions: Sequence[str]) -> list[Any]:
    await ask("session.new", capabilities={})
    tree = await ask("browsingContext.getTree")
    tab = tree["contexts"][0]["context"]
    await ask("browsingContext.navigate", context=tab, url=page, wait="complete")
    values = []
    for expression in expressions:
        result = await ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": tab},
            awaitPromise=True,
        )
        assert result["type"] == "success", result["exceptionDetails"]["text"]
        values.append(json.loads(result["result"]["value"]))
    return values
