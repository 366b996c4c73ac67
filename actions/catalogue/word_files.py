"""Reads the word lists every service shares: rules, titles, phrases and hotlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from actions.catalogue.model import (
    ASPECTS,
    LEVELS,
    SELF,
    TOPICS,
    Evidence,
    Grade,
    Hotline,
    Phrases,
    Rules,
    Titles,
)
from actions.catalogue.reader import Section, read_section

_GRADES = tuple(grade.value for grade in Grade)


def read_evidence(section: Section, horizons: dict[Grade, int]) -> Evidence:
    """Grade, source and day of a fact, a hotline or a local value; the horizon goes by grade unless given."""
    grade = Grade(section.choice("grade", _GRADES))
    days = section.number("expires_after_days", horizons[grade])
    return Evidence(grade, section.text("source"), section.day("checked_on"), int(days))


def read_rules(path: Path) -> Rules:
    """What may be said aloud (`rules.yml`)."""
    section = read_section(path)
    horizons = section.section("horizons")
    rules = Rules(
        punctuation=section.text("punctuation"),
        sentence_ends=section.text("sentence_ends"),
        most_sentences=int(section.number("most_sentences")),
        most_characters=int(section.number("most_characters")),
        comfortable_characters=int(section.number("comfortable_characters")),
        most_digits=int(section.number("most_digits")),
        most_value_digits=int(section.number("most_value_digits")),
        most_title_characters=int(section.number("most_title_characters")),
        money=_patterns(section, "money"),
        verdicts=_patterns(section, "verdicts"),
        horizons={grade: int(horizons.number(grade.value)) for grade in Grade},
    )
    horizons.done()
    section.done()
    return rules


def _patterns(section: Section, key: str) -> tuple[str, ...]:
    patterns = section.texts(key)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise section.error(key, f"holds a pattern that is none: {pattern} ({error})") from error
    return patterns


def read_titles(path: Path) -> Titles:
    """Headings of the screen (`titles.yml`)."""
    section = read_section(path)
    titles = Titles(
        aspects=_named_texts(section.section("aspects"), ASPECTS),
        topics=_named_texts(section.section("topics"), TOPICS),
        grades={Grade(key): title for key, title in _named_texts(section.section("grades"), _GRADES).items()},
        levels=_named_texts(section.section("levels"), LEVELS),
        follow_ups=read_follow_ups(section.section("follow_ups"), ASPECTS),
    )
    section.done()
    return titles


def _named_texts(section: Section, keys: Iterable[str]) -> dict[str, str]:
    texts = {key: section.text(key) for key in keys}
    section.done()
    return texts


def read_follow_ups(section: Section, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of the aspects named, three others to offer next."""
    follow_ups: dict[str, tuple[str, ...]] = {}
    for key in keys:
        offered = section.texts(key)
        if len(set(offered)) != 3 or len(offered) != 3 or key in offered or not set(offered) <= set(ASPECTS):
            raise section.error(key, f"must name three other aspects, out of {', '.join(ASPECTS)}")
        follow_ups[key] = offered
    section.done()
    return follow_ups


def read_phrases(path: Path) -> Phrases:
    """What is said when a fact may not be (`phrases.yml`)."""
    section = read_section(path)
    withheld = section.section("withheld")
    people = section.section("beneficiaries")
    phrases = Phrases(
        differs=withheld.text("differs"),
        unverified=withheld.text("unverified"),
        expired=withheld.text("expired"),
        ask_hotline=section.text("ask_hotline"),
        ask_staff=section.text("ask_staff"),
        joiner=section.text("joiner"),
        local_line=section.text("local_line"),
        example_region=section.text("example_region"),
        beneficiaries={SELF: people.text(SELF), **{key: people.text(key) for key in people.names()}},
        other_beneficiary=section.text("other_beneficiary"),
    )
    withheld.done()
    section.done()
    return phrases


def read_hotlines(path: Path, horizons: dict[Grade, int]) -> tuple[dict[str, Hotline], str]:
    """All hotlines by number, and the number to give when no other may be named (`hotlines.yml`)."""
    section = read_section(path)
    hotlines: dict[str, Hotline] = {}
    for entry in section.sections("hotlines"):
        hotline = Hotline(
            number=entry.text("number"),
            name=entry.text("name"),
            use=entry.text("use"),
            spoken=entry.text("spoken"),
            evidence=read_evidence(entry, horizons),
        )
        if not re.fullmatch(r"[0-9]{3,6}", hotline.number):
            raise entry.error("number", "must be three to six digits in quotes")
        if hotline.number in hotlines:
            raise entry.error("number", f"stands there twice: {hotline.number}")
        entry.done()
        hotlines[hotline.number] = hotline
    general = section.text("general")
    if general not in hotlines:
        raise section.error("general", f"is {general}, which is not among the hotlines")
    section.done()
    return hotlines, general
