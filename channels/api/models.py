"""What goes over the interface. The OpenAPI document and the data dictionary are made from these models."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from pydantic import BaseModel, ConstrainedStr, Extra, Field, validator
from pydantic.fields import ModelField

from actions.cases.model import CaseState
from channels.api.types import Count, Day, Moment

MOST_A_PAGE = 200
NUMBER = r"^[1-9][0-9]{7}$"
KEY = r"^[A-Za-z0-9_-]{8,64}$"


class Model(BaseModel):
    """What every model here has in common: nothing but what it says."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Problem(Model):
    """Why a request was refused (RFC 9457)."""

    title: str
    status: int


class CaseQuery(Model):
    """Which cases, a page at a time."""

    limit: Count = Field(50, ge=1, le=MOST_A_PAGE, description="Cases on a page.")
    after: str | None = Field(None, max_length=120, description="`next` of the page before.")
    state: CaseState | None = Field(None, description="Only those that stand so.")
    service: str | None = Field(None, regex="^[a-z_]{1,64}$", description="Only those about this service.")
    changed_since: Moment | None = Field(None, description="Only those with a step at that moment or later.")


class CaseOut(Model):
    """A case, without anything personal."""

    number: str = Field(..., regex=NUMBER)
    service: str
    body: str
    grid: str | None = None
    channel: str
    level: int = Field(..., ge=1, le=4)
    state: CaseState
    filed_at: datetime
    due_on: date | None = None
    changed_at: datetime


class CasePage(Model):
    """Cases in the order they were filed. `next` is missing on the last page."""

    cases: list[CaseOut]
    next: str | None = None


class AnswerOut(Model):
    """One answer of the form, as it was told."""

    key: str
    title: str
    value: str


class DetailsOut(Model):
    """Who a case is for, as far as whoever has to answer it must know."""

    number: str = Field(..., regex=NUMBER)
    beneficiary: str
    answers: list[AnswerOut]
    agent: str | None = None
    added: list[str] = []


class TellableState(str, Enum):
    """What may be told of a case from outside."""

    IN_PROGRESS = CaseState.IN_PROGRESS.value
    ANSWERED = CaseState.ANSWERED.value
    RETURNED = CaseState.RETURNED.value


class ResultIn(Model):
    """What became of a case. `text` is read to the person: whole sentences, and nobody's numbers."""

    state: TellableState
    text: str = Field(..., min_length=1, max_length=500)

    @validator("text")
    def without_broken_characters(cls, value: str) -> str:
        return value.encode("utf-8", "replace").decode("utf-8")


class ResultOut(Model):
    """That a result was taken. `again`: it had been taken before, under the same key."""

    number: str = Field(..., regex=NUMBER)
    state: TellableState
    again: bool


class Written(Model):
    """What is sent in: text is text, and no number is taken for one."""

    @validator("*", pre=True, each_item=True)
    def text_is_text(cls, value: object, field: ModelField) -> object:
        is_text = isinstance(field.type_, type) and issubclass(field.type_, str)
        if is_text and value is not None and not isinstance(value, str):
            raise ValueError("must be text")
        return value


class AgentIn(Written):
    """Who acts for the person."""

    name: str = Field(..., max_length=100)
    relation: str = Field(..., max_length=64)
    authorisation: str | None = Field(None, max_length=64)


class AnswerIn(Written):
    """One answer of the form. `said`: the person's own words where they say more than the value."""

    key: str = Field(..., max_length=64)
    type: str = Field(..., max_length=32)
    title: str = Field(..., max_length=100)
    value: str = Field(..., max_length=1000)
    said: str = Field("", max_length=2000)


class Added(ConstrainedStr):
    """What somebody at the station wrote to a case since."""

    strict = True
    max_length = 500


class DetailsIn(Written):
    """Who the case is for, and what was told."""

    beneficiary: str = Field(..., max_length=64)
    answers: list[AnswerIn] = Field(..., max_items=60)
    agent: AgentIn | None = None
    added: list[Added] = Field([], max_items=20)


class LevelName(str, Enum):
    """Who is answerable for a case now."""

    GRID = "grid"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"


class HandedIn(Written):
    """A case that a station has taken in and hands over to its district."""

    number: str = Field(..., regex=NUMBER)
    service: str = Field(..., regex="^[a-z_]{1,64}$")
    body: str = Field(..., max_length=128)
    grid: str | None = Field(None, max_length=64)
    level: LevelName = LevelName.GRID
    due_on: Day | None = None
    details: DetailsIn
    replaces: str | None = Field(None, regex=KEY, description="The key of the same case that was returned.")


class StandingName(str, Enum):
    """How a case stands at the station that took it in."""

    QUEUED = CaseState.QUEUED.value
    DELIVERED = CaseState.DELIVERED.value
    IN_PROGRESS = CaseState.IN_PROGRESS.value
    ANSWERED = CaseState.ANSWERED.value
    RETURNED = CaseState.RETURNED.value
    WITHDRAWN = CaseState.WITHDRAWN.value
    CLOSED = CaseState.CLOSED.value


class StandingIn(Written):
    """How a case that was handed over stands at the station now."""

    number: str = Field(..., regex=NUMBER)
    state: StandingName
    level: LevelName
    due_on: Day | None = None


class HandedOut(Model):
    """That a case was taken in. `reference`: its number at the district, the station's own unless it was taken."""

    reference: str = Field(..., regex=NUMBER)


class HandedState(str, Enum):
    """How far the district is."""

    RECEIVED = "received"
    IN_PROGRESS = CaseState.IN_PROGRESS.value
    ANSWERED = CaseState.ANSWERED.value
    RETURNED = CaseState.RETURNED.value


class NewsOut(Model):
    """What has become of a case that was handed over. `result`: for the person; `reason`: why it came back."""

    state: HandedState
    result: str | None = None
    reason: str | None = None


class Period(Model):
    """Days, both of them counted. Days before 2020 and days to come hold nothing and are left out."""

    since: Day | None = Field(None, description="The first day; four weeks before the last one when missing.")
    until: Day | None = Field(None, description="The last day; today when missing.")


class Parting(str, Enum):
    """How figures are parted."""

    SERVICE = "service"
    CHANNEL = "channel"
    WEEK = "week"


class IndicatorQuery(Period):
    """Which figures."""

    by: Parting | None = Field(None, description="One set of figures for each, instead of one for all.")


class ShareOut(Model):
    """So many of so many."""

    part: int = Field(..., ge=0)
    whole: int = Field(..., ge=0)


class FiguresOut(Model):
    """One set of figures; a figure of nothing is missing."""

    of: str
    visits: int = Field(..., ge=0)
    done: ShareOut
    minutes: float | None = None
    turns: float | None = None
    repeated: ShareOut
    slowed: ShareOut
    louder: ShareOut
    unclear: ShareOut
    gave_up: ShareOut
    handed_over: ShareOut
    in_time: ShareOut
    satisfied: ShareOut
    answer_ms: float | None = None


class IndicatorsOut(Model):
    """Figures of the days named. Sets of fewer than five visits are left out."""

    since: date
    until: date
    figures: list[FiguresOut]


class Grouping(str, Enum):
    """How needs are grouped."""

    TOPIC = "topic"
    WEEK = "week"
    GRID = "grid"
    GAP = "gap"


class NeedQuery(Period):
    """Which needs."""

    by: Grouping = Field(Grouping.TOPIC, description="By topic alone, or also by week, grid or missing fact.")


class NeedOut(Model):
    """Five people or more who came about the same. `met` and `unmet` are missing where they would tell of fewer."""

    topic: str
    part: str | None = None
    people: int = Field(..., ge=5)
    met: int | None = Field(None, ge=0)
    unmet: int | None = Field(None, ge=0)


class NeedsOut(Model):
    """What people came for in the days named."""

    since: date
    until: date
    needs: list[NeedOut]
