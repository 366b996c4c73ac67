"""Lessons at the desk: step cards to teach by, what was learned and when to go on, the volunteers' course, hours."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from actions.cases.number import is_number
from actions.desk.model import EVERYONE, STAFF
from actions.desk.people import People
from actions.lessons.model import Lesson, LessonKind
from actions.model import new_id
from actions.volunteering.earning import give_for_hours
from actions.volunteering.model import Hours, Learner, LearningError, Record, still_to_pass, total, wrong_answers
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket

_MOST_SHOWN = 30


def pages(desk: Desk) -> list[Page | Socket]:
    """All of it is for everybody who helps."""
    return [
        Page("/lessons", show, EVERYONE, nav="lessons"),
        Page("/lessons/hours", hours, EVERYONE),
        Page("/lessons/hours/add", add_hours, EVERYONE, ("POST",)),
        Page("/lessons/hours/{hours}/confirm", confirm, STAFF, ("POST",)),
        Page("/lessons/hours/certificate", certificate, EVERYONE),
        Page("/lessons/{lesson}", one, EVERYONE),
        Page("/lessons/{lesson}/record", record, EVERYONE, ("POST",)),
        Page("/lessons/{lesson}/answers", answers, EVERYONE, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Every lesson, how far one is in the course, and who comes again when."""
    resources = asked.desk.resources
    with resources.units() as work:
        passed = {lesson for lesson, _ in work.volunteering.passed(asked.account.id)}
        to_come = work.volunteering.to_come(resources.clock.today())[:_MOST_SHOWN]
        given = total(work.volunteering.hours(asked.account.id))
    return asked.desk.page(
        asked,
        "lessons.html",
        lessons={kind: [one for one in resources.lessons.values() if one.kind is kind] for kind in LessonKind},
        titles={one.id: one.title for one in resources.lessons.values()},
        passed=passed,
        left=len(still_to_pass(resources.lessons, passed)),
        to_come=to_come,
        minutes=given,
    )


def one(asked: Asked) -> Response:
    """A lesson as a card for every step."""
    return _page(asked, _lesson(asked))


def record(asked: Asked) -> Response:
    """What a resident learned, and when they come again."""
    lesson, resources = _lesson(asked), asked.desk.resources
    name, again = asked.field("name", 20), asked.field("next_on")
    if not name:
        return _page(asked, lesson, "person")
    try:
        next_on = date.fromisoformat(again) if again else None
    except ValueError:
        return _page(asked, lesson, "day")
    today = resources.clock.today()
    kept = Record(
        new_id(),
        asked.account.id,
        Learner(name, asked.field("phone", 20)),
        lesson.id,
        bool(asked.field("learned")),
        today,
        next_on if next_on and next_on >= today else None,
    )
    with resources.units() as work:
        work.volunteering.add_record(kept)
        work.commit()
    asked.desk.note(asked, "lesson_recorded", lesson.id)
    return asked.to("/lessons", "lesson_recorded")


def answers(asked: Asked) -> Response:
    """The questions of a lesson of the course: all right, and it is passed."""
    lesson, resources = _lesson(asked), asked.desk.resources
    given = {place: asked.field(f"answer-{place}") for place in range(len(lesson.quiz))}
    wrong = wrong_answers(lesson, given)
    if wrong or lesson.kind is not LessonKind.COURSE:
        return _page(asked, lesson, wrong=wrong, given=given)
    with resources.units() as work:
        work.volunteering.mark_passed(asked.account.id, lesson.id, resources.clock.today())
        work.commit()
    return asked.to("/lessons", "lesson_passed")


def hours(asked: Asked) -> Response:
    """The hours one gave."""
    return _hours(asked)


def add_hours(asked: Asked) -> Response:
    """Writes some down."""
    resources, said = asked.desk.resources, asked.field("hours")
    try:
        on = date.fromisoformat(asked.field("on"))
        if on > resources.clock.today() or not asked.field("what"):
            raise LearningError("day")
        card = asked.field("card").replace(" ", "")
        if card and not is_number(card):
            raise LearningError("card")
        given = Hours(new_id(), asked.account.id, on, round(float(said) * 60), asked.field("what", 60), card or None)
    except LearningError as error:
        return _hours(asked, error.problem)
    except ValueError:
        return _hours(asked, "minutes")
    with resources.units() as work:
        work.volunteering.add_hours(given)
        work.commit()
    return asked.to("/lessons/hours", "hours_added")


def confirm(asked: Asked) -> Response:
    """Somebody else's hours are true: whoever gave them gets their points, for every full hour up to the cap."""
    resources, hours_id = asked.desk.resources, asked.path("hours")
    with resources.units() as work:
        given = next((one for one in work.volunteering.unconfirmed() if one.id == hours_id), None)
        is_ours = given is not None and work.volunteering.confirm(hours_id, asked.account.id)
        work.commit()
    if given is None or not is_ours:
        raise Refused(409, "too_late")
    give_for_hours(given, resources)
    asked.desk.note(asked, "hours_confirmed", hours_id[:64])
    return asked.to("/lessons/hours", "hours_confirmed")


def certificate(asked: Asked) -> Response:
    """A sheet to print: how much time somebody gave, and what they learned."""
    resources = asked.desk.resources
    with resources.units() as work:
        given = work.volunteering.hours(asked.account.id)
        passed = work.volunteering.passed(asked.account.id)
    return asked.desk.page(
        asked,
        "certificate.html",
        given=given,
        minutes=total(given),
        passed=[resources.lessons[lesson].title for lesson, _ in passed if lesson in resources.lessons],
        today=resources.clock.today().isoformat(),
    )


def _lesson(asked: Asked) -> Lesson:
    found = asked.desk.resources.lessons.get(asked.path("lesson"))
    if found is None:
        raise Refused(404, "not_found")
    return found


def _page(
    asked: Asked, lesson: Lesson, problem: str = "", wrong: tuple[int, ...] = (), given: dict[int, str] | None = None
) -> Response:
    return asked.desk.page(
        asked,
        "lesson.html",
        400 if problem else 200,
        lesson=lesson,
        problem=problem,
        wrong=wrong,
        given=given or {},
        today=asked.desk.resources.clock.today().isoformat(),
    )


def _hours(asked: Asked, problem: str = "") -> Response:
    desk = asked.desk
    with desk.resources.units() as work:
        given = work.volunteering.hours(asked.account.id)
        others = [one for one in work.volunteering.unconfirmed() if one.account != asked.account.id]
    return desk.page(
        asked,
        "hours.html",
        400 if problem else 200,
        given=given,
        minutes=total(given),
        problem=problem,
        today=desk.resources.clock.today().isoformat(),
        others=others if asked.account.role in STAFF else [],
        names=People(desk.units, desk.resources.clock).names(),
    )
