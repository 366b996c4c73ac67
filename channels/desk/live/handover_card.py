"""What a volunteer has to know at a glance, in five lines: who, what for, done, missing, how they are. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from actions.cases.number import grouped
from actions.catalogue.model import SELF
from channels.desk.live.form_view import FormView
from channels.desk.live.naming import Naming
from channels.live.record import Record, Speaker

_OVERVIEW = "overview"
_COUNTED = {"dlg.repeat": "repeated", "oos": "not_understood"}
_ONCE = {"dlg.slower": "slower", "dlg.louder": "louder", "social.lonely": "lonely", "dlg.dont_know": "unsure"}
_DANGERS = {"emg.": "danger", "fraud.": "fraud"}
_WORST_FIRST = (
    "danger",
    "fraud",
    "lonely",
    "not_understood",
    "unheard",
    "repeated",
    "slower",
    "louder",
    "unsure",
)


def handover_card(record: Record, form: FormView | None, naming: Naming) -> dict[str, str]:
    """The five lines by their names."""
    words = naming.words["card"]
    return {
        "who": _who(record, form, naming),
        "wants": _wants(record, form, naming),
        "done": _done(record, form, words),
        "missing": _missing(form, words),
        "mood": words["joiner"].join(_mood(record, naming.words["signals"])) or words["calm"],
    }


def signals(record: Record) -> Counter[str]:
    """How often each sign of trouble was given: what was not heard or understood, what was asked for, distress."""
    found: Counter[str] = Counter({"unheard": record.unheard})
    for line in record.lines:
        label = str((line.understood or {}).get("label") or "")
        if line.speaker is Speaker.RESIDENT:
            found.update(_signs(label))
    return +found


def _signs(label: str) -> Iterator[str]:
    for known in (_COUNTED, _ONCE):
        if label in known:
            yield known[label]
    yield from (sign for beginning, sign in _DANGERS.items() if label.startswith(beginning))


def _who(record: Record, form: FormView | None, naming: Naming) -> str:
    words = naming.words["card"]
    beneficiary = record.state.get("beneficiary") or SELF
    told = form.filling.of_type("name") if form else None
    whose = words["self"] if beneficiary == SELF else naming.catalogue.phrases.spoken_of(beneficiary)
    if told is None and record.case:
        return str(whose)
    return str(words["who"].format(beneficiary=whose, name=told.shown if told else words["unnamed"]))


def _wants(record: Record, form: FormView | None, naming: Naming) -> str:
    words, titles = naming.words["card"], naming.catalogue.titles.aspects
    service = naming.catalogue.services.get(record.state.get("service") or "")
    title = form.form.title if form else service.title if service else ""
    if not title:
        return str(words["nothing_wanted"])
    aspect = "apply" if form else record.state.get("aspect") or _OVERVIEW
    return str(words["wants"].format(service=title, aspect=titles.get(aspect, titles[_OVERVIEW])))


def _done(record: Record, form: FormView | None, words: Mapping[str, Any]) -> str:
    if form is None:
        return str(words["filed"].format(number=grouped(record.case)) if record.case else words["nothing_done"])
    told = [field.title for field in form.told]
    return str(words["told"].format(titles=words["joiner"].join(told)) if told else words["nothing_done"])


def _missing(form: FormView | None, words: Mapping[str, Any]) -> str:
    if form is None:
        return str(words["no_form"])
    missing = [field.title for field in form.missing]
    return str(words["missing"].format(titles=words["joiner"].join(missing)) if missing else words["complete"])


def _mood(record: Record, words: Mapping[str, str]) -> Iterator[str]:
    found = signals(record)
    for sign in _WORST_FIRST:
        if found[sign]:
            yield words[sign].format(count=found[sign])
