"""Everything the interface does."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime, time, timedelta

from actions.access.model import CaseSummary, Scope
from actions.access.results import Receipt, Result, receive
from actions.cases.handed_over import Handed, hear, key_of, take_in
from actions.cases.model import Agent, Case, CaseState, Details, Level, Told
from actions.desk.model import Note
from actions.events.model import Event
from actions.figures.indicators import PARTS, Indicators, Share, indicators, parted
from actions.figures.topics import (
    FEWEST,
    Group,
    by_gap,
    by_topic,
    by_topic_and_grid,
    by_topic_and_week,
    groups,
    wishes_of,
)
from channels.api import models
from channels.api.models import Grouping
from channels.api.operation import Call, Operation, Refusal
from channels.api.types import read_moment

_EARLIEST = date(2020, 1, 1)
_USUAL = timedelta(days=27)
_ALL = "all"
_HIDDEN = "***"
"""What a screen in a public room shows of an answer that came from a station: the district has no such screen."""
_KEYS = {
    Grouping.TOPIC: by_topic,
    Grouping.WEEK: by_topic_and_week,
    Grouping.GRID: by_topic_and_grid,
    Grouping.GAP: by_gap,
}


def list_cases(call: Call) -> models.CasePage:
    """A page of cases of the token's services."""
    query, services = call.query, call.token.services
    if query.service is not None:
        services = (query.service,) if call.token.sees(query.service) else ("",)
    with call.parts.units.reading() as work:
        found = work.case_pages.page(
            query.limit + 1,
            _read_cursor(query.after),
            services,
            (query.state.value,) if query.state else (),
            query.changed_since,
        )
    shown = list(found)[: query.limit]
    return models.CasePage(
        cases=[_case(one) for one in shown],
        next=_cursor(shown[-1]) if len(found) > query.limit else None,
    )


def get_case(call: Call) -> models.CaseOut:
    """One case by its number."""
    return _case(_summary(call))


def get_details(call: Call) -> models.DetailsOut:
    """Who a case is for. Shown only while an answer is owed, to a token that names the service, and written down."""
    summary = _summary(call)
    with call.parts.units() as work:
        case = work.cases.by_number(summary.number)
        if case is None or not case.state.awaits_an_answer or case.service not in call.token.services:
            raise Refusal(403, "This case does not need you to know whose it is.")
        work.audit.add(Note(call.token.id, "looked", case.number, f"api {call.token.name}"), call.parts.clock.now())
        work.commit()
    return _details(case)


def post_result(call: Call) -> models.ResultOut:
    """What became of a case."""
    state = CaseState(call.body.state.value)
    result = Result(call.path["number"], state, call.body.text)
    receipt = receive(result, call.key, call.token, call.parts.units, call.parts.clock)
    if receipt is Receipt.UNKNOWN:
        raise Refusal(404, "There is no such case.")
    if receipt is Receipt.CONFLICT:
        raise Refusal(409, "That step is not open to this case, or the key was used for another result.")
    return models.ResultOut(number=result.number, state=call.body.state, again=receipt is Receipt.AGAIN)


def get_indicators(call: Call) -> models.IndicatorsOut:
    """The figures of the board."""
    since, until = _days(call)
    events = _of_token(call, _events(call, since, until))
    sets = {_ALL: tuple(events)} if call.query.by is None else parted(events, PARTS[call.query.by.value])
    figures = {name: indicators(part) for name, part in sets.items()}
    shown = [_figures(name, one) for name, one in figures.items() if one.visits >= FEWEST]
    return models.IndicatorsOut(since=since, until=until, figures=shown)


def get_needs(call: Call) -> models.NeedsOut:
    """What people came for, in groups."""
    since, until = _days(call)
    start, end = _bounds(call, since, until)
    with call.parts.units.reading() as work:
        wishes = wishes_of(work.events.between(start, end), work.needs.between(start, end))
    seen = [wish for wish in wishes if call.token.sees(wish.topic)]
    found = groups(seen, _KEYS[call.query.by])
    return models.NeedsOut(since=since, until=until, needs=[_need(group) for group in found])


def hand_over(call: Call) -> models.HandedOut:
    """A case from a station of the district; the same key twice is one case."""
    told, details = call.body, call.body.details
    answers = tuple(Told(**{**one.dict(), "shown": _HIDDEN}) for one in details.answers)
    agent = Agent(**details.agent.dict()) if details.agent else None
    handed = Handed(
        key=call.key,
        number=told.number,
        service=told.service,
        body=told.body,
        grid=told.grid,
        level=Level[told.level.name],
        due_on=told.due_on,
        details=Details(details.beneficiary, answers, agent, added=tuple(details.added)),
        replaces=told.replaces,
    )
    case = take_in(handed, call.parts.destination_of, call.parts.units, call.parts.clock)
    return models.HandedOut(reference=case.number)


def get_news(call: Call) -> models.NewsOut:
    """How far the district is with a case, by the key it was handed over under: nobody else knows that."""
    with call.parts.units.reading() as work:
        case = work.cases.by_key(key_of(call.path["key"]))
    if case is None:
        raise Refusal(404, "There is no such case.")
    if case.state in (CaseState.ANSWERED, CaseState.CLOSED):
        return models.NewsOut(state=models.HandedState.ANSWERED, result=case.result)
    if case.state is CaseState.RETURNED:
        return models.NewsOut(state=models.HandedState.RETURNED, reason=case.result)
    is_begun = case.state is CaseState.IN_PROGRESS
    return models.NewsOut(state=models.HandedState.IN_PROGRESS if is_begun else models.HandedState.RECEIVED)


def hear_standing(call: Call) -> models.HandedOut:
    """How a case that was handed over stands at its station now; hearing it twice changes nothing."""
    told = call.body
    state, level = CaseState(told.state.value), Level[told.level.name]
    if not hear(call.path["key"], state, level, told.due_on, call.parts.units, call.parts.clock):
        raise Refusal(410, "There is no such case here.")
    return models.HandedOut(reference=told.number)


def _summary(call: Call) -> CaseSummary:
    with call.parts.units.reading() as work:
        found = work.case_pages.by_number(call.path["number"])
    if found is None or not call.token.sees(found.service):
        raise Refusal(404, "There is no such case.")
    return found


def _events(call: Call, since: date, until: date) -> list[Event]:
    with call.parts.units.reading() as work:
        return list(work.events.between(*_bounds(call, since, until)))


def _of_token(call: Call, events: list[Event]) -> list[Event]:
    """All events, or those of the visits and cases about the token's services."""
    if not call.token.services:
        return events
    by_service = parted(events, PARTS["service"])
    return [event for service in call.token.services for event in by_service.get(service, ())]


def _days(call: Call) -> tuple[date, date]:
    today = call.parts.clock.today()
    until = min(call.query.until or today, today)
    return max(call.query.since or max(until, _EARLIEST) - _USUAL, _EARLIEST), max(until, _EARLIEST)


def _bounds(call: Call, since: date, until: date) -> tuple[datetime, datetime]:
    zone = call.parts.clock.now().tzinfo
    return datetime.combine(since, time(), zone), datetime.combine(until + timedelta(days=1), time(), zone)


def _case(summary: CaseSummary) -> models.CaseOut:
    shown = {name: value for name, value in vars(summary).items() if name != "id"}
    return models.CaseOut(**shown)


def _details(case: Case) -> models.DetailsOut:
    told = [models.AnswerOut(key=one.key, title=one.title, value=one.value) for one in case.details.answers]
    agent = case.details.agent.name if case.details.agent else None
    details = case.details
    return models.DetailsOut(
        number=case.number, beneficiary=details.beneficiary, answers=told, agent=agent, added=list(details.added)
    )


def _figures(name: str, figures: Indicators) -> models.FiguresOut:
    shown = {field: getattr(figures, field) for field in models.FiguresOut.__fields__ if field != "of"}
    made = {field: vars(value) if isinstance(value, Share) else value for field, value in shown.items()}
    return models.FiguresOut.parse_obj(made | {"of": name})


def _need(group: Group) -> models.NeedOut:
    topic, *part = group.key
    return models.NeedOut(
        topic=topic, part=part[0] if part else None, people=group.people, met=group.met, unmet=group.unmet
    )


def _cursor(summary: CaseSummary) -> str:
    return base64.urlsafe_b64encode(f"{summary.filed_at.isoformat()} {summary.id}".encode()).decode()


def _read_cursor(text: str | None) -> tuple[datetime, str] | None:
    if text is None:
        return None
    try:
        moment, id_ = base64.b64decode(text.encode(), b"-_", validate=True).decode().split(" ")
        return read_moment(moment), id_
    except (binascii.Error, ValueError) as error:
        raise Refusal(404, "There is no such page: `after` must be the `next` of another.") from error


OPERATIONS = (
    Operation(
        "listCases",
        "GET",
        "/cases",
        Scope.CASES,
        "Cases, page by page",
        models.CasePage,
        list_cases,
        models.CaseQuery,
        refusals=(404,),
    ),
    Operation("getCase", "GET", "/cases/{number}", Scope.CASES, "One case", models.CaseOut, get_case, refusals=(404,)),
    Operation(
        "getCaseDetails",
        "GET",
        "/cases/{number}/details",
        Scope.IDENTITIES,
        "Who a case is for, while an answer is owed",
        models.DetailsOut,
        get_details,
        refusals=(404,),
    ),
    Operation(
        "postCaseResult",
        "POST",
        "/cases/{number}/results",
        Scope.RESULTS,
        "What became of a case; the same key twice is one result",
        models.ResultOut,
        post_result,
        body=models.ResultIn,
        refusals=(404, 409, 413, 415),
    ),
    Operation(
        "handOver",
        "POST",
        "/stations/cases",
        Scope.STATION,
        "A case that a station has taken in; the same key twice is one case",
        models.HandedOut,
        hand_over,
        body=models.HandedIn,
        refusals=(413, 415),
    ),
    Operation(
        "getNews",
        "GET",
        "/stations/cases/{key}",
        Scope.STATION,
        "What has become of a case that was handed over",
        models.NewsOut,
        get_news,
        refusals=(404,),
    ),
    Operation(
        "hearStanding",
        "POST",
        "/stations/cases/{key}/news",
        Scope.STATION,
        "How a case that was handed over stands at the station now",
        models.HandedOut,
        hear_standing,
        body=models.StandingIn,
        refusals=(410, 413, 415),
    ),
    Operation(
        "getIndicators",
        "GET",
        "/indicators",
        Scope.INDICATORS,
        "The figures of the board",
        models.IndicatorsOut,
        get_indicators,
        models.IndicatorQuery,
    ),
    Operation(
        "getNeeds",
        "GET",
        "/needs",
        Scope.NEEDS,
        "What people came for, in groups of five and more",
        models.NeedsOut,
        get_needs,
        models.NeedQuery,
    ),
)
