"""Half-typed words of a referral, as they are kept between one key and the next."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import UUID

from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.domain.near_dates import moment_for_field
from advocate_desk.domain.referral import Referral
from advocate_desk.services.make_referral import NO_AGENCY

_IDS = ("agency_id", "service_id", "consent_id", "need_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What stands in the editor's fields, a date as it was typed and an agency as it was searched for."""

    agency_text: str = ""
    agency_id: UUID | None = None
    service_id: UUID | None = None
    purpose: str = ""
    ask: str = ""
    why: str = ""
    reply_by: str = ""
    shares: tuple[Share, ...] = ()
    points: tuple[UUID, ...] = ()
    consent_id: UUID | None = None
    basis: LawfulBasis | None = None
    basis_reason: str = ""
    need_id: UUID | None = None

    def to_text(self) -> str:
        """Return it as text, to be kept as a draft."""
        return json.dumps(asdict(self), default=lambda value: value.hex)

    @classmethod
    def from_text(cls, text: str) -> "Typed | None":
        """Read what `to_text` wrote; None where it is something else."""
        try:
            data: dict[str, Any] = json.loads(text)
            # Older drafts know of no need.
            data.setdefault("need_id", None)
            if set(data) != {field.name for field in fields(cls)}:
                return None
            ids = {name: UUID(data[name]) if data[name] else None for name in _IDS}
            return cls(
                **{
                    **data,
                    **ids,
                    "shares": tuple(Share(share) for share in data["shares"]),
                    "points": tuple(UUID(point) for point in data["points"]),
                    "basis": LawfulBasis(data["basis"]) if data["basis"] else None,
                }
            )
        except (ValueError, TypeError, AttributeError):
            return None


def typed_from(referral: Referral, agency_text: str) -> Typed:
    """Return what the fields hold when a referral is opened."""
    return Typed(
        agency_text=agency_text,
        agency_id=None if referral.agency_id == NO_AGENCY else referral.agency_id,
        service_id=referral.service_id,
        purpose=referral.purpose,
        ask=referral.ask,
        why=referral.why,
        reply_by=moment_for_field(referral.reply_by) if referral.reply_by else "",
        shares=tuple(share for share in Share if share in referral.shares),
        points=referral.points,
        consent_id=referral.consent_id,
        basis=referral.lawful_basis,
        basis_reason=referral.lawful_basis_reason,
        need_id=referral.need_id,
    )
