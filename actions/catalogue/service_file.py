"""Reads one service file into a `Service`; the README of this folder describes every key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from actions.catalogue.conditions import Condition
from actions.catalogue.form_file import read_form
from actions.catalogue.model import (
    ASPECTS,
    DELIVERIES,
    LEVELS,
    TOPICS,
    Fact,
    Grade,
    LocalKey,
    Material,
    NearTwin,
    ProxyRules,
    Responsible,
    Sentence,
    Service,
)
from actions.catalogue.reader import Section, read_section
from actions.catalogue.reminders import REMINDERS, ReminderRule
from actions.catalogue.word_files import read_evidence, read_follow_ups

_NOT = "not "


def read_service(path: Path, horizons: dict[Grade, int]) -> Service:
    """The service of one file, its own references not yet compared (see `service_rules`).

    Raises CatalogueError for a key that is missing, unknown, empty or of the wrong kind.
    """
    section = read_section(path)
    service = Service(
        id=_id(section, path),
        name=section.text("name"),
        title=section.text("title"),
        everyday_names=section.texts("everyday_names"),
        asked_like=section.texts("asked_like"),
        near_twins=tuple(_near_twin(twin) for twin in section.sections("near_twins", optional=True)),
        facts=_facts(section.section("facts"), horizons),
        materials=_materials(section, "materials"),
        responsible=_responsible(section.section("responsible")),
        no_phone_way=_sentences(section, "no_phone_way"),
        varies=_varies(section),
        spoken=_spoken(section.section("spoken")),
        proxy=_proxy(section.section("proxy")),
        delivery=section.choice("delivery", DELIVERIES),
        form=read_form(section.section("form")) if section.has("form") else None,
        follow_ups=_own_follow_ups(section),
        reminders=tuple(_reminder(entry) for entry in section.sections("reminders", optional=True)),
    )
    section.done()
    return service


def _id(section: Section, path: Path) -> str:
    service_id = section.text("id")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", service_id):
        raise section.error("id", "must be small letters, digits and `_`, starting with a letter")
    if service_id != path.stem:
        raise section.error("id", f"is `{service_id}`, but the file is called {path.name}")
    return service_id


def _near_twin(section: Section) -> NearTwin:
    twin = NearTwin(section.text("term"), section.text("ask"), section.optional_text("service"))
    section.done()
    return twin


def _facts(section: Section, horizons: dict[Grade, int]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for topic in TOPICS:
        for entry in section.sections(topic, optional=True):
            fact = Fact(
                id=entry.text("id"),
                topic=topic,
                text=entry.text("text"),
                evidence=read_evidence(entry, horizons),
                only_in=entry.optional_text("only_in"),
            )
            if fact.id in facts:
                raise entry.error("id", f"is `{fact.id}`, which another fact of this file already has")
            entry.done()
            facts[fact.id] = fact
    section.done()
    return facts


def _materials(section: Section, key: str, *, optional: bool = False) -> tuple[Material, ...]:
    return tuple(_material(entry) for entry in section.sections(key, optional=optional))


def _material(section: Section) -> Material:
    material = Material(
        item=section.text("item"),
        rests_on=section.texts("rests_on"),
        why=section.optional_text("why"),
        substitute=section.optional_text("substitute"),
        where_to_get=section.optional_text("where_to_get"),
        only_if=section.optional_text("only_if"),
        needed_when=tuple(read_condition(text) for text in section.texts("needed_when", optional=True)),
    )
    section.done()
    return material


def read_condition(text: str) -> Condition:
    """A condition as it is written: its name, or `not ` and its name."""
    return Condition(text.removeprefix(_NOT), not text.startswith(_NOT))


def _reminder(section: Section) -> ReminderRule:
    rule = ReminderRule(
        kind=section.choice("kind", REMINDERS),
        rests_on=section.texts("rests_on", optional=True),
        local=section.optional_text("local"),
    )
    section.done()
    return rule


def _responsible(section: Section) -> Responsible:
    responsible = Responsible(
        body=section.text("body"),
        co_bodies=section.texts("co_bodies", optional=True),
        hotline=section.optional_text("hotline"),
        level=section.choice("level", LEVELS),
        rests_on=section.texts("rests_on"),
    )
    section.done()
    return responsible


def _varies(section: Section) -> dict[str, LocalKey]:
    varies: dict[str, LocalKey] = {}
    for entry in section.sections("varies", optional=True):
        local = LocalKey(entry.text("key"), entry.text("what"), entry.choice("topic", TOPICS))
        if local.key in varies:
            raise entry.error("key", f"is `{local.key}`, which stands there twice")
        entry.done()
        varies[local.key] = local
    return varies


def _spoken(section: Section) -> dict[str, tuple[Sentence, ...]]:
    spoken = {aspect: _sentences(section, aspect) for aspect in ASPECTS}
    section.done()
    return spoken


def _sentences(section: Section, key: str, *, optional: bool = False) -> tuple[Sentence, ...]:
    sentences = tuple(_sentence(entry) for entry in section.sections(key, optional=optional))
    if not sentences and not optional:
        raise section.error(key, "needs at least one sentence")
    return sentences


def _sentence(section: Section) -> Sentence:
    sentence = Sentence(
        say=section.text("say"),
        rests_on=section.texts("rests_on", optional=True),
        local=section.optional_text("local"),
        when=section.choice("when", ("always", "self", "other"), default="always"),
        about=section.optional_text("about"),
    )
    section.done()
    return sentence


def _proxy(section: Section) -> ProxyRules:
    proxy = ProxyRules(
        may=_sentences(section, "may", optional=True),
        must_bring=_materials(section, "must_bring", optional=True),
        may_not=_sentences(section, "may_not"),
    )
    section.done()
    return proxy


def _own_follow_ups(section: Section) -> dict[str, tuple[str, ...]]:
    if not section.has("follow_ups"):
        return {}
    own = section.section("follow_ups")
    keys: Iterable[str] = [aspect for aspect in ASPECTS if own.has(aspect)]
    return read_follow_ups(own, keys)
