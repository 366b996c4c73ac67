"""How the kiosk speaks to the person who is here: how fast, how loud, and what of it others may hear."""

from __future__ import annotations

from collections.abc import Sequence

from channels.voices.loudness import at_level
from channels.voices.sound import Sound, read_wav
from kiosk.events import FinalHeard
from kiosk.loudspeaker import Loudspeaker
from kiosk.own_pace import OwnPace
from kiosk.pace import Pace
from kiosk.ports import Clip
from kiosk.speech.spoken_sound import clip_of


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

    def lent(self, wav: bytes) -> Clip:
        """Somebody else's voice, as loud as this person wants to hear. Raises VoicePackError for what is no sound."""
        sound = read_wav(wav)
        return clip_of(Sound(at_level(sound.samples, self.pace.volume_db), sound.rate))

    def begin_answer(self) -> None:
        """A new question was asked: what was private in the last answer is not looked for in the next."""
        self._personal = ()

    def withhold(self, personal: Sequence[str]) -> None:
        """These parts of the answer are about a person."""
        self._personal += tuple(personal)

    def choose_words(self, utterances: Sequence[int | None], sentences: Sequence[str]) -> bool:
        """What will be spoken of the sentences on the screen: all to earphones, nothing private to the whole room.

        Whether there is something in them that only earphones may tell.
        """
        said = self._loudspeaker.says(sentences, self._personal)
        if not self.earphones:
            pairs = zip(utterances, said, strict=True)
            self._aloud.update({utterance: text for utterance, text in pairs if utterance is not None})
        return said != tuple(sentences)

    def spoken(self, utterance: int, text: str) -> str:
        """The words of an utterance: those chosen for it, or the text; to the whole room without anybody's number."""
        chosen = self._aloud.pop(utterance, None)
        if chosen is not None:
            return chosen
        return text if self.earphones else self._loudspeaker.says((text,))[0]
