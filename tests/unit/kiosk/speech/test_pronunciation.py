"""Every character is given its reading in its word."""

import pytest
import yaml

from kiosk.speech.pronunciation import DATA, Pronunciation

pytestmark = pytest.mark.unit

PRONUNCIATION = Pronunciation.load()


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("重新办理", "chong2 xin1 ban4 li3"),
        ("严重损坏", "yan2 zhong4 sun3 huai4"),
        ("银行卡也行", "yin2 hang2 ka3 ye3 xing2"),
        ("行动不便", "xing2 dong4 bu2 bian4"),
        ("长者食堂", "zhang3 zhe3 shi2 tang2"),
        ("多长时间", "duo1 chang2 shi2 jian1"),
        ("长期有效", "chang2 qi1 you3 xiao4"),
        ("不着急", "bu4 zhao2 ji2"),
        ("对着手机", "dui4 zhe5 shou3 ji1"),
        ("异地就医", "yi4 di4 jiu4 yi1"),
        ("有的地方", "you3 de5 di4 fang5"),
        ("丧葬补助金", "sang1 zang4 bu3 zhu4 jin1"),
        ("还要带证", "hai2 yao4 dai4 zheng4"),
        ("归还原件", "gui1 huan2 yuan2 jian4"),
        ("看完当面还您", "kan4 wan2 dang1 mian4 huan2 nin2"),
        ("差点摔了", "cha4 dian3 shuai1 le5"),
        ("了解一下", "liao3 jie3 yi2 xia4"),
        ("办不了", "ban4 bu4 liao3"),
        ("参差不齐", "cen1 ci1 bu4 qi2"),
        ("参加", "can1 jia1"),
        ("补给", "bu3 ji3"),
        ("发给您", "fa1 gei3 nin2"),
        ("您得本人来", "nin2 dei3 ben3 ren2 lai2"),
        ("您记得带", "nin2 ji4 de5 dai4"),
        ("不得收钱", "bu4 de2 shou1 qian2"),
        ("教我用手机", "jiao1 wo3 yong4 shou3 ji1"),
        ("教育局", "jiao4 yu4 ju2"),
        ("应当应用", "ying1 dang1 ying4 yong4"),
        ("一寸照片", "yi2 cun4 zhao4 pian4"),
    ],
)
def test_polyphones(phrase, reading):
    assert PRONUNCIATION.spelling(phrase) == reading


@pytest.mark.parametrize(
    ("phrase", "tone"),
    [
        ("一样", "2"), ("一天", "4"), ("一年", "4"), ("一百", "4"), ("一万", "2"), ("点一下", "2"),
        ("第一次", "1"), ("十一月", "1"), ("一月", "1"), ("一九四八", "1"), ("统一办", "1"), ("星期一去", "1"),
        ("一", "1"), ("一对一", "1"), ("问一问", "5"), ("每周一次", "2"), ("周一去", "1"),
    ],
)  # fmt: skip
def test_the_tone_of_one_goes_by_what_follows(phrase, tone):
    assert PRONUNCIATION.syllables(phrase)[phrase.index("一")] == f"yi{tone}"


@pytest.mark.parametrize(("phrase", "tone"), [("不是", "2"), ("不能", "4"), ("不", "4"), ("好不好", "5")])
def test_the_tone_of_not_goes_by_what_follows(phrase, tone):
    assert PRONUNCIATION.syllables(phrase)[phrase.index("不")] == f"bu{tone}"


def test_every_word_in_the_file_is_read_as_it_says():
    words = yaml.safe_load(DATA.read_text(encoding="utf-8"))["words"]
    wrong = [word for word, reading in words.items() if PRONUNCIATION.spelling(word) != reading]
    assert wrong == [] and len(words) > 100


def test_a_character_nobody_knows_stays():
    assert PRONUNCIATION.syllables("好\U00020021") == ("hao3", "\U00020021")


def test_a_word_without_a_syllable_for_each_character_is_refused(tmp_path):
    path = tmp_path / "words.yml"
    path.write_text("words: {银行: yin2}\nchanges: {}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="银行"):
        Pronunciation.load(path)
