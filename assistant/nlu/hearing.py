"""How the components read a message: as repaired where it was misheard. Imports no Rasa."""

from typing import Any, Protocol

from assistant.text.repair import Repaired

REPAIRED = "repaired"
"""The attribute of a message that holds a `Repaired`."""

REPAIRS = "repairs"
"""The attribute, seen outside as well, that says in how many places."""


SECOND_WISH = "second_wish"
"""The attribute that holds a `Wish`, where an utterance asks about two services."""


class Carrier(Protocol):
    """Rasa's Message, as far as it is needed here."""

    def get(self, prop: str, default: Any = None) -> Any:
        """An attribute of the message."""


def repaired(message: Carrier) -> Repaired:
    """The message's text as repaired; unchanged where nothing repaired it."""
    return message.get(REPAIRED) or Repaired(message.get("text") or "", 0)
