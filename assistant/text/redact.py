"""What must not be kept, and what must not be shown.

Two gates. `drop_credentials` stands before everything that remembers: passwords, one-time codes and bank card
numbers vanish whole, however they are written or said. `mask_personal` stands before logs and screens: it
also leaves only the last four places of an identity number or a phone number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.text.credentials import credentials
from assistant.text.personal import personal_numbers
from assistant.text.spans import Found, replaced

PLACEHOLDERS = {"password": "〔密码〕", "code": "〔验证码〕", "bank_card": "〔银行卡号〕"}

_SHOWN = 4


@dataclass(frozen=True)
class Redacted:
    """A text that may go on. `kinds` names what was taken out, once each, in order of appearance:
    password, code, bank_card, id_number, phone, landline or number (long, and of no known kind)."""

    text: str
    kinds: tuple[str, ...]


def drop_credentials(text: str) -> Redacted:
    """The text with 〔密码〕, 〔验证码〕 and 〔银行卡号〕 in place of passwords, codes and card numbers."""
    return _redacted(text, credentials(text), lambda found: PLACEHOLDERS[found.kind])


def mask_personal(text: str) -> Redacted:
    """The text without credentials, and with stars for all but the last four places of personal numbers."""
    dropped = drop_credentials(text)
    masked = _redacted(dropped.text, personal_numbers(dropped.text), _masked)
    return Redacted(masked.text, tuple(dict.fromkeys(dropped.kinds + masked.kinds)))


def _redacted(text: str, found: tuple[Found, ...], words: Callable[[Found], str]) -> Redacted:
    return Redacted(replaced(text, found, words), tuple(dict.fromkeys(one.kind for one in found)))


def _masked(found: Found) -> str:
    return "*" * max(len(found.digits) - _SHOWN, 0) + found.digits[-_SHOWN:]
