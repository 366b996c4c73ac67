"""What the assistant says, as a message of a chat: one text for a turn, its card in words, its buttons below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.paper.slip import slip_text
from channels.messaging.outgoing import Asks, Outgoing
from channels.messaging.splitting import split
from channels.messaging.words import Words
from channels.wire import Button, Reply

MOST_BUTTONS = 6
_ASKED_OF_THE_APP = {"phone": Asks.PHONE, "address": Asks.PLACE}
"""Fields of a form that the app itself can offer to answer."""


def written(replies: Sequence[Reply], words: Words, longest: int, asking: str | None = None) -> tuple[Outgoing, ...]:
    """The replies of a turn as messages of at most `longest` characters; the buttons stand under the last one.

    A paper becomes a message of its own, before the rest. `asking`: the field of a form that is asked for.
    """
    texts = [text for reply in replies for text in _texts(reply, words)]
    papers = [slip_text(dict(reply.card)) for reply in replies if reply.card and reply.card.get("kind") == "slip"]
    pieces = [piece for paper in papers for piece in split(paper, longest)]
    pieces += split("\n".join(texts), longest)
    buttons = _buttons(replies)
    asks = None if buttons else _ASKED_OF_THE_APP.get(asking or "")
    return tuple(_with_buttons(pieces, buttons, asks))


def ends(replies: Sequence[Reply]) -> bool:
    """Whether the conversation is over, so that it is forgotten."""
    return any(_is_end(reply.card) for reply in replies)


def erases(replies: Sequence[Reply]) -> bool:
    """Whether the chat altogether is to be forgotten."""
    return any(_is_end(reply.card) and (reply.card or {}).get("erases") is True for reply in replies)


def _is_end(card: Mapping[str, Any] | None) -> bool:
    told = (card or {}).get("kind"), (card or {}).get("setting"), (card or {}).get("change")
    return told == ("control", "session", "end")


def _with_buttons(pieces: list[str], buttons: tuple[Button, ...], asks: Asks | None) -> Iterator[Outgoing]:
    *first, last = pieces or [""]
    yield from (Outgoing(piece) for piece in first)
    if last:
        yield Outgoing(last, buttons, asks)


def _buttons(replies: Sequence[Reply]) -> tuple[Button, ...]:
    """Each once, those of the last reply first kept."""
    found = {button.payload: button for reply in replies for button in reply.buttons}
    return tuple(found.values())[-MOST_BUTTONS:]


def _texts(reply: Reply, words: Words) -> Iterator[str]:
    if reply.text:
        yield words.in_chat(reply.text)
    if reply.card and reply.card.get("kind") == "answer":
        yield from _card(reply.card, words)


def _card(card: Mapping[str, Any], words: Words) -> Iterator[str]:
    """The lines of an answer; of a form, what was told, once all of it is looked over."""
    items = card.get("items") or ()
    if card.get("aspect") is None:
        if not card.get("heading") and "who_helps" not in card:
            yield from (words.say("card.told", text=one["text"], note=one["note"]) for one in items)
        return
    if items:
        yield words.say("card.heading", title=str(card["title"]), heading=str(card.get("heading") or ""))
        yield from (_item(one, words) for one in items)
    if items and card.get("source"):
        yield words.say("card.source", source=str(card["source"]), checked_on=str(card["checked_on"]))


def _item(one: Mapping[str, str], words: Words) -> str:
    note = words.say("card.note", note=one["note"]) if one.get("note") else ""
    return words.say("card.item", text=one["text"]) + note
