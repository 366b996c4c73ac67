"""What rules and model together make of a possible danger. Imports no Rasa."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.safety import SafetyFinding

ASK = "unsure_danger"
_DANGERS = ("emg.", "fraud.")


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which the model alone is believed, or at least asked about."""

    certain: float = 0.75
    suspected: float = 0.45


@dataclass(frozen=True)
class Verdict:
    """`label` is what the dialogue goes by; `danger` the danger meant; `rule` what found it, or "model"."""

    label: str
    confidence: float
    danger: str
    rule: str


def judge(
    finding: SafetyFinding | None, ranking: Sequence[tuple[str, float]], thresholds: Thresholds
) -> Verdict | None:
    """The verdict on an utterance; None when nothing points to danger.

    `ranking` holds the model's labels with their probabilities. A rule in doubt is certain where the model
    sees the same danger.
    """
    danger, probability = _suspected(ranking)
    if finding is not None:
        agreed = finding.label == danger and probability >= thresholds.suspected
        is_certain = finding.certainty == "sure" or agreed
        confidence = max(probability if finding.label == danger else 0.0, 1.0 if is_certain else 0.5)
        return Verdict(finding.label if is_certain else ASK, confidence, finding.label, finding.rule)
    if danger and probability >= thresholds.suspected:
        label = danger if probability >= thresholds.certain else ASK
        return Verdict(label, probability, danger, "model")
    return None


def _suspected(ranking: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """The likeliest danger, with the probability of any danger at all."""
    dangers = [(name, confidence) for name, confidence in ranking if name.startswith(_DANGERS)]
    if not dangers:
        return "", 0.0
    return dangers[0][0], sum(confidence for _, confidence in dangers)
