"""Spellings of Korean names: which are proposed as one person's, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.merge.identity import names, romanised

ONE = """
    Kim Jong-un = Kim Jŏng Ŭn = Kim Cho'ng-u'n = Kim Jong Eun = Jong Un Kim = KIM, Jong-un
    Ri Yong-ho = Lee Yong-ho = Yi Yong-ho = Yi Yŏng-ho = Lee Young-ho = Young-ho Lee
    Ri Su-yong = Lee Soo-yong = Yi Su-yong
    Ri Sol-ju = Lee Seol-ju = Yi Sŏl-chu
    Pak Pong-ju = Park Bong-ju = Pak Pongju = Pak Pong-chu = Bong-ju Park
    Park Geun-hye = Pak Kŭn-hye = Pak Kun-hye
    Choe Ryong-hae = Choi Ryong-hae = Choi Yong-hae = Ch'oe Ryong-hae
    Choe Son-hui = Choi Sun-hee = Choi Son-hui
    Choe Pu-il = Choi Bu-il
    Jang Song-thaek = Chang Sŏng-t'aek = Jang Sung-taek
    Hyon Yong-chol = Hyun Young-chul = Hyŏn Yŏng-ch'ŏl
    Jong Kyong-thaek = Chung Kyong-taek = Jung Kyung-taek
    Yun Tong-hyon = Yoon Dong-hyun
    Ro Kwang-chol = No Kwang-ch'ŏl = Roh Kwang-chul
    Kim Rak-gyom = Kim Nak-kyom
    Jo Myong-rok = Cho Myŏng-nok
    U Tong-chuk = Woo Dong-cheuk
    Hwang Pyong-so = Hwang Byong-so = Hwang Pyeong-seo
"""

TWO = """
    Kim Jong-un / Kim Jong-il / Kim Jong-nam / Kim Jong-chol / Kim Yong-un / Kim Song-un
    Kim Song-il / Kim Jong-il / Kim Kwang-il / Kim Yong-il
    Ri Yong-ho / Ri Jong-ho / Ri Su-yong / Ri Yong-su / Pak Yong-ho / Rim Yong-ho
    Lee Jae-myung / Lee Jae-yong
    Pak Pong-ju / Pak Yong-ju
    Choe Ryong-hae / Choe Thae-bok
    Kim Chol / Kim Chon
    Han Chang-su / Han Chang-sun
    Park Chung-hee / Park Geun-hye
    Bruce Lee / Bruce Ri
    John No / John Ro
    Robert Park / Robert Bak
    Wang Yi / Wang Lee
"""


def pairs(listed, mark):
    found = []
    for line in listed.strip().splitlines():
        first, *others = (name.strip() for name in line.split(f" {mark} "))
        found += [(first, other) for other in others]
    return found


def score(one, other):
    """Return how alike two persons' names are for a proposal."""
    folded = [[names.folded(name)] for name in (one, other)]
    sounds = [names.sounds(name) for name in (one, other)]
    letters = max((s for _, _, s in names.alike(*folded, is_person=True)), default=0)
    if not romanised.can_be_one(*sounds):
        return 0
    if sounds[0] & sounds[1]:
        return max(letters, romanised.SPELLING)
    return max(letters, romanised.USAGE) if all(sounds) else letters


@pytest.mark.parametrize(("one", "other"), pairs(ONE, "="))
def test_spellings_of_one_name_are_proposed(one, other):
    assert score(one, other) >= names.CUTOFF
    assert score(other, one) == score(one, other)


@pytest.mark.parametrize(("one", "other"), pairs(TWO, "/"))
def test_names_that_sound_different_are_not(one, other):
    if one.startswith("Robert"):
        assert not names.sounds(one)
    assert score(one, other) < names.CUTOFF or not names.sounds(one)


@pytest.mark.parametrize(
    "name", ["Yuri Trutnev", "Xi Jinping", "Robert Park", "John No", "Kim", ""]
)
def test_what_is_no_korean_name_has_no_sounds(name):
    assert names.sounds(name) == frozenset()


def test_hangul_is_read_by_its_syllables():
    assert names.sounds("김정은") & names.sounds("Kim Jong-un")
    assert names.sounds("리영호") & names.sounds("Lee Yong-ho")


def test_what_usage_confuses_scores_less():
    assert score("Kim Kyong-hui", "Kim Kyung-hee") < score("Ri Yong-ho", "Lee Yong-ho") < 1


@given(st.text(alphabet="kimjongulehay -'", max_size=20), st.text(max_size=20))
def test_any_text_has_sounds_or_none(one, other):
    assert romanised.can_be_one(names.sounds(one), names.sounds(one))
    assert isinstance(romanised.can_be_one(names.sounds(one), names.sounds(other)), bool)
