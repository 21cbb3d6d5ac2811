"""Every check of a letter, worst first: what must not leave, what to look at, what was found to be right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility, Withheld
from advocate_desk.domain.conflicts import works_at_one_of
from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.consent_rules import BASIS_LABELS, consented_points, covers, may_share
from advocate_desk.domain.contact_rules import is_stale
from advocate_desk.domain.dates_in_words import days_in_words, long_date
from advocate_desk.domain.directory import Agency, ServiceStatus
from advocate_desk.domain.fragments import fragments
from advocate_desk.domain.leak_guard import GuardedPoint, Leak, Owner, find_leaks
from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.domain.letter_checks import check_words
from advocate_desk.domain.letter_parts import letter_text
from advocate_desk.domain.never_use import recipient_never_used
from advocate_desk.domain.people import PersonRole, has_name, shown_name
from advocate_desk.domain.recipient import is_somebody, own_lines
from advocate_desk.domain.referral import Referral
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.under_eighteen import is_under_eighteen, missing_to_share, without_a_holder
from advocate_desk.domain.withholding import KeptFrom, kept_from, stopped_shares, stopped_words, whom
from advocate_desk.services.choose_agency import details_are_old, refusal
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile

_RISK_GOES_STALE_AFTER = timedelta(days=28)
_OWNERS = {
    PersonRole.CLIENT: Owner.CLIENT,
    PersonRole.CHILD: Owner.CHILD,
    PersonRole.SUPPORTER: Owner.SUPPORTER,
    PersonRole.OTHER_PERSON: Owner.OTHER_PERSON,
}


class Finding(StrEnum):
    """How much a check weighs."""

    STOP = "stop"
    LOOK = "look"
    FINE = "fine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One check of a letter: what was found, where, and what to do.

    ``why`` is what the record says of the reason. It is shown, and never part of a sentence that a log could keep.
    """

    finding: Finding
    title: str
    detail: str
    place: str = ""
    why: str = ""

    @property
    def sentence(self) -> str:
        """Return title and detail as they are read out together."""
        return f"{self.title}. {self.detail}" if self.detail else f"{self.title}."


def letter_checks(unit: UnitOfWork, file: ReferralFile, content: LetterContent, today: date) -> tuple[Check, ...]:
    """Check ``content``, which was made from ``file``, as things stand today."""
    found = [
        *_that_may_stop(unit, file, content, today),
        *_withheld_in_words(unit, file),
        *_risk(file, today),
        *_safe_contact(file, today),
    ]
    return tuple(sorted(found, key=lambda check: tuple(Finding).index(check.finding)))


def stops(unit: UnitOfWork, file: ReferralFile, content: LetterContent, today: date) -> Iterator[str]:
    """Yield a sentence for everything that must not leave; what is quick to find out comes first."""
    for check in _that_may_stop(unit, file, content, today):
        if check.finding is Finding.STOP:
            yield check.sentence


def _that_may_stop(unit: UnitOfWork, file: ReferralFile, content: LetterContent, today: date) -> Iterator[Check]:
    yield from _recipient(file, today)
    yield from _consent(file, today)
    yield from _under_eighteen(unit, file, today)
    kept = kept_from_recipient(unit, file)
    yield from _withheld(kept, file, content)
    yield from _words(file, content)
    yield from _leaks(unit, file, content, kept, today)


def _leaks(
    unit: UnitOfWork, file: ReferralFile, content: LetterContent, kept: KeptFrom, today: date
) -> Iterator[Check]:
    referral = file.referral
    consent = file.of_case.consent(referral.consent_id)
    leaks = find_leaks(
        content,
        guarded_points(unit, file, content),
        ticked=referral.points,
        consented=consented_points(consent, referral.agency_id, referral.purpose, today),
        recipient_lines=own_lines(file.agency, file.service) if file.agency else (),
        withheld=[point.id for point in file.of_case.points] if kept.every_point else kept.points,
    )
    for leak in leaks:
        yield _stop(leak)
    if not leaks:
        yield Check(finding=Finding.FINE, title="No protected address or number is in this letter", detail="")


def _stop(leak: Leak) -> Check:
    title, _, to_do = leak.sentence.removeprefix("Stop: ").partition(". ")
    return Check(finding=Finding.STOP, title=sentence_start(title), detail=to_do, place=leak.place)


def kept_from_recipient(unit: UnitOfWork, file: ReferralFile) -> KeptFrom:
    """Return what must not reach the agency of a referral."""
    entries = unit.find(Withheld, case_id=file.of_case.case.id)
    return kept_from(entries, file.referral.agency_id, file.of_case.people)


def _withheld(kept: KeptFrom, file: ReferralFile, content: LetterContent) -> Iterator[Check]:
    """Yield what is ticked or typed and must not reach this recipient. Neither consent nor a basis opens it."""
    referral, of_case = file.referral, file.of_case
    typed = [text for block in content.blocks if _is_typed(block, referral) for text in (block.title, block.text)]
    found = (
        *stopped_shares(kept, referral.shares, referral.points),
        *stopped_words(kept, of_case.people, typed, shown_name(of_case.client)),
    )
    for one in found:
        yield Check(finding=Finding.STOP, title=one.title, detail=one.to_do, why=one.why)


def _withheld_in_words(unit: UnitOfWork, file: ReferralFile) -> Iterator[Check]:
    """Yield what only words say must be kept from this recipient: somebody must read the letter for it."""
    for one in kept_from_recipient(unit, file).by_words:
        why = f"{one.what.strip()}. {one.why.strip()}"
        title = f"Something must be kept from {whom(one)}"
        yield Check(finding=Finding.LOOK, title=title, detail="Read the letter for it before it leaves.", why=why)


def _under_eighteen(unit: UnitOfWork, file: ReferralFile, today: date) -> Iterator[Check]:
    """Yield what is missing where consent is relied on for somebody under eighteen, or a child's facts are shared."""
    of_case, referral = file.of_case, file.referral
    if not is_under_eighteen(of_case.client, today) and Share.CHILDREN not in referral.shares:
        return
    responsibilities = unit.find(ParentalResponsibility, case_id=of_case.case.id)
    if consent := _relied_on(file, today):
        judged = unit.find(OwnConsent, case_id=of_case.case.id)
        for reason in missing_to_share(of_case.client, consent, responsibilities, judged, of_case.people, today):
            title, _, to_do = reason.partition(". ")
            yield Check(finding=Finding.STOP, title=title, detail=to_do)
    if Share.CHILDREN in referral.shares:
        children = [one for one in of_case.people if one.role is PersonRole.CHILD]
        if without_a_holder(children, responsibilities, today):
            title = "Nobody has recorded who holds parental responsibility for a child whose facts this letter carries"
            yield Check(finding=Finding.LOOK, title=title, detail="Ask, and record it under People.")


def _relied_on(file: ReferralFile, today: date) -> Consent | None:
    """Return the consent that a letter leaves by; None where it leaves by a lawful basis, or not at all."""
    consent = file.of_case.consent(file.referral.consent_id)
    return consent if consent is not None and not _covered_against(file, today) else None


def guarded_points(unit: UnitOfWork, file: ReferralFile, content: LetterContent) -> tuple[GuardedPoint, ...]:
    """Return every contact point of this case with whose it is, and those of other cases that the letter holds.

    Where another case keeps the very same number or address (an earlier time she came, a shared home), this
    case's own entry says what may be done with it.
    """
    of_case = file.of_case
    owners = {person.id: _OWNERS[person.role] for person in of_case.people}
    own = [GuardedPoint(point=one, owner=owners.get(one.person_id, Owner.SUPPORTER)) for one in of_case.points]
    known = {fragments(point.point) for point in own}
    strangers = [
        GuardedPoint(point=point, owner=Owner.OTHER_CASE)
        for point in unit.points_in(letter_text(content))
        if point.case_id != of_case.case.id and fragments(point) not in known
    ]
    return (*own, *strangers)


def _recipient(file: ReferralFile, today: date) -> Iterator[Check]:
    if file.agency is None:
        yield Check(finding=Finding.STOP, title="No agency is chosen", detail="Choose who the letter goes to.")
        return
    if recipient_never_used(file.agency, file.service, file.of_case.points, file.of_case.others):
        title = "The agency's address or number is never to be used in this case"
        yield Check(finding=Finding.STOP, title=title, detail="Choose another agency, or mend the entry under People.")
    yield from _other_person(file, file.agency)
    if refused := refusal(file.service):
        yield Check(finding=Finding.STOP, title="This service takes nobody", detail=refused)
    if file.service and file.service.status is ServiceStatus.TEMPORARILY_CLOSED:
        detail = "Ring before you send anything, and ask when it opens again."
        yield Check(finding=Finding.LOOK, title="This service is closed for now", detail=detail)
    if not (file.service and file.service.postal_address) and not file.agency.postal_address:
        detail = "Add it in the directory, or send the letter another way than by post."
        yield Check(finding=Finding.LOOK, title="The agency has no postal address here", detail=detail)
    checked_on = (file.service or file.agency).checked_on
    if checked_on is None:
        yield Check(
            finding=Finding.LOOK, title="The agency's details were never checked", detail="Ring to confirm them."
        )
    elif details_are_old(checked_on, today):
        title = f"The agency's details were checked on {long_date(checked_on)}"
        yield Check(finding=Finding.LOOK, title=title, detail="Ring to confirm them.")


def _other_person(file: ReferralFile, agency: Agency) -> Iterator[Check]:
    """Yield what speaks of the other person as the recipient, or as somebody who could read the letter there."""
    others = [one for one in file.of_case.people if one.role is PersonRole.OTHER_PERSON]
    if is_somebody(agency, file.service, others):
        title = "This agency bears the name of the other person, who is never a recipient"
        yield Check(finding=Finding.STOP, title=title, detail="Choose another agency, or mend its name.")
    if any(works_at_one_of(one.works_at_agency_id, one.works_at, (agency,)) for one in others):
        title = "The other person may work at this agency"
        detail = "Ask whether it is safe to write there, and who opens it, before it leaves."
        yield Check(finding=Finding.LOOK, title=title, detail=detail)


def _consent(file: ReferralFile, today: date) -> Iterator[Check]:
    referral = file.referral
    consent = file.of_case.consent(referral.consent_id)
    reasons = may_share(
        consent,
        referral.lawful_basis,
        referral.lawful_basis_reason,
        agency_id=referral.agency_id,
        purpose=referral.purpose,
        shares=referral.shares,
        points=referral.points,
        today=today,
    )
    for reason in reasons:
        title, _, to_do = reason.partition(". ")
        yield Check(finding=Finding.STOP, title=title.removesuffix("."), detail=to_do)
    if reasons:
        return
    if consent is not None and not _covered_against(file, today):
        title = f"Consent covers this agency and purpose, given {long_date(consent.given_on)}"
        yield Check(finding=Finding.FINE, title=title, detail="")
    elif referral.lawful_basis is not None:
        yield _basis(referral.lawful_basis, referral.lawful_basis_reason)


def _covered_against(file: ReferralFile, today: date) -> Sequence[str]:
    referral = file.referral
    consent = file.of_case.consent(referral.consent_id)
    assert consent is not None
    return covers(consent, referral.agency_id, referral.purpose, referral.shares, referral.points, today)


def _basis(basis: LawfulBasis, reason: str) -> Check:
    title = f"Shared without consent, on {BASIS_LABELS[basis].partition(':')[0]}"
    detail = "The supervisor approves the reason with the letter."
    return Check(finding=Finding.LOOK, title=title, detail=detail, why=f"Reason: {reason.strip()}")


def _words(file: ReferralFile, content: LetterContent) -> Iterator[Check]:
    if not has_name(file.of_case.client):
        detail = "The agency cannot know who this is about. Write down a name to use under People."
        yield Check(finding=Finding.STOP, title="The letter names nobody", detail=detail)
    if not file.referral.ask.strip():
        detail = "Say in one sentence what the agency should do."
        yield Check(finding=Finding.STOP, title="The letter asks for nothing yet", detail=detail)
    if not file.referral.why.strip():
        yield Check(finding=Finding.STOP, title="The letter gives no reason yet", detail="Say why this is needed.")
    if not _can_answer(file):
        detail = (
            "Nobody could answer us, and somebody may ring the person instead. "
            "A supervisor or an administrator writes your service's phone under Settings."
        )
        yield Check(finding=Finding.STOP, title="The letter gives no number or email of ours", detail=detail)
    if file.referral.reply_by is None:
        detail = "Without one, Today asks about it after as many days as your service has set."
        yield Check(finding=Finding.LOOK, title="No day is set for the answer", detail=detail)
    typed = replace(content, blocks=tuple(block for block in content.blocks if _is_typed(block, file.referral)))
    stops = [remark for remark in check_words(content) if remark.stops]
    for remark in (*stops, *(remark for remark in check_words(typed) if not remark.stops)):
        finding = Finding.STOP if remark.stops else Finding.LOOK
        yield Check(finding=finding, title=remark.title, detail=remark.detail, place=remark.place)


def _can_answer(file: ReferralFile) -> bool:
    """Say whether the letter tells the agency how to reach its author or the service."""
    author = file.of_case.staff.get(file.referral.author_id)
    own = (author.direct_line, author.email) if author else ()
    return any(way.strip() for way in (*own, file.of_case.settings.phone))


def _is_typed(block: Block, referral: Referral) -> bool:
    """Say whether a block holds what the author typed: the template's own sentences are nobody's to mend."""
    return block.kind is BlockKind.ASK or (bool(block.text) and block.text in referral.why)


def _risk(file: ReferralFile, today: date) -> Iterator[Check]:
    if Share.RISK_SUMMARY not in file.referral.shares:
        return
    assessment = file.of_case.assessment
    if assessment is None:
        detail = "Assess the risk with the person, or leave the summary out."
        yield Check(finding=Finding.LOOK, title="There is no risk assessment to summarise", detail=detail)
        return
    age = today - assessment.assessed_on
    title = "The risk summary is from today" if not age else f"The risk summary is {days_in_words(age.days)} old"
    if assessment.assessed_on > today:  # a clock was wrong: nobody knows how old it is
        title = f"The risk summary bears a day still to come, {long_date(assessment.assessed_on)}"
    stale = not timedelta() <= age <= _RISK_GOES_STALE_AFTER
    detail = "Go through it again before the letter leaves." if stale else ""
    yield Check(finding=Finding.LOOK if stale else Finding.FINE, title=title, detail=detail)


def _safe_contact(file: ReferralFile, today: date) -> Iterator[Check]:
    if Share.SAFE_CONTACT not in file.referral.shares:
        return
    plan = file.of_case.plan
    if plan is None or is_stale(plan, file.of_case.incidents, today):
        detail = "The letter asks the agency to contact us instead. Go through the plan again to pass it on."
        yield Check(finding=Finding.LOOK, title="How to make contact safely is not known for today", detail=detail)
