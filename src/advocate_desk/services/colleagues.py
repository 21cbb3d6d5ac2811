"""Who may be given something to do: whoever works on cases now."""

from collections.abc import Mapping
from uuid import UUID

from advocate_desk.domain.users import Action, may
from advocate_desk.services.session import Session


def colleagues(session: Session, names: Mapping[UUID, str]) -> Mapping[UUID, str]:
    """Return who works on cases now, by id, whoever is signed in first. ``names`` are everybody's who ever did."""
    working = [one for one in session.vault.members() if one.active and may(one.role, Action.WORK_ON_CASES)]
    named = {one.user_id: names[one.user_id] for one in working if one.user_id in names}
    me = session.user.id
    return dict(sorted(named.items(), key=lambda one: (one[0] != me, one[1].casefold())))
