"""What is on the screen now, kept so that a page that comes back shows it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from kiosk import protocol
from kiosk.ports import Clip
from kiosk.turn_state import Turn


class Page(Protocol):
    """The open connection to a screen; sends in order and never blocks."""

    def send(self, frame: str | bytes) -> None: ...


def spoken_lines(sentences: Sequence[str], utterances: Sequence[int | None]) -> list[dict[str, Any]]:
    """Sentences as the page takes them, each with its utterance, or with None where it is only shown."""
    pairs = zip(sentences, utterances, strict=True)
    return [{"text": text, "utterance": utterance} for text, utterance in pairs]


class Screen:
    """Sends frames to the page, if one is there, and remembers those that make up what is shown."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._shown: list[str] = []
        self._notices: set[str] = set()
        self._troubles: frozenset[str] = frozenset()
        self._state = ""

    @property
    def is_seen(self) -> bool:
        """Whether a page is there."""
        return self._page is not None

    def attach(self, page: Page, **welcome: Any) -> None:
        """A page is there: greet it and bring it to where the visit stands."""
        self._page = page
        self._state = ""
        self.send("welcome", **welcome)
        for key in sorted(self._notices):
            self.send("notice", key=key, on=True)
        for frame in self._shown:
            page.send(frame)

    def detach(self) -> None:
        """The page is gone."""
        self._page = None

    def send(self, kind: str, **fields: Any) -> None:
        """A frame that leaves nothing behind on the screen."""
        self._put(protocol.write(kind, **fields))

    def show(self, kind: str, afresh: bool = False, **fields: Any) -> None:
        """A frame that stays on the screen; `afresh`: in place of all that was there."""
        frame = protocol.write(kind, **fields)
        self._shown = [frame] if afresh else [*self._shown, frame]
        self._put(frame)

    def clear(self, kind: str, **fields: Any) -> None:
        """A frame after which nothing that was shown remains."""
        self._shown = []
        self.send(kind, **fields)

    def notice(self, key: str, on: bool) -> None:
        """Something does not work now, or works again."""
        if (key in self._notices) is on:
            return
        self._notices ^= {key}
        self.send("notice", key=key, on=on)

    def know(self, troubles: frozenset[str]) -> None:
        """What of the station does not work now; what worked no longer before and is not among it works again."""
        for key in troubles ^ self._troubles:
            self.notice(key, key in troubles)
        self._troubles = troubles

    def clip(self, utterance: int, clip: Clip) -> None:
        """Sound for an utterance."""
        self.send("audio", utterance=utterance, seconds=clip.seconds, bytes=len(clip.wav))
        self._put(clip.wav)

    def state(self, turn: Turn, asking: str | None) -> None:
        """Where the turn stands, if that is not what the page knows already."""
        frame = protocol.write(
            "state",
            mode=turn.mode.value,
            microphone=turn.microphone,
            overhears=turn.overhears,
            hearing=turn.hearing,
            voice=bool(turn.pending),
            leaving=None if turn.leaving is None else max(0, round(turn.leaving)),
            person=turn.person,
            asking=asking,
            company=turn.company.value,
            companion=turn.companion,
            speaker="volunteer" if turn.speaks_for_volunteer else "assistant",
            nobody_came=turn.nobody_came,
        )
        if frame != self._state:
            self._state = frame
            self._put(frame)

    def _put(self, frame: str | bytes) -> None:
        if self._page is not None:
            self._page.send(frame)
