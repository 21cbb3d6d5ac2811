"""Builds what screens stand on out of a session."""

from advocate_desk.app.ways import Ways
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.navigator import Navigator
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


def make_desk(
    ways: Ways, session: Session, *, is_sample: bool, tasks: Tasks, prompts: Prompts, theme: Theme
) -> DeskContext:
    """Return the desk of whoever signed in. Reads nothing."""
    who = Who(user_id=session.user.id, name=session.user.display_name, role=session.role, is_sample=is_sample)
    return DeskContext(
        who=who,
        caseload=ways.list_caseload(session),
        cases=ways.show_case(session),
        contacts=ways.log_contact(session),
        referrals=ways.make_referral(session),
        reviews=ways.review_referral(session),
        letters=ways.write_letter(session),
        drafts=ways.keep_drafts(session),
        clock=session.clock,
        tasks=tasks,
        prompts=prompts,
        navigator=Navigator(),
        theme=theme,
    )
