import pytest

from assistant.nlu.verdict import ASK, ASK_FRAUD, Thresholds, Verdict, judge, without_danger
from assistant.text.safety import Doubt, SafetyFinding

pytestmark = pytest.mark.unit

MISHEARD = 0.2
LIMITS = Thresholds(certain=0.9, suspected=0.4)
SURE = SafetyFinding("emg.fall", "sure", "fall.down")
IN_DOUBT = SafetyFinding("emg.fall", "ask", "fall.maybe")


def judged(finding: SafetyFinding | None, ranking: dict[str, float], doubt: Doubt = "none") -> Verdict | None:
    return judge(finding, list(ranking.items()), LIMITS, lambda label: doubt)


def test_nothing_dangerous_gives_no_verdict() -> None:
    assert judged(None, {"dlg.affirm": 0.7, "emg.fall": 0.3}) is None
    assert judged(None, {"dlg.affirm": 1.0}) is None
    assert judged(None, {}) is None


@pytest.mark.parametrize("doubt", ["none", "doubted", "settled"])
def test_a_sure_rule_decides_wherever_the_model_sees_any_danger_at_all(doubt: Doubt) -> None:
    verdict = judged(SURE, {"social.chitchat": 0.94, "emg.gas": 0.06}, doubt)
    assert verdict == Verdict("emg.fall", 1.0, "emg.fall", "fall.down")


def test_a_sure_rule_decides_where_there_is_no_model() -> None:
    assert judged(SURE, {}) == Verdict("emg.fall", 1.0, "emg.fall", "fall.down")


def test_a_sure_rule_leads_to_a_question_where_the_model_is_all_but_sure_that_there_is_no_danger() -> None:
    verdict = judged(SURE, {"svc.legal_aid": 0.96, "emg.fall": 0.04})
    assert verdict == Verdict(ASK, 0.5, "emg.fall", "fall.down")


def test_a_sure_rule_is_worth_nothing_where_the_model_sees_clearly_something_else() -> None:
    clearly = [("svc.activity_signup", 0.99), ("oos", 0.0095), ("emg.fall", 0.0005)]
    for share in (0.0, MISHEARD):
        assert judge(SURE, clearly, LIMITS.for_line(share), lambda label: "none") is None


def test_the_model_tells_which_danger_a_rule_has_found() -> None:
    verdict = judged(SURE, {"fraud.suspect": 0.9, "emg.fall": 0.05})
    assert verdict == Verdict("fraud.suspect", 1.0, "fraud.suspect", "fall.down")
    unclear = judged(SURE, {"fraud.suspect": 0.6, "emg.fall": 0.3})
    assert unclear is not None and unclear.label == "emg.fall"


def test_a_secret_said_aloud_is_one_whatever_the_model_thinks() -> None:
    said = SafetyFinding("fraud.credential", "sure", "credential.said")
    verdict = judged(said, {"svc.social_card": 0.9996, "fraud.credential": 0.0004})
    assert verdict == Verdict("fraud.credential", 1.0, "fraud.credential", "credential.said")


def test_a_sure_rule_leads_to_a_question_where_the_model_does_not_know_what_is_meant() -> None:
    verdict = judged(SURE, {"svc.activity_signup": 0.3, "oos": 0.29, "social.chitchat": 0.2})
    assert verdict == Verdict(ASK, 0.5, "emg.fall", "fall.down")


def test_a_rule_in_doubt_leads_to_a_question() -> None:
    verdict = judged(IN_DOUBT, {"social.chitchat": 0.9, "emg.fall": 0.1})
    assert verdict == Verdict(ASK, 0.5, "emg.fall", "fall.maybe")


def test_a_rule_in_doubt_is_worth_nothing_where_the_model_sees_no_danger() -> None:
    ranking = [("svc.utility_repair", 0.999), ("emg.fall", 0.001)]
    for share in (0.0, MISHEARD):
        assert judge(IN_DOUBT, ranking, LIMITS.for_line(share), lambda label: "none") is None


def test_a_rule_in_doubt_is_certain_where_the_model_sees_the_same_danger() -> None:
    verdict = judged(IN_DOUBT, {"emg.fall": 0.5, "social.chitchat": 0.5})
    assert verdict == Verdict("emg.fall", 1.0, "emg.fall", "fall.maybe")


def test_a_rule_in_doubt_stays_so_where_the_model_sees_another_danger() -> None:
    verdict = judged(IN_DOUBT, {"emg.gas": 0.95, "emg.fall": 0.05})
    assert verdict is not None
    assert verdict.label == ASK


@pytest.mark.parametrize(
    ("probability", "doubt", "label"),
    [
        (0.95, "none", "emg.fire"),
        (0.5, "none", ASK),
        (0.8, "doubted", ASK),
        (0.5, "doubted", None),
        (0.995, "settled", ASK),
        (0.95, "settled", None),
        (0.5, "settled", None),
    ],
)
def test_the_model_alone_is_worth_what_no_guard_speaks_against(
    probability: float, doubt: Doubt, label: str | None
) -> None:
    verdict = judged(None, {"emg.fire": probability, "oos": 1 - probability}, doubt)
    assert (verdict.label if verdict else None) == label
    assert verdict is None or (verdict.danger, verdict.rule) == ("emg.fire", "model")


def test_a_suspicion_of_fraud_leads_to_a_question_about_fraud() -> None:
    verdict = judged(SafetyFinding("fraud.suspect", "ask", "suspect.maybe"), {"oos": 0.9, "emg.gas": 0.1})
    assert verdict == Verdict(ASK_FRAUD, 0.5, "fraud.suspect", "suspect.maybe")
    assert judged(None, {"fraud.suspect": 0.6, "oos": 0.4}) == Verdict(ASK_FRAUD, 0.6, "fraud.suspect", "model")


def test_suspicions_of_several_dangers_add_up_to_one_question() -> None:
    verdict = judged(None, {"oos": 0.5, "fraud.suspect": 0.26, "fraud.victim": 0.24})
    assert verdict is not None
    assert (verdict.label, verdict.danger) == (ASK_FRAUD, "fraud.suspect")


def test_doubt_is_asked_about_the_likeliest_danger() -> None:
    asked: list[str] = []

    def doubt(label: str) -> Doubt:
        asked.append(label)
        return "none"

    judge(None, [("emg.gas", 0.6), ("emg.fire", 0.4)], LIMITS, doubt)
    assert asked == ["emg.gas"]


def test_a_badly_heard_line_is_asked_about_sooner() -> None:
    ranking = [("dlg.affirm", 0.65), ("emg.fall", 0.35)]
    for share, expected in ((0.0, None), (MISHEARD, Verdict(ASK, 0.35, "emg.fall", "model"))):
        assert judge(None, ranking, LIMITS.for_line(share), lambda label: "none") == expected


def test_a_danger_that_leads_is_asked_about_however_little_it_leads_by() -> None:
    assert judged(None, {"emg.fall": 0.35, "dlg.affirm": 0.33, "oos": 0.32}) == Verdict(ASK, 0.35, "emg.fall", "model")
    assert judged(None, {"emg.fall": 0.25, "dlg.affirm": 0.2}) is None


def test_with_danger_ruled_out_the_rest_is_as_likely_as_before_among_itself() -> None:
    remaining = without_danger([("emg.gas", 0.6), ("oos", 0.3), ("fraud.victim", 0.0), ("dlg.deny", 0.1)])
    assert [name for name, _ in remaining] == ["oos", "dlg.deny"]
    assert [confidence for _, confidence in remaining] == pytest.approx([0.75, 0.25])
    assert without_danger([("emg.gas", 1.0)]) == []
