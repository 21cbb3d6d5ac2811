"""Judging a contact that has happened: by what was known then, as far as the record tells.

This serves the log alone, which asks for a reason where a contact was outside the plan. Whether somebody may be reached
now is never judged so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from advocate_desk.domain.contact_rules import counts_from, method_of
from advocate_desk.domain.contacts import ContactKind, ContactResult
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.safe_contact import Method, SafeContactPlan


def as_known_at(
    plan: SafeContactPlan | None, incidents: Sequence[Incident], moment: datetime
) -> tuple[SafeContactPlan | None, tuple[Incident, ...]]:
    """Return the plan and the incidents by which a contact of ``moment``, an aware one, is judged.

    An incident that was written down afterwards was not known: often it was told in this very contact. A plan that was
    gone through afterwards is read as if that had been then, for what it said before its newest words is not known.
    """
    known = tuple(one for one in incidents if one.recorded_at <= moment)
    if plan is None or plan.checked_on is None or counts_from(plan) <= moment:
        return plan, known
    return replace(plan, checked_on=in_london(moment).date(), checked_at=moment), known


def methods_used(kind: ContactKind, result: ContactResult | None) -> tuple[Method, ...]:
    """Return the ways of the plan that an entry of ours used: a message left on a call was a voicemail too."""
    method = method_of(kind)
    if method is None:
        return ()
    left_message = method is Method.CALL and result is ContactResult.LEFT_SAFE_MESSAGE
    return (method, Method.VOICEMAIL) if left_message else (method,)
