"""People's names as they are said: 我叫王秀英, 免贵姓章 立早章, 耳东陈 陈建国.

A name is heard, not spelt: 张 and 章 sound alike. Elders therefore describe a surname by the parts of its character
(弓长张), which settles it; otherwise the surnames that sound alike are told with the name.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.text.hanzi import HANZI
from assistant.text.normalise import normalise
from assistant.text.pinyin import fold, syllables

#: The commonest surnames, which hold nine in ten people; two-character ones last.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪章季"
    "俞樊葛祝申鲁凌左游柳鲍路祁齐关霍牛尚温庞颜焦伍聂安翟殷倪单童宁阮解管岳古麦欧耿喻包苗裴兰辛符翁柴卓阎傅项成闵纪"
    "辜蓝骆屈娄冉甘梅桂邢蒲褚甄窦靳滕楚费牟司占巫谷佘涂"
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "东方", "慕容", "令狐", "夏侯", "端木", "尉迟")

#: How people tell which character a surname is.
DESCRIBED = {
    "弓长": "张", "立早": "章", "木子": "李", "耳东": "陈", "口天": "吴", "双口": "吕", "三横": "王", "三横一竖": "王",
    "草头": "黄", "古月": "胡", "言午": "许", "双人": "徐", "走肖": "赵", "人可": "何", "双木": "林", "言射": "谢",
    "三点水": "江", "美女": "姜", "卯金刀": "刘", "文刀": "刘", "木土": "杜", "木易": "杨", "子小": "孙", "撇未": "朱",
    "草字头": "苏", "干勾": "于", "人未": "余", "二马": "冯", "立人": "任", "女兆": "姚", "山佳": "崔", "西早": "谭",
    "言西早": "谭", "雨田": "雷",
}  # fmt: skip

_HANZI_ONLY = re.compile(f"[^{HANZI}]")
_LEAD = re.compile(
    "^.*?(?:(?:名字|姓名|大名|全名|学名)(?:就|是|叫|做)*|(?:我|俺|她|他|伊|佢|本人|老伴|老头子)?(?:就)?(?:叫做?|名叫|是叫)|"
    "(?:免贵|我|俺|她|他|本人)?(?:是)?姓)"
)
_TAIL = re.compile("(?:的那个|那个|这个|的)?(?:就是我|是我)?[啊呀吧呢哈嘛咯了]*$")
_ALONE = re.compile(f"^[{HANZI}]{{2,10}}$")
_AROUND = "的啊呀吧呢哈了。，,."
_PLAIN = re.compile(f"^[{HANZI}]{{2,4}}$")


@dataclass(frozen=True)
class Name:
    """A name as said, with the surnames that sound alike; `is_sure` where the surname cannot be another."""

    said: str
    surname: str
    alike: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        return not self.alike


def read_name(line: str) -> Name | None:
    """The name told in a line that answers "what is your name?", or that says 叫, 姓 or 名字; None without one."""
    text = _HANZI_ONLY.sub("", normalise(line))
    described = next((key for key in sorted(DESCRIBED, key=len, reverse=True) if f"{key}{DESCRIBED[key]}" in text), "")
    if described:
        text = text.replace(f"{described}{DESCRIBED[described]}", "", 1) or DESCRIBED[described]
    said = _told(text)
    surname = DESCRIBED.get(described) or (_surname(said) if said else None)
    if surname is None:
        return None
    said = said if said and said.startswith(surname) else surname
    said = said.removeprefix(surname) if said.startswith(surname * 2) and described else said
    alike = () if described else _sounding_like(surname)
    return Name(said, surname, alike)


def name_alone(line: str) -> str:
    """A line that is a name and nothing else, whatever its surname: two to ten hanzi (买买提); empty otherwise."""
    name = normalise(line).strip(_AROUND)
    return name if _ALONE.match(name) else ""


def with_surname(line: str, name: str) -> str:
    """The name with the surname a line tells alone (立早章), or the line as it is."""
    read = read_name(line)
    if read is None or read.said != read.surname:
        return line
    return read.surname + name[2 if name[:2] in COMPOUND else 1 :]


def says_name(line: str) -> bool:
    """Whether a line says that it tells a name: 叫, 姓, 名字."""
    return bool(_LEAD.match(_HANZI_ONLY.sub("", normalise(line))))


def _told(text: str) -> str | None:
    """The last stretch that can be a name: after what introduces it, without particles."""
    rest = text
    while (found := _LEAD.match(rest)) and found.end() < len(rest):
        rest = rest[found.end() :]
    rest = _TAIL.sub("", rest)
    return rest if _PLAIN.match(rest) or rest in SURNAMES else None


def _surname(name: str) -> str | None:
    if name[:2] in COMPOUND:
        return name[:2]
    return name[0] if name[0] in SURNAMES else None


@cache
def _sounding_like(surname: str) -> tuple[str, ...]:
    sound = tuple(map(fold, syllables(surname)))
    names = (*SURNAMES, *COMPOUND)
    return tuple(name for name in names if name != surname and tuple(map(fold, syllables(name))) == sound)
