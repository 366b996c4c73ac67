"""What must not be kept, and what must not be shown.

Two gates. `drop_credentials` stands before everything that remembers: passwords, one-time codes and bank card
numbers vanish whole, however they are written or said. `mask_personal` stands before logs and screens: it
also leaves only the last four places of an identity number or a phone number.

Both work on their own result until nothing is left to find: what one finding hid may have stood in front of
another. What they leave behind (〔密码〕, *******8000) is never read as part of something new.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.text.credentials import credentials
from assistant.text.digits import plain_digits
from assistant.text.personal import personal_numbers
from assistant.text.spans import Found, replaced

PLACEHOLDERS = {"password": "〔密码〕", "code": "〔验证码〕", "bank_card": "〔银行卡号〕"}

_SHOWN = 4

_LEFT_BEHIND = re.compile(rf"\*{{3,}}[0-9]{{{_SHOWN - 1}}}[0-9X](?![0-9])|{'|'.join(PLACEHOLDERS.values())}")
#: Ends a sentence, so that nothing is read across it.
_VEIL = "！"


@dataclass(frozen=True)
class Redacted:
    """A text that may go on. `kinds` names what was taken out, once each, in order of appearance:
    password, code, bank_card, id_number, phone, landline or number (long, and of no known kind)."""

    text: str
    kinds: tuple[str, ...]


def drop_credentials(text: str) -> Redacted:
    """The text with 〔密码〕, 〔验证码〕 and 〔银行卡号〕 in place of passwords, codes and card numbers."""
    return _thoroughly(_without_credentials, text)


def mask_personal(text: str) -> Redacted:
    """The text without credentials, and with stars for all but the last four places of personal numbers."""
    return _thoroughly(_without_personal, text)


def _thoroughly(step: Callable[[str], Redacted], text: str) -> Redacted:
    redacted = step(text)
    kinds = redacted.kinds
    while redacted.kinds:
        redacted = step(redacted.text)
        kinds += redacted.kinds
    return Redacted(redacted.text, tuple(dict.fromkeys(kinds)))


def _without_credentials(text: str) -> Redacted:
    return _redacted(text, credentials(_veiled(text)), lambda found: PLACEHOLDERS[found.kind])


def _without_personal(text: str) -> Redacted:
    dropped = drop_credentials(text)
    masked = _redacted(dropped.text, personal_numbers(_veiled(dropped.text)), _masked)
    return Redacted(masked.text, dropped.kinds + masked.kinds)


def _veiled(text: str) -> str:
    """The text with what an earlier pass left behind made unreadable; every position stays."""
    left_behind = [Found(match.start(), match.end(), "veil") for match in _LEFT_BEHIND.finditer(plain_digits(text))]
    return replaced(text, left_behind, lambda found: _VEIL * (found.end - found.start))


def _redacted(text: str, found: tuple[Found, ...], words: Callable[[Found], str]) -> Redacted:
    return Redacted(replaced(text, found, words), tuple(one.kind for one in found))


def _masked(found: Found) -> str:
    return "*" * max(len(found.digits) - _SHOWN, 0) + found.digits[-_SHOWN:]
