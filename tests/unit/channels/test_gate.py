"""What may enter the dialogue core."""

import pytest

from assistant.text.also_heard import ALSO_HEARD
from assistant.text.normalise import MAX_CHARACTERS
from channels.gate import admit, admit_about

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "payload", ["/dlg.human", "/svc.pension_cert", '/svc.id_card{"aspect":"fee"}', "/ask.who_is_responsible"]
)
def test_a_buttons_payload_goes_through_unchanged(payload: str) -> None:
    assert admit(payload) == payload


def test_a_password_never_enters() -> None:
    assert "908172" not in admit("我的银行卡密码是908172")


def test_a_code_read_out_in_hanzi_never_enters() -> None:
    assert "九零八一七二" not in admit("验证码是九零八一七二")


def test_a_secret_does_not_pass_as_a_payload() -> None:
    assert "908172" not in admit("/我的银行卡密码是908172")


def test_the_spaces_of_a_recogniser_and_emoji_are_gone() -> None:
    assert admit("养老金 认证 要 带 什么😀") == "养老金认证要带什么"


def test_a_novel_is_cut_to_its_end_where_the_wish_stands() -> None:
    admitted = admit("从前" * 5_000 + "我的老年证掉了")
    assert len(admitted) <= MAX_CHARACTERS
    assert admitted.endswith("我的老年证掉了")


@pytest.mark.parametrize("nothing", ["", "   ", "😀😀", "\u200b"])
def test_nothing_readable_is_nothing(nothing: str) -> None:
    assert admit(nothing) == ""


def test_other_readings_are_as_free_of_secrets_as_what_was_heard() -> None:
    told = admit_about({"by": "volunteer", ALSO_HEARD: ["我的银行卡密码是908172", "", 7, "高龄 津贴"]})
    assert "908172" not in str(told) and told["by"] == "volunteer"
    assert told[ALSO_HEARD][-1] == "高龄津贴" and len(told[ALSO_HEARD]) == 2
    assert admit_about({ALSO_HEARD: "不是一列"}) == admit_about({}) == {}
