"""What was said to a message that comes again: a channel that was cut off asks once more, and no turn is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from channels.wire import Button, Reply

MESSAGE, AGAIN = "message", "again"
"""What a channel tells of a message: its key, and whether it may have been asked before."""


def said_before(events: Iterable[Any], about: Mapping[str, Any]) -> list[Reply]:
    """The replies to the last thing heard, where that was this very message and it was answered; otherwise none.

    `events` of a tracker, oldest first.
    """
    key = about.get(MESSAGE)
    if not key or not about.get(AGAIN):
        return []
    replies: list[Reply] = []
    for event in reversed(list(events)):
        if event.type_name == "user":
            return replies[::-1] if (event.metadata or {}).get(MESSAGE) == key else []
        if event.type_name == "bot":
            replies.append(_reply(event))
    return []


def _reply(event: Any) -> Reply:
    data = event.data or {}
    buttons = tuple(Button(one["title"], one["payload"]) for one in data.get("buttons") or ())
    return Reply(event.text or "", buttons, data.get("custom") or None)
