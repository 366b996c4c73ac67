"""The last touch to what is said: the person's script, and a voice message behind it where they like that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from channels.messaging.outgoing import Outgoing
from channels.messaging.script import TRADITIONAL, in_script
from channels.wire import Button


def finished(messages: Sequence[Outgoing], preferences: Mapping[str, Any], *, speaks: bool) -> Iterator[Outgoing]:
    """The messages as this person wants them; `speaks`: there is a voice."""
    script = preferences.get("script") or preferences.get("written")
    yield from (_in_script(one, script) for one in messages)
    if speaks and messages and preferences.get("voice"):
        yield Outgoing("\n".join(one.text for one in messages), aloud=True)


def _in_script(message: Outgoing, script: str | None) -> Outgoing:
    if script != TRADITIONAL:
        return message
    buttons = tuple(Button(in_script(one.title, script), one.payload) for one in message.buttons)
    return replace(message, text=in_script(message.text, script), buttons=buttons)


def joined(messages: Sequence[Outgoing], longest: int) -> Iterator[Outgoing]:
    """The messages, each with those behind it that still fit; their buttons come together."""
    waiting: Outgoing | None = None
    for one in messages:
        if waiting is None:
            waiting = one
        elif one.aloud or len(waiting.text) + len(one.text) + len(_GAP) > longest:
            yield waiting
            waiting = one
        else:
            waiting = Outgoing(f"{waiting.text}{_GAP}{one.text}", (*waiting.buttons, *one.buttons), one.asks)
    if waiting is not None:
        yield waiting


_GAP = "\n\n"
