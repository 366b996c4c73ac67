"""Cases, figures and needs for another platform, results back from it, and nobody's name on the way."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from actions.access.model import Scope
from actions.access.tokens import issue, revoke
from actions.cases.model import CaseState
from actions.desk.ports import AuditFilter, DeskUnits
from actions.events.model import Event, Kind
from actions.model import Need, NeedKind, session_reference
from channels.api.app import build_api
from channels.api.dictionary import load_dictionary, models_of
from channels.api.operation import Parts
from channels.api.operations import OPERATIONS
from channels.api.settings import VERSION, ApiSettings
from tests.integration.api.conftest import NAME, PHONE, filed, token
from tests.integration.desk.clock import MovableClock

pytestmark = pytest.mark.integration

RESULT = {"state": "answered", "text": "已经办好，请到窗口领取。"}


async def test_cases_come_page_by_page_and_none_twice(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    numbers = [filed(units, clock).number for _ in range(5)]
    mine, seen, after = token(units, clock, Scope.CASES), [], None
    while True:
        asked = {"limit": "2"} | ({"after": after} if after else {})
        page = (await client.get("/cases", params=asked, headers=mine)).json()
        seen += [case["number"] for case in page["cases"]]
        after = page.get("next")
        if after is None:
            break
    assert seen == numbers


async def test_a_case_names_nobody(client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock) -> None:
    case = filed(units, clock)
    mine = token(units, clock, Scope.CASES)
    shown = (await client.get(f"/cases/{case.number}", headers=mine)).text
    listed = (await client.get("/cases", headers=mine)).text
    assert case.number in shown
    assert NAME not in shown + listed and PHONE not in shown + listed and case.session not in shown + listed


async def test_whose_a_case_is_is_told_only_while_it_is_needed_and_is_written_down(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    case = filed(units, clock)
    police = token(units, clock, Scope.IDENTITIES, Scope.RESULTS, services=("id_card",))
    told = (await client.get(f"/cases/{case.number}/details", headers=police)).json()
    assert [one["value"] for one in told["answers"]] == [NAME, PHONE]
    with units() as work:
        (entry,) = work.audit.find(AuditFilter(action="looked"), 10)
    assert entry.note.subject == case.number
    await client.post(f"/cases/{case.number}/results", json=RESULT, headers=police | {"Idempotency-Key": "result-1"})
    assert (await client.get(f"/cases/{case.number}/details", headers=police)).status_code == 403
    everybody = token(units, clock, Scope.IDENTITIES)
    other = filed(units, clock)
    assert (await client.get(f"/cases/{other.number}/details", headers=everybody)).status_code == 403


async def test_a_token_about_one_service_sees_no_other(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    mine, other = filed(units, clock, "id_card"), filed(units, clock, "dibao")
    police = token(units, clock, Scope.CASES, Scope.RESULTS, services=("id_card",))
    page = (await client.get("/cases", headers=police)).json()
    assert [case["number"] for case in page["cases"]] == [mine.number]
    assert (await client.get("/cases", params={"service": "dibao"}, headers=police)).json() == {"cases": []}
    assert (await client.get(f"/cases/{other.number}", headers=police)).status_code == 404
    sent = police | {"Idempotency-Key": "result-1"}
    assert (await client.post(f"/cases/{other.number}/results", json=RESULT, headers=sent)).status_code == 404


async def test_a_result_is_taken_once_and_told_to_the_person(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    case, mine = filed(units, clock), token(units, clock, Scope.RESULTS)
    said = RESULT | {"text": f"办好了，有事打{PHONE}。"}
    sent = mine | {"Idempotency-Key": "result-1"}
    first = await client.post(f"/cases/{case.number}/results", json=said, headers=sent)
    again = await client.post(f"/cases/{case.number}/results", json=said, headers=sent)
    assert (first.json()["again"], again.json()["again"]) == (False, True)
    with units() as work:
        now = work.cases.by_number(case.number)
        states = [mark.state for mark in work.cases.marks(case.id)]
    assert now is not None and now.state is CaseState.ANSWERED
    assert "办好了" in now.result and PHONE not in now.result
    assert states == [CaseState.CONFIRMED, CaseState.QUEUED, CaseState.DELIVERED, CaseState.ANSWERED]


async def test_another_result_under_the_same_key_and_a_step_that_is_not_open_are_conflicts(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    case, mine = filed(units, clock), token(units, clock, Scope.RESULTS)
    path = f"/cases/{case.number}/results"
    await client.post(path, json=RESULT, headers=mine | {"Idempotency-Key": "result-1"})
    other = RESULT | {"state": "returned"}
    assert (await client.post(path, json=other, headers=mine | {"Idempotency-Key": "result-1"})).status_code == 409
    assert (await client.post(path, json=other, headers=mine | {"Idempotency-Key": "result-2"})).status_code == 409


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_every_operation_wants_its_own_scope(
    operation: object, client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    assert operation in OPERATIONS
    one = next(other for other in OPERATIONS if other is operation)
    path = one.path.replace("{number}", filed(units, clock).number)
    assert (await client.request(one.method, path)).status_code == 401
    assert (await client.request(one.method, path, headers={"Authorization": "Bearer guess"})).status_code == 401
    others = token(units, clock, *(scope for scope in Scope if scope is not one.scope))
    assert (await client.request(one.method, path, headers=others)).status_code == 403


async def test_a_token_that_is_taken_back_or_old_opens_nothing(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    known, secret = issue("district", [Scope.CASES], (), "tests", units, clock)
    mine = {"Authorization": f"Bearer {secret}"}
    assert (await client.get("/cases", headers=mine)).status_code == 200
    revoke(known.id, units, clock)
    assert (await client.get("/cases", headers=mine)).status_code == 401
    other = token(units, clock, Scope.CASES)
    clock.move(timedelta(days=366))
    assert (await client.get("/cases", headers=other)).status_code == 401


async def test_what_has_not_changed_is_not_sent_again(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    mine = token(units, clock, Scope.CASES)
    tag = (await client.get("/cases", headers=mine)).headers["etag"]
    unchanged = await client.get("/cases", headers=mine | {"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    filed(units, clock)
    assert (await client.get("/cases", headers=mine | {"If-None-Match": tag})).status_code == 200


async def test_who_asks_too_often_or_guesses_is_asked_to_wait(units: DeskUnits, clock: MovableClock) -> None:
    api = build_api(Parts(units, clock), ApiSettings(a_minute=3, guesses=2))
    mine = token(units, clock, Scope.CASES)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://127.0.0.1") as client:
        statuses = [(await client.get("/cases", headers=mine)).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        guesses = [await client.get("/cases", headers={"Authorization": "Bearer guess"}) for _ in range(3)]
        assert [guess.status_code for guess in guesses] == [401, 401, 429]
        assert int(guesses[-1].headers["retry-after"]) > 0
        clock.move(timedelta(minutes=1))
        assert (await client.get("/cases", headers=mine)).status_code == 200


async def test_indicators_are_those_of_the_board_and_small_groups_are_left_out(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    with units() as work:
        for person in range(6):
            service = "id_card" if person < 5 else "dibao"
            about = (session_reference(str(person)), "kiosk", service)
            for kind in (Kind.VISIT_STARTED, Kind.TURN, Kind.ANSWERED):
                work.events.add(Event(clock.now(), kind, *about, detail="place", amount=100))
        work.commit()
    mine = token(units, clock, Scope.INDICATORS)
    whole = (await client.get("/indicators", headers=mine)).json()["figures"]
    assert [(one["of"], one["visits"], one["done"]) for one in whole] == [("all", 6, {"part": 6, "whole": 6})]
    parts = (await client.get("/indicators", params={"by": "service"}, headers=mine)).json()["figures"]
    assert [(one["of"], one["visits"]) for one in parts] == [("id_card", 5)]


async def test_needs_of_few_people_are_not_told(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    with units() as work:
        for person in range(5):
            who = session_reference(str(person))
            work.needs.add(Need(NeedKind.EXPIRED, "", "kiosk", "ask.fee", "id_card", clock.now(), who))
        for person in range(4):
            who = session_reference(f"other-{person}")
            work.needs.add(Need(NeedKind.EXPIRED, "", "kiosk", "ask.fee", "dibao", clock.now(), who))
        work.commit()
    mine = token(units, clock, Scope.NEEDS)
    for by in ("topic", "week", "gap"):
        told = (await client.get("/needs", params={"by": by}, headers=mine)).json()["needs"]
        assert not [need for need in told if need["topic"] == "dibao"]
    assert (await client.get("/needs", headers=mine)).json()["needs"] == []


async def test_the_store_being_away_is_said(
    settings: object, clock: MovableClock, units: DeskUnits, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from actions.ports import StorageError
    from channels.api import door

    def away(*parts: object) -> None:
        raise StorageError("away for the test")

    monkeypatch.setattr(door, "token_of", away)
    refused = await client.get("/cases", headers={"Authorization": "Bearer any"})
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")


def test_the_dictionary_explains_every_field_and_no_other() -> None:
    words = load_dictionary()
    used = {model.__name__: model for operation in OPERATIONS for model in models_of(operation)}
    told = {name: set(about["fields"]) for name, about in words["models"].items()}
    assert told == {name: set(model.__fields__) for name, model in used.items()}
    assert set(words["scopes"]) == {scope.value for scope in Scope}
    assert set(words["operations"]) == {operation.name for operation in OPERATIONS}
    assert words["changes"][0]["version"] == VERSION


async def test_the_dictionary_is_a_page_that_needs_no_token(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    assert page.status_code == 200 and VERSION in page.text and "一次办成率" in page.text
    assert (await client.get("/dictionary.css")).headers["content-type"].startswith("text/css")
