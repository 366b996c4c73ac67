"""Each rule of the catalogue, broken once: the message names the file and the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.catalogue.loader import load_catalogue
from actions.catalogue.reader import CatalogueError

from .conftest import CHECKED, Bench, fact, local, tiny_service

pytestmark = pytest.mark.unit


def complaint(bench: Bench, region: str | None = None) -> str:
    with pytest.raises(CatalogueError) as caught:
        bench.load(region)
    return str(caught.value)


def test_the_tiny_service_validates(bench: Bench) -> None:
    assert bench.load("town").services["tiny"].title == "小事"


@pytest.mark.parametrize("key", sorted(set(tiny_service()) - {"varies"}))
def test_a_missing_key_is_named_with_its_file(bench: Bench, key: str) -> None:
    del bench.service[key]
    assert complaint(bench) == f"services/tiny.yml: `{key}` is missing"


@pytest.mark.parametrize("key", ["id", "text", "grade", "source", "checked_on"])
def test_every_fact_has_source_grade_and_day(bench: Bench, key: str) -> None:
    del bench.service["facts"]["fee"][0][key]
    assert complaint(bench) == f"services/tiny.yml: `facts.fee item 1.{key}` is missing"


def set_(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


def says(text: str, **more: object) -> Callable[[dict[str, Any]], None]:
    return set_("spoken", "fee", to=[{"say": text, "rests_on": ["papers"], **more}])


FORM_FIELD = {
    "key": "name",
    "type": "name",
    "title": "姓名",
    "prompt": "叫什么？",
    "second_prompt": "先说姓。",
}

TINY_MATERIAL = {"item": "身份证", "rests_on": ["papers"]}

BROKEN = {
    "no way without a phone": (set_("no_phone_way", to=[]), "`no_phone_way` needs at least one"),
    "an aspect left out": (set_("spoken", "fee", to=None), "`spoken.fee` is empty"),
    "an aspect without sentences": (set_("spoken", "fee", to=[]), "`spoken.fee` needs at least one"),
    "an unknown key": (
        set_("tittle", to="小事"),
        "`tittle` is not a key of the catalogue; did you mean `title`",
    ),
    "an unknown topic": (set_("facts", "fees", to=[]), "`facts.fees` is not a key"),
    "a blank text": (set_("name", to="  "), "`name` is empty"),
    "a number for a text": (set_("responsible", "hotline", to=12345), "put quotes around 12345"),
    "a text for a list": (set_("everyday_names", to="小事"), "`everyday_names` must be a list"),
    "a text for a mapping": (set_("responsible", to="民政局"), "`responsible` must hold keys"),
    "an unknown grade": (set_("facts", "fee", 0, "grade", to="X"), "must be one of L, S, P, E, M"),
    "a day in quotes": (set_("facts", "fee", 0, "checked_on", to="去年"), "must be a day such as"),
    "a horizon of nothing": (set_("facts", "fee", 0, "expires_after_days", to=0), "a number above zero"),
    "an id that is not the file's": (set_("id", to="other"), "`id` is `other`, but the file is called"),
    "an id that is none": (set_("id", to="Tiny!"), "`id` must be small letters"),
    "a fact twice": (set_("facts", "fee", 0, "id", to="body"), "which another fact of this file already has"),
    "a local key twice": (
        set_("varies", to=[{"key": "a", "topic": "fee", "what": "钱"}] * 2),
        "`varies item 2.key` is `a`, which stands there twice",
    ),
    "an unknown hotline": (set_("responsible", "hotline", to="99999"), "which is not in hotlines.yml"),
    "a material on an unknown fact": (set_("materials", 0, "rests_on", to=["x"]), "names the fact `x`"),
    "a material on nothing": (set_("materials", 0, "rests_on", to=[]), "must name at least one fact"),
    "a body on an unknown fact": (set_("responsible", "rests_on", to=["x"]), "names the fact `x`"),
    "a title too long for a button": (set_("title", to="很长很长很长很长的名字"), "too long for a button"),
    "too few ways to ask": (set_("asked_like", to=["小事"]), "`asked_like` has 1 lines"),
    "an unspeakable missing thing": (set_("varies", 0, "what", to="A/B"), "`varies place.what` holds `A`"),
    "four sentences": (
        set_("spoken", "fee", to=[{"say": "带证。", "rests_on": ["papers"]}] * 4),
        "`spoken.fee` has 4 sentences for `self`",
    ),
    "nothing to say to one of two": (says("带证。", when="other"), "`spoken.fee` has 0 sentences for `self`"),
    "a sentence on an unknown fact": (says("带证。", rests_on=["x"]), "names the fact `x`"),
    "a sentence on nothing": (says("带证。", rests_on=[]), "rests on nothing"),
    "an unknown local key": (says("在{value}。", local="x"), "is `x`, which is not under `varies`"),
    "a local key without a place for it": (says("在那儿。", local="place"), "must hold {value}"),
    "a place for a value without a key": (says("在{value}。"), "must hold {value}"),
    "a symbol": (says("带证/照片。"), "holds `/`, which cannot be read aloud"),
    "a letter": (says("下载APP。"), "holds `A`, which cannot be read aloud"),
    "an unknown placeholder": (says("{name}来。"), "cannot be read aloud"),
    "a long digit run": (says("打1234567。"), "more than 6 digits in a row"),
    "no end": (says("带证"), "must end with one of"),
    "two sentences in one": (says("带证。带照片。"), "holds more than one sentence"),
    "too long a sentence": (says("带" * 61 + "。"), "longer than 60 characters"),
    "a verdict": (says("{who}可以领。"), "decides who is entitled"),
    "a promise": (says("这个肯定能批。"), "decides who is entitled"),
    "money no fact names": (says("交二十元。"), "names an amount of money"),
    "an unspeakable substitute subject": (says("带证。", about="A"), "about` holds `A`"),
    "a form without delivery": (
        set_("form", to={"purpose": "登记。", "fields": [FORM_FIELD]}),
        "`form` belongs to `delivery: own_queue`",
    ),
    "delivery without a form": (set_("delivery", to="own_queue"), "`form` belongs to"),
    "a form without fields": (set_("form", to={"purpose": "登记。", "fields": []}), "at least one field"),
    "choices for no choice": (
        set_("form", to={"purpose": "登记。", "fields": [FORM_FIELD | {"choices": ["一"]}]}),
        "belongs to the type `choice`",
    ),
    "an unspeakable prompt": (
        set_("form", to={"purpose": "登记。", "fields": [FORM_FIELD | {"prompt": "Name?"}]}),
        "`form.fields name.prompt`",
    ),
    "a flag that is none": (
        set_("form", to={"purpose": "登记。", "fields": [FORM_FIELD | {"sensitive": "是"}]}),
        "must be true or false",
    ),
    "an unknown condition": (
        set_("materials", 0, to=TINY_MATERIAL | {"only_if": "外地时", "needed_when": ["not from_here"]}),
        "`materials item 1.needed_when` names `from_here`; it must be one of registered_here",
    ),
    "a condition without words": (
        set_("materials", 0, to=TINY_MATERIAL | {"needed_when": ["registered_here"]}),
        "`materials item 1.only_if` must say the same",
    ),
    "an unknown condition for an agent": (
        set_("proxy", "must_bring", 0, to=TINY_MATERIAL | {"only_if": "托人时", "needed_when": ["x"]}),
        "`proxy.must_bring item 1.needed_when` names `x`",
    ),
    "an unknown reminder": (
        set_("reminders", to=[{"kind": "birthday", "rests_on": ["papers"]}]),
        "must be one of certif",
    ),
    "a reminder on nothing": (
        set_("reminders", to=[{"kind": "card_expiry"}]),
        "`reminders item 1.rests_on` must name at least one fact",
    ),
    "a reminder on an unknown fact": (
        set_("reminders", to=[{"kind": "card_expiry", "rests_on": ["x"]}]),
        "names the fact `x`",
    ),
    "an appointment on a fact": (
        set_("reminders", to=[{"kind": "appointment", "rests_on": ["papers"]}]),
        "except for `appointment`",
    ),
    "a reminder on an unknown local key": (
        set_("reminders", to=[{"kind": "fee_season", "rests_on": ["papers"], "local": "x"}]),
        "`reminders item 1.local` is `x`, which is not under `varies`",
    ),
    "a reminder twice": (
        set_("reminders", to=[{"kind": "appointment"}] * 2),
        "`reminders item 2.kind` is `appointment`",
    ),
    "two follow-ups": (set_("follow_ups", to={"fee": ["place", "apply"]}), "must name three other aspects"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_told_in_one_sentence(bench: Bench, rule: str) -> None:
    change, expected = BROKEN[rule]
    change(bench.service)
    message = complaint(bench)
    assert message.startswith("services/tiny.yml: ")
    assert expected in message
    assert "\n" not in message


def test_no_hotline_to_put_in(bench: Bench) -> None:
    del bench.service["responsible"]["hotline"]
    says("打{hotline}。")(bench.service)
    assert "`responsible.hotline` is not given" in complaint(bench)


def test_money_may_be_named_when_a_national_fact_names_it(bench: Bench) -> None:
    says("每证二十元。", rests_on=["price"])(bench.service)
    assert bench.answer("fee").spoken == ("每证二十元。",)


def test_money_known_of_one_city_may_not_be_named(bench: Bench) -> None:
    bench.service["facts"]["fee"] = [fact("price", "每证20元。", only_in="别处")]
    says("每证二十元。", rests_on=["price"])(bench.service)
    assert "names an amount of money" in complaint(bench)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: [", "line 2: did not find"),
        ("id: tiny\nid: tiny\n", "line 2: the key `id` stands there twice"),
        ("- 一\n- 二\n", "must hold keys and values"),
        ("checked_on: 2026-13-45\n", "is not valid YAML"),
        ("? [a]\n: 1\n", "line 1"),
    ],
)
def test_a_file_that_is_no_catalogue_file(bench: Bench, text: str, expected: str) -> None:
    bench.load()
    bench.write("services/tiny.yml", text)
    with pytest.raises(CatalogueError, match=r"services/tiny\.yml") as caught:
        load_catalogue(bench.root)
    assert expected in str(caught.value)


def test_a_file_in_another_encoding(bench: Bench) -> None:
    (bench.root / "services" / "tiny.yml").write_bytes("name: 小事".encode("gbk"))
    with pytest.raises(CatalogueError, match="not UTF-8"):
        load_catalogue(bench.root)


def test_a_file_that_cannot_be_read(bench: Bench) -> None:
    (bench.root / "titles.yml").unlink()
    with pytest.raises(CatalogueError, match=r"titles\.yml: cannot be read"):
        load_catalogue(bench.root)


def test_a_pattern_that_is_none(bench: Bench) -> None:
    text = (bench.root / "rules.yml").read_text(encoding="utf-8")
    bench.write("rules.yml", text.replace("(元|块|角|毛)", "(元"))
    assert "`money` holds a pattern that is none" in complaint(bench)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('general: "12345"', 'general: "99999"', "which is not among the hotlines"),
        ('"12348"', '"12333"', "stands there twice"),
        ('"110"', '"1-10"', "three to six digits"),
    ],
)
def test_a_broken_hotline(bench: Bench, old: str, new: str, expected: str) -> None:
    text = (bench.root / "hotlines.yml").read_text(encoding="utf-8")
    bench.write("hotlines.yml", text.replace(old, new, 1))
    assert expected in complaint(bench)


def test_a_region_that_is_not_there_names_those_that_are(bench: Bench) -> None:
    assert "there is no region `nowhere` (there is: town)" in complaint(bench, "nowhere")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (set_("id", to="city"), "`id` is `city`"),
        (set_("values", to={"other": {}}), "`values.other` is not a service"),
        (set_("values", "tiny", to={"fee": {}}), "`values.tiny.fee` is not under `varies`"),
        (set_("values", "tiny", "place", to=local("小街1-2号")), "holds `-`"),
        (set_("values", "tiny", "place", to=local("在那儿。")), "a part of a sentence"),
        (set_("values", "tiny", "place", to=local("1234567890123")), "more than 12 digits"),
        (set_("values", "tiny", "place", to={"value": "小街"}), "place.grade` is missing"),
    ],
)
def test_a_broken_region(bench: Bench, change: Callable[[Any], None], expected: str) -> None:
    change(bench.region)
    message = complaint(bench, "town")
    assert message.startswith("region/town.yml: ")
    assert expected in message


def _paths(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in inner for found in ((*way, key), *_paths(value, (*way, key)))]


@given(
    way=st.sampled_from(_paths(tiny_service())),
    value=st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 10**12),
        st.floats(),
        st.just(CHECKED),
        st.text("你{who}0。a[: ", max_size=12),
        st.lists(st.one_of(st.none(), st.text("你。", max_size=3), st.just({})), max_size=3),
        st.dictionaries(st.sampled_from(["say", "id", "x"]), st.text("你。", max_size=3), max_size=2),
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_it_is_loaded_or_told_never_a_crash(
    new_bench: Callable[[], Bench], way: tuple[Any, ...], value: object
) -> None:
    bench = new_bench()
    set_(*way, to=value)(bench.service)
    try:
        services = bench.load().services
    except CatalogueError as error:
        assert str(error).startswith("services/tiny.yml: ")
    else:
        assert set(services) == {"tiny"}
