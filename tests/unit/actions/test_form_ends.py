"""Whatever is said, in whatever order: a form ends in a case, a clean stop or a person, and never stays silent."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.catalogue.loader import load_catalogue
from actions.form.state import from_slot
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Shelf, Station

pytestmark = pytest.mark.unit

CATALOGUE = load_catalogue()
FILEABLE = sorted(
    [name for name, service in CATALOGUE.services.items() if service.form] + list(CATALOGUE.forms.feedback)
)
#: What a person may say at any moment, with the label it may be understood as.
VALID = {
    "name": ["王秀英", "我叫李建国", "免贵姓章 立早章 章红"],
    "id_number": ["11010519491231002X", "一一零一零五一九四九一二三一零零二叉"],
    "phone": ["13800138000", "一三八零零一三八零零零", "没有电话"],
    "birth_date": ["一九四九年十二月三十一号", "身份证上是1949年12月31日"],
    "date": ["明天", "二零二六年十二月一号"],
    "address": ["阳光小区三栋二单元四零二", "幸福路十二号"],
    "relation": ["我老伴"],
    "choice": ["第一个", "第二个"],
    "yes_no": ["要", "不要"],
    "text": ["水管漏水了好几天", "想学唱歌"],
}
ANYTHING = [
    ("啊这个那个", "oos"),
    ("不对", "dlg.deny"),
    ("电话最后是六", "dlg.correct"),
    ("名字写错了", "dlg.correct"),
    ("身份证号错了", "dlg.correct"),
    ("地址改成四栋", "dlg.correct"),
    ("回到上一个", "dlg.back"),
    ("那要带啥", "ask.materials"),
    ("老年证怎么办", "svc.elder_card"),
    ("你真好", "social.chitchat"),
    ("谢谢", "dlg.thanks"),
    ("不知道", "dlg.dont_know"),
    ("二月三十一号", "inform.birth_date"),
    ("110105194912310021", "inform.id_number"),
    ("一三八", "inform.phone"),
    ("12345", "inform.phone"),
    ("不是我 是我妈", "inform.relation"),
    ("不想说", "meta.privacy"),
    ("跳过", "dlg.back"),
    ("", "oos"),
    ("/oos", "oos"),
    ("/dlg.affirm", "dlg.affirm"),
    ("好" * 3000, "oos"),
    ("接着办", "dlg.affirm"),
    ("再说一遍", "dlg.repeat"),
    ("等一下", "dlg.wait"),
]


def answer_to(asking: str, visit: Conversation, pick: int) -> tuple[str, str]:
    """A valid answer to what is being asked."""
    expects = visit.slots.get("expects")
    if expects is None or asking.startswith(("consent", "known", "confirm", "review")):
        return "好的", "dlg.affirm"
    said = VALID[expects[0]]
    return said[pick % len(said)], f"inform.{expects[0]}"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    about=st.sampled_from(FILEABLE),
    beneficiary=st.sampled_from(["self", "mother", "neighbour"]),
    turns=st.lists(st.tuples(st.booleans(), st.integers(0, 999)), max_size=25),
)
def test_every_form_ends(about: str, beneficiary: str, turns: list[tuple[bool, int]]) -> None:
    station = Station(Shelf(CATALOGUE))
    visit = Conversation(station.resources)
    label = f"meta.{about}" if about in CATALOGUE.forms.feedback else f"svc.{about}"
    assert visit.hear("帮我办", label, aspect="apply", beneficiary=beneficiary)
    for is_random, pick in turns:
        if not visit.slots.get("form"):
            break
        text, heard_as = ANYTHING[pick % len(ANYTHING)] if is_random else answer_to(visit.slots["asking"], visit, pick)
        said = visit.hear(text, heard_as)
        assert said and all(one.text and "{" not in one.text for one in said), (text, visit.slots["asking"])
        assert not any(one.name == "utter_fallback" for one in said), (text, said)
    for _ in range(40):
        if not visit.slots.get("form"):
            break
        visit.hear(*answer_to(visit.slots["asking"], visit, 0))
    filling = from_slot(visit.slots.get("filling"))
    filed = station.store.cases
    assert visit.slots.get("form") is None, (visit.slots["asking"], filling)
    assert len(filed) == 1 or filling is None or filling.paused or station.store.requests
