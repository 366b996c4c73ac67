"""Whom to ring today: people without a chat who asked to be reminded, or who do not know yet how their case ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from starlette.responses import Response

from actions.cases.model import Case, CaseState
from actions.desk.attempts import Again, Attempts, tried
from actions.desk.dealing import Step
from actions.desk.model import EVERYONE, Note
from actions.desk.ports import DeskWork
from actions.desk.queue import to_tell
from actions.reminders.model import Reminder, ReminderState
from actions.reminders.wording import wording
from channels.desk.case import reason_given
from channels.desk.desk import Desk
from channels.desk.fixed_words import responses
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.titles import titles

_TOLD_BY: Mapping[CaseState, Step] = {CaseState.ANSWERED: Step.CLOSE, CaseState.RETURNED: Step.TELL}
"""Which step it is that the person was told."""
_MOBILE = 11


def pages(desk: Desk) -> list[Page | Socket]:
    """The list, a number in the clear, and a call that was made."""
    return [
        Page("/calls", show, EVERYONE, nav="calls"),
        Page("/calls/{kind}/{id}/look", look, EVERYONE, ("POST",)),
        Page("/calls/reminder/{id}/called", called, EVERYONE, ("POST",)),
        Page("/calls/{kind}/{id}/tried", in_vain, EVERYONE, ("POST",)),
    ]


@dataclass(frozen=True)
class Call:
    """Somebody to ring. `kind` is "reminder" or "case"; `say` is what to tell them, `masked` the same without
    anybody's name or number; `seen` as for a step of a case."""

    kind: str
    id: str
    title: str
    say: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    step: str = ""
    seen: int = 0
    number: str = ""
    masked: str = field(default="", repr=False)
    attempts: Attempts | None = None

    @property
    def subject(self) -> str:
        """What the calls in vain stand under."""
        return f"{self.kind}:{self.id}"

    @property
    def shown_say(self) -> str:
        """What may be read without a reason."""
        return self.masked or self.say

    @property
    def shown_name(self) -> str:
        return f"{self.name[:1]}**" if self.name else ""

    @property
    def dialled(self) -> str:
        """The number as it is read off and dialled: a mobile number in groups of three, four and four."""
        is_mobile = len(self.phone) == _MOBILE
        return f"{self.phone[:3]} {self.phone[3:7]} {self.phone[7:]}" if is_mobile else self.phone

    @property
    def shown_phone(self) -> str:
        return f"{'*' * max(len(self.phone) - 4, 0)}{self.phone[-4:]}"


def show(asked: Asked) -> Response:
    """Everybody, numbers masked."""
    return _page(asked, {})


def look(asked: Asked) -> Response:
    """The same with one name and number in the clear; who looked and why is written down first."""
    call = _call(asked)
    asked.desk.note(asked, "looked", call.number or call.id, reason_given(asked))
    return _page(asked, {(call.kind, call.id): True})


def called(asked: Asked) -> Response:
    """Somebody was reminded."""
    now = asked.desk.resources.clock.now()
    reminder_id = asked.path("id")
    with asked.desk.units() as work:
        if not work.reminders.finish(reminder_id, ReminderState.DONE, now):
            raise Refused(409, "too_late")
        work.audit.add(Note(asked.account.id, "called", reminder_id[:64]), now)
        work.commit()
    return asked.to("/calls", "called")


def in_vain(asked: Asked) -> Response:
    """Nobody answered: it is written down how often, and when to ring again."""
    now, call = asked.desk.resources.clock.now(), _call(asked)
    try:
        again = Again(asked.field("again", 16))
    except ValueError as error:
        raise Refused(422, "not_found") from error
    with asked.desk.units() as work:
        work.call_attempts.put(tried(work.call_attempts.all().get(call.subject), call.subject, again, now))
        work.audit.add(Note(asked.account.id, "rang_in_vain", (call.number or call.id)[:64]), now)
        work.commit()
    return asked.to("/calls", "rang_in_vain")


def _call(asked: Asked) -> Call:
    """The one that is asked for."""
    key = (asked.path("kind"), asked.path("id"))
    call = next((one for one in _calls(asked) if (one.kind, one.id) == key), None)
    if call is None:
        raise Refused(404, "not_found")
    return call


def _page(asked: Asked, clear: Mapping[tuple[str, str], bool]) -> Response:
    calls, now = _calls(asked), asked.desk.resources.clock.now()
    later = [one for one in calls if one.phone and one.attempts and one.attempts.is_later(now)]
    return asked.desk.page(
        asked,
        "calls.html",
        calls=[one for one in calls if one.phone and one not in later],
        later=sorted(later, key=lambda one: one.attempts.next_at if one.attempts else now),
        without=[one for one in calls if not one.phone],
        clear=clear,
    )


def _calls(asked: Asked) -> list[Call]:
    today = asked.desk.resources.clock.today()
    title = titles(asked.desk)
    with asked.desk.units.reading() as work:
        cases = [_of_case(case, title, work) for case in to_tell(work)]
        reminders = [_of_reminder(one, asked, title) for one in work.reminders.to_call(today)]
        attempts = work.call_attempts.all()
    return [replace(call, attempts=attempts.get(call.subject)) for call in (*cases, *reminders)]


def _of_case(case: Case, title: Callable[[str], str], work: DeskWork) -> Call:
    name, phone = case.details.of_type("name"), case.details.of_type("phone")
    return Call(
        kind="case",
        id=case.id,
        title=title(case.service),
        say=case.result,
        name=name.value if name else "",
        phone=phone.value if phone else "",
        step=_TOLD_BY[case.state].value,
        seen=len(work.cases.marks(case.id)),
        number=case.number,
    )


def _of_reminder(reminder: Reminder, asked: Asked, title: Callable[[str], str]) -> Call:
    resources = asked.desk.resources
    said = wording(reminder, resources.catalogue.current(), resources.clock.today())
    words, values = (responses()[said.response], said.values) if said else ("", {})
    say, masked = words.format(**values), words.format(**{**values, **_masked(values)})
    contact = reminder.contact
    return Call("reminder", reminder.id, title(reminder.service), say, contact.name, contact.phone, masked=masked)


def _masked(values: Mapping[str, str]) -> dict[str, str]:
    """What stands in place of a neighbour's name and number."""
    name, phone = values.get("name", ""), values.get("phone", "")
    return {"name": f"{name[:1]}**", "phone": f"{'*' * max(len(phone) - 4, 0)}{phone[-4:]}"}
