"""Every service that can be filed here, from the first words to the case, as people speak: with a correction, a
question in between, and a question that is missed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from actions.cases.model import CaseState
from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import SELF
from actions.form.fileable import Fileable, fileable
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import fernet
from assistant.settings import Settings
from tests.dialogue.conftest import Said, Talk

pytestmark = pytest.mark.dialogue

CATALOGUE = load_catalogue()
AT_ONCE = "stop_reminders"
"""Done the moment it is asked for, and emptied: nothing of it is left to be looked at."""
FILEABLE = sorted(
    [name for name, service in CATALOGUE.services.items() if service.form]
    + list({*CATALOGUE.forms.feedback} - {AT_ONCE})
)
SPOKEN = {
    "name": "我叫赵玉梅",
    "id_number": "一一零一零五 一九四九一二三一 零零二叉",
    "phone": "幺三八零零幺三八零零零",
    "address": "阳光小区三栋二单元四零二",
    "date": "明天",
    "choice": "第一个",
    "yes_no": "不要",
    "text": "想请人看看家里的事",
}
YES = "好的"
MUMBLED = ("嗯那个那个", "哎呀就是那个嘛")


def form_of(id_: str) -> Fileable:
    form = fileable(CATALOGUE, id_)
    assert form is not None
    return form


def begin(talk: Talk, id_: str) -> Said:
    if id_ in CATALOGUE.forms.feedback:
        return talk.say(f"/meta.{id_}")
    return talk.say(f'/svc.{id_}{{"aspect":"apply"}}')


def answer(said: Said, id_: str) -> str:
    """What somebody would say to what is being asked."""
    field = form_of(id_).field(str(said.end.state["asking"]))
    return SPOKEN[field.type] if field else YES


def asked(talk: Talk, id_: str, said: Said, until: str = "review") -> Iterator[Said]:
    """The form answered, question by question."""
    for _ in range(30):
        if said.end.state["asking"] == until:
            return
        said = talk.say(answer(said, id_))
        yield said
    raise AssertionError(f"{id_} stops at {said.end.state['asking']}: {said.text}")


def filed(settings: Settings, number: str | None) -> dict[str, object]:
    """The case as it stands in the store."""
    units = SqlUnitsOfWork(make_engine(settings.database_url), fernet(settings.keys / "cases.key"))
    with units() as work:
        case = work.cases.by_number(str(number))
    assert case is not None
    return {"service": case.service, "state": case.state, "told": {one.key: one.value for one in case.details.answers}}


@pytest.mark.parametrize("id_", FILEABLE)
def test_it_is_filed_by_voice(talk: Talk, settings: Settings, id_: str) -> None:
    said = begin(talk, id_)
    assert said.end.state["form"] == id_
    *_, said = asked(talk, id_, said)
    said = talk.say("交上去吧")
    case = filed(settings, said.end.case)
    assert (case["service"], case["state"]) == (id_, CaseState.QUEUED)
    assert said.end.state["form"] is None


@pytest.mark.parametrize("id_", FILEABLE)
def test_a_slip_of_the_tongue_a_question_and_two_misses_do_not_stop_it(
    talk: Talk, settings: Settings, id_: str
) -> None:
    said = begin(talk, id_)
    if id_ not in CATALOGUE.forms.feedback:
        said = interrupted(talk, id_, said, "那要带什么")
    missed = False
    for _ in range(40):
        asking = str(said.end.state["asking"])
        if asking == "review":
            break
        if not missed and _can_be_missed(asking, id_):
            said, missed = missed_twice(talk, asking), True
            if id_ in CATALOGUE.forms.feedback:
                said = interrupted(talk, id_, said, "老年证要带什么")
        said = talk.say(answer(said, id_))
    assert missed, "no question was missed"
    corrected, value = correction(talk, id_)
    assert corrected.end.state["asking"] == "review"
    case = filed(settings, talk.say("没错 交吧").end.case)
    assert value in case["told"].values()  # type: ignore[attr-defined]


def interrupted(talk: Talk, id_: str, said: Said, question: str) -> Said:
    """Something else is asked in the middle: it is answered, and the form goes on where it was."""
    before = said.end.state["asking"]
    said = talk.say(question)
    assert said.end.state["asking"] == before and said.end.state["form"] == id_
    assert "带" in said.text or "材料" in said.text, said.text
    return said


def missed_twice(talk: Talk, asking: str) -> Said:
    """Asked another way, and then with something to touch or an explanation."""
    first, second = (talk.say(words) for words in MUMBLED)
    assert first.end.state["asking"] == second.end.state["asking"] == asking
    assert second.payloads, asking
    return second


def _can_be_missed(asking: str, id_: str) -> bool:
    """Whether mumbling is no answer to it; where nothing better is asked, a name or a yes will do."""
    types = {field.type for field in form_of(id_).fields(SELF)}
    best = {"choice", "phone", "address", "id_number"} if id_ not in CATALOGUE.forms.feedback else {"yes_no"}
    field = form_of(id_).field(asking)
    return field is not None and field.type in (best & types or {"name"})


def correction(talk: Talk, id_: str) -> tuple[Said, str]:
    """Something told before is put right while all of it is looked over; and what it must be then."""
    types = {field.type for field in form_of(id_).fields(SELF)}
    if form_of(id_).field("what") is not None:
        said = talk.say("说错了，要改")
        said = talk.say(next(payload for payload in said.payloads if '"what"' in payload))
        assert said.end.state["asking"] == "what"
        return talk.say("楼上天天半夜吵得人睡不着"), "楼上天天半夜吵得人睡不着"
    if "phone" in types:
        return talk.say("不对，电话最后一位是六"), "13800138006"
    return talk.say("名字不对，我叫赵玉兰"), "赵玉兰"


def test_nothing_told_in_a_form_stands_in_plain_words_on_the_disk(talk: Talk, stored: Callable[[], bytes]) -> None:
    said = begin(talk, "elder_allowance")
    *_, said = asked(talk, "elder_allowance", said)
    talk.say("交上去吧")
    kept = stored()
    for secret in ("赵玉梅", "11010519491231002X", "13800138000", "阳光小区"):
        assert secret.encode() not in kept, secret


def test_a_case_is_asked_about_by_its_number_in_another_visit(talk: Talk) -> None:
    said = begin(talk, "digital_lesson")
    *_, said = asked(talk, "digital_lesson", said)
    number = talk.say("交上去吧").end.case
    other = Talk(talk.dialogue, talk._loop)
    assert "单号" in other.say("我那个事办到哪了").text
    digits = " ".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    assert "手机" in other.say(digits).text
    assert "赵玉梅" not in other.say(f"{number}").text
