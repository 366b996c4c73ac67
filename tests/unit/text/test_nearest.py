"""Names found by their sound."""

import pytest

from assistant.text.nearest import NearestNames

pytestmark = pytest.mark.unit

STREETS = NearestNames({"解放路": "解放路", "建设北街": "建设北街", "红星里": "红星里", "洪兴里": "洪兴里", "路": "x"})


@pytest.mark.parametrize(
    ("heard", "first"),
    [("我住街放路三号", "解放路"), ("在建色北街那边", "建设北街"), ("解放路", "解放路")],
)
def test_a_street_is_found_though_it_is_written_otherwise(heard: str, first: str) -> None:
    assert STREETS.find(heard)[0].name == first


def test_names_that_sound_alike_are_both_told_the_nearest_first() -> None:
    found = STREETS.find("我家在宏星里")
    assert {one.name for one in found} == {"红星里", "洪兴里"}
    assert found[0].cost <= found[1].cost


def test_nothing_near_is_nothing() -> None:
    assert STREETS.find("今天天气不错") == ()
    assert STREETS.find("") == ()


def test_of_two_names_for_one_thing_only_the_nearest_is_told() -> None:
    services = NearestNames({"老年证": "elder_card", "老年卡": "elder_card"})
    assert [one.name for one in services.find("老年正咋办")] == ["老年证"]


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("我住红星里", "红星里"),
        ("我住街放西路三号", "解放西路"),
        ("我住解放路三号", "解放路"),
        ("我住解放西路三号", "解放西路"),
        ("不知道", None),
    ],
)
def test_what_is_said_word_for_word_goes_before_what_only_sounds_so_and_the_longest_first(
    heard: str, meant: str | None
) -> None:
    streets = NearestNames({name: name for name in ("解放路", "解放西路", "红星里", "洪兴里")})
    assert streets.meant(heard) == meant
