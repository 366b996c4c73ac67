"""Which way people want voice, letters and pace changed."""

import pytest

from assistant.text.changes import changes

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("声音大点", ["sound:more"]),
        ("声儿忒大", ["sound:less"]),
        ("莫恁大声", ["sound:less"]),
        ("声音小得很", ["sound:more"]),
        ("把字变小", ["size:less"]),
        ("字太小了给我放大", ["size:more"]),
        ("不要大字", ["size:less"]),
        ("我要慢的不要快的", ["speed:less"]),
        ("说得有点快", ["speed:less"]),
        ("窗口收钱快得很办事慢得要死", []),
        ("高龄津贴怎么领", []),
    ],
)
def test_what_is_and_what_is_wanted_are_told_apart(text: str, wished: list[str]) -> None:
    assert changes(text) == wished
