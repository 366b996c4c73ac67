"""One stretch of listening, with a scripted detector and a scripted recogniser."""

import pytest

from kiosk.events import FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechResumed, SpeechStarted
from kiosk.speech.ear import EarRules, NarrowStream, SpeechEar
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.level_meter import Level
from kiosk.speech.transcript import Transcript
from kiosk.speech.voice_activity import CHUNK_SECONDS, Chunk
from kiosk.speech.yes_no import YesNo

pytestmark = pytest.mark.unit

HESITATION = Hesitation.load()


class Voice:
    """Sound as letters, one a chunk: capitals are a voice."""

    def feed(self, pcm):
        return (Chunk(bytes([0, letter]), chr(letter).isupper()) for letter in pcm)

    def finish(self):
        return iter(())


class FaintVoice(Voice):
    """The same from far away."""

    def feed(self, pcm):
        return (Chunk(bytes([chunk.pcm[1], 0]), chunk.is_speech) for chunk in super().feed(pcm))


class Stream:
    """Understands `words` as soon as it gets any sound; keeps what it got."""

    def __init__(self, words=""):
        self.words = words
        self.got = b""

    def accept(self, pcm):
        self.got += pcm

    def partial(self):
        return self.words if self.got else ""

    def finish(self):
        return Transcript(self.partial())


def ear_with(stream):
    return SpeechEar(stream, Voice(), HESITATION, EarRules())


def sound(letter, seconds):
    return letter * round(seconds / CHUNK_SECONDS)


def silence_to_the_end(ear):
    """Seconds of silence until a final comes."""
    return silence_until(ear, FinalHeard, NothingHeard)


def silence_until(ear, *kinds):
    """Seconds of silence until something of these kinds is heard."""
    for count in range(1, 400):
        heard = [one for one in ear.feed(b"s") if isinstance(one, kinds)]
        if heard:
            return count * CHUNK_SECONDS, heard
    raise AssertionError("it never comes")


def test_a_turn_is_told_from_its_start_to_its_words():
    ear = ear_with(Stream("高龄津贴怎么领"))
    assert ear.feed(sound(b"n", 3)) == []
    assert ear.feed(sound(b"V", 1)) == [SpeechStarted(), PartialHeard("高龄津贴怎么领")]
    seconds, heard = silence_to_the_end(ear)
    assert heard == [FinalHeard("高龄津贴怎么领")] and seconds == pytest.approx(1.5, abs=0.07)


@pytest.mark.parametrize(("words", "complete"), [("高龄津贴怎么领", True), ("我要办那个", False), ("一三八", False)])
def test_a_sign_that_something_was_heard_can_be_given_long_before_750_ms(words, complete):
    ear = ear_with(Stream(words))
    ear.feed(sound(b"V", 1))
    seconds, heard = silence_until(ear, SpeechPaused)
    assert heard == [SpeechPaused(complete)] and seconds < 0.6


def test_the_length_of_a_pause_is_told_when_the_speaker_goes_on():
    ear = ear_with(Stream("高龄津贴"))
    heard = ear.feed(sound(b"V", 1) + sound(b"s", 1.2) + sound(b"V", 1))
    (pause,) = (one for one in heard if isinstance(one, SpeechResumed))
    assert pause.seconds == pytest.approx(1.2, abs=0.15)


def test_breath_and_cough_are_no_pauses():
    assert SpeechResumed not in kinds(ear_with(Stream("好")).feed(sound(b"V", 1) + sound(b"s", 0.4) + sound(b"V", 1)))
    cough = sound(b"V", 0.3) + sound(b"s", 0.8) + sound(b"V", 0.3) + sound(b"s", 0.8)
    assert kinds(ear_with(Stream("")).feed(cough)) == [SpeechStarted]


def test_nobody_speaks_for_longer_than_thirty_seconds_at_a_time():
    ear = ear_with(Stream("我跟你说"))
    heard = ear.feed(sound(b"V", 29.5))
    assert FinalHeard not in kinds(heard)
    assert kinds(ear.feed(sound(b"V", 1)))[0] is FinalHeard


def kinds(heard):
    return [type(one) for one in heard]


def test_the_next_turn_is_heard_by_the_same_ear():
    ear = ear_with(Stream("好"))
    for _ in range(2):
        assert SpeechStarted() in ear.feed(sound(b"V", 1))
        assert silence_to_the_end(ear)[1] == [FinalHeard("好")]


@pytest.mark.parametrize(("words", "patience"), [("我要办那个", 3.0), ("我的电话是一三八", 3.0), ("好", 1.5)])
def test_unfinished_words_are_waited_for(words, patience):
    ear = ear_with(Stream(words))
    ear.feed(sound(b"V", 1))
    assert silence_to_the_end(ear)[0] == pytest.approx(patience, abs=0.07)


def test_a_question_can_ask_for_more_patience_and_doubt_comes_on_top():
    ear = ear_with(Stream("我姓王"))
    ear.be_patient(3.0)
    ear.feed(sound(b"V", 1))
    assert silence_to_the_end(ear)[0] == pytest.approx(3.0, abs=0.07)
    ear = ear_with(Stream("嗯"))
    ear.be_patient(2.5)
    ear.feed(sound(b"V", 1))
    assert silence_to_the_end(ear)[0] == pytest.approx(4.0, abs=0.07)


def test_only_sound_around_a_voice_reaches_the_recogniser():
    stream = Stream("好")
    ear = ear_with(stream)
    ear.be_patient(4.0)
    ear.feed(sound(b"n", 10) + sound(b"V", 1) + sound(b"p", 3) + sound(b"W", 1) + sound(b"q", 10))
    counts = {letter: stream.got.count(letter) * CHUNK_SECONDS for letter in (b"n", b"p", b"q")}
    assert stream.got.count(b"V") == len(sound(b"V", 1)) and stream.got.count(b"W") == len(sound(b"W", 1))
    assert 0.3 <= counts[b"n"] <= 0.5
    assert 0.8 <= counts[b"p"] <= 1.0
    assert 0.3 <= counts[b"q"] <= 0.55


def test_a_voice_without_words_is_nothing_and_noise_is_not_even_that():
    ear = ear_with(Stream(""))
    assert ear.feed(sound(b"V", 1)) == [SpeechStarted()]
    assert silence_to_the_end(ear)[1] == [NothingHeard()]
    assert ear_with(Stream("乱")).feed(sound(b"n", 60)) == []


def test_a_voice_that_cannot_be_understood_is_told_why():
    ear = SpeechEar(Stream(""), FaintVoice(), HESITATION, EarRules())
    ear.feed(sound(b"V", 1))
    assert silence_to_the_end(ear)[1] == [NothingHeard(Level.QUIET)]


@pytest.mark.parametrize(("expected", "words"), [(True, "不用"), (False, "不同")])
def test_where_a_yes_or_no_is_asked_for_a_narrow_reading_is_believed(expected, words):
    narrow = NarrowStream(Stream("不用"), YesNo.load())
    ear = SpeechEar(Stream("不同"), Voice(), HESITATION, EarRules(), narrow)
    ear.expect_yes_no(expected)
    ear.feed(sound(b"V", 1))
    ear.expect_yes_no(not expected)
    assert silence_to_the_end(ear)[1] == [FinalHeard(words)]


def test_one_who_says_they_are_through_is_not_kept_waiting():
    ear = ear_with(Stream("我说完了"))
    assert ear.finish() == []
    ear.feed(sound(b"V", 1))
    assert ear.finish() == [FinalHeard("我说完了")]
    assert ear.finish() == []
