"""Facts of an invented letter, and the shipped rules to compose it by."""
# ruff: noqa: ANN401 - a builder takes any field of its record

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Share
from advocate_desk.domain.letter import Letterhead
from advocate_desk.domain.letter_facts import AboutClient, Author, LetterFacts
from advocate_desk.domain.letter_template import LetterTemplate
from advocate_desk.domain.people import Disclosure
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import Method
from tests.support.records import ADVOCATE, AGENCY, CASE, NOW, TODAY, consent, numbered, phone, plan


def shipped_rules() -> Rulebook:
    """Return the rules the program ships."""
    return rulebook()


def housing() -> LetterTemplate:
    """Return the shipped housing letter."""
    template = shipped_rules().template_for("Emergency housing")
    assert template is not None
    return template


def ceri(**fields: Any) -> AboutClient:
    """Return an invented client with something in every field, but for ``fields``."""
    blank = AboutClient(
        name_to_use="Ceri Sample",
        legal_name="Cerys Angharad Sample",
        pronouns="she/her",
        date_of_birth=date(1991, 3, 14),
        language="Welsh and English",
        interpreter=Answer.NO,
        access_needs="A ground-floor room",
        children=(9, 6),
        other_people=(("Rhys Placeholder", "ex-partner"),),
        marac_on=date(2026, 12, 3),
    )
    return replace(blank, **fields)


def assessment(**fields: Any) -> RiskAssessment:
    """Return a signed assessment with 16 yes answers and a judgement, but for ``fields``."""
    codes = shipped_rules().instruments[0].codes
    said = [Answer.YES] * 16 + [Answer.NO] * 5 + [Answer.NOT_KNOWN] * 3
    blank = RiskAssessment(
        id=numbered(80),
        stream_id=CASE,
        case_id=CASE,
        instrument="checklist-24",
        instrument_version=1,
        answers=dict(zip(codes, said, strict=True)),
        high_from=14,
        judgement=RiskLevel.HIGH,
        judgement_reason="Threats have become more frequent.",
        level=RiskLevel.HIGH,
        assessed_on=date(2026, 11, 20),
        recorded_at=NOW,
        assessor_id=ADVOCATE,
    )
    return replace(blank, **fields)


def facts(**fields: Any) -> LetterFacts:
    """Return the facts of a letter that shares everything and may leave, but for ``fields``."""
    mobile = phone(disclosure=Disclosure.MAY_BE_SHARED)
    blank = LetterFacts(
        client=ceri(),
        shares=tuple(Share),
        ticked=(mobile,),
        plan=plan(
            text=Answer.YES,
            call=Answer.YES,
            first_method=Method.TEXT,
            times="Monday to Friday, 10am to 2pm",
            if_someone_else_answers="say you have the wrong number",
        ),
        assessment=assessment(),
        instrument=shipped_rules().instruments[0],
        consent=consent(shares=tuple(Share), points=(mobile.id,)),
        lawful_basis=None,
        agency_id=AGENCY,
        agency_name="Exampleshire Council",
        purpose="Emergency housing",
        recipient_lines=(
            "Private and confidential",
            "Duty Manager, Housing Options",
            "Exampleshire Council",
            "Civic Centre, 1 High Street",
            "NORTHBRIDGE  ZZ99 3AA",
        ),
        ask="Offer a homelessness assessment and safe interim housing outside the Northbridge area.",
        why="Ceri left home on 19 November 2026.\n\nThe place where she stays is open to her until Thursday.",
        reply_by=datetime(2026, 11, 25, 17, 0, tzinfo=UTC),
        author=Author(
            name="Jo Advocate",
            job_title="Independent Domestic Violence Adviser",
            direct_line="020 7946 0322",
            email="jo.advocate@northbridge.example",
        ),
        letterhead=Letterhead(
            service_name="Northbridge Advocacy",
            strapline="Independent support",
            sender_lines=("PO Box 99, Northbridge ZZ99 9ZZ",),
            phone="020 7946 0321",
        ),
        marking="CONFIDENTIAL: contains safety information",
        reference="AD-7KQ2-9MF / R3",
        today=TODAY,
    )
    return replace(blank, **fields)
