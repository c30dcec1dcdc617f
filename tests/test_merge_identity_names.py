"""Names of one person or organisation, and of two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.merge.identity import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("Kim Jong-un", "Kim Chong-un"),
        ("Kim, Jong Un", "Kim Jong-un"),
        ("Yuri Trutnev", "Юрий Трутнев"),
        ("Yuri Trutnev", "TRUTNEV, Yury"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Đinh Tiên Hoàng", "Dinh Tien Hoang"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Vladimir Putin", "ПУТИН Владимир Владимирович"),
        ("Yuri Trutnev", "Yury Petrovich TRUTNEV"),
        ("Kim Jong Un", "Jong Un Kim"),
    ],
)
def test_one_persons_name_in_two_ways(one, other):
    assert alike(one, other, is_person=True) >= names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong-il"),
        ("Kim Jong-un", "Kim"),
        ("Kim Jong-un", "Ri Jong-ho"),
        ("Yuri Trutnev", "Yuri Andropov"),
        ("Sergei Lavrov", "Sergei Shoigu"),
        ("Kim Il Chol", "Kim Chol Il"),
        ("Ri Su Yong", "Ri Yong Su"),
        ("Roman Abramovich", "Roman Petrovich"),
    ],
)
def test_names_of_two_persons(one, other):
    assert alike(one, other, is_person=True) < names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOTRA", "KOTRA Co., Ltd."),
        ("Inter Tobacco", "ООО «Интер Тобако»"),
        ("Federal Customs Service of Russia", "Federal Customs Service (Russia)"),
        ("Example Shipping Company", "Example Shipping Company Pyongyang"),
    ],
)
def test_one_organisations_name_in_two_ways(one, other):
    assert alike(one, other, is_person=False) >= names.CUTOFF


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOTRA", "KOTRA Moscow Office"),
        ("Bank of Korea", "Bank"),
        ("Ltd.", "Co., Ltd."),
        ("Mining Company 12", "Mining Company 13"),
        ("Ministry of Defence of Russia", "Ministry of Defence of China"),
    ],
)
def test_names_of_two_organisations(one, other):
    assert alike(one, other, is_person=False) < names.CUTOFF


def alike(one, other, *, is_person):
    folded = [[names.folded(name, is_person=is_person)] for name in (one, other)]
    return max((score for _, _, score in names.alike(*folded, is_person=is_person)), default=0)


def test_a_name_that_is_a_part_of_another_is_less_than_the_same():
    part = alike("Central Bank", "Central Bank of Iran", is_person=False)
    assert names.CUTOFF <= part < 0.95
    assert alike("Central Bank", "Bank, Central", is_person=False) == 1


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ("Ivan Petrovich Orlov", "Ivan Ivanovich Orlov", False),
        ("Vladimir Vladimirovich Orlov", "ОРЛОВ Володимир Володимирович", True),
        ("Ivan Petrovich Orlov", "Ivan Orlov", True),
        ("Roman Arkadyevich Abramovich", "Roman Petrovich Abramovich", True),  # nobody knows which
    ],
)
def test_fathers(one, other, can):
    assert names.of_one_father(one, other) == can


@given(st.text(max_size=30), st.booleans())
def test_a_name_is_like_itself_in_any_case_and_with_the_family_name_last(name, is_person):
    folded = names.folded(name, is_person=is_person)
    assert folded.isascii()
    first, *others = folded.split() or [""]
    assert names.folded(" ".join([*others, first]), is_person=is_person) == folded
    if folded:
        assert (0, 0, 1.0) in names.alike([folded], [folded], is_person=is_person)


def test_many_names_are_compared_in_pieces(monkeypatch):
    monkeypatch.setattr(names, "_FEW", 3)
    found = names.alike(["a b", "c d", "e f"], ["e f", "c d"], is_person=True)
    assert sorted(found) == [(1, 1, 1.0), (2, 0, 1.0)]
