"""Whether a sentence may be read aloud: no symbols, no long digit runs, no verdicts."""

from __future__ import annotations

import re

from actions.catalogue.model import Rules

PLACEHOLDERS = ("{who}", "{hotline}", "{value}")
"""What a spoken sentence may leave open: the person, the hotline of the service, a local value."""

_HANZI = "\u4e00-\u9fff\u3007"


def complaint_about_sentence(text: str, rules: Rules) -> str | None:
    """Why this sentence may not be spoken, or None. Placeholders stand for what is put in later."""
    plain = without_placeholders(text)
    if any(re.search(pattern, text) for pattern in rules.verdicts):
        return f"decides who is entitled; give the rule and who decides instead: {text}"
    if not text.endswith(tuple(rules.sentence_ends)):
        return f"must end with one of {rules.sentence_ends}: {text}"
    if any(end in text[:-1] for end in rules.sentence_ends):
        return f"holds more than one sentence; give each its own line: {text}"
    if len(plain) > rules.most_characters:
        return f"is longer than {rules.most_characters} characters: {text}"
    return _complaint_about_characters(plain, rules, rules.most_digits)


def complaint_about_value(text: str, rules: Rules) -> str | None:
    """Why this local value may not be spoken, or None. Telephone numbers are let through."""
    if any(end in text for end in rules.sentence_ends):
        return f"must be a part of a sentence, without {rules.sentence_ends}: {text}"
    return _complaint_about_characters(text, rules, rules.most_value_digits)


def _complaint_about_characters(text: str, rules: Rules, most_digits: int) -> str | None:
    unspeakable = re.search(f"[^{_HANZI}0-9{re.escape(rules.punctuation)}]", text)
    if unspeakable:
        return f"holds `{unspeakable.group()}`, which cannot be read aloud: {text}"
    if re.search(f"[0-9]{{{most_digits + 1}}}", text):
        return f"holds more than {most_digits} digits in a row: {text}"
    return None


def without_placeholders(text: str) -> str:
    """The sentence with nothing in its open places."""
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, "")
    return text


def names_money(text: str, rules: Rules) -> bool:
    """Whether the text names an amount of money."""
    return any(re.search(pattern, text) for pattern in rules.money)
