"""Sums of money as they are told: 三块五毛, 一百零五块三, 一百二, 1万2, 四百来块."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.numbers import misheard, parse_number

_N = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿廿俩仨点]|[百千万亿])+"
_ABOUT = "来|多|几|左右|上下"
_ONE = r"[一二两三四五六七八九\d]"
_YUAN = re.compile(
    rf"(?P<yuan>{_N})(?P<about>{_ABOUT})?\s*(?:块钱?|元钱?|圆|大洋)"
    rf"(?:零?(?P<jiao>{_ONE})(?:[毛角](?P<fen>{_ONE})?分?)?(?![个天月年次人十百千万号]))?"
)
_JIAO = re.compile(rf"(?P<jiao>{_N})\s*[毛角](?:钱)?(?:(?P<fen>{_ONE})分?)?")
_SIGN = re.compile(r"¥\s*(?P<yuan>\d+(?:\.\d+)?)")
_BARE = re.compile(rf"(?P<yuan>{_N})(?P<about>{_ABOUT})?")


@dataclass(frozen=True)
class Money:
    """A sum found in a sentence, in fen (hundredths of a yuan).

    `is_exact` is False for 四百来块. `alternatives`, in fen, are the sums it is easily mistaken for.
    """

    said: str
    fen: int
    is_exact: bool = True
    alternatives: tuple[int, ...] = ()

    @property
    def yuan(self) -> Decimal:
        """The sum in yuan."""
        return Decimal(self.fen) / 100


def amounts(text: str) -> tuple[Money, ...]:
    """Every sum named with its unit (元 块 毛 ¥), in order of position."""
    text = unicodedata.normalize("NFKC", text).replace(",", "")
    found: dict[int, Money] = {}
    taken = [False] * len(text)
    for pattern in (_SIGN, _YUAN, _JIAO):
        for match in pattern.finditer(text):
            money = _money(match)
            if money is not None and not any(taken[match.start() : match.end()]):
                found[match.start()] = money
                taken[match.start() : match.end()] = [True] * len(match[0])
    return tuple(found[position] for position in sorted(found))


def amount(text: str) -> Money | None:
    """The sum in an answer to the question how much, where the unit may be left out (一百二); or None."""
    named = amounts(text)
    if named:
        return named[-1]
    bare = (_money(match) for match in _BARE.finditer(unicodedata.normalize("NFKC", text).replace(",", "")))
    return next((money for money in bare if money is not None), None)


def _money(match: re.Match[str]) -> Money | None:
    parts = match.groupdict()
    values = [_fen(parts.get(name), unit) for name, unit in (("yuan", 100), ("jiao", 10), ("fen", 1))]
    if None in values or (not parts.get("yuan") and not parts.get("jiao")):
        return None
    fen = sum(value for value in values if value is not None)
    others = tuple(fen + (other - int(fen / 100)) * 100 for other in misheard(parts.get("yuan") or ""))
    return Money(match[0].strip(), fen, not parts.get("about"), others)


def _fen(said: str | None, unit: int) -> int | None:
    if not said:
        return 0
    value = parse_number(said)
    return None if value is None else round(value * unit)
