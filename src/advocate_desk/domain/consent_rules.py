"""Whether what she agreed to reaches as far as a letter goes. Agreement to one thing is never agreement to more."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreement_rules import ask_again_words
from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.pronouns import joined

SHARE_LABELS = {
    Share.RISK_SUMMARY: "the risk summary",
    Share.CHILDREN: "the children",
    Share.SAFE_CONTACT: "how to make contact safely",
    Share.DATE_OF_BIRTH: "the date of birth and the name on documents",
    Share.NEEDS: "language and access needs",
    Share.OTHER_PERSON: "the other person",
}
BASIS_LABELS = {
    LawfulBasis.VITAL_INTERESTS: "vital interests: to protect somebody's life",
    LawfulBasis.LEGAL_OBLIGATION: "legal obligation: the law requires it",
    LawfulBasis.PUBLIC_TASK: "public task: a task in the public interest that the law provides for",
    LawfulBasis.LEGITIMATE_INTERESTS: "legitimate interests: they weigh more than the wish for privacy",
}


def holds(consent: Consent | None, today: date) -> bool:
    """Say whether a consent is in force today, whatever it is for."""
    return consent is not None and not _out_of_force(consent, today)


def standing(consent: Consent, today: date) -> str:
    """Return in words whether a consent holds today, until when, and when to ask again."""
    if against := _out_of_force(consent, today):
        return against[0]
    held = f"Holds until {long_date(consent.expires_on)}." if consent.expires_on else "Holds. No end is set."
    return " ".join(part for part in (held, ask_again_words(consent.review_on, today)) if part)


def due_to_ask_again(consents: Iterable[Consent], today: date) -> tuple[Consent, ...]:
    """Return the consents whose day to ask again has come, the longest due first.

    Each still holds: a passed day ends nothing, it only never stays silent. One is due no more once a later consent
    for the same recipient and purpose is on record, or it is withdrawn.
    """
    recorded = [one for one in consents if one.deleted_at is None]
    due = [
        one
        for one in recorded
        if one.review_on is not None and one.review_on <= today and holds(one, today) and not _renewed(one, recorded)
    ]
    return tuple(sorted(due, key=lambda one: (one.review_on or today, one.recorded_at)))


def _renewed(consent: Consent, recorded: Iterable[Consent]) -> bool:
    return any(
        _same(later) == _same(consent) and (later.given_on, later.recorded_at) > (consent.given_on, consent.recorded_at)
        for later in recorded
        if later.id != consent.id
    )


def left_to_ask(agreement: SupportAgreement | None, consents: Iterable[Consent], today: date) -> tuple[Consent, ...]:
    """Return the consents to share that outlived a withdrawal of support and that nobody has asked about since.

    Ending support ends none of them, and none of them says that sharing is still wanted. One is asked about once it
    is withdrawn, or given anew for the same recipient and purpose on the day of the withdrawal or after it.

    Args:
        agreement: the agreement to be supported that counts for whom they are about; None where there is none.
        consents: every consent of the case.
        today: the day in Europe/London.
    """
    if agreement is None or agreement.withdrawn_on is None:
        return ()
    ended, recorded = agreement.withdrawn_on, [one for one in consents if one.deleted_at is None]
    asked = {_same(one) for one in recorded if one.given_on >= ended}
    return tuple(one for one in recorded if one.given_on < ended and holds(one, today) and _same(one) not in asked)


def _same(consent: Consent) -> tuple[UUID, str, UUID | None]:
    """What makes two consents answers to one question."""
    return consent.agency_id, consent.purpose.strip().casefold(), consent.given_by_id


def still_to_come_back(consent: Consent, today: date) -> bool:
    """Say whether a withdrawal can be taken back: only on its own day, as a press by mistake. Later, ask again."""
    return consent.withdrawn_on == today


def covers(
    consent: Consent,
    agency_id: UUID,
    purpose: str,
    shares: Collection[Share],
    points: Collection[UUID],
    today: date,
) -> tuple[str, ...]:
    """Return every reason why ``consent`` does not cover this letter; none means that it does.

    Args:
        consent: what was agreed.
        agency_id: who would receive the letter.
        purpose: what is asked for, compared without regard to case.
        shares: the sets of facts the letter carries.
        points: the contact points ticked for it.
        today: the day in Europe/London; a consent holds to the end of the day it expires.
    """
    reasons = list(_out_of_force(consent, today))
    if consent.agency_id != agency_id:
        reasons.append("The consent is for another recipient.")
    if consent.purpose.strip().casefold() != purpose.strip().casefold():
        reasons.append("The consent is for another purpose.")
    beyond = [SHARE_LABELS[share] for share in Share if share in shares and share not in consent.shares]
    if beyond:
        reasons.append(f"The consent does not cover {joined(beyond)}.")
    if any(point not in consent.points for point in points):
        reasons.append("The consent does not cover a contact detail that is ticked for this letter.")
    return tuple(reasons)


def basis_reasons(basis: LawfulBasis | None, reason: str) -> tuple[str, ...]:
    """Return why a lawful basis does not stand in for consent; none means that it does."""
    if basis is None:
        return ("There is no consent. Ask for it, or choose a lawful basis and give the reason.",)
    if not reason.strip():
        return ("Give the reason for sharing without consent.",)
    return ()


def may_share(
    consent: Consent | None,
    basis: LawfulBasis | None,
    basis_reason: str,
    *,
    agency_id: UUID,
    purpose: str,
    shares: Collection[Share],
    points: Collection[UUID],
    today: date,
) -> tuple[str, ...]:
    """Return every reason why a letter may not carry what it carries; none means that it may.

    A lawful basis with its reason stands in for consent. It never stretches to a contact detail: those
    leave by her consent alone.
    """
    if consent is not None:
        against = covers(consent, agency_id, purpose, shares, points, today)
        if not against:
            return ()
        return against if basis is None else basis_reasons(basis, basis_reason) + _points_need_consent(points)
    return basis_reasons(basis, basis_reason) + _points_need_consent(points)


def consented_points(consent: Consent | None, agency_id: UUID, purpose: str, today: date) -> frozenset[UUID]:
    """Return the contact points this recipient may have for this purpose today."""
    if consent is None or covers(consent, agency_id, purpose, (), (), today):
        return frozenset()
    return frozenset(consent.points)


def _points_need_consent(points: Collection[UUID]) -> tuple[str, ...]:
    if not points:
        return ()
    return ("A contact detail is ticked for this letter, and contact details leave only with consent.",)


def _out_of_force(consent: Consent, today: date) -> tuple[str, ...]:
    if consent.deleted_at is not None:
        return ("The consent was taken out of the record.",)
    if consent.withdrawn_on is not None:
        return (f"The consent was withdrawn on {long_date(consent.withdrawn_on)}.",)
    if consent.expires_on is not None and consent.expires_on < today:
        return (f"The consent expired on {long_date(consent.expires_on)}. Ask again.",)
    if consent.given_on > today:
        return ("The consent is dated in the future. Check its date.",)
    return ()
