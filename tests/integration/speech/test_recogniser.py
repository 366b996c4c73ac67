"""The recogniser on whole and broken models."""

import shutil

import pytest

from kiosk.speech.errors import SpeechModelError
from kiosk.speech.models import is_demonstration
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.transcript import MOST
from kiosk.speech.yes_no import YesNo
from tests.integration.speech.sounds import TINY_MODEL, in_noise, recogniser, silence, spoken

pytestmark = pytest.mark.integration


def test_a_stream_gives_words_once_and_then_starts_afresh():
    stream = recogniser().listen()
    for _ in range(2):
        stream.accept(silence(0.3) + spoken("高龄津贴怎么领"))
        assert stream.partial().startswith("高龄津贴")
        transcript = stream.finish()
        assert transcript.text == "高龄津贴怎么领" and transcript.text not in transcript.also
        assert stream.finish().text == stream.partial() == ""


def test_of_what_is_hard_to_hear_the_other_readings_are_kept():
    """Characters that sound alike: none of the readings is right by its sound alone."""
    stream = recogniser().listen()
    stream.accept(in_noise(silence(0.3) + spoken("我妈的药在哪儿报") + silence(0.5), 300))
    transcript = stream.finish()
    assert 1 <= len(transcript.also) < MOST and len({transcript.text, *transcript.also}) == len(transcript.also) + 1


def test_pieces_that_vosk_ends_by_itself_are_joined():
    stream = recogniser().listen()
    for part in ("高龄津贴", "怎么领"):
        stream.accept(spoken(part))
        for _ in range(15):
            stream.accept(silence(0.1))
            stream.partial()
    assert stream.partial() == stream.finish().text == "高龄津贴怎么领"


@pytest.mark.parametrize("phrase", YesNo.load().answers)
def test_each_answer_of_yes_or_no_is_heard_by_the_two_streams_together(phrase):
    free, narrow = recogniser().listen(), recogniser().listen_for(YesNo.load().phrases)
    for stream in (free, narrow):
        stream.accept(silence(0.3) + spoken(phrase) + silence(0.5))
    assert YesNo.load().better(free.finish(), narrow.finish()).text == phrase


@pytest.mark.parametrize("sentence", ["高龄津贴怎么领", "我胸口疼", "再说一遍", "名字错了"])
def test_a_narrow_stream_makes_nothing_of_anything_else(sentence):
    free, narrow = recogniser().listen(), recogniser().listen_for(YesNo.load().phrases)
    for stream in (free, narrow):
        stream.accept(silence(0.3) + spoken(sentence) + silence(0.5))
    heard = free.finish()
    assert YesNo.load().better(heard, narrow.finish()) is heard


def test_words_of_a_narrow_stream_are_checked_against_the_models():
    assert recogniser().knows("津贴") and not recogniser().knows("没有这个词")
    assert recogniser().listen_for(["ж", "没有ж"]) is None


def test_a_folder_that_is_no_model_is_refused_in_a_sentence(tmp_path):
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(SpeechModelError, match=r"model.*\.$"):
            Recogniser(path)


@pytest.mark.parametrize("name", ["am/final.mdl", "conf/mfcc.conf", "graph/Gr.fst", "graph/HCLr.fst"])
def test_a_damaged_model_is_refused_in_a_sentence(tmp_path, name):
    model = tmp_path / "model"
    shutil.copytree(TINY_MODEL, model)
    (model / name).write_bytes((model / name).read_bytes()[:100])
    with pytest.raises(SpeechModelError, match=r"damaged.*\.$"):
        Recogniser(model)


def test_the_test_model_is_known_to_be_of_no_use_to_people():
    assert is_demonstration(TINY_MODEL)
