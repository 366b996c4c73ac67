"""One person's visit: carries out what the turn asks for.

A visit outlives the connection of its page, which comes back with the visit's random name, and never its
person: the wipe leaves nothing but a new name. All of this runs on the event loop; hearing and speaking go
elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from assistant.text.speakable import sentences
from channels.wire import Reply, TurnEnd
from kiosk import private
from kiosk.beside import Beside, Hands
from kiosk.choices import Choice, place_of, three
from kiosk.company_events import DangerHeard, Unchanged
from kiosk.conversation import Conversation, Listener
from kiosk.effects import (
    Acknowledge,
    Ask,
    DropQuestion,
    Effect,
    PlayVolunteer,
    Prompt,
    Say,
    ShowChoices,
    ShowHeard,
    ShowHome,
    ShowReply,
    ShowVolunteer,
    StopVoice,
    Tell,
    TellConsent,
    Wipe,
)
from kiosk.events import (
    ClipOver,
    ClipReady,
    Event,
    ListenPressed,
    MicrophoneChanged,
    RepeatPressed,
    Replied,
    TakenUp,
    Tick,
    Touched,
    Typed,
)
from kiosk.listening import Listening
from kiosk.manner import Manner
from kiosk.neighbours import Neighbours
from kiosk.overhearing import Overhearing
from kiosk.practice import Practice
from kiosk.protocol import Adjust, Done, Earphones, Example, Frame, Hello, LoudspeakerTold
from kiosk.reply import control_of, has_card, laid_out, patience_of, personal_of, then_of, wants_yes_or_no
from kiosk.screen import Page, Screen, spoken_lines
from kiosk.turn import advance
from kiosk.turn_state import Mode, Turn
from kiosk.visit_name import new_name
from kiosk.voice import Voice

_ASKED = "asked"


class Visit:
    """The visit of one person, and then of the next."""

    def __init__(self, with_: Neighbours, name: str | None = None) -> None:
        """`name`: of a visit that was cut off, to be gone on with; a new one otherwise."""
        self._with = with_
        self.name = name or new_name(with_.settings.practises)
        self.turn = Turn(
            hearing=with_.ears is not None, voice=with_.mouth is not None, by_press=with_.settings.by_press
        )
        self.has_loudspeaker = True
        self._screen = Screen()
        self._tell_of_ears()
        self._screen.notice("no_mouth", with_.mouth is None)
        self._manner = Manner(with_.loudspeaker)
        self._asking: str | None = None
        self._offered: list[Choice] = []
        self._patience: float | None = None
        self._reply: Reply | None = None
        self._conversation = Conversation(with_.dialogue, Listener(self._take_reply, self._take_end, self.happen))
        self._clock: asyncio.Task[None] | None = None
        overheard = partial(Overhearing, with_.barge_in, with_.phrasing)
        self._listening = Listening(
            with_.ears, overheard, self.happen, lambda: self.turn, self._can_hear, lambda one: self._manner.follow(one)
        )
        self._voice = Voice(with_.mouth, self._screen.clip, self.happen, self._mute) if with_.mouth else None
        self._practice = Practice(with_.mouth, self._listening, lambda: self.turn.microphone, self._mute)
        self._beside = self._open_room()

    # The page

    def attach(self, page: Page) -> None:
        """This page shows the visit now, from where it stood."""
        self._screen.attach(
            page,
            session=self.name,
            listens=self._with.ears is not None,
            speaks=self._voice is not None,
            practises=self._with.settings.practises,
            earphones=self._manner.earphones,
            examples=list(self._with.examples),
            duty_phone=self._with.settings.duty_phone,
        )
        self._screen.state(self.turn, self._asking)
        self._tend_microphone()
        if self._clock is None or self._clock.done():
            self._clock = asyncio.create_task(self._run_clock())

    def take_up(self) -> None:
        """Goes on with a visit the dialogue still knows: what was said last is said again."""
        self.happen(TakenUp())

    def detach(self) -> None:
        """The page is gone: the voice and the microphone with it; the clock runs on towards the wipe."""
        self._screen.detach()
        self._practice.stop()
        if self.turn.pending:
            self.happen(ClipOver(self.turn.pending[-1]))
        self._tend_microphone()

    def know(self, troubles: frozenset[str]) -> None:
        """Shows what of the station does not work now, and no longer what works again."""
        self._screen.know(troubles)

    @property
    def is_seen(self) -> bool:
        """Whether its page is there."""
        return self._screen.is_seen

    @property
    def is_over(self) -> bool:
        """Nobody sees it and nobody is in it."""
        return not self._screen.is_seen and self.turn.mode is Mode.ATTRACT

    def close(self) -> None:
        """Stop everything, for good."""
        self._beside.close(is_over=False)
        self._screen.detach()
        self._practice.stop()
        self._tend_microphone()
        self._conversation.drop()
        if self._clock is not None:
            self._clock.cancel()
        if self._voice is not None:
            self._voice.hush()

    def use(self, with_: Neighbours) -> None:
        """The ears have come, or are known not to come."""
        self._with = with_
        self._tell_of_ears()
        if with_.ears is not None:
            self._listening.use(with_.ears)
            self._screen.send("listens", on=True)
            self.happen(MicrophoneChanged(True))

    def _tell_of_ears(self) -> None:
        is_deaf = self._with.ears is None
        self._screen.notice("ears_coming", is_deaf and self._with.ears_are_coming)
        self._screen.notice("no_ears", is_deaf and not self._with.ears_are_coming)

    def sound(self, pcm: bytes) -> None:
        """Sound of the page's microphone; dropped unless the microphone is open."""
        if not self._practice.is_on:
            self._listening.take(pcm)

    def receive(self, frame: Frame) -> None:
        """What the person did on the page."""
        if isinstance(frame, ListenPressed) or self.turn.mode is Mode.ATTRACT:
            self._listening.try_again()
        if isinstance(frame, Done):
            self._listening.done()
        elif isinstance(frame, Adjust):
            self._manner.change(frame.setting, frame.change)
            self.happen(RepeatPressed())
        elif isinstance(frame, Earphones):
            self._manner.earphones = frame.on
            self.happen(RepeatPressed(whole=True) if frame.on else Touched())
        elif isinstance(frame, LoudspeakerTold):
            self.has_loudspeaker = frame.works
        elif isinstance(frame, Example):
            self._say_example(frame.index)
        elif isinstance(frame, MicrophoneChanged):
            self.happen(MicrophoneChanged(frame.works and self._with.ears is not None))
        elif not isinstance(frame, Hello):
            self._done_by_hand(frame)

    def _done_by_hand(self, event: Event) -> None:
        """Whoever uses their hands while speaking wants what their hands did."""
        if not isinstance(event, Touched | ClipOver):
            self._listening.drop()
        self.happen(event)

    # The turn

    def happen(self, event: Event) -> None:
        """Advance the turn, carry out its effects in order, and let the page know where it stands."""
        self.turn, effects = advance(self.turn, event, self._with.settings.rules)
        for effect in effects:
            _CARRY_OUT[type(effect)](self, effect)
        self._tend_microphone()
        self._screen.state(self.turn, self._asking)
        self._beside.stand(self.turn)

    async def _run_clock(self) -> None:
        last = self._with.settings.seconds()
        while not self.is_over:
            await asyncio.sleep(self._with.settings.tick)
            now = self._with.settings.seconds()
            self._beside.tick(now - last)
            self.happen(Tick(now - last))
            last = now

    def _tend_microphone(self) -> None:
        patience = self._patience or self._with.settings.rules.patience
        self._listening.tend(self._screen.is_seen, patience, wants_yes_or_no(self._asking))

    def _can_hear(self, yes: bool) -> None:
        self._screen.notice("no_ears", not yes)

    # Effects

    def _ask(self, effect: Ask) -> None:
        self._patience = None
        self._manner.begin_answer()
        self._offered = []
        self._beside.asked(effect)
        self._conversation.ask(self.name, effect)

    def _drop_question(self, effect: Effect) -> None:
        self._conversation.drop()

    def _show_heard(self, effect: ShowHeard) -> None:
        text = private.heard(effect.text)
        if effect.final:
            self._beside.heard(effect.text, effect.also)
            self._screen.show("caption", afresh=True, text=text, final=True)
        else:
            self._screen.send("caption", text=text, final=False)

    def _show_reply(self, effect: ShowReply) -> None:
        lines = spoken_lines(effect.sentences, effect.utterances)
        alone = self._manner.choose_words(effect.utterances, effect.sentences)
        if effect.again or self._reply is None:
            self._screen.send("reply", turn=self.turn.number, sentences=lines, again=True, private=alone)
        else:
            beside = laid_out(self._reply)
            self._offered = beside["buttons"] or self._offered
            beside |= {"turn": self.turn.number, "sentences": lines, "again": False, "private": alone}
            self._screen.show("reply", **beside)

    def _say(self, effect: Say) -> None:
        if self._voice is not None:
            text = self._manner.spoken(effect.utterance, effect.text)
            self._listening.say(text)
            self._voice.say(effect.utterance, text, self._manner.pace)

    def _prompt(self, effect: Prompt) -> None:
        self._beside.prompted(effect.key)
        self._screen.send("say", key=effect.key, utterance=effect.utterance)
        if effect.utterance is not None:
            self._say(Say(effect.utterance, self._with.sentences.spoken[effect.key]))

    def _show_choices(self, effect: Effect) -> None:
        place = place_of(self._asking, self.turn.asked)
        self._screen.send("choices", buttons=three(self._offered, self._with.sentences.choices[place]))

    def _acknowledge(self, effect: Acknowledge) -> None:
        self._screen.send("ack", sound=effect.sound, over=effect.over)

    def _stop_voice(self, effect: Effect) -> None:
        if self._voice is not None:
            self._voice.hush()
        self._screen.send("hush")

    def _show_home(self, effect: Effect) -> None:
        self._asking = None
        self._screen.clear("home")

    def _wipe(self, effect: Effect) -> None:
        self._practice.stop()
        self._asking, self._offered, self._patience, self._reply = None, [], None, None
        self._manner = Manner(self._with.loudspeaker)
        self._listening.forget()
        if self._with.mouth is not None:
            self._with.mouth.forget()
        self._conversation.forget(self.name)
        if self._with.forget_prints is not None:
            self._conversation.keep(self._with.forget_prints())
        self._beside.close(is_over=True)
        self.name = new_name(self._with.settings.practises)
        self._beside = self._open_room()
        self._screen.clear("wiped", session=self.name)

    def _mute(self) -> None:
        self._screen.notice("no_mouth", True)

    # The volunteer

    def _open_room(self) -> Beside:
        return Beside(self._with.meeting, self.name, Hands(self.happen, lambda: self._screen.send("print")))

    def _show_volunteer(self, effect: ShowVolunteer) -> None:
        lines = spoken_lines(effect.sentences, effect.utterances)
        self._screen.show("volunteer", sentences=lines)

    def _play_volunteer(self, effect: PlayVolunteer) -> None:
        clip = self._manner.lent(effect.wav)
        self._screen.clip(effect.utterance, clip)
        asyncio.get_running_loop().call_soon(self.happen, ClipReady(effect.utterance, clip.seconds))

    def _tell(self, effect: Tell) -> None:
        if not self._beside.told(effect.text):
            asyncio.get_running_loop().call_soon(self.happen, DangerHeard(effect.text))

    def _tell_consent(self, effect: TellConsent) -> None:
        self._beside.consent(effect.yes)

    # The dialogue

    def _take_reply(self, number: int, reply: Reply) -> None:
        if number != self.turn.number:
            return
        if not self._beside.replied(reply):
            self.happen(Unchanged(number))
            return
        self._obey(control_of(reply))
        self._patience = patience_of(reply) or self._patience
        self._reply = reply
        self._manner.withhold(personal_of(reply))
        lines = sentences(private.shown(reply.text))
        self.happen(Replied(number, lines, has_card=has_card(reply), then=then_of(reply)))
        self._reply = None

    def _take_end(self, number: int, end: TurnEnd) -> bool:
        if number == self.turn.number:
            self._asking = end.state.get("asking")
            self._beside.ended(end)
        is_answered = self.turn.accompanied and end.handover == _ASKED
        return end.handover is not None and not is_answered

    def _obey(self, control: Adjust | None) -> None:
        if control is not None and control.setting == "font":
            self._screen.send("adjust", setting="font", change=control.change)
        elif control is not None:
            self._manner.change(control.setting, control.change)

    # Practice

    def _say_example(self, index: int) -> None:
        examples = self._with.examples
        if not 0 <= index < len(examples):
            return
        if not self._practice.is_possible:
            self.happen(Typed(examples[index]))
        elif not self._practice.is_on:
            self.happen(ListenPressed())
            self.happen(MicrophoneChanged(True))
            self.happen(Touched())
            self._practice.start(examples[index])


_CARRY_OUT: dict[type[Any], Callable[[Visit, Any], None]] = {
    Ask: Visit._ask,
    DropQuestion: Visit._drop_question,
    ShowHeard: Visit._show_heard,
    Acknowledge: Visit._acknowledge,
    ShowReply: Visit._show_reply,
    Say: Visit._say,
    Prompt: Visit._prompt,
    ShowVolunteer: Visit._show_volunteer,
    PlayVolunteer: Visit._play_volunteer,
    Tell: Visit._tell,
    TellConsent: Visit._tell_consent,
    StopVoice: Visit._stop_voice,
    ShowChoices: Visit._show_choices,
    ShowHome: Visit._show_home,
    Wipe: Visit._wipe,
}
