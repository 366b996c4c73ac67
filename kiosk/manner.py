"""How the kiosk speaks to the person who is here: how fast, how loud, and what of it others may hear."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.events import FinalHeard
from kiosk.loudspeaker import Loudspeaker
from kiosk.own_pace import OwnPace
from kiosk.pace import Pace


class Manner:
    """Of one visit; the next person meets a new one.

    earphones: the person chose to listen alone, so that what is private may be spoken.
    """

    def __init__(self, loudspeaker: Loudspeaker) -> None:
        self.earphones = False
        self.pace = Pace()
        self._own = OwnPace()
        self._loudspeaker = loudspeaker
        self._personal: tuple[str, ...] = ()
        self._aloud: dict[int, str] = {}

    def change(self, setting: str, change: str) -> None:
        """The person asks for another `pace` or `volume`, `up` or `down`: from now on theirs counts."""
        self.pace = self.pace.changed(setting, change)

    def follow(self, heard: FinalHeard) -> None:
        """Somebody spoke: the voice goes a little towards how fast they speak."""
        self._own = self._own.after(heard.text, heard.seconds)
        self.pace = self.pace.towards(self._own.wanted_rate)

    def begin_answer(self) -> None:
        """A new question was asked: what was private in the last answer is not looked for in the next."""
        self._personal = ()

    def withhold(self, personal: Sequence[str]) -> None:
        """These parts of the answer are about a person."""
        self._personal += tuple(personal)

    def choose_words(self, utterances: Sequence[int | None], sentences: Sequence[str]) -> None:
        """What will be spoken of the sentences on the screen: all to earphones, nothing private to the whole room."""
        if self.earphones:
            return
        said = self._loudspeaker.says(sentences, self._personal)
        pairs = zip(utterances, said, strict=True)
        self._aloud.update({utterance: text for utterance, text in pairs if utterance is not None})

    def spoken(self, utterance: int, text: str) -> str:
        """The words of an utterance: those chosen for it, or the text as it is."""
        return self._aloud.pop(utterance, text)
