"""Loads what reading the first words would otherwise wait for: seconds of dictionaries, once in each process."""

from __future__ import annotations

import threading

from assistant.text.names import SURNAMES, read_name
from assistant.text.normalise import normalise
from assistant.text.numbers import parse_number, read_cardinal
from assistant.text.pinyin import syllables

_ANY_NUMBER = 320


def warm_up() -> None:
    """Readings of characters, simplified forms, numerals, surnames that sound alike."""
    surname = min(SURNAMES)
    syllables(normalise(surname))
    read_name(surname * 2)
    parse_number(read_cardinal(_ANY_NUMBER))


def warm_up_beside() -> threading.Thread:
    """The same while the process goes on starting; it may end before."""
    thread = threading.Thread(target=warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread
