"""Gathering what a letter is made of, and composing it: now, at approval, and again to see whether that holds."""

from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.dates_in_words import age_on, long_date
from advocate_desk.domain.letter import LetterContent, Letterhead
from advocate_desk.domain.letter_composing import approval_line, compose
from advocate_desk.domain.letter_facts import AboutClient, Author, LetterFacts
from advocate_desk.domain.letter_template import LetterTemplate
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.recipient import MARK, recipient_lines
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.users import User
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.referral_file import ReferralFile


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """What approval fixes. ``on`` is also the day ages are counted at, so that no birthday changes a letter."""

    on: date
    date_line: str
    approval_line: str


def frozen_by(approver: User, on: date) -> Frozen:
    """Return what an approval by ``approver`` on a day fixes."""
    day = long_date(on)
    return Frozen(on=on, date_line=day, approval_line=approval_line(approver.display_name, approver.job_title, day))


def composed(file: ReferralFile, rules: Rulebook, today: date, frozen: Frozen | None = None) -> LetterContent | None:
    """Return the letter these records make, or None where no letter is for what is asked.

    Args:
        file: the referral and everything it stands on.
        rules: the letters' wording and the instruments.
        today: the day consent and the safe-contact plan are judged at.
        frozen: what an approval fixed; None leaves date and approval line empty.
    """
    template = rules.template_for(file.referral.purpose)
    return compose(template, _facts(file, rules, template, today, frozen)) if template else None


def _facts(
    file: ReferralFile, rules: Rulebook, template: LetterTemplate, today: date, frozen: Frozen | None
) -> LetterFacts:
    of_case, referral, settings = file.of_case, file.referral, file.of_case.settings
    assessment = of_case.assessment
    return LetterFacts(
        client=_client(of_case, frozen.on if frozen else today),
        shares=referral.shares,
        ticked=tuple(point for point in of_case.points if point.id in referral.points),
        plan=of_case.plan,
        points=of_case.points,
        incidents=of_case.incidents,
        others=of_case.others,
        assessment=assessment,
        instrument=of_case.rules(rules).asked_on(assessment.instrument, assessment.instrument_version)
        if assessment
        else None,
        consent=of_case.consent(referral.consent_id),
        lawful_basis=referral.lawful_basis,
        agency_id=referral.agency_id,
        agency_name=file.agency.name if file.agency else "",
        purpose=referral.purpose,
        recipient_lines=recipient_lines(file.agency, file.service, template.addressee) if file.agency else (MARK,),
        ask=referral.ask,
        why=referral.why,
        reply_by=referral.reply_by,
        author=_author(of_case.staff.get(referral.author_id)),
        letterhead=_letterhead(settings),
        marking=settings.marking,
        reference=f"{of_case.case.reference} / R{referral.number}",
        reply_reference=referral.reply_reference,
        date_line=frozen.date_line if frozen else "",
        approval_line=frozen.approval_line if frozen else "",
        window_offset=(settings.window_offset_x, settings.window_offset_y),
        is_sample=settings.is_sample,
        today=today,
    )


def _client(of_case: CaseFile, at: date) -> AboutClient:
    client = of_case.client
    children = (person for person in of_case.people if person.role is PersonRole.CHILD)
    others = (person for person in of_case.people if person.role is PersonRole.OTHER_PERSON)
    return AboutClient(
        name_to_use=shown_name(client),
        legal_name=client.legal_name,
        pronouns=client.pronouns,
        date_of_birth=client.date_of_birth,
        language=client.language,
        interpreter=client.interpreter,
        access_needs=client.access_needs,
        children=tuple(_age(child, at) for child in children),
        other_people=tuple((shown_name(other), other.relationship) for other in others),
        marac_on=of_case.case.marac_on,
    )


def _age(person: Person, at: date) -> int | None:
    return age_on(person.date_of_birth, at) if person.date_of_birth else None


def _author(user: User | None) -> Author:
    if user is None:
        return Author(name="")
    return Author(name=user.display_name, job_title=user.job_title, direct_line=user.direct_line, email=user.email)


def _letterhead(settings: ServiceSettings) -> Letterhead:
    return Letterhead(
        service_name=settings.service_name,
        strapline=settings.strapline,
        sender_lines=settings.sender_lines,
        phone=settings.phone,
    )
