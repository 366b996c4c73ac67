"""Every form from its first question to its slip: nothing private of it sounds in the room."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.cases.model import CaseState
from assistant.text.digits import digit_runs
from assistant.text.speakable import sentences, speakable
from channels.wire import Reply
from kiosk import private
from kiosk.loudspeaker import Loudspeaker
from kiosk.reply import personal_of
from tests.unit.actions.conversation import Conversation, Heard
from tests.unit.actions.fakes import Shelf, Station
from tests.unit.actions.test_form_ends import ANYTHING, CATALOGUE, FILEABLE
from tests.unit.actions.test_progress import WAY, moved

pytestmark = pytest.mark.unit

LOUDSPEAKER = Loudspeaker.load()
ID_NUMBER, PHONE = "11010519491231002X", "13900138000"
PLANTED = {
    "name": "王秀英",
    "id_number": "一一零一零五，一九四九一二三一，零零二叉",
    "phone": "一三九零零一三八零零零",
    "birth_date": "一九四九年十二月三十一号",
    "date": "明天",
    "address": "阳光小区三栋二单元四零二",
    "relation": "我老伴",
    "yes_no": "要",
}
NEVER = ("零零二叉", "三栋", "3栋", "402", "四零二", "糖尿病", "三百块")
CHOSEN = ("重病",)
_QUESTION = re.compile("[^。！？]*？")
_CASE = re.compile("[零幺二三四五六七八九]{4}，[零幺二三四五六七八九]{4}")
RESULT = "批准了，每月三百块，寄到阳光小区三栋402。您的糖尿病材料齐了。"


def sounded(heard: list[Heard]) -> str:
    """What the loudspeaker makes of the replies."""
    replies = [Reply(one.text, (), one.card) for one in heard]
    said = (LOUDSPEAKER.says(sentences(private.shown(one.text)), personal_of(one)) for one in replies)
    return "".join(speakable(sentence) for spoken in said for sentence in spoken)


def leaks(heard: list[Heard]) -> Iterator[str]:
    """What of the planted answers sounds, in figures, in words, in groups, or of a number its last places.

    Not counted: the random number of a case, and a choice where the question names it.
    """
    text = _CASE.sub("", sounded(heard))
    digits = ["".join(run.digits) for run in digit_runs(text)]
    parts = {number[start : start + 4] for number in (ID_NUMBER, PHONE) for start in range(len(number) - 3)}
    yield from (part for part in parts for run in digits if part in run)
    yield from (words for words in NEVER if words in text)
    yield from (words for words in CHOSEN if words in _QUESTION.sub("", text))


def planted(visit: Conversation) -> tuple[str, str]:
    """An answer to the question that is open, with something private in it."""
    asking, expects = visit.slots["asking"], visit.slots.get("expects")
    if expects is None or asking.startswith(("consent", "known", "confirm", "review")):
        return "好的", "dlg.affirm"
    kind, *choices = expects
    if kind == "choice":
        return next((one for one in choices if one in CHOSEN), choices[0]), "inform.choice"
    return PLANTED.get(kind, "糖尿病，欠三百块，三栋402"), f"inform.{kind}"


@pytest.mark.parametrize("about", FILEABLE)
@pytest.mark.parametrize("beneficiary", ["self", "mother"])
def test_a_form_is_filled_without_a_private_word_in_the_room(about: str, beneficiary: str) -> None:
    station = Station(Shelf(CATALOGUE))
    visit = Conversation(station.resources)
    label = f"meta.{about}" if about in CATALOGUE.forms.feedback else f"svc.{about}"
    said = visit.hear("帮我办", label, aspect="apply", beneficiary=beneficiary)
    for _ in range(40):
        assert list(leaks(said)) == [], (visit.slots.get("asking"), sounded(said))
        if not visit.slots.get("form"):
            break
        said = visit.hear(*planted(visit))
        said += visit.hear("再说一遍", "dlg.repeat")
    assert station.store.cases


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILEABLE), st.lists(st.integers(0, 999), max_size=12))
def test_not_when_things_go_wrong_in_between_either(about: str, turns: list[int]) -> None:
    visit = Conversation(Station(Shelf(CATALOGUE)).resources)
    label = f"meta.{about}" if about in CATALOGUE.forms.feedback else f"svc.{about}"
    visit.hear("帮我办", label, aspect="apply")
    for pick in turns:
        if not visit.slots.get("form"):
            break
        text, heard_as = ANYTHING[pick % len(ANYTHING)] if pick % 3 == 0 else planted(visit)
        assert list(leaks(visit.hear(text, heard_as))) == [], text


@pytest.mark.parametrize("way", [WAY[:3], WAY, (CaseState.RETURNED,)])
def test_what_became_of_a_case_is_written_and_not_told_to_the_room(way: tuple[CaseState, ...]) -> None:
    station = Station(Shelf(CATALOGUE))
    visit = Conversation(station.resources)
    visit.hear("帮我办", "svc.elder_allowance", aspect="apply")
    while visit.slots.get("form"):
        visit.hear(*planted(visit))
    (case,) = station.store.cases
    moved(case, station, *way, result=RESULT)
    told = visit.hear("办得怎么样了", "meta.progress")
    assert any(RESULT in one.text for one in told)
    assert list(leaks(told)) == [] and LOUDSPEAKER.withheld in sounded(told)


def test_the_code_of_a_form_put_aside_is_not_called_out() -> None:
    visit = Conversation(Station(Shelf(CATALOGUE)).resources)
    visit.hear("帮我办", "svc.elder_allowance", aspect="apply")
    for _ in range(3):
        visit.hear(*planted(visit))
    said = visit.hear("不办了", "dlg.cancel")
    (told,) = [one for one in said if one.name == "utter_form_code"]
    (code,) = personal_of(Reply(told.text, (), told.card))
    assert code in told.text and not any(run.digits == code.replace(" ", "") for run in digit_runs(sounded(said)))
