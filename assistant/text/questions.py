"""Words by which people show what they want to know about a matter: 咋办, 带啥, 归谁管, 替他……

Hints for a classifier, not a verdict: an utterance may hold several, and elders put the one they mean last.
"""

import re
from dataclasses import dataclass

_ASKS = re.compile(
    "[吗么谁哪啥几咋]|什么|怎么|多少|真的假的|是不是|[能要会该]不[能要会该]|(?:[不没否]|有没有)$|听说|电话"
)
_WANTS = re.compile("[办要想帮给替代报登申签约修装改补换领交停销立写送请找弄整填学查吃评认]|来人|上门|安排|麻烦")
_GAPS = re.compile(r"[，。？！、；\s]")
_TOGETHER = 1
"""Hints that end within this many characters of the last one count as last, too."""

_PATTERNS = {
    "steps": re.compile(
        r"怎么办|怎样|如何|咋(?!还|没|不|就|样|了)|"
        r"(?:怎么|咋个|哪能|啷个|点样|么样|何解|何什|怎么个|按怎|欲按)(?!还|没|不|回事|就|说)|点算|流程|"
        r"步骤|程序|先(?:干|找|打|去|把)(?!过)|下一步|第一步|头一步|一步|要提前|预约不|着手|"
        r"从哪里?(?:走起|下手)|第几步"
    ),
    "apply": re.compile(
        r"帮(?:我|俺|额|阿拉)(?!妈|爸|娘|爹|婆|公|老)|给(?:我|俺|额)(?!妈|爸|娘|爹|讲|说|看|多少)|"
        r"替我|"
        r"(?:我|俺|阿拉|额)(?:就是|今天|现在|这就)?(?:要|来)(?:办|申请|报|补|换|交|约|预约|挂失|做|查|请|备案|登记|学)|"
        r"登记|报个名|给.{0,3}报|"
        r"想(?:给.{1,4}|叫|找|请|把|在|去|要|也)?(?:办|申请|报|学|弄|做|立|写|补|换|改|参加|吃|约|装|交)|"
        r"想.{1,8}(?:办了|办一个|弄一个|报上|交了|一个$)|教(?:教)?(?:我|俺|侬)|教教|约上|约个|"
        r"派(?:个)?人|叫(?:个|人)|喊个|留个|算我一个|麻烦|请帮|请为|修一?下|来修|想学|能不能给|手把手"
    ),
    "eligibility": re.compile(
        r"能不能|可不可以|可以.{0,12}[不吗么啵伐]$|能.{0,14}[不吗么啵伐]$|资格|条件|够不够|够格|够得|"
        r"算不算|符合|多大岁数|多大年纪|多大能|[几多少]岁|岁.{0,6}[能可]|给不给|让不让|有份|哪些人|啥人|什么人|"
        r"哪种人|谁能|收不收|[行中][不吗]$|得行|享受|报[不吗么]$|给报|有没[有得]|有冇|应不应该|用不用|轮不轮|"
        r"免不免|是不是.{0,4}(?:满|要|每个)|限制|门槛|范围"
    ),
    "materials": re.compile(
        r"(?:带|拿|交|备|要|缺)(?:些|个)?(?:啥|什么|哪些|哪样|哪几样|么子|么事|乜)|材料|复印件|"
        r"户口[本簿]|[照相]片|单子|票据|发票|房产证|同意书|清单|证明|证件|带.{0,8}[不吗么]|"
        r"要.{0,4}证[不吗么]|准备|几张"
    ),
    "place": re.compile(
        r"(?:在|去|上|到|搁|往)(?:哪|啥地|什么地)|哪[里儿边疙点]|哪个(?:窗口|医院|银行|网点|派出所|地方)|"
        r"窗口|地方|边度|啥地|几楼|附近|就近|跑哪|还是.{0,3}(?:镇|县|村|区|大厅|社区)"
    ),
    "time_limit": re.compile(
        r"几天|几日|多久|多长时间|啥时|什么时候|么时候|几时|几点|几月|几号|哪[一]?[天年日]|期限|截止|有效期|"
        r"来得及|赶得|好久|好多天|好长|最晚|工作日|星期|礼拜几|周末|晚没晚|[一几每半][年月].{0,4}[回次趟]|"
        r"过了.{0,4}(?:还|再)|当天|到期|几年|几个月|月底|年底|(?:去年|今年).{0,8}(?:还能|能用)|"
        r"按月|一季"
    ),
    "fee": re.compile(
        r"要钱|收费|交钱|花钱|给钱不|工本费|免费|收钱|收不收|手续费|多少钱|[几多好]多钱|几块|几钱|几钿|学费|租金|"
        r"费用|花多少|押金|白给|掏钱|年费|交[几多好]多|不要钱"
    ),
    "amount": re.compile(
        r"[能给领拿发补报贴].{0,4}(?:多少|好多|几多|几成|几个钱|几钱|几块)|"
        r"一个月.{0,6}(?:多少|好多|几多|几个)|百分之|一次给|比例|标准|[少多]报|给得多|涨[不没多好]|减多少|"
        r"免几|多少份|算下来"
    ),
    "who_is_responsible": re.compile(
        r"归.{0,6}管|归谁|归哪|归.{1,8}还是|哪个?(?:部门|单位|家公司)|[找跟]谁|找哪个|谁.{0,4}管|"
        r"哪个管|该谁|负责|(?:是|找).{1,6}(?:管|发|收|批)?还是.{1,6}|管[不吧吗]|谁家|部门|谁安排|"
        r"谁组织|哪个发|打给谁|打(?:什么|啥|哪个)?(?:电话|号码)"
    ),
    "proxy": re.compile(
        r"代办|代(?:他|她|领|取|签|交|去|报|我)|替(?:他|她|俺|我|老|爸|妈|邻|楼|别)|"
        r"帮(?:他|她|我[爸妈娘爹婆公老孙]|俺[爸妈娘爹婆公老对]|孙|邻|老)|本人|"
        r"(?:儿子|女儿|闺女|女婿|孙子|孙女|侄.?|子女|家属|外甥|老伴)(?:一个人)?(?:去|来|能|替|代|帮|拿)|"
        r"委托|监护|能替"
    ),
    "status": re.compile(
        r"批了|批下来|批没批|[办做审报修查弄交过出]好?[了没冇]|下来没|到哪一?[步关环]|进度|动静|[没冇]信|到账|"
        r"审到|通过[没了]|消息|还没.{0,8}(?:来|到|信|打|发|下)|成功|交上去|轮到|排上|报上没|拿到|"
        r"到[了没]|下文|过了没|没发|给停|停了|断了|结果|音信|回音|响动"
    ),
}


@dataclass(frozen=True)
class Hint:
    """An aspect that a word of the utterance points to."""

    aspect: str
    after: int
    """Characters that follow the word, punctuation and spaces left out."""


def asks(text: str) -> bool:
    """Whether something is asked, or told as a rumour, in `text`; a hint, too, and no verdict."""
    return bool(_ASKS.search(_GAPS.sub("", text)) or "?" in text or "？" in text)


def wants_done(text: str) -> bool:
    """Whether a word in `text` can wish for something to be done, and not only tell what happened."""
    return _WANTS.search(text) is not None


def hints(text: str) -> list[Hint]:
    """Every hint in `text`, which must be normalised, in the order in which the words end."""
    said = _GAPS.sub("", text)
    found = [
        Hint(aspect, len(said) - match.end())
        for aspect, pattern in _PATTERNS.items()
        for match in pattern.finditer(said)
    ]
    return sorted(found, key=lambda hint: -hint.after)


def last_hints(found: list[Hint]) -> list[Hint]:
    """Those of the ordered hints with which the utterance closes; empty when there are none."""
    return [hint for hint in found if hint.after - found[-1].after <= _TOGETHER]
