"""Showing a hidden number or address for half a minute, with a reason that is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.reveals import REACHING, SHOWN_SECONDS, PointRevealed, RevealReason
from advocate_desk.domain.safe_contact import ContactOverride, Method
from advocate_desk.domain.users import Action
from advocate_desk.services.begin_contact import LONGEST_REASON, AgainstPlan, override_of
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.session import Session

NOT_TO_BE_USED_NOW = "Nobody is to be reached on this now. If it must be seen, say why in words; the reason is kept."


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

        Where it is to be used now and the plan does not allow that, words are needed: they are kept as the reason for
        a contact against the plan.

        Raises:
            EntryRefused: the reason is "other" and nothing says which; or it is to be used now, nobody is to be reached
                on it now, and either no words say why it must be or none could open it.
            TextRefused: the reason holds what cannot be kept exactly.
            NotFound: no such contact point, or somebody removed it.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, user_id = self._session.clock.now(), self._session.user.id
        with self._session.work() as unit:
            point = unit.get(ContactPoint, point_id)
            override = None
            if reason in REACHING:
                override = _against_plan(read_case_file(unit, point.case_id), point, reason, other_reason, user_id, now)
            words = override.reason if override else _typed_reason(reason, other_reason)
            unit.add(
                PointRevealed(
                    id=new_id(now),
                    stream_id=point.stream_id,
                    case_id=point.case_id,
                    point_id=point.id,
                    reason=reason,
                    other_reason=words,
                    revealed_at=now,
                    revealed_by=user_id,
                )
            )
            if override is not None:
                unit.add(override)
            unit.commit("contact detail shown")
        return Shown(value=point.value, until=now + timedelta(seconds=SHOWN_SECONDS))


def _against_plan(
    file: CaseFile, point: ContactPoint, reason: RevealReason, typed: str, user_id: UUID, now: datetime
) -> ContactOverride | None:
    """Return the record of using ``point`` against the plan, None where nothing stands against it.

    Raises:
        EntryRefused: no single press gets past the plan, and no words past what is never to be used.
    """
    owner = file.person(point.person_id)
    seen = next((one for one in (hidden_points(file, owner, now) if owner else ()) if one.point_id == point.id), None)
    method = _method(point.kind, reason)
    if seen is not None and (method in seen.open_ways or (method is None and not seen.warning)):
        return None
    if seen is None or method not in seen.closed_ways or not typed.strip():
        raise EntryRefused(NOT_TO_BE_USED_NOW)
    why = file.may_reach(method, now, point).why
    return override_of(file, AgainstPlan(method=method, why=why, answered=False), typed, user_id, now, point.id)


def _method(kind: PointKind, reason: RevealReason) -> Method | None:
    """Return the way that is meant; a school or a workplace has none."""
    if kind is PointKind.PHONE:
        return Method.CALL if reason is RevealReason.CALLING_NOW else Method.TEXT
    return {PointKind.EMAIL: Method.EMAIL, PointKind.ADDRESS: Method.POST}.get(kind)


def _typed_reason(reason: RevealReason, typed: str) -> str:
    if reason is not RevealReason.OTHER:
        return ""
    words = accept(typed).strip()
    if not words:
        raise EntryRefused("Say in a few words why you need to see this.")
    if len(words) > LONGEST_REASON:
        raise EntryRefused(f"A reason holds {LONGEST_REASON} characters. Say it in fewer words.")
    return words
