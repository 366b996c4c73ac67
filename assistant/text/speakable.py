"""Written Chinese made ready for a voice that reads only hanzi.

The result of `speakable` holds hanzi and the marks ，。？！、； only, so that no engine is left to guess how
2025年, 15~30个工作日, 12333 or APP sound.
"""

import re
import unicodedata
from collections.abc import Callable

from assistant.text.hanzi import HANZI
from assistant.text.hotlines import is_hotline
from assistant.text.numbers import read_cardinal, read_digits
from assistant.text.reading import UNITS, letters_read, symbols_read

MARKS = "，。？！、；"
#: Digits said in one breath, by length of the number: phones 3-4-4, identity numbers 6-8-4.
GROUPS = {18: (6, 8, 4), 12: (4, 4, 4), 11: (3, 4, 4), 10: (3, 3, 4), 8: (4, 4), 7: (3, 4)}
_LONGEST_GROUP = 6

#: What follows an amount. A hotline or a year followed by one of these is an amount after all.
_MEASURES = (
    "元块角毛万亿岁个天日号月点周次人名位份张种项条样步口户栋层楼级档倍页米克斤升度秒小平公分季千百件间家期届折多余几年"
)
#: Before these a single 2 is 两.
_TWO = "个天次张份位种项样步周户倍页家台件间口条元块角毛万亿千百斤小分年点"
_DASH = r"\s*[~\-–—]{1,2}\s*"
_N = r"\d+(?:\.\d+)?"
_PER = "人月年天日次户餐张份件位小"
_STRONGEST_FIRST = "。？！；，、"

_MARK_OR_REST = re.compile(rf"[{MARKS}]+|[^{MARKS}]+")
_LETTERS = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)?")
_STRAY = re.compile(rf"[^{HANZI}{MARKS}]")
_RUN_OF_MARKS = re.compile(rf"[{MARKS}]{{2,}}")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)*")
_DIALLED = re.compile(r"(?:电话|热线|拨打?|打|号码|尾号|[前后末][一二三四五六七八]位)(?:号码)?[是为:，]?\s*$")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+(?:[。！？；!?;]+[”’」』）)》】]*)?")


def speakable(text: str) -> str:
    """The text as it is to be said: hanzi and the marks ，。？！、； only. Idempotent.

    Phone, identity and hotline numbers come digit by digit with 幺 for 1, in groups with a pause between
    them; years digit by digit; dates, times, ranges, percentages, amounts and other numbers as they are read.
    """
    text = "".join(
        piece if piece[0] in MARKS else unicodedata.normalize("NFKC", piece) for piece in _MARK_OR_REST.findall(text)
    )
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    text = symbols_read(_LETTERS.sub(lambda found: letters_read(found.group()), text))
    text = _RUN_OF_MARKS.sub(_strongest, _STRAY.sub("", text))
    return text.lstrip(MARKS).rstrip("，、；")


def sentences(text: str) -> tuple[str, ...]:
    """The text cut after 。！？； and at line ends, each piece with its mark: what is spoken in one go."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return tuple(sentence for sentence in found if re.search(r"\w", sentence))


def spoken_number_groups(number: str) -> tuple[str, ...]:
    """The groups in which a number is said digit by digit: 13800138000 as 幺三八, 零零幺三, 八零零零.

    Separators already in the number set its groups; X is 叉.
    """
    parts = re.findall(r"[0-9Xx]+", number)
    if len(parts) == 1:
        parts = _cut(parts[0])
    return tuple(read_digits(part, one="幺").replace("X", "叉").replace("x", "叉") for part in parts)


def _cut(digits: str) -> list[str]:
    sizes = GROUPS.get(len(digits))
    if sizes is None:
        size = len(digits) if len(digits) <= _LONGEST_GROUP else 4
        return [digits[start : start + size] for start in range(0, len(digits), size)]
    if 10 <= len(digits) <= 12 and digits.startswith("0"):
        area = 3 if digits[1] in "12" else 4
        return [digits[:area], digits[area:-4], digits[-4:]]
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return [digits[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _strongest(marks: re.Match[str]) -> str:
    return next(mark for mark in _STRONGEST_FIRST if mark in marks.group())


def _grouped(found: re.Match[str]) -> str:
    return "，".join(spoken_number_groups(found.group()))


def _landline(found: re.Match[str]) -> str:
    return "，".join(spoken_number_groups(re.sub(r"\D", "", found.group())))


def _masked(found: re.Match[str]) -> str:
    return "尾号" + read_digits(found[1], one="幺").replace("X", "叉") if found[1] else ""


def _date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{read_digits(year)}年{read_cardinal(int(month))}月{read_cardinal(int(day))}日"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    hours = ("两" if hour == 2 else read_cardinal(hour)) + "点"
    if minute == 0:
        return hours
    return f"{hours}{'零' if minute < 10 else ''}{read_cardinal(minute)}分"


def _fraction(found: re.Match[str]) -> str:
    above, below = int(found[1]), int(found[2])
    if not 0 < above < below:
        return f"{above}、{below}"
    return f"{read_cardinal(below)}分之{read_cardinal(above)}"


def _number(found: re.Match[str]) -> str:
    digits, before, after = found.group(), found.string[: found.start()], found.string[found.end() :].lstrip()
    counts = after[:1] in _MEASURES if after else False
    if "." in digits:
        return _decimal(digits)
    if digits == "2" and after[:1] in _TWO and after and not before.endswith("第"):
        return "两"
    if re.fullmatch(r"(?:1[89]|20)\d\d", digits) and (not counts or after[0] == "年"):
        return read_digits(digits)
    if _is_label(digits, before, after, counts):
        return "，".join(spoken_number_groups(digits))
    return _amount(digits)


def _is_label(digits: str, before: str, after: str, counts: bool) -> bool:
    """Whether digits name something (a phone, a room) instead of counting it."""
    if len(digits) > 1 and digits[0] == "0" and not counts:
        return True
    if len(digits) >= 3 and (_DIALLED.search(before) or after[:1] in ("室", "房")) and not counts:
        return True
    return not counts and (is_hotline(digits) or len(digits) > _LONGEST_GROUP)


def _amount(digits: str) -> str:
    try:
        return re.sub("^二(?=[百千万亿])", "两", read_cardinal(int(digits)))
    except ValueError:
        return read_digits(digits)


def _decimal(digits: str) -> str:
    whole, *rest = digits.split(".")
    return "点".join([_amount(whole), *map(read_digits, rest)])


def _unit(found: re.Match[str]) -> str:
    return UNITS[found[1]]


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[\dXx]*\*{2,}([\dXx]{0,4})"), _masked),
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(rf"(?<=[{HANZI}])\.(?!\d)"), "。"),
    (re.compile(r"\.{2,}"), "，"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), _grouped),
    (re.compile(r"\+?\b86[- ]?(?=1[3-9]\d{9}(?!\d))"), ""),
    (re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), _grouped),
    (re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"), _landline),
    (re.compile(r"(?<!\d)[48]00[- ]?\d{3}[- ]?\d{4}(?!\d)"), _grouped),
    (re.compile(r"(?<![\d.])(?:\d{4} \d{4}|\d{3} \d{3})(?![\d.年])"), _grouped),
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), _date),
    (re.compile(r"[〔\[(]((?:19|20)\d\d)[〕\])](?=第?\d+号)"), r"\1年"),
    (re.compile(rf"((?:19|20)\d\d){_DASH}((?:19|20)\d\d)(?=年)"), r"\1年到\2"),
    (re.compile(r"(?<!\d)(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?!\d)"), _time),
    (re.compile(rf"(?<=[点分%\d]){_DASH}(?=\d|[零一二三四五六七八九十两])"), "到"),
    (re.compile(rf"(?<=[{HANZI}])\s*~\s*(?=[{HANZI}])"), "到"),
    (re.compile(r"(?<![\d/])(\d)/(\d{1,2})(?![\d/])"), _fraction),
    (re.compile(rf"¥\s*({_N})"), r"\1元"),
    (re.compile(rf"(?<=[元块次份])/(?=[{_PER}])"), "每"),
    (re.compile(r"(?<![\d\w])-(?=\d+(?:°C|度))"), "零下"),
    (re.compile(rf"({_N})\s*%"), r"百分之\1"),
    (re.compile(rf"({_N})\s*‰"), r"千分之\1"),
    (re.compile(rf"(?<=\d)\s*({'|'.join(UNITS)})(?![A-Za-z])"), _unit),
    (_NUMBER, _number),
)
