from pathlib import Path

import pytest

from nkgraph.catalogue import Catalogue, read_text
from nkgraph.errors import BadQueryHeader, CannotRead, DuplicateQuery, UnknownQuery

OWN = "#+ summary: Mine\nSELECT ?s WHERE { ?s ?p ?o }\n"


def write(folder: Path, name: str, text: str = OWN) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_projects_queries() -> None:
    catalogue = Catalogue()
    listed = [query.name for query in catalogue.listed()]
    assert len(listed) >= 24
    assert {"trade-figures", "timeline", "relations", "voices"} <= set(listed)
    assert not {"map-nodes", "map-claims", "map-kinds", "map-origins"} & set(listed)
    assert {"map-nodes", "map-claims", "map-kinds", "map-origins"} <= set(catalogue.files)


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, "deep/er/mine.rq")
    write(tmp_path, "notes.txt")
    catalogue = Catalogue([tmp_path])
    assert catalogue["mine"].summary == "Mine"
    assert "mine" in catalogue
    assert "notes" not in catalogue
    assert list(catalogue.files)[-1] == "mine"


def test_the_same_folder_twice_is_no_conflict(tmp_path: Path) -> None:
    write(tmp_path, "mine.rq")
    assert Catalogue([tmp_path, tmp_path])["mine"].summary == "Mine"


def test_two_files_of_one_name(tmp_path: Path) -> None:
    own = write(tmp_path, "timeline.rq")
    with pytest.raises(DuplicateQuery) as caught:
        Catalogue([tmp_path])["actors"]
    assert "'timeline.rq'" in str(caught.value)
    assert str(own) in str(caught.value)
    assert str(Path("events", "timeline.rq")) in str(caught.value)


def test_only_the_file_that_is_asked_for_is_read(tmp_path: Path) -> None:
    write(tmp_path, "broken.rq", "+= summary: x\nSELECT * { ?s ?p ?o }")
    catalogue = Catalogue([tmp_path])
    assert catalogue["timeline"].name == "timeline"
    with pytest.raises(BadQueryHeader, match=r"broken\.rq"):
        catalogue["broken"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("trade-figurs", "nearest are trade-figures"),
        ("Timeline", "nearest are timeline"),
        ("zzzzzz", "`nkgraph queries` lists them"),
        ("x" * 500, "`nkgraph queries` lists them"),
        ("\x1b[31m\n", "`nkgraph queries` lists them"),
    ],
)
def test_an_unknown_name(name: str, said: str) -> None:
    with pytest.raises(UnknownQuery) as caught:
        Catalogue()[name]
    assert said in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"there is no folder '.*nowhere'"):
        Catalogue([tmp_path / "nowhere"])["timeline"]


def test_a_text_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ summary: Mine\nASK {}")
    assert Catalogue([tmp_path])["q"].summary == "Mine"


def test_texts_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"SELECT \xff")
    with pytest.raises(CannotRead, match=r"it is no UTF-8 text \(byte 7\)"):
        read_text(path)
    with pytest.raises(CannotRead, match="No such file"):
        read_text(tmp_path / "none.rq")
    with pytest.raises(CannotRead, match="Is a directory"):
        read_text(tmp_path)
    with pytest.raises(CannotRead, match="null"):
        read_text("a\0b")
