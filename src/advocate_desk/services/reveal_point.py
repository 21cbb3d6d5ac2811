"""Showing a hidden number or address for half a minute, with a reason that is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.reveals import SHOWN_SECONDS, PointRevealed, RevealReason
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.session import Session

NOT_TO_BE_USED_NOW = "Nobody is to be reached on this now. If you must, choose Other and say why; the reason is kept."
LONGEST_REASON = 500
"""Characters of a typed reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A value that may stand on the screen until ``until``, and then no longer."""

    value: str
    until: datetime


class RevealPoint:
    """Reveals contact points."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reveal(self, point_id: UUID, reason: RevealReason, other_reason: str = "") -> Shown:
        """Return the value of a contact point. That it was shown, to whom and why, is on record before it is.

        Raises:
            EntryRefused: the reason is "other" and nothing says which; or it is "calling now", and nobody is to be
                reached on this now. Then a reason in words shows it all the same.
            TextRefused: the reason holds what cannot be kept exactly.
            NotFound: no such contact point, or somebody removed it.
        """
        self._session.require(Action.WORK_ON_CASES)
        other = _typed_reason(reason, other_reason)
        now = self._session.clock.now()
        with self._session.work() as unit:
            point = unit.get(ContactPoint, point_id)
            if reason is RevealReason.CALLING_NOW:
                _refuse_against_plan(read_case_file(unit, point.case_id), point, now)
            unit.add(
                PointRevealed(
                    id=new_id(now),
                    stream_id=point.stream_id,
                    case_id=point.case_id,
                    point_id=point.id,
                    reason=reason,
                    other_reason=other,
                    revealed_at=now,
                    revealed_by=self._session.user.id,
                )
            )
            unit.commit("contact detail shown")
        return Shown(value=point.value, until=now + timedelta(seconds=SHOWN_SECONDS))


def _refuse_against_plan(file: CaseFile, point: ContactPoint, now: datetime) -> None:
    """Ask for words where something stands against using ``point`` now: no single press gets past that."""
    owner = file.person(point.person_id)
    seen = hidden_points(file, owner, now) if owner else ()
    if not any(one.point_id == point.id and not one.warning for one in seen):
        raise EntryRefused(NOT_TO_BE_USED_NOW)


def _typed_reason(reason: RevealReason, typed: str) -> str:
    if reason is not RevealReason.OTHER:
        return ""
    words = accept(typed).strip()
    if not words:
        raise EntryRefused("Say in a few words why you need to see this.")
    if len(words) > LONGEST_REASON:
        raise EntryRefused(f"A reason holds {LONGEST_REASON} characters. Say it in fewer words.")
    return words
