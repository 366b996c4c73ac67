"""Words that several services answer to are asked about; names and long stories are not."""

import pytest

from assistant.nlu.look_alikes import LookAlikes

pytestmark = pytest.mark.unit

LOOK_ALIKES = LookAlikes.load()


@pytest.mark.parametrize("said", ["卡丢了", "我的卡掉了", "那个卡怎么补", "我要办卡", "办证", "补个证"])
def test_a_shared_word_may_mean_several_services(said: str) -> None:
    assert len(LOOK_ALIKES.meant_by(said)) >= 2


@pytest.mark.parametrize(
    "said",
    [
        "社保卡丢了",
        "老年卡掉了",
        "公交卡补办",
        "身份证丢了",
        "老年证怎么办",
        "优待证",
        "养老金认证",
        "银行卡密码",
        "身份证明",
        "验证码",
        "上个月我那张看病拿药的卡不知道放哪去了",
    ],
)
def test_a_name_or_a_story_says_which(said: str) -> None:
    assert LOOK_ALIKES.meant_by(said) == ()


@pytest.mark.parametrize("said", ["遗嘱", "遗属的事问一下", "我想问问遗嘱这个事"])
def test_a_will_and_the_bereaved_sound_alike_and_are_asked_about(said: str) -> None:
    assert set(LOOK_ALIKES.meant_by(said)) == {"svc.notary", "svc.funeral"}


@pytest.mark.parametrize("said", ["我想立个遗嘱", "遗嘱公证在哪办", "遗属补助怎么领", "老伴走了遗属待遇有没有"])
def test_what_is_to_be_done_tells_a_will_from_the_bereaved(said: str) -> None:
    assert LOOK_ALIKES.meant_by(said) == ()
