"""What people say about what is kept of them: tell me, put it right, delete it all."""

import re

_KEPT = re.compile(
    "(?:你们?|这里|机器|这儿).{0,4}(?:都)?(?:记|存|留|保存|收集|登记)(?:了|着|过|下)?.{0,4}(?:我)?.{0,4}(?:什么|哪些|啥|多少)"
    "|(?:查|看)(?:一下|看|查)?.{0,6}(?:我的|关于我的).{0,4}(?:信息|资料|记录|数据)|(?:信息|资料|记录).{0,6}(?:还在不在|对不对)"
    "|我(?:啥时候|什么时候)?同意过(?:什么|啥)?"
)
_ALL = "(?:都|全部?|统统|所有|一切|通通|清空|清除|注销)"
_ERASED = re.compile(
    f"{_ALL}.{{0,8}}(?:删|清|销|抹|擦|去掉|不要了)|(?:删|清|抹)(?:掉|除|了|空|干净)?.{{0,6}}(?:{_ALL}|我的(?:信息|资料|数据|记录|个人信息))"
    "|(?:我的|我留的|我那点儿?)(?:信息|资料|数据|记录).{0,6}(?:删|清|销|抹|划拉)|注销.{0,6}(?:信息|登记|账号)|把我从名单上划掉"
)
_ONLY = re.compile("(?:把|请)?(?:我的|我说的|这些)?(?:都|全|全部|统统)(?:给我)?(?:删|清)(?:掉|了|除|空|光)+(?:吧|啊)?")
_CORRECTED = re.compile(
    "(?:信息|资料|名字|电话|地址|登记的|记的|留的).{0,10}(?:要改|改一下|改改|改掉|更正|错了|不对)|我要改我"
)


def asks_what_is_kept(text: str) -> bool:
    """Whether the person wants to know what is kept of them."""
    return bool(_KEPT.search(text))


def wants_all_erased(text: str) -> bool:
    """Whether everything kept of the person shall go."""
    return bool(_ERASED.search(text)) or is_only_erasing(text)


def is_only_erasing(text: str) -> bool:
    """Whether the words say that all shall go, and nothing else: 都删掉."""
    return bool(_ONLY.fullmatch(text.strip("，。！! ")))


def wants_corrected(text: str) -> bool:
    """Whether something kept of the person is wrong."""
    return bool(_CORRECTED.search(text))
