"""What people say to somebody who fills in a form for them, besides the answers: go on, leave it out, it is wrong."""

import re

_CORRECTING = re.compile(
    "不对|不是|弗是|勿是|唔系|唔係|错了|写错|说错|讲错|搞错|记错|弄错|错啦|错咯|改成|改一下|改一改|换成|应该是|应当是|重新说|重说|更正|要改|想改|改$"
    "|^改|最后(?:面)?(?:一位|一个|两位|三位|四位)?(?:数)?(?:是|应该)|[前后末尾头](?:面)?[一二两三四五六七八]位(?:数)?(?:是|应该)"
)
_MENTIONS = {
    "id_number": re.compile("身份证(?:号|的号)?|证件号"),
    "phone": re.compile("电话|手机号?|(?<!身份证)(?<!证件)号码"),
    "birth_date": re.compile("生日|出生|生辰"),
    "address": re.compile("住址|地址|住的地方|门牌|[几]?号楼|楼号|单元|房号|小区"),
    "name": re.compile("名字|姓名|大名|姓(?!的人)"),
}
_LEAD = re.compile("^[，,。.！! ]*(?:[了啦咯啊呀]*[，,。]*)?(?:是|叫|改|写|成|为|该|应该|那个|的|一下|吧|，|,)*")
_INSTEAD = re.compile("不是[^，,。]+[，,。 ]?(?:而是|应该是|是)(.+)$|^(?:应该|就)?是(.+?)[，,]?(?:不是|弗是|唔系).+$")
_STREET_NUMBER = re.compile("[几]?号楼|楼号|单元|小区")
_REFERS_BACK = re.compile("[那这](?:个|边|里|头|块)[。，,]*$")
_HESITATES = re.compile("[那这]个|那什么|[怎咋]么?说|[呃额]")
_FILLERS = re.compile(
    "(?:[那这]个|那什么|(?:让?我)?(?:想想|想一想)|我?(?:该|要)?[怎咋]么?说|就是说?|然后"
    "|[呃额嗯啊哎呀唉哦嘛呢吧的了]|[，,。.… !！])+"
)
_SUBMITS = re.compile(
    "^(?:好|行|对|嗯|那|就|可以|没错)*[，,]?(?:就)?(?:这样|这么)?(?:给我|帮我)?"
    "(?:交|提交|交了|交上|交上去|报上去|递上去|送上去|递|报|办|登记|发)(?:吧|了吧|上去|了|去)*[。！!]*$"
    "|都对|全对|没错|没问题|没有错|没毛病|就这样$|可以交|没有要改|不用改|不改了"
)
_WITHHOLDS = re.compile(
    "不(?:想|愿意?|肯|能|要|太想|太愿意)?(?:留|说|讲|告诉|透露|提供|登记我|给(?!我))|不方便|保密|凭什么|别记|不让记|不给记|莫记|唔想讲|唔讲"
)
_SKIPS = re.compile(
    "^(?:我)?(?:没有|没得|冇|无|没|跳过|不填|空着|不用|不用了|算了|随便|都行|都可以|没什么|没啥|下一个)(?:了|的|啊|呀|吧|填|讲究)*[。！!]*$"
)
_HAS_NONE = re.compile(
    "没(?:有)?(?:手机|电话|座机|号码)|不用手机|冇(?:手机|电话)|^(?:我)?(?:没有|没得|冇|没)(?:的|啊|呀)?[。]*$"
)
_RESUMES = re.compile("接着|继续|接到|再来办|刚才那个|没办完|没填完|往下")
_PUTS_OFF = re.compile(
    "不(?:想)?(?:办|弄|填|报|登记|学|约|修|装|领|申请|搞|整)(?:了|啦|咯|喽)|先不办|不想办|算了|改天|改日|明天再|明儿再|下次|下回|以后再|回头再|先放|停一下|先到这|没带|忘带|忘了带|回家拿|回去拿|去拿|落(?:在)?家"
)
_NO = re.compile(
    "^(?:那|还是|就|我)?(?:不(?!知道|晓得|懂|清楚|明白|错|用改|改)|没(?!错|问题|意见|毛病)|别|免|唔|弗|勿|莫|冇|无)|^重新|^换"
)
_YES = re.compile(
    "^(?:那|就|我)?(?:要|有|是|对|行|好|可以|嗯|中|得|成|留|记|用|还用|打|写(?!错)|愿意|想|需要|系|没错|没问题|没意见|没毛病|不错)"
)
_ASKS = re.compile("什么|啥|吗|呢|哪|多少|几[个天块时]|怎么|咋|谁|为何|么$|不是吗|是不是|要不要")
_LONGEST_YES_OR_NO = 8
"""Characters from which a sentence that begins with yes or no may say something else."""
_ORDINALS = (
    re.compile("第一|头一|最前|前(?:面)?(?:那)?(?:一)?个|上面那|^[1一]$|^1号|一号"),
    re.compile("第二|中间|当中|^[2二两]$|^2号|二号"),
    re.compile("第三|^[3三]$|^3号|三号"),
    re.compile("第四|^[4四]$"),
    re.compile("第五|^[5五]$"),
    re.compile("第六|^[6六]$"),
)
_LAST = re.compile("最后|后(?:面)?(?:那)?(?:一)?个|下面那|末")


def only_hesitates(text: str) -> bool:
    """Whether somebody is only looking for words; 嗯 and 就是 alone may be an answer."""
    return bool(_HESITATES.search(text) and _FILLERS.fullmatch(text))


def corrects(text: str) -> bool:
    """Whether the words take back or change something said before."""
    return bool(_CORRECTING.search(text))


def mentioned(text: str) -> tuple[str, ...]:
    """The kinds of field the words name, such as phone or name, in no order."""
    return tuple(kind for kind, pattern in _MENTIONS.items() if pattern.search(text))


def told_after_correction(text: str, title: str) -> str:
    """What is told in a correction: what follows its last word (改成, 不对，是…) and the name of the thing, if it is
    there; empty when only that something is wrong was said."""
    instead = _INSTEAD.search(text)
    if instead:
        return (instead[1] or instead[2]).strip("，,。.！! 的")
    rest = text
    for pattern in (*_MENTIONS.values(), re.compile(re.escape(title))):
        named = pattern.search(rest)
        if named and not _STREET_NUMBER.match(rest, named.start()):
            rest = rest[named.end() :]
    found = list(_CORRECTING.finditer(rest))
    rest = rest[found[-1].end() :] if found else rest
    return _LEAD.sub("", rest).strip("，,。.！! ")


def refers_back(text: str) -> bool:
    """Whether what is told says nothing without what was told before: 厨房那个."""
    return bool(_REFERS_BACK.search(text))


def submits(text: str) -> bool:
    """Whether the words say that a finished form may go."""
    return bool(_SUBMITS.search(text)) and not _is_plainly_wrong(text)


def _is_plainly_wrong(text: str) -> bool:
    """Whether something is wrong, said so plainly that 没错 is not meant."""
    return corrects(re.sub("没错|没有错|不用改|不改了|没有要改", "", text))


def withholds(text: str) -> bool:
    """Whether the person does not want to tell."""
    return bool(_WITHHOLDS.search(text))


def skips(text: str) -> bool:
    """Whether there is nothing to tell, or it shall be left out."""
    return bool(_SKIPS.search(text.strip()))


def has_none(text: str) -> bool:
    """Whether the person has no telephone."""
    return bool(_HAS_NONE.search(text.strip()))


def resumes(text: str) -> bool:
    """Whether what was put aside shall be gone on with."""
    return bool(_RESUMES.search(text))


def begun_before(text: str) -> bool:
    """Whether a form was begun some other time that shall be gone on with now."""
    return bool(re.search("(?:接着|继续)[办填弄]|没[办填弄]完|[办填弄]了一半|上[回次](?:办|填|弄|的)", text))


def is_only_going_on(text: str) -> bool:
    """Whether the words say to go on, and nothing else."""
    return bool(
        re.fullmatch(
            "(?:好|那|咱们?|我们?)?[，,]?(?:接着|继续)(?:办|填|说|来|弄|往下)?[吧啊呀了]*[。！!]*", text.strip()
        )
    )


def wants_no_reminder(text: str) -> bool:
    """Whether reminders shall stop."""
    return bool(re.search("(?:不用|别|不要|取消|甭|莫|不想).{0,5}提醒|提醒.{0,4}(?:取消|不要了|撤了)", text))


def revokes(text: str) -> bool:
    """Whether somebody shall not act for the person any more."""
    return bool(
        re.search(
            "委托(?:书)?.{0,12}(?:作废|撤|收回|取消|不算|不要了)|不(?:让|要|用)(?:他|她|伊|佢)?.{0,6}(?:代办|替我办|帮我办)了",
            text,
        )
    )


def names_letter(text: str) -> bool:
    """Whether the words are about a letter of authorisation."""
    return "委托书" in text or "授权书" in text


def throws_away(text: str) -> bool:
    """Whether what was put aside shall not be kept."""
    return bool(re.search("删(?:掉|了|除)|清掉|不留了|都不要了|扔掉|销毁", text))


def wants_back(text: str) -> bool:
    """Whether something handed in shall be taken back."""
    return bool(
        re.search(
            "撤(?:回|销|了|掉|下来|单|吧)|收回(?:来)?|(?:申请|登记|单子|那个事|那件事).{0,4}不(?:要|办|报)了", text
        )
    )


def puts_off(text: str) -> bool:
    """Whether the form shall stop here, for now or for good."""
    return bool(_PUTS_OFF.search(text))


def ordinal(text: str, count: int) -> int | None:
    """Which of `count` choices is meant by its place, from 0; None when no place is named."""
    for place, pattern in enumerate(_ORDINALS[:count]):
        if pattern.search(text):
            return place
    return count - 1 if _LAST.search(text) else None


def said_yes_or_no(text: str) -> bool | None:
    """What a short answer to a yes-or-no question says, by the word it begins with; None when that is neither."""
    plain = text.strip("，,。.！! 嗯啊哦呃") or text.strip()
    if len(plain) > _LONGEST_YES_OR_NO or _ASKS.search(plain):
        return None
    if _NO.search(plain):
        return False
    return True if _YES.search(plain) else None
