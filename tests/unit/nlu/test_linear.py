"""The classifier of every label: probabilities, speed tricks that change nothing, and small files."""

import numpy as np
import pytest

from assistant.nlu.features import QuickSpace, feature_space
from assistant.nlu.linear import LinearClassifier

pytestmark = pytest.mark.unit

LINES = {
    "card": ["老年证咋办", "老年证要带啥", "我的老年证丢了", "老年证多少钱", "敬老卡在哪儿办"],
    "pension": ["养老金没到账", "养老金咋查", "退休工资少了", "养老金哪天发", "养老金涨了没"],
    "thanks": ["谢谢你啊", "多谢多谢", "麻烦你了谢谢", "谢谢姑娘", "感谢感谢"],
}
TEXTS = [text for texts in LINES.values() for text in texts]
LABELS = [label for label, texts in LINES.items() for _ in texts]


@pytest.mark.parametrize("labels", [["card", "pension"], ["card", "pension", "thanks"]])
def test_every_label_has_a_probability_and_the_likeliest_is_first(labels: list[str]) -> None:
    pairs = [(text, label) for text, label in zip(TEXTS, LABELS, strict=True) if label in labels]
    classifier = LinearClassifier.train([text for text, _ in pairs], [label for _, label in pairs])
    for said, label in (("老年证咋补办", "card"), ("养老金咋没发", "pension")):
        guesses = classifier.guesses(said)
        assert guesses[0].label == label
        assert {guess.label for guess in guesses} == set(labels)
        assert sum(guess.confidence for guess in guesses) == pytest.approx(1.0)


def test_a_homophone_is_as_good_as_the_word() -> None:
    classifier = LinearClassifier.train(TEXTS, LABELS)
    assert classifier.guesses("养老经咋没到帐")[0].label == "pension"


def test_the_quick_way_to_features_gives_what_scikit_learn_gives() -> None:
    space = feature_space(0.3).fit(TEXTS)
    quick = QuickSpace(space)
    for text in (*TEXTS, "没见过的话 要带啥材料？", "", "abc"):
        columns, values = quick.row(text)
        dense = np.zeros(space.transform([text]).shape[1])
        dense[columns] = values
        assert np.allclose(dense, space.transform([text]).toarray()[0])


def test_one_label_alone_cannot_be_learnt() -> None:
    with pytest.raises(ValueError, match="class"):
        LinearClassifier.train(["好", "行"], ["yes", "yes"])
