"""Every custom action by the name the domain knows it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions import (
    answers,
    assisting,
    bring,
    clarification,
    conversation,
    feedback,
    going_on,
    handover,
    hotlines,
    listening,
    mandating,
    manner,
    pointing,
    progress,
    reminding,
    responsibility,
    revoking,
    satisfaction,
    signing_up,
    teaching,
    telling_day,
    voting,
    withdrawing,
)
from actions.form import fill
from actions.reply import Outcome
from actions.resources import Resources
from actions.rights import answering
from actions.turn import Turn

Capability = Callable[[Turn, Resources], Outcome]

CAPABILITIES: Mapping[str, Capability] = {
    "action_answer": answers.answer,
    clarification.NAME: clarification.clarify,
    "action_confirm": conversation.confirm,
    "action_decline": conversation.decline,
    "action_repeat": conversation.repeat,
    "action_back": conversation.back,
    "action_correct": conversation.correct,
    "action_start_over": conversation.start_over,
    "action_assist": assisting.assist,
    "action_listen_on": listening.listen,
    manner.NAME: manner.more,
    telling_day.NAME: telling_day.tell_day,
    fill.NAME: fill.fill,
    feedback.NAME: feedback.feedback,
    signing_up.NAME: signing_up.sign_up,
    progress.NAME: progress.progress,
    bring.NAME: bring.bring,
    reminding.NAME: reminding.reminding,
    withdrawing.NAME: withdrawing.ask_first,
    going_on.NAME: going_on.go_on,
    revoking.NAME: revoking.revoke_letter,
    voting.NAME: voting.vote,
    pointing.NAME: pointing.points,
    teaching.NAME: teaching.lesson,
    satisfaction.NAME: satisfaction.rate,
    mandating.NAME: mandating.by_number,
    answering.NAME: answering.privacy,
    "action_hotline": hotlines.hotline,
    responsibility.NAME: responsibility.responsibility,
    "action_call_person": handover.call_person,
    "action_raise_alarm": handover.raise_alarm,
}
