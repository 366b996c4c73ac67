"""Bad input in a form, as people say it: a clear sentence each, and nothing filed twice."""

from __future__ import annotations

import pytest

from actions.cases.model import CaseState
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import fernet
from assistant.settings import Settings
from tests.dialogue.conftest import Said, Talk
from tests.dialogue.test_forms import asked, begin

pytestmark = pytest.mark.dialogue

ID_NUMBER = "一一零一零五 一九四九一二三一 零零二叉"


def count_of_cases(settings: Settings) -> int:
    units = SqlUnitsOfWork(make_engine(settings.database_url), fernet(settings.keys / "cases.key"))
    with units() as work:
        return len(work.cases.in_states(*CaseState))


def at_the_identity_number(talk: Talk) -> Said:
    begin(talk, "elder_allowance")
    talk.say("好的")
    said = talk.say("我叫赵玉梅")
    assert said.end.state["asking"] == "id_number"
    return said


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("11010519491231002一", "这个号码对不上"),
        ("110105194902310023", "出生日子不对"),
        ("11010520491231" + "0026", "出生日子还没到"),
        ("11010520180101" + "0019", "一个孩子的身份证号"),
        ("是我老伴的，11010519491231002X", "像是别人的身份证号"),
    ],
    ids=["check digit", "31 February", "not born yet", "a child's", "another's"],
)
def test_an_identity_number_that_cannot_be_right_gets_one_clear_sentence(talk: Talk, told: str, sentence: str) -> None:
    at_the_identity_number(talk)
    said = talk.say(told)
    assert sentence in said.text and said.end.state["asking"] == "id_number"
    said = talk.say(ID_NUMBER)
    assert said.end.state["asking"] == "confirm.id_number", "what is right is taken at once"


def test_the_same_submission_twice_is_one_case_and_its_number_again(talk: Talk, settings: Settings) -> None:
    said = begin(talk, "elder_allowance")
    *_, said = asked(talk, "elder_allowance", said)
    before = count_of_cases(settings)
    number = talk.say("交上去吧").end.case
    again = talk.say("交上去吧")
    assert again.text and again.end.case == number
    assert count_of_cases(settings) == before + 1
