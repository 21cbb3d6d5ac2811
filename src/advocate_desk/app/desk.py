"""Builds the open desk out of a session. Loaded once somebody is in."""

from advocate_desk.app.around import Around
from advocate_desk.app.ways import Ways
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.lock import Lock
from advocate_desk.ui.navigator import Navigator, Place
from advocate_desk.ui.routes import ROUTES, SCREENS
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.shell import Shell


def make_desk(ways: Ways, session: Session, around: Around, *, is_sample: bool) -> DeskContext:
    """Return what the screens stand on for whoever signed in. Reads nothing."""
    who = Who(
        user_id=session.user.id,
        name=session.user.display_name,
        role=session.role,
        is_sample=is_sample,
        read_only=session.read_only,
    )
    return DeskContext(
        who=who,
        caseload=ways.list_caseload(session),
        cases=ways.show_case(session),
        contacts=ways.log_contact(session),
        referrals=ways.make_referral(session),
        reviews=ways.review_referral(session),
        letters=ways.write_letter(session),
        today=ways.show_today(session),
        opening=ways.open_case(session),
        people=ways.keep_people(session),
        reveals=ways.reveal_point(session),
        plans=ways.plan_contact(session),
        consents=ways.keep_consent(session),
        risk=ways.assess_risk(session),
        timeline=ways.show_timeline(session),
        directory=ways.keep_directory(session),
        imports=ways.import_caseload(session),
        backups=ways.keep_backups(session),
        users=ways.manage_users(session),
        settings=ways.keep_settings(session),
        drafts=ways.keep_drafts(session),
        safety=ways.safety(session),
        way=ways.way(session),
        clock=session.clock,
        tasks=around.tasks,
        prompts=around.prompts,
        navigator=Navigator(),
        theme=around.theme,
        emergency=around.emergency,
        offer_passphrase=ways.offer_passphrase,
    )


def first_screen(who: Who) -> type[Screen]:
    """Return where somebody begins: the first place in the rail that their role may go to."""
    return next(screen for screen in SCREENS if screen.rail_icon and who.may(screen.needs))


def make_shell(desk: DeskContext, lock: Lock, place: Place | None) -> Shell:
    """Return the desk's window at ``place``; None, or a place this version does not have, is where they begin."""
    shell = Shell(desk, ROUTES, lock)
    shell.go(place if place is not None and place.screen in ROUTES else Place(first_screen(desk.who).key))
    return shell
