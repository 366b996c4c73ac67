"""What people say they do not mean is not read."""

import pytest

from assistant.text.contrast import meant

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("不是问身份证 是我们外地人拿的那一张", "不是〇 是我们外地人拿的那一张"),
        ("我不是问高龄补贴是每月那份退休的钱", "我不是〇是每月那份退休的钱"),
        ("我没说要办社保卡", "我没说〇"),
        ("我不是要补社保卡 那张在家里放着", "我不是〇 那张在家里放着"),
    ],
)
def test_the_half_that_is_not_meant_leaves_a_gap(said: str, read: str) -> None:
    assert meant(said) == read


@pytest.mark.parametrize("said", ["是不是要带身份证", "我不是本人", "不要人工", "老年证怎么办"])
def test_what_contrasts_nothing_stays_as_it_is(said: str) -> None:
    assert meant(said) == said
