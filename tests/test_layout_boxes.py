"""How much room a node takes."""

import pytest

import pictures
from nkgraph.layout import boxes
from nkgraph.layout.boxes import LABELLED, LINE_CHARACTERS, MOST_LINES, columns, wrapped


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Russia", ["Russia"]),
        ("", [""]),
        ("Federal Customs Service of Russia", ["Federal Customs", "Service of Russia"]),
        ("a\nb\t c", ["a b c"]),
        ("x" * 50, ["x" * 22, "x" * 22, "x" * 6]),
        ("조선민주주의인민공화국조선민주주의", ["조선민주주의인민공화국", "조선민주주의"]),
        ("word " * 5000, ["word word word word"] * MOST_LINES),
    ],
)
def test_labels_are_wrapped_as_on_the_page(label: str, lines: list[str]) -> None:
    assert wrapped(label) == lines
    assert all(columns(line) <= LINE_CHARACTERS for line in lines)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("北韓", 4), ("한국", 4)]
)
def test_east_asian_characters_count_twice(text: str, width: int) -> None:
    assert columns(text) == width


def test_a_box_holds_the_mark_and_the_label_below_it() -> None:
    box = boxes.of_node({"size": 10.0, "label": "Federal Customs Service of Russia"})

    assert box.top == 10
    assert box.bottom > 10 + 2 * 12
    assert box.left == box.right > len("Service of Russia") * 12 * 0.5 / 2


def test_a_short_label_is_no_wider_than_its_mark() -> None:
    box = boxes.of_node({"size": 28.0, "label": "UN"})

    assert (box.left, box.right) == (28, 28)


def test_a_larger_mark_has_a_larger_label() -> None:
    small, large = (boxes.of_node({"size": size, "label": "x" * 22}) for size in (8.0, 28.0))

    assert large.left > small.left


def test_labels_have_room_in_small_maps_only() -> None:
    small, large = pictures.network(LABELLED, 0), pictures.network(LABELLED + 1, 0)

    assert all(box.bottom > box.top for box in boxes.of_network(small))
    assert all(box.bottom == box.top for box in boxes.of_network(large))
