"""Small data files in published formats, made here; and what a graph holds, to compare."""

import random
from pathlib import Path

from nkgraph.graph import KnowledgeGraph

COLUMNS = 61
_ACTORS = (
    ("PRK", "NORTH KOREA", ""),
    ("KOR", "SOUTH KOREA", ""),
    ("RUS", "MOSCOW", ""),
    ("CHN", "CHINA", "GOV"),
    ("USA", "UNITED STATES", "MIL"),
    ("", "POLICE", "COP"),
    ("", "", ""),
)
_PLACES = (
    ("4", "Pyongyang, P'yongyang-si, North Korea", "KN", "39.0194", "125.755", "-189696"),
    ("1", "Russia", "RS", "60", "100", "RS"),
    ("4", "Seoul, Soul-t'ukpyolsi, South Korea", "KS", "37.5664", "127", "-716583"),
    ("0", "", "", "", "", ""),
)
_CODES = ("010", "020", "036", "040", "042", "051", "112", "130", "138", "173", "190", "193")


def gdelt(path: Path, rows: int, seed: int = 1) -> Path:
    """Write a file in the format of GDELT 2.0 events, and return its path."""
    chance = random.Random(seed)
    lines = []
    for number in range(rows):
        cells = [""] * COLUMNS
        day = f"2018{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        one, other = chance.sample(_ACTORS[:-1], 1)[0], chance.choice(_ACTORS)
        code = chance.choice(_CODES)
        cells[0] = str(seed * 1_000_000 + number)
        cells[1:5] = [day, day[:6], day[:4], f"{day[:4]}.5"]
        cells[5:8] = [one[0] + one[2], one[1], one[0]]
        cells[12] = one[2]
        cells[15:18] = [other[0] + other[2], other[1], other[0]]
        cells[22] = other[2]
        cells[25:30] = ["1", code, code, code[:2], "1"]
        cells[30:35] = ["-2.0", "4", "1", "4", "1.5"]
        place = chance.choice(_PLACES)
        for start in (35, 43):
            cells[start] = "0"
        cells[51:54] = [place[0], place[1], place[2]]
        cells[56:59] = [place[3], place[4], place[5]]
        cells[59:61] = [f"{day}000000", "https://example.org/report"]
        lines.append("\t".join(cells) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def lines_of(graph: KnowledgeGraph) -> list[str]:
    """Return a graph as sorted N-Quads, but for the times of merges."""
    return sorted(
        str(quad) for quad in graph.reader.quads() if "endedAtTime" not in quad.predicate.value
    )
