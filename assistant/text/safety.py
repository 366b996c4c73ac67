"""What must never be missed, whatever a trained model says: emergencies and fraud, found by rules.

The rules are data (`safety_patterns.yml`); this module knows how they are read. They work on recogniser text:
no punctuation, no spaces, homophones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.text.normalise import normalise
from assistant.text.redact import drop_credentials
from assistant.text.safety_pattern import Heard, Pattern, Sounds

Certainty = Literal["sure", "ask"]
Doubt = Literal["none", "doubted", "settled"]

_KEPT_MARKS = "〔〕"


@dataclass(frozen=True)
class SafetyFinding:
    """Something dangerous in one line: the `label` (emg.… or fraud.…) and the `rule` that found it.

    A finding that is "sure" overrides everything else; "ask" means: ask once whether there is danger now.
    """

    label: str
    certainty: Certainty
    rule: str


@dataclass(frozen=True)
class _Guard:
    when: Pattern
    but: Pattern | None
    settles: bool
    labels: tuple[str, ...]

    def silences(self, heard: Heard) -> bool:
        return self.when.fits(heard) and not (self.but and self.but.fits(heard))


@dataclass(frozen=True)
class _Rule:
    finding: SafetyFinding
    pattern: Pattern
    unless: tuple[str, ...]


@dataclass(frozen=True)
class SafetyReader:
    """Reads one line at a time; build it once with `from_file` and share it."""

    _rules: tuple[_Rule, ...]
    _guards: Mapping[str, _Guard]
    _sounds: Sounds

    @classmethod
    def from_file(cls, path: Path) -> "SafetyReader":
        """Compiles the rules of a YAML file.

        Raises `OSError` if it can't be read, `yaml.YAMLError` if it is not YAML, `KeyError` for a missing
        key, an unknown word or an unknown guard, `ValueError` for another certainty than sure or ask, and
        `re.error` for a malformed pattern.
        """
        return cls.from_data(yaml.safe_load(path.read_text(encoding="utf-8")))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "SafetyReader":
        """The same from data already loaded: `words`, `guards` and `rules`."""
        sounds, words = Sounds(), data["words"]
        guards = {name: _guard(entry, words) for name, entry in data["guards"].items()}
        rules = [_rule(entry, words, guards, sounds) for entry in data["rules"]]
        sure_first = sorted(rules, key=lambda rule: rule.finding.certainty == "ask")
        return cls(tuple(sure_first), guards, sounds)

    def read(self, text: str) -> SafetyFinding | None:
        """The first rule that fits the line, or None; never raises, whatever the text."""
        heard = self._sounds.heard(_bare(text))
        silenced: dict[str, bool] = {}
        for rule in self._rules:
            if rule.pattern.fits(heard) and not self._is_silenced(rule, heard, silenced):
                return rule.finding
        return None

    def _is_silenced(self, rule: _Rule, heard: Heard, known: dict[str, bool]) -> bool:
        """Guards read what was said: not the words that a recogniser wrote for a phrase of the rule."""
        misheard = rule.pattern.misheard(heard)
        if misheard is None:
            return self._silenced(rule.unless, heard, known)
        return self._silenced(rule.unless, heard.without(misheard), {})

    def doubt(self, text: str, label: str) -> Doubt:
        """Whether a guard of the label's rules fits the line: what a mere suspicion of `label` is worth.

        "settled" when such a guard leaves no danger at all, "doubted" when the line may only tell of one that
        is past, feared, asked about or exaggerated.
        """
        heard = self._sounds.heard(_bare(text))
        names = {name for rule in self._rules if rule.finding.label == label for name in rule.unless}
        fitting = [guard for guard in map(self._guards.__getitem__, names) if guard.silences(heard)]
        if any(guard.settles for guard in fitting):
            return "settled"
        return "doubted" if fitting else "none"

    def _silenced(self, names: Sequence[str], heard: Heard, known: dict[str, bool]) -> bool:
        for name in names:
            if name not in known:
                known[name] = self._guards[name].silences(heard)
            if known[name]:
                return True
        return False


def _bare(text: str) -> str:
    """Letters and digits only; secrets are the marks that the redaction gate leaves."""
    marked = drop_credentials(normalise(text)).text
    return "".join([character for character in marked if character.isalnum() or character in _KEPT_MARKS])


def _guard(entry: Mapping[str, Any], words: Mapping[str, str]) -> _Guard:
    but = entry.get("but")
    return _Guard(
        when=Pattern.of(entry["when"], words),
        but=Pattern.of(but, words) if but else None,
        settles=bool(entry.get("settles", False)),
        labels=tuple(entry.get("labels", ())),
    )


def _rule(entry: Mapping[str, Any], words: Mapping[str, str], guards: Mapping[str, _Guard], sounds: Sounds) -> _Rule:
    named = tuple(entry.get("unless", ()))
    unknown = set(named) - set(guards)
    if unknown:
        raise KeyError(f"{entry['id']}: no such guard: {', '.join(sorted(unknown))}")
    general = (name for name, guard in guards.items() if entry["label"].startswith(guard.labels))
    unless = (*named, *general)
    if entry["certainty"] not in ("sure", "ask"):
        raise ValueError(f"{entry['id']}: certainty is sure or ask, not {entry['certainty']}")
    pattern = Pattern.of(entry["heard"], words, entry.get("sounds_like", ()), sounds)
    return _Rule(SafetyFinding(entry["label"], entry["certainty"], entry["id"]), pattern, unless)
