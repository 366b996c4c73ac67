"""What was said is remembered within bounds, and forgotten at a word."""

import pytest

from kiosk.speech.clip_cache import ClipCache, Saying
from kiosk.speech.spoken_sound import SpokenClip

pytestmark = pytest.mark.unit


def saying(text: str, rate: int = 180, volume_db: float = 0.0, voice: str = "sit/cmn") -> Saying:
    return Saying(text, voice, rate, volume_db)


def clip(size: int) -> SpokenClip:
    return SpokenClip(bytes(size), 1.0)


def test_voice_pace_and_volume_are_part_of_what_was_said():
    cache = ClipCache()
    cache.put(saying("您好"), clip(1))
    assert cache.get(saying("您好")) == clip(1)
    assert cache.get(saying("您好", voice="zh-CN")) is None
    assert cache.get(saying("您好", rate=144)) is cache.get(saying("您好", volume_db=6.0)) is None


def test_the_one_asked_for_least_lately_goes_first():
    cache = ClipCache(most=30)
    for text in "甲乙丙":
        cache.put(saying(text), clip(10))
    cache.get(saying("甲"))
    cache.put(saying("丁"), clip(10))
    assert cache.get(saying("乙")) is None and cache.get(saying("甲")) is not None and cache.size == 30


def test_it_never_grows_beyond_its_bound():
    cache = ClipCache(most=100)
    for size in range(0, 90, 7):
        cache.put(saying(str(size)), clip(size))
        assert cache.size <= 100
    cache.put(saying("long"), clip(101))
    assert cache.get(saying("long")) is None and cache.size == 0


def test_the_same_again_takes_no_more_room():
    cache = ClipCache()
    cache.put(saying("您好"), clip(10))
    cache.put(saying("您好"), clip(20))
    assert cache.size == 20


def test_everything_is_forgotten():
    cache = ClipCache()
    cache.put(saying("您好"), clip(10))
    cache.clear()
    assert cache.get(saying("您好")) is None and cache.size == 0
