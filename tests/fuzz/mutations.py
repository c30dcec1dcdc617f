"""What spoils an input: edits of its bytes, of its lines and of its words, drawn by hypothesis."""

from hypothesis import strategies as st

NASTY = (
    b"\0", b"\n", b"\r", b"\r\n", b"\t", b"\x1a", b"\x1b[31m", b"\x7f", b"\x80", b"\xc3\x28",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xe2\x80\xae",
    b"\xf4\x8f\xbf\xbf", b"\xc2\x85", b'"', b"'", b'""', b'"""', b"\\", b"\\u0000", b"\\ud800",
    b",", b";", b"|", b":", b"#", b"#+", b"---", b"...", b"&a", b"*a", b"<<: *a",
    b"!!python/object:os.system", b"%", b"{", b"}", b"[", b"]", b"{}", b"[" * 2000, b"{" * 2000,
    b"(" * 2000, b"- " * 2000, b"a: " * 500, b"<" * 500, b"&x [*x]", b"=1+1", b"@SUM(A1)",
    b"<script>", b"..", b"../../x", b"'; DROP TABLE x; --", b"$1", b"?", b"*", b"0", b"-0", b"-1",
    b"1e999", b"-1e-999", b"NaN", b"inf", b"9" * 40, b"9" * 5000, b"0x1F", b"1_000", b"1,5",
    b"\xd9\xa3", b"0001-01-01", b"9999-12-31", b"10000-01-01", b"2013-02-30", b"19000000",
    b"true", b"null", b"~", b"None", b"x" * 70_000, b"\xcc\x81" * 3000, b"http://", b"nk:",
    b"PRK", b"(a+)+$", b"((a{1,99}){1,99}){1,99}", b"(?P<x>", b"UNDEF", b"VALUES ?x { UNDEF }",
)  # fmt: skip
"""What did harm to some reader, somewhere."""

pieces = st.sampled_from(NASTY) | st.binary(max_size=6)
places = st.floats(0, 1, exclude_max=True)
EDITS = (
    "insert", "replace", "cut", "double", "swap lines", "drop line", "repeat line",
    "replace word", "cut off", "flip",
)  # fmt: skip
edits = st.lists(st.tuples(st.sampled_from(EDITS), places, places, pieces), min_size=1, max_size=4)


def spoiled(raw: bytes, changes: "list[tuple[str, float, float, bytes]]") -> bytes:
    """Return an input after some edits."""
    for kind, where, to, piece in changes:
        raw = _edited(raw, kind, where, to, piece)
    return raw


def _edited(raw: bytes, kind: str, where: float, to: float, piece: bytes) -> bytes:
    start = int(where * (len(raw) + 1))
    end = min(len(raw), start + int(to * 40))
    lines = raw.split(b"\n")
    first, second = int(where * len(lines)), int(to * len(lines))
    match kind:
        case "insert":
            return raw[:start] + piece + raw[start:]
        case "replace":
            return raw[:start] + piece + raw[end:]
        case "cut":
            return raw[:start] + raw[end:]
        case "cut off":
            return raw[:start]
        case "double":
            return raw[:end] + raw[start:]
        case "flip" if raw:
            at = min(start, len(raw) - 1)
            return raw[:at] + bytes([raw[at] ^ (1 << int(to * 8))]) + raw[at + 1 :]
        case "swap lines":
            lines[first], lines[second] = lines[second], lines[first]
        case "drop line":
            del lines[first]
        case "repeat line":
            lines[first:first] = [lines[first]] * (1 + int(to * 20))
        case "replace word":
            words = lines[first].split(b" ")
            words[int(to * len(words))] = piece
            lines[first] = b" ".join(words)
    return b"\n".join(lines)
