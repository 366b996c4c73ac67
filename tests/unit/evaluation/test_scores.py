"""Figures that can be checked by hand, and the report that shows them."""

import pytest

from assistant.evaluation.examples import Example
from assistant.evaluation.learning import Neighbours
from assistant.evaluation.readers import plain_classifier
from assistant.evaluation.report import headline, learning, summary, tables
from assistant.evaluation.scores import Reading, Scores, score

pytestmark = pytest.mark.unit

EXAMPLES = [
    Example("摔倒了", "emg.fall"),
    Example("着火了", "emg.fire"),
    Example("老年证咋办", "svc.elder_card", "steps"),
    Example("老年证要带啥", "svc.elder_card", "materials"),
    Example("找人", "dlg.human"),
]


def reading(text: str, label: str, aspect: str | None = None, safety: str | None = None) -> Reading:
    return Reading(text, label, aspect, safety, 0.5, 0.002)


@pytest.fixture
def scores() -> Scores:
    return score(
        EXAMPLES,
        [
            reading("摔倒了", "emg.fall", safety="emg.fall"),
            reading("着火了", "dlg.human"),
            reading("老年证咋办", "svc.elder_card", "steps"),
            reading("老年证要带啥", "svc.elder_card", "fee"),
            reading("找人", "dlg.human", safety="emg.abuse"),
        ],
    )


def test_the_figures(scores: Scores) -> None:
    assert scores.accuracy == pytest.approx(0.8)
    assert scores.aspects == pytest.approx(0.5)
    assert scores.safety_recall == pytest.approx(0.5)
    assert [miss.example.text for miss in scores.safety_missed] == ["着火了"]
    assert [miss.example.text for miss in scores.false_alarms] == ["找人"]
    assert scores.confusions == (("emg.fire", "dlg.human", 1),)
    by_label = {one.label: one for one in scores.labels}
    assert (by_label["dlg.human"].precision, by_label["dlg.human"].recall) == (0.5, 1.0)
    assert by_label["emg.fire"].f1 == 0.0
    assert scores.macro_f1 == pytest.approx((1 + 0 + 1 + 2 / 3) / 4)


def test_without_danger_or_aspect_there_is_no_figure_for_it() -> None:
    scores = score([Example("好", "dlg.affirm")], [reading("好", "dlg.affirm")])
    assert (scores.safety_recall, scores.aspects) == (None, None)
    assert not [line for line in headline(scores) if "safety" in line or "aspects" in line]


def test_the_report_shows_figures_tables_and_what_a_miss_was_learnt_from(scores: Scores) -> None:
    assert "accuracy       0.800   (1 missed)" in list(headline(scores))
    assert "safety recall  0.500   (1 of 2 missed)" in list(headline(scores))
    assert any(line.split() == ["emg.fire", "dlg.human", "1"] for line in tables(scores))
    learnt = Neighbours([Example("房子着火了", "emg.fire"), Example("叫个人来", "dlg.human")])
    report = list(learning(scores, learnt))
    assert report[0] == "Dangers missed:"
    assert "emg.fire" in report[3]
    assert "房子着火了" in report[3]


def test_the_summary_holds_no_words(scores: Scores) -> None:
    data = summary(scores)
    assert (data["accuracy"], data["false_alarms"], data["harmless"]) == (0.8, 1, 3)
    assert not [example.text for example in EXAMPLES if example.text in str(data)]


def test_what_was_said_is_told_beside_what_was_heard() -> None:
    scores = score([Example("着火了", "emg.fire")], [reading("招火了", "dlg.human")])
    report = list(learning(scores, Neighbours([Example("着火了", "emg.fire"), Example("好", "dlg.affirm")])))
    assert "    said 着火了" in report


def test_the_plain_classifier_learns_any_labels() -> None:
    learnt = [Example(text, label) for label in ("weather", "music") for text in (f"{label}一", f"{label}二", label)]
    read = plain_classifier(learnt)
    assert [read(text).label for text in ("music三", "weather三")] == ["music", "weather"]
    assert read("music").safety is None


def test_one_label_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="at least two labels"):
        plain_classifier([Example("好", "dlg.affirm")])
