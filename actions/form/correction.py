"""Which earlier answer somebody corrects, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.form.fileable import Fileable
from actions.form.reading import Miss, Question, Read, read_answer
from actions.turn import Heard
from assistant.text.addresses import amended_address
from assistant.text.corrections import mended_digits
from assistant.text.form_talk import corrects, mentioned, refers_back, told_after_correction
from assistant.text.identity import LENGTH as ID_LENGTH
from assistant.text.names import with_surname
from assistant.text.phone import MOBILE_LENGTH

_DIGITS = {"phone": MOBILE_LENGTH, "id_number": ID_LENGTH}
"""How many digits the answer of such a field has."""

_RETAKE = "dlg.correct"
_TOUCHED = "field"
"""The entity that a touched button carries: the key of the field that is wrong."""


@dataclass(frozen=True)
class Correction:
    """The field meant, and its new answer; None when only that it was wrong is known."""

    field: FormField
    read: Read | None


def to_correct(told: Told) -> str:
    """The payload of a button that asks for this answer anew."""
    return f'/{_RETAKE}{{"{_TOUCHED}":"{told.key}"}}'


def correction_in(heard: Heard, question: Question, form: Fileable) -> Correction | None:
    """What the words correct of the answers given so far; None when they correct nothing.

    A field that is named is meant. Without a name it is the question being asked, if the words answer it, and
    otherwise the last answer.
    """
    if not (corrects(heard.text) or heard.label == _RETAKE):
        return None
    touched = next((one for one in _answered(question, form) if one.key == heard.entities.get(_TOUCHED)), None)
    if touched is not None:
        return Correction(touched, None)
    named = change_in(heard, question, form)
    if named is not None:
        return named
    last = question.filling.last
    field = form.field(last.key) if last else None
    if field is None or isinstance(read_answer(question, heard), Read):
        return None
    return Correction(field, _new_answer(field, heard, question))


def change_in(heard: Heard, question: Question, form: Fileable) -> Correction | None:
    """What the words change where any answer may be changed: the answered field they name, by its title or by what
    such things are called."""
    named = _named(heard, question, form)
    return Correction(named, _new_answer(named, heard, question)) if named else None


def _named(heard: Heard, question: Question, form: Fileable) -> FormField | None:
    kinds = mentioned(heard.text)
    answered = list(_answered(question, form))
    by_title = next((field for field in answered if field.title in heard.text), None)
    return by_title or next((field for field in answered if field.type in kinds), None)


def _answered(question: Question, form: Fileable) -> Iterator[FormField]:
    """The answered fields, the last one first."""
    for told in reversed(question.filling.answers):
        field = form.field(told.key)
        if field is not None:
            yield field


def _new_answer(field: FormField, heard: Heard, question: Question) -> Read | None:
    """What the words give for that field, the answer before included where only a part of it is said."""
    before = question.filling.answer(field.key)
    asked = replace(question, field=field, filling=replace(question.filling, begun="", misses=1))
    for text in _attempts(field, heard.text, before):
        read = read_answer(asked, replace(heard, text=text, label=""))
        if not isinstance(read, Miss) and (before is None or read.told.value != before.value):
            return read
    return None


def _attempts(field: FormField, text: str, before: Told | None) -> Iterator[str]:
    """Texts the new answer may be read from."""
    if field.type in _DIGITS and before is not None:
        yield mended_digits(before.value, text, _DIGITS[field.type])
    rest = told_after_correction(text, field.title)
    if rest and field.type == "name" and before is not None:
        yield with_surname(rest, before.value)
    if rest and field.type == "address" and before is not None:
        yield amended_address(before.value, rest)
    if rest and field.type == "text" and before is not None and refers_back(rest):
        yield f"{before.value}，{rest}"
    if rest:
        yield rest
