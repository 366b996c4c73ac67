"""What rules and model together make of a possible danger. Imports no Rasa."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.text.safety import Doubt, SafetyFinding

ASK, ASK_FRAUD = "unsure_danger", "unsure_fraud"
"""The labels of a suspicion that has to be asked about first."""

_FRAUD = "fraud."
_DANGERS = ("emg.", _FRAUD)
_SECRET = "fraud.credential"
_LEAST_SHARE = 0.01


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which the model alone is believed, or at least asked about."""

    certain: float = 0.9
    suspected: float = 0.4
    suspected_when_misheard: float = 0.15
    doubted: float = 0.75
    """The probability from which a danger is asked about though the line may only talk of one."""
    insisted: float = 0.99
    """And the probability from which it is asked about though the line seems to tell of none."""
    misheard: float = 0.08
    """The share of characters put right from which a line counts as misheard: danger is then asked about sooner."""
    unlikely: float = 0.01
    """The probability of any danger below which the model overrules a rule in doubt."""
    ruled_out: float = 0.05
    """The probability of any danger below which even a rule that is sure leads to a question only."""
    absurd: float = 0.003
    """The probability of any danger below which a sure rule is worth nothing, where something else is clearly meant."""
    clear: float = 0.5
    """The probability from which something else is clearly meant."""
    named: float = 0.7
    """The probability from which the model tells which danger a rule has found."""
    leading: float = 0.3
    """The probability from which a danger that is likelier than any other label is asked about."""

    def for_line(self, share: float) -> "Thresholds":
        """The thresholds for a line of which this share was put right."""
        if share < self.misheard:
            return self
        return replace(self, suspected=self.suspected_when_misheard)


@dataclass(frozen=True)
class Verdict:
    """`label` is what the dialogue goes by; `danger` the danger meant; `rule` what found it, or "model"."""

    label: str
    confidence: float
    danger: str
    rule: str


def is_danger(label: str) -> bool:
    """Whether a label tells of danger or fraud."""
    return label.startswith(_DANGERS)


def asked_about(danger: str) -> str:
    """The label of the question that a suspicion of this danger leads to."""
    return ASK_FRAUD if danger.startswith(_FRAUD) else ASK


def judge(
    finding: SafetyFinding | None,
    ranking: Sequence[tuple[str, float]],
    thresholds: Thresholds,
    doubt: Callable[[str], Doubt],
) -> Verdict | None:
    """The verdict on an utterance; None when nothing points to danger.

    `ranking` holds the model's labels with their probabilities. A rule in doubt is certain where the model sees the
    same danger, and worth nothing where the model sees none; a sure one is then worth a question, unless the model
    sees nothing of any danger and clearly something else. A secret said aloud stands in the line itself, so that no
    model rules it out. `doubt` tells what a suspicion of one danger is worth; it is asked only when the model is alone.
    """
    danger, probability = suspected(ranking)
    if finding is not None and _is_overruled(finding, ranking, probability, thresholds):
        return None
    if finding is not None:
        agreed = finding.label == danger and probability >= thresholds.suspected
        is_certain = agreed or _is_believed(finding, ranking, probability, thresholds)
        confidence = max(probability if finding.label == danger else 0.0, 1.0 if is_certain else 0.5)
        meant = _meant(finding, ranking, thresholds.named)
        return Verdict(meant if is_certain else asked_about(meant), confidence, meant, finding.rule)
    if probability >= thresholds.suspected or _leads(ranking, thresholds.leading):
        label = _by_model(danger, probability, thresholds, doubt(danger))
        return Verdict(label, probability, danger, "model") if label else None
    return None


def _meant(finding: SafetyFinding, ranking: Sequence[tuple[str, float]], least: float) -> str:
    """Which danger it is: the model tells them apart better than rules of which the first that fits is taken."""
    likeliest, probability = max(_dangers(ranking), key=lambda one: one[1], default=("", 0.0))
    return likeliest if probability >= least and finding.label != _SECRET else finding.label


def _is_overruled(
    finding: SafetyFinding, ranking: Sequence[tuple[str, float]], probability: float, thresholds: Thresholds
) -> bool:
    if finding.certainty == "ask":
        return probability < thresholds.unlikely
    if finding.label == _SECRET:
        return False
    return probability < thresholds.absurd and bool(ranking) and ranking[0][1] >= thresholds.clear


def _is_believed(
    finding: SafetyFinding, ranking: Sequence[tuple[str, float]], probability: float, thresholds: Thresholds
) -> bool:
    is_likely = finding.label == _SECRET or not ranking or probability >= thresholds.ruled_out
    return finding.certainty == "sure" and is_likely


def _by_model(danger: str, probability: float, thresholds: Thresholds, doubt: Doubt) -> str:
    """The label where no rule found anything; "" where the suspicion is not worth a question."""
    if doubt == "none":
        return danger if probability >= thresholds.certain else asked_about(danger)
    least = thresholds.doubted if doubt == "doubted" else thresholds.insisted
    return asked_about(danger) if probability >= least else ""


def without_danger(ranking: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The labels that remain, best first, when a danger is ruled out; their probabilities grow in proportion."""
    remaining = [(name, confidence) for name, confidence in ranking if not is_danger(name)]
    share = 1.0 - sum(confidence for name, confidence in ranking if is_danger(name))
    return [(name, min(1.0, confidence / max(share, _LEAST_SHARE))) for name, confidence in remaining]


def _leads(ranking: Sequence[tuple[str, float]], least: float) -> bool:
    return bool(ranking) and is_danger(ranking[0][0]) and ranking[0][1] >= least


def suspected(ranking: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """The likeliest danger, with the probability of any danger at all; an empty name where there is none."""
    dangers = _dangers(ranking)
    if not dangers:
        return "", 0.0
    return dangers[0][0], sum(confidence for _, confidence in dangers)


def _dangers(ranking: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(name, confidence) for name, confidence in ranking if is_danger(name)]
