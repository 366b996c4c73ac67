"""What somebody told at length, said back in one sentence that a public room may hear."""

import re

from assistant.text.addresses import leads_to_a_door
from assistant.text.amounts import amounts
from assistant.text.names import COMPOUND, SURNAMES
from assistant.text.redact import mask_personal

_SPEAKER_FILLERS = re.compile(
    "^(?:那个|这个|就是说?|嗯+|啊+|哎+|唉+|哦+|我(?:想|要)?(?:说|讲|反映|投诉|提)(?:一下|个|一个)?"
    "|我?跟[你您](?:说|讲)|[你您](?:看|说|听)|[，,。、 ])+"
)
_CLAUSES = re.compile("[，,。！!？?；;]")
_N = r"(?:\d{1,5}|[零〇一二两三四五六七八九十百幺]{1,6})"
_DOOR = re.compile(
    rf"(?:(?:第?{_N}|[东西南北甲乙丙丁])\s*(?:号楼|号院|栋|幢|座|单元|门洞|楼|层|室)(?:的|里)?)+(?:{_N}(?:号?房|室|号|户))?"
)
"""Which building, floor and room: said of any of them it tells what happened and not where somebody lives."""
_THERE = "楼里"
_HOUSE_NUMBER = re.compile(rf"(?<=[路街巷弄道])\s*{_N}\s*号院?")
_SURNAME = f"(?:[{SURNAMES}]|{'|'.join(COMPOUND)})"
_SOMEBODY = re.compile(
    f"[老小]{_SURNAME}(?=家|头|师傅|他|她|把|占|骂|打|天天|总|老|又|这|那|的|$)"
    f"|{_SURNAME}(?:大爷|大妈|大娘|大姐|大哥|大伯|阿姨|叔|伯|奶奶|爷爷|婆婆|婶|师傅|医生|大夫|主任|经理|书记|先生|女士|老师|某|家的)"
    f"|(?:名字|名|姓|他|她|人家|人|是个)(?:叫|姓){_SURNAME}|姓{_SURNAME}"
    f"|(?:^|是|让|被|跟|和|叫|隔壁|楼上|楼下|对门|邻居){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:家|占|骂|打|把|天天|总|老是|一直|又|欠)"
)
_PRIVATE = re.compile(
    "病|癌|瘫|残疾|中风|偏瘫|透析|糖尿|高血压|心脏|手术|住院|化疗|抑郁|痴呆|吃药|身份证|密码|卡号|工资|退休金|养老金|低保|存款|欠"
)
_HIDDEN = re.compile("[*〔]")


def in_one_sentence(text: str, most: int) -> str:
    """The beginning of what somebody told, whole clauses of at most so many characters in all.

    Where it happened is told without the door; clauses that tell of a person, an illness, money or a number are left
    out. Empty where nothing else was told.
    """
    kept = ""
    for told in _CLAUSES.split(mask_personal(text).text):
        clause = _for_all_ears(_SPEAKER_FILLERS.sub("", told.strip()))
        if not clause:
            continue
        if kept and len(kept) + len(clause) + 1 > most:
            break
        kept = f"{kept}，{clause}" if kept else clause
    return kept[:most]


def _for_all_ears(clause: str) -> str:
    """The clause without a door, "" where it tells of somebody all the same."""
    open_ = _HOUSE_NUMBER.sub("", _DOOR.sub(_THERE, clause))
    is_private = _HIDDEN.search(open_) or _SOMEBODY.search(open_) or _PRIVATE.search(open_) or amounts(open_)
    return "" if is_private or leads_to_a_door(open_) else open_
