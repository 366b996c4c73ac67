"""What the page shows, as plain JSON: the calls, and one visit for the volunteer who is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from actions.catalogue.model import SELF
from actions.help import talking
from actions.model import HelpRequest
from actions.voting import STEPS as BALLOT_STEPS
from assistant.text.redact import mask_personal
from channels.desk.live.form_view import FormView, form_view
from channels.desk.live.handover_card import handover_card, signals
from channels.desk.live.hints import hints
from channels.desk.live.naming import Naming
from channels.desk.live.veil import is_of_ballot, veiled
from channels.live.record import Line, Record
from channels.live.room import Room

_AT_THE_STATION = "kiosk"


def calls_view(
    calls: Iterable[HelpRequest],
    talks: Mapping[str, Sequence[talking.Line]],
    account: str,
    here: frozenset[str],
    late: frozenset[str],
    naming: Naming,
    now: datetime,
) -> list[dict[str, Any]]:
    """The calls as one volunteer sees them. `here`: the references of the visits that can be joined; `late`: the calls
    that nobody took in time.

    What is said in a chat, from when they came, is shown to whoever took its call, and to nobody else.
    """
    return [
        _call(call, talks.get(call.session, ()), account, call.session in here, naming, now) | {"late": call.id in late}
        for call in calls
    ]


def _call(
    call: HelpRequest,
    lines: Sequence[talking.Line],
    account: str,
    is_here: bool,
    naming: Naming,
    now: datetime,
) -> dict[str, Any]:
    channels: Mapping[str, str] = naming.words["channels"]
    is_mine = call.taker is not None and call.taker.account == account
    return {
        "id": call.id,
        "place": call.place or channels.get(call.channel, call.channel),
        "line": naming.call(call),
        "urgency": int(call.urgency),
        "state": call.state.value,
        "seconds": max(0, round((now - call.asked_at).total_seconds())),
        "taker": call.taker.name if call.taker else "",
        "mine": is_mine,
        "here": is_here,
        "chat": call.channel != _AT_THE_STATION,
        "lines": [_spoken(line, naming) for line in lines] if is_mine else [],
    }


def _spoken(line: talking.Line, naming: Naming) -> dict[str, str]:
    """Without anybody's numbers; where the person went back to the assistant, that they did."""
    has_left = line.speaker is talking.Speaker.ASSISTANT
    words = naming.words["back_to_the_assistant"] if has_left else mask_personal(line.text).text
    return {"speaker": line.speaker.value, "who": naming.words["chat_speakers"][line.speaker.value], "text": words}


def visit_view(room: Room, call: str, naming: Naming, today: date) -> dict[str, Any]:
    """The visit as its volunteer may see it: before the person's yes only how far it is with that."""
    shown: dict[str, Any] = {
        "call": call,
        "company": room.company.value,
        "company_title": naming.words["companies"][room.company.value],
        "sees": room.company.sees,
        "leads": room.company.value == "leading",
    }
    if not room.company.sees:
        return shown
    record, form = room.record, form_view(room.record.form, naming.catalogue)
    return {
        **shown,
        "standing": room.standing,
        "standing_title": naming.words["standings"].get(room.standing, ""),
        "lines": [_line(line, form, naming) for line in record.lines],
        "buttons": [] if record.asking in BALLOT_STEPS else [button.title for button in record.buttons],
        "form": _form(form, naming),
        "no_form": naming.words["form_filed" if record.case else "form_none"],
        "card": handover_card(record, form, naming),
        "worrying": bool(signals(record)),
        "hints": _hints(record, naming, today),
        "problem": _problem(room, form, naming),
    }


def _line(line: Line, form: FormView | None, naming: Naming) -> dict[str, Any]:
    veil = veiled(line, form)
    is_secret = is_of_ballot(line)
    words = naming.words["veiled"].format(title=veil.title) if veil.title else veil.text or naming.words["own_voice"]
    understood = {} if is_secret else line.understood or {}
    return {
        "number": line.number,
        "speaker": line.speaker.value,
        "who": naming.words["speakers"][line.speaker.value],
        "text": naming.words["ballot"] if is_secret else words,
        "hidden": veil.hidden and not is_secret,
        "also": [] if veil.hidden else [veiled(replace(line, text=one), form).text for one in line.also],
        "asks": line.asks and not is_secret,
        "understood": _guess(understood, naming) if understood else None,
        "alternatives": [_guess(one, naming) for one in understood.get("alternatives") or ()],
    }


def _guess(guess: Mapping[str, Any], naming: Naming) -> dict[str, Any]:
    label = str(guess["label"])
    percent = round(100 * float(guess["confidence"]))
    return {"label": label, "title": naming.label(label), "percent": percent}


def _form(view: FormView | None, naming: Naming) -> dict[str, Any] | None:
    if view is None:
        return None
    asked = naming.question(view.filling.asking, view.form)
    words = naming.catalogue.forms.words
    yes_no = {"yes_no": [words.yes, words.no]}
    fields = [asdict(one) | {"choices": yes_no.get(one.type) or list(one.choices)} for one in view.fields]
    return {"title": view.form.title, "asked": asked, "fields": fields}


def _hints(record: Record, naming: Naming, today: date) -> list[dict[str, Any]]:
    state, words = record.state, naming.words["hints"]
    service = naming.catalogue.services.get(state.get("service") or "")
    found = hints(service, state.get("aspect"), state.get("beneficiary") or SELF, naming, today)
    return [{"heading": words[one.kind], **asdict(one)} for one in found]


def _problem(room: Room, form: FormView | None, naming: Naming) -> dict[str, str] | None:
    if room.problem is None:
        return None
    key, problem = room.problem
    field = form.form.field(key) if form else None
    problems: Mapping[str, str] = naming.words["problems"]
    return {"key": key, "title": field.title if field else "", "text": problems.get(problem, problems["unclear"])}
