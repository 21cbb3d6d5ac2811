"""What the editor of a referral asks, and whether everything in it is possible."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_reply_reference
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import FOLLOWED, Referral, progress_state
from advocate_desk.domain.support_plan import NeedState, SupportNeed
from advocate_desk.services.choose_agency import refusal
from advocate_desk.services.new_consent import refuse_strange_points
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import moves_of

NO_AGENCY = UUID(int=0)
"""Stands in an unsaved referral for the agency nobody has chosen yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralForm:
    """What the editor asks. ``need_id`` is the need of the plan it answers. ``follows_id`` is the referral a new one
    comes of; it never changes later.
    """

    case_id: UUID
    agency_id: UUID | None
    service_id: UUID | None
    purpose: str
    ask: str
    why: str
    reply_by: datetime | None
    shares: tuple[Share, ...]
    points: tuple[UUID, ...]
    consent_id: UUID | None
    lawful_basis: LawfulBasis | None
    lawful_basis_reason: str
    need_id: UUID | None = None
    follows_id: UUID | None = None


def form_fields(form: ReferralForm) -> dict[str, Any]:
    """Return what a form sets of a referral.

    Raises:
        TextRefused: a text holds what cannot be kept exactly.
    """
    return {
        "agency_id": form.agency_id or NO_AGENCY,
        "service_id": form.service_id,
        "purpose": accept(form.purpose),
        "ask": accept(form.ask),
        "why": accept(form.why),
        "reply_by": form.reply_by,
        "shares": form.shares,
        "points": form.points,
        "consent_id": form.consent_id,
        "lawful_basis": form.lawful_basis,
        "lawful_basis_reason": accept(form.lawful_basis_reason),
        "need_id": form.need_id,
    }


def accepted_fields(unit: UnitOfWork, form: ReferralForm, opened_on: Referral | None) -> dict[str, Any]:
    """Return the form's fields once everything in it is found to be possible.

    Raises:
        EntryRefused: no agency is chosen, or something belongs to another case.
        TextRefused: a text holds what cannot be kept exactly.
        NotFound: something that was chosen is gone.
    """
    if form.agency_id is None:
        raise EntryRefused("Choose the agency this referral goes to.")
    unit.get(Agency, form.agency_id)
    if form.service_id is not None:
        service = unit.get(Service, form.service_id)
        if service.agency_id != form.agency_id:
            raise EntryRefused("That service belongs to another agency. Choose again.")
        is_new_choice = opened_on is None or opened_on.service_id != form.service_id
        if is_new_choice and refusal(service):
            raise EntryRefused(refusal(service))
    if form.consent_id is not None and unit.get(Consent, form.consent_id).case_id != form.case_id:
        raise EntryRefused("That consent belongs to another case. Choose again.")
    refuse_strange_points(unit, form.case_id, form.points)
    _refuse_strange_need(unit, form, opened_on)
    if not form.purpose.strip():
        raise EntryRefused("Choose what the referral is for.")
    return form_fields(form)


def accepted_following(unit: UnitOfWork, form: ReferralForm) -> UUID | None:
    """Return the referral a new one follows, if it may.

    Raises:
        EntryRefused: that one is of another case, or nobody passed it on or declined it; or her consent to that one
            is named for this one too.
        NotFound: there is no such referral.
    """
    if form.follows_id is None:
        return None
    before = unit.get(Referral, form.follows_id)
    if before.case_id != form.case_id:
        raise EntryRefused("That referral belongs to another case. Begin again from the case.")
    if progress_state(moves_of(unit, before.id)) not in FOLLOWED:
        raise EntryRefused("A next referral is written where an agency declined the one before, or passed it on.")
    if form.consent_id is not None and form.consent_id == before.consent_id:
        raise EntryRefused("The consent to the referral before was for that agency. Ask again for this one.")
    return before.id


def fresh_reply_reference(unit: UnitOfWork) -> str:
    """Draw a reply reference no referral has yet."""
    while unit.find(Referral, reply_reference=(drawn := new_reply_reference()), limit=1):
        pass
    return drawn


def _refuse_strange_need(unit: UnitOfWork, form: ReferralForm, opened_on: Referral | None) -> None:
    if form.need_id is None or (opened_on is not None and opened_on.need_id == form.need_id):
        return
    need = unit.get(SupportNeed, form.need_id)
    if need.case_id != form.case_id:
        raise EntryRefused("That need belongs to another case. Choose again.")
    if need.state is not NeedState.OPEN:
        raise EntryRefused("That need is not open any more. Choose one that is, or none.")
