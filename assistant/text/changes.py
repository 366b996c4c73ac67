"""Which way people want something changed: the voice louder or softer, the letters bigger or smaller, faster or slower.

声音太大 and 声音大点 share their words and mean the contrary: an adjective names what is (太大, 大得很), what is
wanted (大点, 放大) or what is not wanted (不要那么大).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADVERB = "(?:太|忒|好|蛮|老|有点儿?|有些|这么|那么|恁么?|咁|嘎|介|特|真|过|越来越|越[说讲念]越|[说讲念]得|得)"
_NOT = "(?:不要|别|莫|甭|勿要|不用|用不着|唔使|毋免|不必)(?:再|给我)?(?:[说讲念]|得|这么|那么|恁么?|太)*"
_MAKING = "(?:调|放|变|弄|整|搞|开|拧|加|减|收|缩|改|降|提|捻|推|拉)"


@dataclass(frozen=True)
class _Scale:
    """Something that can be more or less, with the adjectives of either end."""

    about: re.Pattern[str]
    more: str
    less: str

    def ways(self, text: str) -> Iterator[str]:
        """More, less, both or neither, as the text wishes."""
        if not self.about.search(text):
            return
        refused = re.findall(f"{_NOT}([{self.more}{self.less}])", text)
        rest = re.sub(f"{_NOT}[{self.more}{self.less}]", "", text)
        for way, wished, other in (("more", self.more, self.less), ("less", self.less, self.more)):
            if any(one in other for one in refused) or _asked(wished).search(rest) or _found(other).search(rest):
                yield way


def _asked(adjectives: str) -> re.Pattern[str]:
    return re.compile(
        f"[{adjectives}](?:一?[点些]|声|丢丢|啲)|{_MAKING}[得到去]?[{adjectives}](?![得了])|往[{adjectives}]|"
        f"(?<!不)要[{adjectives}]"
    )


def _found(adjectives: str) -> re.Pattern[str]:
    return re.compile(
        f"{_ADVERB}[{adjectives}](?!一?[点些])|[{adjectives}](?:得|咯|的)?很|[{adjectives}](?:得|死|了(?![点些]))"
    )


_SCALES = {
    # How fast others work is told at length; how fast to speak is said in a word, or with a word for speaking.
    "speed": _Scale(re.compile("[说讲念读听话跟]|语速|^[^办做修送批]{1,10}$"), "快", "慢"),
    "size": _Scale(re.compile("字|看|瞧|瞅|眼|睇|屏|图"), "大高", "小低"),
    "sound": _Scale(re.compile("声|音|听|耳|吵|喇叭|喊|吼|响|嗓|震"), "大高响", "小低轻"),
}

CHANGES = tuple(f"{kind}:{way}" for kind in _SCALES for way in ("more", "less"))
"""Every change that can be wished for."""


def is_bare(text: str) -> bool:
    """Whether nothing in the text tells the voice from the letters: 再大点, 还小."""
    return not any(_SCALES[kind].about.search(text) for kind in ("size", "sound"))


def changes(text: str) -> list[str]:
    """Every change that `text`, which must be normalised, wishes for, such as "sound:less"."""
    return [f"{kind}:{way}" for kind, scale in _SCALES.items() for way in scale.ways(text)]
