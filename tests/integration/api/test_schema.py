"""The interface does what its own description says, whatever is sent: tried with requests that are made up from it."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.schemas import OpenApiSchema
from starlette.applications import Starlette
from starlette.routing import Mount

from actions.access.model import Scope
from actions.access.tokens import issue
from actions.cases.handed_over import Handed, take_in
from actions.cases.model import Details, Level
from actions.desk.ports import DeskUnits
from actions.outbox import STATION
from channels.api.operations import OPERATIONS
from channels.api.settings import MOUNTED_AT
from tests.integration.api.conftest import filed
from tests.integration.desk.clock import MovableClock

pytestmark = pytest.mark.integration

EXAMPLES = 25
"""Made up requests for each operation, in each mode."""

HANDED = Handed("a-key-of-a-station", "12345674", "id_card", "派出所", None, Level.GRID, None, Details("self", ()))
"""A case that a station handed over."""

TELLS_OF_WHAT_IS_KNOWN = "hearStanding"
"""Answers 410 for a case that is not here, which the checks take for a refusal of the data."""

_QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def numbers(units: DeskUnits, clock: MovableClock) -> list[str]:
    """Of cases that are there to be found."""
    take_in(HANDED, lambda service: STATION, units, clock)
    return [filed(units, clock, session=session).number for session in ("one", "two", "three")]


@pytest.fixture
def mine(units: DeskUnits, clock: MovableClock) -> dict[str, str]:
    """The headers of somebody who may do everything."""
    _, secret = issue("district", list(Scope), ("id_card",), "tests", units, clock)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def described(api: Starlette) -> OpenApiSchema:
    station = Starlette(routes=[Mount(MOUNTED_AT, api)])
    return schemathesis.openapi.from_asgi(f"{MOUNTED_AT}/openapi.json", station)


def operation_of(described: OpenApiSchema, name: str) -> Any:
    """The operation of that name, with its own way to make requests up."""
    found = (result.ok() for result in described.get_all_operations())
    return next(one for one in found if one.definition.raw["operationId"] == name)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("name", [operation.name for operation in OPERATIONS])
def test_answers_are_as_described(
    name: str,
    mode: schemathesis.GenerationMode,
    described: OpenApiSchema,
    mine: dict[str, str],
    numbers: list[str],
) -> None:
    """Status, content type and body of every answer are as described; nothing invalid is taken, nothing breaks."""
    operation = operation_of(described, name)
    is_valid = mode is schemathesis.GenerationMode.POSITIVE
    known = cycle([None, *numbers])
    tried: list[int] = []

    @_QUIET
    @given(operation.as_strategy(generation_mode=mode))
    def try_it(case: Any) -> None:
        number = next(known)
        if is_valid and number and "number" in case.path_parameters:
            case.path_parameters["number"] = number
        if is_valid and (number or name == TELLS_OF_WHAT_IS_KNOWN) and "key" in case.path_parameters:
            case.path_parameters["key"] = HANDED.key
        answer = case.call_and_validate(headers=mine)
        tried.append(answer.status_code)

    try_it()
    assert any(status < 300 for status in tried) if is_valid else any(400 <= status < 500 for status in tried)
