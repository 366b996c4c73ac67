"""What people say about what is kept of them."""

import pytest

from assistant.text.rights import asks_what_is_kept, is_only_erasing, wants_all_erased, wants_corrected

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text", ["你记了我什么", "你都存了我哪些东西", "你们保存了我什么信息", "我要查我的个人信息", "你们收集了我哪些数据"]
)
def test_who_asks_what_is_kept(text: str) -> None:
    assert asks_what_is_kept(text) and not wants_all_erased(text)


@pytest.mark.parametrize(
    "text",
    ["都删掉", "把我的都删掉", "我的信息删了", "清除我的记录", "把我的记录清空", "请删除我的全部个人信息，谢谢。"],
)
def test_who_wants_all_erased(text: str) -> None:
    assert wants_all_erased(text)


@pytest.mark.parametrize("text", ["你们存的资料里我名字是错的要改", "我要改我留的个人信息"])
def test_who_wants_something_put_right(text: str) -> None:
    assert wants_corrected(text) and not wants_all_erased(text)


@pytest.mark.parametrize(
    "text",
    [
        "老年证怎么办",
        "都要带什么",
        "我的养老金都取完了",
        "我要注销户口",
        "老伴走了要销户",
        "你知道什么",
        "我妈的社保卡丢了",
    ],
)
def test_other_talk_is_none_of_it(text: str) -> None:
    assert not (asks_what_is_kept(text) or wants_all_erased(text) or wants_corrected(text))


def test_words_that_say_nothing_else_are_told_apart() -> None:
    assert is_only_erasing("都删掉") and is_only_erasing("把我的都删掉。") and is_only_erasing("全删了吧")
    assert not is_only_erasing("户口都要注销吗") and not is_only_erasing("照片都删掉了怎么找")
