"""Visits of some days, good and bad, and lines that nobody understood: enough to fill the pages of figures."""

from __future__ import annotations

from datetime import timedelta

from actions.events.model import Event, Kind
from actions.model import Need, NeedKind, session_reference
from channels.desk.desk import Desk

SERVICES = ("pension_cert", "elder_card", "meal_service")
SAID = ("那个脸认证咋个弄", "脸认证咋个搞法", "电梯坏了找谁", "我电话*******8000想问问")
_PEOPLE = 8


def some_visits(desk: Desk) -> None:
    """Eight people for each of three services today and last week: most are answered, some give up or rate it poor."""
    now = desk.resources.clock.now()
    with desk.units() as work:
        for week in (0, 1):
            for place, service in enumerate(SERVICES):
                for person in range(_PEOPLE):
                    at = now - timedelta(days=7 * week, minutes=10 * person + 5)
                    about = (session_reference(f"{week}-{service}-{person}"), "kiosk" if place else "wechat", service)
                    last = (Kind.FORM_GIVEN_UP, "phone") if person == 0 else (Kind.ANSWERED, "materials")
                    rated = (Kind.SATISFIED, "poor" if person == 1 else "good")
                    begun = [(Kind.VISIT_STARTED, ""), (Kind.TURN, "understood"), (Kind.FORM_STARTED, "")]
                    for minute, (kind, detail) in enumerate((*begun, last, rated)):
                        then = at + timedelta(minutes=minute)
                        work.events.add(Event(then, kind, *about, detail=detail, amount=120))
        for device in ("hearing", "speaking"):
            work.events.add(Event(now - timedelta(minutes=9), Kind.DEVICE, detail=device, amount=1))
        for number, text in enumerate(SAID):
            who = session_reference(f"said-{number}")
            work.needs.add(Need(NeedKind.NOT_UNDERSTOOD, text, "kiosk", "svc.pension_cert", None, now, who))
        for number in range(_PEOPLE):
            who = session_reference(f"gap-{number}")
            work.needs.add(Need(NeedKind.EXPIRED, "", "kiosk", "ask.amount", "elder_allowance", now, who))
        work.commit()
