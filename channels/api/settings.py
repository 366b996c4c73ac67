"""How the interface of one station is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MOUNTED_AT = "/api/v1"
VERSION = "1.2.0"
"""Of the interface and of its data dictionary: the first part changes when something is taken away or means another
thing, the second when something is added."""

DICTIONARY = Path(__file__).parent / "dictionary.zh.yml"
TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "dictionary.css"


@dataclass(frozen=True)
class ApiSettings:
    """hosts: names it may be asked under. a_minute: requests of one token; guesses: wrong ones of one address.

    most_bytes: of a body.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    a_minute: int = 120
    guesses: int = 20
    most_bytes: int = 16 * 1024
