"""What Today says of agreements and consents to ask about again, and of what is withheld. It names no fact."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.agenda import Due, DueKind
from advocate_desk.domain.agreements import SupportAgreement, Withheld
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.consent_rules import left_to_ask
from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case
from advocate_desk.services.today_words import TodayWords

KINDS = (DueKind.AGREEMENT, DueKind.CONSENT, DueKind.WITHHELD, DueKind.AFTER_WITHDRAWAL)


def consent_words(unit: UnitOfWork, due: Sequence[Due], today: date) -> Mapping[tuple[DueKind, UUID], TodayWords]:
    """Return what each row says, by its kind and its record. Five queries, however many there are."""
    ids = {kind: tuple(one.record_id for one in due if one.kind is kind) for kind in KINDS}
    agreed = (*ids[DueKind.AGREEMENT], *ids[DueKind.AFTER_WITHDRAWAL])
    agreements = {one.id: one for one in unit.find(SupportAgreement, id=agreed)} if agreed else {}
    ended = tuple(agreements[one].case_id for one in ids[DueKind.AFTER_WITHDRAWAL])
    open_consents = by_case(unit.find(Consent, case_id=ended)) if ended else {}
    consents = unit.find(Consent, id=ids[DueKind.CONSENT]) if ids[DueKind.CONSENT] else ()
    withheld = unit.find(Withheld, id=ids[DueKind.WITHHELD]) if ids[DueKind.WITHHELD] else ()
    agency_ids = tuple({*(one.agency_id for one in consents), *(one.agency_id for one in withheld if one.agency_id)})
    agencies = {one.id: one.name for one in unit.find(Agency, id=agency_ids)} if agency_ids else {}
    said = {(DueKind.AGREEMENT, one): _agreement(agreements[one], today) for one in ids[DueKind.AGREEMENT]}
    said |= {(DueKind.CONSENT, one.id): _consent(one, agencies, today) for one in consents}
    said |= {(DueKind.WITHHELD, one.id): _withheld(one, agencies, today) for one in withheld}
    said |= {
        (DueKind.AFTER_WITHDRAWAL, one): _after(agreements[one], open_consents[agreements[one].case_id], today)
        for one in ids[DueKind.AFTER_WITHDRAWAL]
    }
    return said


def _agreement(agreement: SupportAgreement, today: date) -> TodayWords:
    assert agreement.review_on is not None, "what is never asked again is not due"
    why = f"Agreed {near_date(agreement.given_on, today)}. {_due(agreement.review_on, today)}"
    return TodayWords(what="Ask again about support", why_now=why, due_on=agreement.review_on)


def _consent(consent: Consent, agencies: Mapping[UUID, str], today: date) -> TodayWords:
    assert consent.review_on is not None, "what is never asked again is not due"
    what = f"Ask again about sharing: {consent.purpose}"
    why = ". ".join(part for part in (agencies.get(consent.agency_id, ""), _due(consent.review_on, today)) if part)
    return TodayWords(what=what, why_now=why, due_on=consent.review_on)


def _withheld(withheld: Withheld, agencies: Mapping[UUID, str], today: date) -> TodayWords:
    """Say from which agency, and of nobody else: the name of somebody in the case stands on her case alone."""
    assert withheld.review_on is not None, "what is never looked at again is not due"
    whom = agencies.get(withheld.agency_id, "an agency") if withheld.agency_id else "somebody"
    why = f"Kept from {whom}. {_due(withheld.review_on, today)}"
    return TodayWords(what="Look again at what is withheld", why_now=why, due_on=withheld.review_on)


def _after(agreement: SupportAgreement, consents: Sequence[Consent], today: date) -> TodayWords:
    assert agreement.withdrawn_on is not None, "nothing follows from what was not withdrawn"
    number = len(left_to_ask(agreement, consents, today))
    left = "1 consent to share still holds" if number == 1 else f"{number} consents to share still hold"
    why = f"Support was ended {near_date(agreement.withdrawn_on, today)}. {left}"
    return TodayWords(what="Ask what may still be shared", why_now=why, due_on=agreement.withdrawn_on)


def _due(day: date, today: date) -> str:
    return sentence_start(due_on_words(day, today))
