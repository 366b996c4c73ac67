"""What people say who want to take part in their neighbourhood: lend a hand, be looked in on, be warned."""

from __future__ import annotations

import re

_HELP = "陪|帮|搭(?:把|个)手|代买|捎|跑腿|照应|照看|搬|教|看着"
_WHO = "邻居|邻里|街坊|隔壁|楼里的人|楼上楼下|小区里的人|邻舍|左邻右舍|热心人"
_GIVES = re.compile(
    "(?:我|俺|咱)?[^，,。]{0,6}(?:可以|愿意|乐意|想|能|肯|有空|有时间|闲着)[^，,。]{0,8}(?:帮|陪|给)[^，,。]{0,4}"
    f"(?:{_WHO}|别人|人家|大家|独居老人|老人家|左右)"
    f"|(?:报名|登记|加入|参加)[^，,。]{{0,4}}(?:互助|帮邻居|帮街坊)|(?:给|替)(?:{_WHO})[^，,。]{{0,4}}(?:帮忙|搭手|出力|跑腿)"
    f"|(?:想|要|愿意)(?:去)?帮(?:帮|助)?(?:{_WHO})"
)
_NEEDS = re.compile(
    f"(?:找|请|求|问|让|叫|要|有没有|有无|能不能|哪个|哪位|谁)[^，,。]{{0,6}}(?:{_WHO})[^，,。]{{0,6}}(?:{_HELP})"
    f"|(?:{_WHO})(?:里|们|中)?[^，,。]{{0,6}}(?:能不能|可不可以|有没有|谁|哪个|哪位)[^，,。]{{0,8}}(?:{_HELP})"
    f"|(?:谁|哪个|哪位|有没有人)(?:能|可以|愿意|有空)?[^，,。]{{0,4}}(?:陪我|帮我)(?:去|上|跑|代?买|拿|取|搬|捎|弄手机|带)"
    "|(?:找|请)(?:个|一个)人[^，,。]{0,4}(?:陪我|帮我)(?:去|上|跑|买|拿|取|搬|捎|带)"
    "|邻里互助|互助(?:帮忙|求助)|请邻居(?:帮|陪)"
)
_VISIT = re.compile(
    "(?:一个人住|独居|自己住|孤身|孤老)[^。]{0,16}(?:来看|看看|探望|走动|上门|照应|有人来|关照)"
    "|(?:隔三差五|定期|常|经常|有空|按时|每周|每个?月|每个?礼拜)[^，,。]{0,6}(?:来看看|上门看|看望|探望|来家里看|探访)"
    "|上门(?:探访|探望|看望|看看我|看看老人)|(?:来家里|到家里)(?:看看|探望|探访)"
)
_WARN = re.compile(
    "(?:高温|低温|大热|大冷|天热|天冷|太热|太冷|寒潮|降温|暴雨|大风|台风|下雪|天气|冷热)[^，,。]{0,10}(?:提醒|通知|告诉|说一声|喊一声|叫一声|吱一声)(?:我|一声|一下)?"
    "|(?:提醒|通知|告诉)我[^，,。]{0,6}(?:高温|低温|寒潮|降温|天气|冷热|暴雨|台风)"
)
_WISHES = (("help_offered", _GIVES), ("home_visit", _VISIT), ("warnings", _WARN), ("help_wanted", _NEEDS))


def form_wished(text: str) -> str | None:
    """The form that these words plainly ask for, by its id; None for anything else.

    `help_wanted`: a neighbour shall lend a hand; `help_offered`: the speaker lends one; `home_visit`: somebody shall
    look in now and then; `warnings`: heat and cold shall be told of.
    """
    return next((form for form, pattern in _WISHES if pattern.search(text)), None)


_WORKER = re.compile(
    "网格(?:员|长)[^，,。]{0,8}(?:谁|哪个|哪位|电话|号码|怎么找|咋找|怎么联系|叫啥|叫什么)"
    "|(?:谁|哪个|哪位)[^，,。]{0,6}网格(?:员|长)"
)


_ABOUT_POINTS = re.compile(
    "换|兑|(?:怎么|咋个?|怎样|如何|哪里|哪儿)(?:才能?)?(?:得|来|攒|挣|加|赚|有)|[有干]?(?:啥|什么|么子)用|能干[啥嘛什]|规矩|规则|丢|过期|作废"
)


def asks_about_points(text: str) -> bool:
    """Whether it is asked what points are for and how one comes by them, rather than how many there are."""
    return bool(_ABOUT_POINTS.search(text))


_RESULT = re.compile("结果|公布|谁赢|哪个赢|赢了|票数|多少票|数票|数完|开票|选上|通过了?没")


def asks_for_result(text: str) -> bool:
    """Whether it is asked how a vote ended."""
    return bool(_RESULT.search(text))


def asks_for_worker(text: str) -> bool:
    """Whether it is asked who works in the speaker's grid."""
    return bool(_WORKER.search(text))
