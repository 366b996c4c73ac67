"""A number corrected while it is being said: 一三八……不是，一三九零零一三八零零零."""

import re

from assistant.text.digits import DigitRun, digit_runs

_CORRECTION = re.compile(
    r"不是|不对|不不|错了|说错|讲错|搞错|记错|应该是|改成|重来|重新|等一下|等等|弗是|勿是|唔系|唔係"
)
#: 前六位, 后面四个数字: counts of digits, not digits of the number.
_COUNT_PHRASE = re.compile(
    r"(?:最?[前后末头尾]面?|中间|一共|总共|第|是)?[一二两三四五六七八九十0-9]{1,2}(?:位|段|个数|个号)[数字码]?"
)
_BEGINNING = re.compile("前|开头|最先")


def split_corrections(text: str) -> list[str]:
    """What was said before, between and after words of correction, in order."""
    return _CORRECTION.split(text)


def without_counts(text: str) -> str:
    """The text without phrases that only count digits (后四位是…)."""
    return _COUNT_PHRASE.sub(" ", text)


def corrected_digits(text: str, length: int) -> str:
    """The digits of one number of `length` digits, with what was taken back left out.

    What follows a correction stands alone if it is a whole number. If a whole number was already said, it
    replaces as many digits at its end, or at its beginning if that is what it is said to be (前三位是……).
    Otherwise it replaces the group said just before it.
    """
    said = ""
    last_group = 0
    for piece in split_corrections(text):
        runs = digit_runs(without_counts(piece))
        digits = "".join(run.digits for run in runs)
        if not digits:
            continue
        if said and len(digits) < length:
            kept = last_group if len(said) < length else len(digits)
            is_beginning = len(said) >= length and _BEGINNING.search(piece)
            digits = digits + said[kept:] if is_beginning else said[: len(said) - kept] + digits
        said, last_group = digits, _last_group(runs)
    return said


def mended_digits(before: str, text: str, length: int) -> str:
    """The digits of a whole number as a later sentence corrects them (电话最后是六)."""
    return corrected_digits(f"{before}，不对，{text}", length)


def _last_group(runs: tuple[DigitRun, ...]) -> int:
    return len(runs[-1].groups[-1].digits)
