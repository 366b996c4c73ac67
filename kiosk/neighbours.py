"""What every visit at this kiosk shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from channels.live.meeting import Meeting
from kiosk.barge_in import BargeIn
from kiosk.loudspeaker import Loudspeaker
from kiosk.ports import Dialogue, Ear, ForgetPrints, Mouth
from kiosk.sentences import Sentences
from kiosk.settings import KioskSettings
from kiosk.speech.phrasing import Phrasing


@dataclass(frozen=True)
class Neighbours:
    """The parts around a visit, built once by the composition root.

    ears_are_coming: there are none yet, but there will be; see `with_ears`.
    """

    dialogue: Dialogue
    ears: Callable[[], Ear] | None
    mouth: Mouth | None
    sentences: Sentences
    settings: KioskSettings
    meeting: Meeting
    loudspeaker: Loudspeaker
    barge_in: BargeIn = field(default_factory=BargeIn.load)
    phrasing: Phrasing = field(default_factory=Phrasing.load)
    forget_prints: ForgetPrints | None = None
    ears_are_coming: bool = False

    @property
    def examples(self) -> tuple[str, ...]:
        """Sentences that the kiosk says for the person; none but in a demonstration."""
        return self.sentences.examples if self.settings.demo else ()

    def with_ears(self, ears: Callable[[], Ear] | None) -> Neighbours:
        """The same parts once the ears have come, or will not come at all."""
        return replace(self, ears=ears, ears_are_coming=False)
