"""Numbers as amounts: 一百零五, 两千, 三万五, 十四, 12万 — read from speech and read out again.

Reading and writing of the numerals themselves is cn2an's; what is ours is finding them in a sentence and
knowing which of them are easily misheard.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.digits import digit_value

_NUMERAL = "零〇一二两三四五六七八九十百千万亿廿卅俩仨幺壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMBER = re.compile(rf"(?:\d+(?:\.\d+)?[{_NUMERAL}]*|[{_NUMERAL}]+)(?:点[零〇一二两三四五六七八九]+)?")
_ALONE = str.maketrans({"廿": "二十", "卅": "三十", "俩": "两", "仨": "三", "〇": "零", "幺": "一"})
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_UNITS = frozenset("十百千万亿")
#: Four and ten (si, shi) differ by a breath: 四十 and 十四, 四 and 十 are taken for each other.
_SHI = frozenset("四十")
#: 七十五六, 七八十: one or the other.
_EITHER = re.compile(r"(.*?)(一二|二三|两三|三四|四五|五六|六七|七八|八九)([十百千万亿]*)")


@dataclass(frozen=True)
class NumberReading:
    """A number found in a sentence.

    `said` is the wording, between positions `start` and `end` of the text; `value` what it comes to.
    `alternatives` are the values it is easily mistaken for when heard (四十 for 十四), or that were said
    along with it (七十五六): ask back when not empty.
    """

    said: str
    value: float
    start: int
    end: int
    alternatives: tuple[int, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether hearing could hardly have meant another number."""
        return not self.alternatives

    @property
    def whole(self) -> int:
        """The value as an integer, decimals cut off."""
        return int(self.value)


def read_cardinal(value: int | str) -> str:
    """A number as it is read aloud: 105 as 一百零五, "3.50" as 三点五零, 10 as 十, -2 as 负二."""
    import cn2an

    read: str = cn2an.an2cn(str(value))
    return read


def read_digits(digits: str, one: str = "一") -> str:
    """Digits one by one: 2025 as 二零二五. `one` is how 1 is said: 幺 in phone and identity numbers."""
    return digits.translate(str.maketrans("023456789", "零二三四五六七八九") | {ord("1"): one})


@lru_cache(maxsize=4096)
def parse_number(said: str) -> float | None:
    """What one numeral comes to, or None. 一百五 is 150, 一千零五 is 1005, 二零二五 is 2025."""
    said = unicodedata.normalize("NFKC", said).translate(_ALONE).translate(_FORMAL)
    try:
        return float(said)
    except ValueError:
        return _parse_spoken(said)


def _parse_spoken(said: str) -> float | None:
    import cn2an

    if not _UNITS & set(said) and "点" not in said:
        digits = [digit_value(character) for character in said]
        return float("".join(map(str, digits))) if said and None not in digits else None
    try:
        return float(cn2an.cn2an(said, "smart"))
    except (ValueError, KeyError, IndexError):
        return None


def numbers(text: str) -> tuple[NumberReading, ...]:
    """Every number in the text, in order of position."""
    text = unicodedata.normalize("NFKC", text)
    found = []
    for match in _NUMBER.finditer(text):
        said = match.group()
        first, *others = either(said) or (parse_number(said),)
        if first is not None:
            alternatives = tuple(int(other) for other in others if other is not None) or misheard(said)
            found.append(NumberReading(said, first, match.start(), match.end(), alternatives))
    return tuple(found)


def either(said: str) -> tuple[float, float] | None:
    """The two values of a number left open (七十五六 is 75 or 76, 七八十 70 or 80), None for any other."""
    match = _EITHER.fullmatch(said)
    if match is None or not _UNITS & set(said):
        return None
    before, pair, unit = match.groups()
    low, high = (parse_number(before + digit + unit) for digit in pair)
    return None if low is None or high is None else (low, high)


def misheard(said: str) -> tuple[int, ...]:
    """The values a spoken number is easily mistaken for: 四 and 十 turned round, or one for the other."""
    value = parse_number(said)
    if value is None or not _SHI & set(said):
        return ()
    turned = {said.replace("十四", "四十"), said.replace("四十", "十四")}
    turned |= {"十"} if said == "四" else {"四"} if said == "十" else set()
    others = {parse_number(other) for other in turned} - {value, None}
    return tuple(sorted(int(other) for other in others if other is not None))
