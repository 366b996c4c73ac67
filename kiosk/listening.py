"""A visit's ears: open while the turn takes sound in, told what the kiosk says, tried again after they failed."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.events import Event, FinalHeard, MicrophoneChanged
from kiosk.hearing import Hearing
from kiosk.overhearing import Overhearing
from kiosk.ports import Ear, Heard
from kiosk.turn_state import Turn


class Listening:
    """Without `ears` nothing is ever heard. `report` takes what happened, `turn` tells where the turn stands, `notice`
    whether there are ears; `follow` has the speaker's own pace.
    """

    def __init__(
        self,
        ears: Callable[[], Ear] | None,
        overhearing: Callable[[], Overhearing],
        report: Callable[[Event], None],
        turn: Callable[[], Turn],
        notice: Callable[[bool], None],
        follow: Callable[[FinalHeard], None] = lambda heard: None,
    ) -> None:
        self.hearing: Hearing | None = None
        if ears is not None:
            self.use(ears)
        self._new_overhearing = overhearing
        self._overhearing = overhearing()
        self._report = report
        self._turn = turn
        self._notice = notice
        self._follow = follow
        self._is_lost = False

    def use(self, ears: Callable[[], Ear]) -> None:
        """There are ears now."""
        self.hearing = Hearing(ears, self._heard, self._lost)

    def tend(self, is_seen: bool, patience: float, yes_no: bool) -> None:
        """Open or closed, as the turn stands; `patience`: seconds of silence that end what is being said; `yes_no`:
        whether the question wants a yes or a no."""
        turn = self._turn()
        if self.hearing is None:
            return
        if is_seen and (turn.microphone or turn.overhears):
            self.hearing.open(turn.pauses.patience(patience), yes_no)
        else:
            self.hearing.close()

    def done(self) -> None:
        """The person has finished speaking."""
        if self.hearing is not None and self._turn().microphone:
            self.hearing.done()

    def drop(self) -> None:
        """What is being said is not wanted any more."""
        if self.hearing is not None:
            self.hearing.close()

    def take(self, pcm: bytes) -> None:
        """Sound of the microphone; ignored while closed."""
        if self.hearing is not None:
            self.hearing.take(pcm)

    def say(self, sentence: str) -> None:
        """The kiosk says this next, and will hear it."""
        self._overhearing.say(sentence)

    def forget(self) -> None:
        """Nothing that was said may remain."""
        self._overhearing = self._new_overhearing()

    def try_again(self) -> None:
        """The next person, and whoever asks for it, gets another try after the ears failed."""
        if self._is_lost:
            self._is_lost = False
            self._notice(True)
            self._report(MicrophoneChanged(True))

    def _heard(self, heard: Heard) -> None:
        if isinstance(heard, FinalHeard) and self._turn().microphone:
            self._follow(heard)
        for event in self._overhearing.events(heard, self._turn()):
            self._report(event)

    def _lost(self) -> None:
        self._is_lost = True
        self._notice(False)
        self._report(MicrophoneChanged(False))
