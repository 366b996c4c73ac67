"""A second wish in the same breath."""

import pytest

from assistant.nlu.linear import Guess
from assistant.nlu.wishes import Wish, second_wish

pytestmark = pytest.mark.unit


def best(part: str) -> Guess:
    known = {"老年证": "svc.elder_card", "医保": "svc.medical_reimburse", "谢谢": "dlg.thanks"}
    return next((Guess(label, 0.9) for word, label in known.items() if word in part), Guess("svc.dibao", 0.2))


@pytest.mark.parametrize(
    ("said", "label", "other"),
    [
        ("老年证咋办还有我那医保咋报", "svc.elder_card", Wish("svc.medical_reimburse", "我那医保咋报")),
        ("老年证咋办另外医保怎么报销", "svc.medical_reimburse", Wish("svc.elder_card", "老年证咋办")),
        ("老年证丢了，对了，医保报销要带啥", "svc.elder_card", Wish("svc.medical_reimburse", "，医保报销要带啥")),
    ],
)
def test_both_wishes_are_kept(said: str, label: str, other: Wish) -> None:
    assert second_wish(said, label, best) == other


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("老年证咋办", "svc.elder_card"),
        ("医保办过了老年证咋办", "svc.elder_card"),
        ("老年证咋办还有谢谢你啊", "svc.elder_card"),
        ("老年证还有多久才能拿到", "svc.elder_card"),
        ("老年证咋办还有老年证要带啥", "svc.elder_card"),
        ("老年证咋办还有那个啥东西", "svc.elder_card"),
        ("谢谢你还有医保怎么报", "dlg.thanks"),
        ("还有医保咋报", "svc.medical_reimburse"),
    ],
)
def test_one_wish_is_one(said: str, label: str) -> None:
    assert second_wish(said, label, best) is None
