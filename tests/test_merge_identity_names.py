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
    [("KOTRA", "KOTRA Moscow Office"), ("Bank of Korea", "Bank"), ("Ltd.", "Co., Ltd.")],
)
def test_names_of_two_organisations(one, other):
    assert alike(one, other, is_person=False) < names.CUTOFF


def alike(one, other, *, is_person):
    folded = [[names.folded(name, is_person=is_person)] for name in (one, other)]
    return max((score for _, _, score in names.alike(*folded, is_person=is_person)), default=0)


@given(st.text(max_size=30), st.booleans())
def test_a_name_is_like_itself_in_any_case_and_order(name, is_person):
    folded = names.folded(name, is_person=is_person)
    assert folded.isascii()
    backwards = " ".join(reversed(folded.split()))
    assert names.folded(backwards, is_person=is_person) == folded
    if folded:
        assert (0, 0, 1.0) in names.alike([folded], [folded], is_person=is_person)


def test_many_names_are_compared_in_pieces(monkeypatch):
    monkeypatch.setattr(names, "_FEW", 3)
    found = names.alike(["a b", "c d", "e f"], ["e f", "c d"], is_person=True)
    assert sorted(found) == [(1, 1, 1.0), (2, 0, 1.0)]
