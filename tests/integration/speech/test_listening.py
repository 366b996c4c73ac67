"""From sound to words through the real detector and the real Vosk: turns are whole, noise is no words."""

import threading

import numpy as np
import pytest

from kiosk.events import FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechResumed, SpeechStarted
from kiosk.speech.decoding import pcm16
from kiosk.speech.sound import RATE
from kiosk.speech.voice_activity import VoiceActivity
from tests.integration.speech.sounds import (
    SENTENCES,
    errors_between,
    hear,
    in_noise,
    new_ear,
    noise,
    recordings,
    silence,
    spoken,
)

pytestmark = pytest.mark.integration

ROOM = 20
"""RMS of a quiet room."""


def turns(heard):
    """Without the words that were not final, and the pauses between them."""
    return [one for one in heard if not isinstance(one, PartialHeard | SpeechPaused | SpeechResumed)]


def one_turn(text):
    return [SpeechStarted(), FinalHeard(text)]


def noises():
    time = np.arange(20 * RATE) / RATE
    beeps = 8_000 * np.sin(2 * np.pi * 880 * time) * (time % 1 < 0.3)
    hum = 3_000 * np.sin(2 * np.pi * 50 * time) + 1_000 * np.sin(2 * np.pi * 150 * time)
    clicks = np.where(np.arange(len(time)) % 8_000 == 0, 30_000, 0)
    return {
        "silence": silence(20),
        "room": noise(20, ROOM),
        "fan": noise(20, 1_000),
        "roar": noise(20, 8_000),
        "hum": hum.astype(np.int16).tobytes(),
        "beeps": beeps.astype(np.int16).tobytes(),
        "clicks": clicks.astype(np.int16).tobytes(),
    }


@pytest.mark.parametrize("kind", noises())
def test_noise_never_becomes_words(kind):
    assert hear(noises()[kind]) == []


def test_every_real_person_is_noticed_and_is_one_turn_whatever_the_recogniser_makes_of_it():
    for recording in recordings():
        started, ended = turns(hear(in_noise(pcm16(recording) + silence(3), 3)))
        assert started == SpeechStarted() and isinstance(ended, FinalHeard | NothingHeard), recording.name


def test_two_real_sentences_with_a_breath_between_them_are_one_turn_and_with_a_long_silence_two():
    first, second = (pcm16(recording) for recording in recordings()[:2])
    # The recordings bring more than half a second of silence each.
    for pause, count in ((0.0, 1), (2.0, 2)):
        heard = turns(hear(in_noise(first + silence(pause) + second + silence(3), 3)))
        assert heard.count(SpeechStarted()) == count and len(heard) == 2 * count


@pytest.mark.parametrize("pause", [0.4, 0.6, 0.8, 1.0, 1.2])
@pytest.mark.parametrize("parts", [("高龄津贴", "怎么领"), ("我想问一下", "养老金认证怎么办")])
def test_a_pause_inside_a_sentence_does_not_end_it(pause, parts):
    first, second = (spoken(part) for part in parts)
    sound = in_noise(silence(0.5) + first + silence(pause) + second + silence(3), ROOM)
    assert turns(hear(sound)) == one_turn("".join(parts))


@pytest.mark.parametrize("pause", [0.8, 1.2])
def test_how_long_a_speaker_pauses_is_told(pause):
    sound = silence(0.5) + spoken("高龄津贴") + silence(pause) + spoken("怎么领") + silence(3)
    (told,) = (one for one in hear(in_noise(sound, ROOM)) if isinstance(one, SpeechResumed))
    assert abs(told.seconds - pause) < 0.35


def test_an_ear_fed_with_rubbish_fails_alone_and_a_fresh_one_hears():
    with pytest.raises(TypeError):
        new_ear().feed("no sound at all")
    assert turns(hear(in_noise(silence(0.5) + spoken("高龄津贴怎么领") + silence(2), ROOM))) == one_turn(
        "高龄津贴怎么领"
    )


def test_a_number_said_in_groups_with_long_pauses_stays_whole():
    pause = silence(2.3)
    sound = silence(0.5) + spoken("我的电话是一三八") + pause + spoken("零零一三") + pause + spoken("八零零零")
    assert turns(hear(in_noise(sound + silence(4), ROOM))) == one_turn("我的电话是一三八零零一三八零零零")


def test_words_grow_while_somebody_speaks():
    heard = hear(in_noise(silence(1) + spoken("养老金认证怎么办") + silence(3), ROOM))
    growing = [one.text for one in heard if isinstance(one, PartialHeard)]
    assert len(growing) >= 3 and growing[-1] == "养老金认证怎么办"
    assert not any(" " in text for text in growing)


def test_the_first_words_are_kept_after_a_long_wait_in_a_noisy_room():
    sound = in_noise(silence(15) + spoken("高龄津贴怎么领") + silence(3), 100)
    assert turns(hear(sound)) == one_turn("高龄津贴怎么领")


def test_one_ear_hears_turn_after_turn():
    sentences = ("高龄津贴怎么领", "老年公交卡怎么办")
    sound = b"".join(silence(1) + spoken(sentence) + silence(2) for sentence in sentences)
    assert turns(hear(in_noise(sound, ROOM))) == [*one_turn(sentences[0]), *one_turn(sentences[1])]


@pytest.mark.parametrize("word", ["是", "对", "好", "不是"])
def test_the_shortest_answers_are_heard(word):
    assert turns(hear(in_noise(silence(1) + spoken(word) + silence(3), ROOM)))[0] == SpeechStarted()


def test_the_size_of_the_frames_changes_nothing():
    sound = in_noise(silence(1) + spoken("高龄津贴怎么领") + silence(3), ROOM)
    assert turns(hear(sound, frame=2 * 37)) == turns(hear(sound, frame=len(sound))) == turns(hear(sound))


def test_the_detector_finds_the_voice_and_its_end_whatever_the_frames():
    sound = silence(1) + spoken("高龄津贴怎么领") + silence(1)
    whole = [chunk.is_speech for chunk in VoiceActivity().feed(sound)]
    assert not any(whole[:25]) and not any(whole[-15:]) and sum(whole) > 20
    pieces = VoiceActivity()
    parts = [chunk.is_speech for start in range(0, len(sound), 74) for chunk in pieces.feed(sound[start : start + 74])]
    assert parts == whole
    assert len(list(pieces.finish())) == 1 and not list(pieces.finish())


def test_people_at_several_machines_are_heard_at_once_on_one_model_and_one_failing_does_not_matter():
    sentences = ("高龄津贴怎么领", "老年公交卡怎么办", "养老金认证怎么办")
    sounds = {text: in_noise(silence(0.5) + spoken(text) + silence(2), ROOM) for text in sentences}
    heard, failed = {}, []

    def fail():
        ear = new_ear()
        ear.feed(spoken(sentences[0]))
        try:
            ear.feed("no sound at all")
        except TypeError:
            failed.append(True)

    def listen(text):
        heard[text] = turns(hear(sounds[text]))

    people = [threading.Thread(target=listen, args=(text,)) for text in sentences]
    people += [threading.Thread(target=fail) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    assert heard == {text: one_turn(text) for text in sentences} and len(failed) == 2


def test_what_the_synthetic_voice_says_is_heard_right():
    sentences = SENTENCES.read_text(encoding="utf-8").split()[::4]
    wrong = 0
    for sentence in sentences:
        heard = hear(in_noise(silence(0.5) + spoken(sentence, 175) + silence(2), ROOM))
        wrong += errors_between(sentence, "".join(one.text for one in heard if isinstance(one, FinalHeard)))
    assert wrong / len("".join(sentences)) < 0.06
