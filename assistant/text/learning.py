"""What people say to somebody who teaches them: teach me, go on, I have it, tell me a story."""

import re

_TEACH = re.compile(
    "教教?我|教一下|教一教|想学|学学|学一下|学一学|怎么学|学着|教我|带我学|学会|手把手|讲(?:个|一个|讲|一段)|上(?:一)?课|听(?:一)?课"
)
_NOTHING_NAMED = re.compile(
    f"{_TEACH.pattern}|智能机|智能手机|手机|东西|本事|[我俺你您想要来去用使玩弄点个啊呀吧呗嘛么呢，。？ 咋怎的]|什么"
)
_STORY = re.compile("防骗|骗子|诈骗|受骗|骗局|反诈|故事")
_LEAVES_OFF = re.compile("不学了|不想学|不听了|学不动|先不学|下回再学|改天再学|听够了")
_GOES_ON = re.compile(
    "^(?:嗯|好|对|行|啊|哦|噢)*[，,。 ]*(?:下一步|下一个|下一句|往下|继续|接着|然后呢|后来呢|再呢|还有呢"
    "|好了|做好了|弄好了|点了|点好了|点开了|按了|找到了|找着了|看见了|看到了"
    "|出来了|打开了|进去了|完了|会了|学会了|懂了|明白了|知道了|记住了|晓得了|中了|成了)"
)


def wants_to_learn(text: str) -> bool:
    """Whether somebody asks to be taught or told, now."""
    return bool(_TEACH.search(text))


def wants_anything(text: str) -> bool:
    """Whether somebody who wants to be taught names nothing but the phone."""
    return wants_to_learn(text) and not _NOTHING_NAMED.sub("", text)


def wants_a_story(text: str) -> bool:
    """Whether it is about swindlers."""
    return bool(_STORY.search(text))


def leaves_off(text: str) -> bool:
    """Whether somebody has had enough of a lesson for today."""
    return bool(_LEAVES_OFF.search(text))


def goes_on(text: str) -> bool:
    """Whether a step is done and the next may come."""
    return bool(_GOES_ON.search(text))
