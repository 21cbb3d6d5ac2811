"""Risk and flags of a case on the command line."""

from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.flags import FlagKind
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_flags import FlagForm, KeepFlags
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_what_was_signed_is_told_with_its_edition_its_gap_and_whose_answer_it_was(
    terminal: Terminal, office: Office
) -> None:
    with office.as_user(ADVOCATE) as session:
        AssessRisk(session, office.rules).sign(
            NewAssessment(
                case_id=office.case_id,
                answers={"injury": Answer.YES, "frightened": Answer.NOT_KNOWN},
                sources={"injury": "Police"},
                judgement=RiskLevel.HIGH,
                reason="Threats to kill.",
            )
        )
    shown = terminal.signed_in("case", "show", reference_of(terminal)).document
    newest = shown["assessments"][0]
    assert (newest["instrument"], newest["edition"], newest["score"], newest["gap"]) == ("checklist-24", 1, 1, 23)
    assert (newest["high_from"], newest["medium_from"], newest["level"]) == (14, 10, "high")
    assert newest["answers"][0] == {"question": "Hurt this time", "answer": "yes", "source": "Police", "note": ""}
    assert shown["risk_review_on"] == "2026-12-21"
    assert len(shown["assessments"]) == 2


def test_flags_are_told_those_that_ended_last(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        flags = KeepFlags(session)
        for kind in (FlagKind.WEAPONS, FlagKind.CHILDREN):
            flags.raise_flag(
                office.case_id, FlagForm(kind=kind, reason="Knives in the car.", review_on=date(2026, 12, 1))
            )
        flags.end(flags.view(office.case_id).up[0].flag, date(2026, 11, 23), "The police took them.")
    told = terminal.signed_in("case", "show", reference_of(terminal)).document["flags"]
    assert [(one["kind"], one["owner"], one["ended_because"]) for one in told] == [
        ("children", ADVOCATE, ""),
        ("weapons", ADVOCATE, "The police took them."),
    ]
