"""`action_lesson`: a lesson step by step, at the pace of whoever learns. One step, a stop, and on when they say so.

Where a lesson stands is the slot `lesson`: its id, and how many steps and questions are behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.answers import answer
from actions.form.choosing import chosen
from actions.form.reading import yes_or_no
from actions.lessons.model import Lesson, LessonKind, Quiz
from actions.lessons.shelf import library
from actions.pointing import ASKING_CARD, LEARNED
from actions.reply import Button, Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.learning import goes_on, leaves_off, wants_a_story, wants_anything
from assistant.text.nearest import NearestNames

NAME = "action_lesson"
ASKING_STEP, ASKING_QUIZ, ASKING_WHICH = "lesson_step", "lesson_quiz", "lesson_which"
ASKING = (ASKING_STEP, ASKING_QUIZ, ASKING_WHICH)
"""Values of the slot `asking`."""

_MOST_OFFERED = 5
_MOST_MISSES = 2
"""Wrong answers to one question, after which a lesson is better heard once more."""

_SERVICE = "digital_lesson"
"""The service that lessons belong to: a person who teaches can be asked for too."""

LABEL = f"svc.{_SERVICE}"

_LEFT: Mapping[str, Any] = dict.fromkeys(("asking", "lesson", "expects"))


def lesson(turn: Turn, resources: Resources) -> Outcome:
    """The outcome of a turn about learning."""
    named = lesson_named(turn.heard.text, resources.lessons)
    asking = turn.text_slot("asking")
    begun = resources.lessons.get(str((turn.slots.get("lesson") or {}).get("id")))
    if begun is None or asking not in (ASKING_STEP, ASKING_QUIZ):
        return _step(named, 0) if named else _other(turn, resources)
    if turn.heard.label in ("dlg.cancel", "dlg.bye") or leaves_off(turn.heard.text):
        return say("utter_lesson_left", {"title": begun.title}, **_LEFT)
    place = int((turn.slots.get("lesson") or {}).get("place", 0))
    return _answer(begun, place - len(begun.steps), turn) if asking == ASKING_QUIZ else _moved(begun, place, turn)


def lesson_named(text: str, lessons: Mapping[str, Lesson]) -> Lesson | None:
    """The lesson for residents that the words are about."""
    known = {name: one.id for one in lessons.values() if one.kind is not LessonKind.COURSE for name in one.names}
    found = NearestNames(known).meant(text)
    return lessons[found] if found else None


def is_lesson(text: str) -> bool:
    """Whether a lesson that comes with Linban is named."""
    return lesson_named(text, library()) is not None


def _other(turn: Turn, resources: Resources) -> Outcome:
    """Something nobody wrote a lesson about: a service, a class with a person, or one of the lessons there are."""
    is_about_learning = turn.heard.label == LABEL or turn.text_slot("asking") == ASKING_WHICH
    is_open = wants_a_story(turn.heard.text) or wants_anything(turn.heard.text)
    if not is_open and (turn.heard.is_question or not is_about_learning):
        return answer(turn, resources)
    offered = chosen([one.title for one in resources.lessons.values()], turn.heard.text)
    picked = next((one for one in resources.lessons.values() if one.title == offered), None)
    return _step(picked, 0) if picked and turn.text_slot("asking") == ASKING_WHICH else _offer(turn, resources.lessons)


def _offer(turn: Turn, lessons: Mapping[str, Lesson]) -> Outcome:
    """The station's own ones first: somebody here wrote them for the people here."""
    kind = LessonKind.SCAMS if wants_a_story(turn.heard.text) else LessonKind.PHONE
    of_kind = [one for one in lessons.values() if one.kind is kind]
    offered = sorted(of_kind, key=lambda one: library().get(one.id) == one)[:_MOST_OFFERED]
    buttons = tuple(Button(one.title, one.names[0]) for one in offered)
    slots: dict[str, Any] = {"asking": ASKING_WHICH, "expects": ["choice", *(one.title for one in offered)]}
    return say(f"utter_lesson_which_{kind.value}", buttons=buttons, **slots)


def _moved(begun: Lesson, place: int, turn: Turn) -> Outcome:
    """On, back, or the same step once more: nobody is hurried past a step."""
    if goes_on(turn.heard.text) or yes_or_no(turn.heard):
        return _step(begun, place + 1)
    if turn.heard.label == "dlg.back":
        return _step(begun, max(place - 1, 0))
    return _step(begun, place, "utter_lesson_step_again")


def _step(begun: Lesson, place: int, words: str = "utter_lesson_step") -> Outcome:
    if place >= len(begun.steps):
        return _quiz(begun, 0)
    step = begun.steps[place]
    first = place == 0 and words == "utter_lesson_step"
    values = {"title": begun.title, "step": step.say, "place": str(place + 1), "of": str(len(begun.steps))}
    slots: dict[str, Any] = {
        "service": _SERVICE,
        "asking": ASKING_STEP,
        "lesson": {"id": begun.id, "place": place},
        "expects": None,
    }
    return say("utter_lesson_begin" if first else words, values, card=_card(begun, place), **slots)


def _card(begun: Lesson, place: int) -> dict[str, Any]:
    step = begun.steps[place]
    items = [{"text": step.say, "note": step.look}]
    return {"kind": "answer", "title": begun.title, "heading": f"{place + 1}/{len(begun.steps)}", "items": items}


def _quiz(begun: Lesson, number: int, *before: Message, misses: int = 0) -> Outcome:
    if number >= len(begun.quiz):
        done = Message("utter_lesson_done", {"title": begun.title, "name": begun.names[0]})
        return Outcome((*before, done), {**_LEFT, "asking": ASKING_CARD, "offered": LEARNED + begun.id})
    quiz = begun.quiz[number]
    buttons = tuple(Button(choice, choice) for choice in quiz.choices)
    slots = {
        "asking": ASKING_QUIZ,
        "lesson": {"id": begun.id, "place": len(begun.steps) + number, "misses": misses},
        "expects": ["choice", *quiz.choices],
    }
    return Outcome((*before, Message("utter_lesson_quiz", {"ask": quiz.ask}, buttons=buttons)), slots)


def _answer(begun: Lesson, number: int, turn: Turn) -> Outcome:
    """Right, the reason is told and it goes on. Wrong, it is put right kindly and asked once more; wrong again, the
    lesson is over for today, and earns nothing yet."""
    quiz: Quiz = begun.quiz[number]
    misses = int((turn.slots.get("lesson") or {}).get("misses", 0))
    picked = chosen(quiz.choices, turn.heard.text)
    if picked is None:
        return _quiz(begun, number, misses=misses)
    told = {"why": quiz.why, "right": quiz.right}
    if picked == quiz.right:
        return _quiz(begun, number + 1, Message("utter_lesson_right", told))
    put_right = Message("utter_lesson_not_quite", told)
    if misses + 1 < _MOST_MISSES:
        return _quiz(begun, number, put_right, misses=misses + 1)
    again = Message("utter_lesson_another_day", {"title": begun.title, "name": begun.names[0]})
    return Outcome((put_right, again), {**_LEFT, "offered": None})
