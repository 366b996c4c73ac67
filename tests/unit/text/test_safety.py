from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import SAFETY_PATTERNS
from assistant.text.safety import SafetyFinding, SafetyReader

pytestmark = pytest.mark.unit

LINES = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "data" / "safety" / "lines.tsv").read_text("utf-8").splitlines()
]
DANGERS = [(text, label) for text, label in LINES if label != "none"]
HARMLESS = [text for text, label in LINES if label == "none"]


@pytest.fixture(scope="module")
def reader() -> SafetyReader:
    return SafetyReader.from_file(SAFETY_PATTERNS)


def rules(**rule: Any) -> dict[str, Any]:
    """Rules with one rule: fire, unless it is in a story, settled where it is only a name."""
    fire = {"id": "fire", "label": "emg.fire", "certainty": "sure", "unless": ["story", "name"]}
    guards = {
        "story": {"when": ["梦见"], "but": ["现在"]},
        "name": {"when": ["着火点"], "settles": True},
    }
    heard = {"heard": ["<burn>火"], "sounds_like": ["烧起来了"]}
    return {"words": {"burn": "[着起]"}, "guards": guards, "rules": [fire | heard | rule]}


@pytest.mark.parametrize(("text", "label"), DANGERS)
def test_danger_is_found_by_rules_alone(reader: SafetyReader, text: str, label: str) -> None:
    assert reader.read(text) is not None


def test_nearly_every_danger_is_told_apart_from_the_others(reader: SafetyReader) -> None:
    findings = [(reader.read(text), label) for text, label in DANGERS]
    right = [finding for finding, label in findings if finding and finding.label == label]
    assert len(right) >= 0.9 * len(DANGERS)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_talk_is_never_certain_danger(reader: SafetyReader, text: str) -> None:
    finding = reader.read(text)
    assert finding is None or finding.certainty == "ask"


@pytest.mark.parametrize("text", ["快来人", "来人啊", "快来人呐"])
def test_a_bare_cry_for_people_is_asked_about(reader: SafetyReader, text: str) -> None:
    finding = reader.read(text)
    assert finding is not None
    assert finding.certainty == "ask"


@pytest.mark.parametrize("text", ["找人", "我找人", "嗯 还是找人吧", "找人工", "直接找人"])
def test_asking_for_a_person_is_no_missing_person(reader: SafetyReader, text: str) -> None:
    assert reader.read(text) is None
    assert reader.doubt(text, "emg.missing") == "settled"


@pytest.mark.parametrize("text", ["13900000000", "我的号码是一三八零零一三八零零零", "我手机幺三九零零零零幺幺幺幺"])
def test_a_phone_number_is_no_secret(reader: SafetyReader, text: str) -> None:
    assert reader.read(text) is None
    assert reader.doubt(text, "fraud.credential") == "settled"


def test_the_finding_names_its_rule() -> None:
    assert SafetyReader.from_data(rules()).read("着，火！") == SafetyFinding("emg.fire", "sure", "fire")


def test_a_phrase_is_recognised_by_its_sound() -> None:
    assert SafetyReader.from_data(rules()).read("屋里捎起来了") is not None


def test_a_guard_does_not_read_the_words_that_stand_for_a_phrase() -> None:
    data = rules()
    data["guards"]["story"] = {"when": ["戏"]}
    data["rules"][0]["sounds_like"] = ["洗衣机着火"]
    reader = SafetyReader.from_data(data)
    assert reader.read("我家戏一级着获") is not None
    assert reader.read("戏里头戏一级着获") is None
    assert reader.read("戏里头洗衣机着火") is None


def test_a_guard_silences_a_rule_unless_its_exception_is_heard() -> None:
    reader = SafetyReader.from_data(rules())
    assert reader.read("我梦见起火") is None
    assert reader.read("我梦见起火现在真起火") is not None


def test_sure_rules_come_before_doubtful_ones() -> None:
    data = rules()
    doubtful = {"id": "smell", "label": "emg.gas", "certainty": "ask", "heard": ["火"]}
    finding = SafetyReader.from_data(data | {"rules": [doubtful, *data["rules"]]}).read("着火")
    assert finding is not None
    assert finding.rule == "fire"


@pytest.mark.parametrize(
    ("text", "label", "doubt"),
    [
        ("昨晚梦见红的", "emg.fire", "doubted"),
        ("这是着火点", "emg.fire", "settled"),
        ("屋里红的", "emg.fire", "none"),
        ("昨晚梦见红的", "emg.gas", "none"),
    ],
)
def test_guards_tell_what_a_suspicion_is_worth(text: str, label: str, doubt: str) -> None:
    assert SafetyReader.from_data(rules()).doubt(text, label) == doubt


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ({"unless": ["nobody"]}, KeyError),
        ({"certainty": "perhaps"}, ValueError),
        ({"heard": ["<nothing>"]}, KeyError),
        ({"sounds_like": ["着火"]}, ValueError),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        SafetyReader.from_data(rules(**rule))


def test_rules_are_told_apart_by_their_ids() -> None:
    ids = [rule["id"] for rule in yaml.safe_load(SAFETY_PATTERNS.read_text("utf-8"))["rules"]]
    assert len(ids) == len(set(ids))


def test_any_text_is_read_without_an_error(reader: SafetyReader) -> None:
    for text in ("", "。", "\x00", "😀", "a" * 5000, "疼" * 2000):
        reader.read(text)


def test_a_guard_for_labels_stands_before_each_of_their_rules() -> None:
    guarded = rules()
    guarded["guards"]["news"] = {"when": ["报纸上"], "labels": ["emg."], "settles": True}
    reader = SafetyReader.from_data(guarded)
    assert reader.read("报纸上写着火") is None
    assert reader.doubt("报纸上写着火", "emg.fire") == "settled"
    assert reader.read("报亭着火") is not None


@pytest.mark.parametrize(
    ("told", "happening"),
    [
        ("夜里梦见厨房着火了", "夜里梦见你 醒来厨房着火了"),
        ("戏台上那老生气得晕倒了", "看戏呢 旁边大爷突然晕倒了"),
        ("小时候从树上摔下来过", "刚刚从树上摔下来了"),
        ("手机摔了一跤屏碎了", "手机摔了 我也摔了一跤"),
        ("自行车胎漏气了", "煤气罐漏气了"),
        ("穿马甲的志愿者人不见了", "我妈一转身人不见了"),
        ("这密码气得我想跳楼", "我活够了想跳楼"),
        ("孙子拿水枪打我一身水 乐死我了", "孙子拿棍子打我"),
    ],
)
def test_talk_of_danger_is_told_from_danger(reader: SafetyReader, told: str, happening: str) -> None:
    assert reader.read(told) is None
    assert reader.read(happening) is not None


@pytest.mark.parametrize(
    ("offered", "kept"),
    [
        ("我把取款密码念给你你替我按", "怎么念密码给你们听才安全"),
        ("密码是俺孙子的生日", "密码是什么东西"),
        ("阿拉密码是四只两两只八", "阿拉密码忘记脱了"),
    ],
)
def test_a_secret_is_offered_without_a_figure_too(reader: SafetyReader, offered: str, kept: str) -> None:
    assert reader.doubt(offered, "fraud.credential") == "none"
    assert reader.doubt(kept, "fraud.credential") != "none"
