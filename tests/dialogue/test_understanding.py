"""Single utterances as `linban understand` reads them."""

import pytest

from assistant.understanding import Understanding

pytestmark = pytest.mark.dialogue


@pytest.mark.parametrize(
    ("text", "label", "aspect", "safety"),
    [
        ("养老金认证要带什么", "svc.pension_cert", "materials", None),
        ("老年卡掉了咋办", "svc.elder_card", "steps", None),
        ("今天心口疼得厉害", "emg.medical", None, "emg.medical"),
    ],
)
def test_three_lines_are_right(
    understanding: Understanding, text: str, label: str, aspect: str | None, safety: str | None
) -> None:
    read = understanding.read(text)
    assert (read["text"], read["label"], read["aspect"], read["safety"]) == (text, label, aspect, safety)
    assert 0.0 <= read["confidence"] <= 1.0


@pytest.mark.parametrize("text", ["", " ", "😀", "啊" * 10_000, "x\x00y", "/svc.id_card"])
def test_any_line_gives_a_line(understanding: Understanding, text: str) -> None:
    assert understanding.read(text)["text"] == text


def test_the_spaces_of_a_recogniser_change_nothing(understanding: Understanding) -> None:
    spaced, plain = understanding.read("老年 证 怎么 办"), understanding.read("老年证怎么办")
    assert {**spaced, "text": ""} == {**plain, "text": ""}
