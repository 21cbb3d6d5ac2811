"""Where a case stands with MARACs, on the command line: everything that is owed, and no word of minutes."""

from datetime import date

from advocate_desk.cli.output import Document
from advocate_desk.services.follow_marac import ActionForm, FollowMarac, MeetingForm
from advocate_desk.services.keep_minutes import KeepMinutes
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office
from tests.services.marac import referred

MINUTES = "Quillfeather watches the house from a grey van"


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def marac_in(terminal: Terminal) -> Document:
    shown: Document = terminal.signed_in("case", "show", reference_of(terminal)).document["marac"]
    return shown


def test_what_the_record_meets_is_told_before_anybody_referred(terminal: Terminal) -> None:
    told = marac_in(terminal)
    assert told["standing"] == "The record meets a criterion, and no referral answers it."
    assert [met["criterion"] for met in told["criteria_met"]] == ["visible_high_risk"]
    assert (told["referrals"], told["meetings"], told["owed"], told["minutes"]) == ([], [], [], 0)


def test_a_referral_its_meetings_and_what_is_owed_are_told_and_minutes_only_counted(
    terminal: Terminal, office: Office
) -> None:
    with office.as_user(ADVOCATE) as session:
        made = referred(office, session, date(2026, 11, 2))
        following = FollowMarac(session, office.rules)
        past = following.plan(made.id, MeetingForm(meets_on=date(2026, 11, 18), is_emergency=True))
        following.plan(made.id, MeetingForm(meets_on=date(2026, 12, 3), place="Civic Centre"))
        following.add_action(past.id, ActionForm(what="Fit locks", owner="Housing", due_on=date(2026, 11, 20)))
        KeepMinutes(session).keep(past.id, MINUTES, date(2026, 11, 20))
    told = terminal.signed_in("case", "show", reference_of(terminal))
    marac = told.document["marac"]
    assert (told.document["marac_on"], marac["next_meeting_on"]) == ("2026-12-03", "2026-12-03")
    assert marac["referrals"][0]["repeat_until"] == "2027-11-02"
    assert [one["place"] for one in marac["meetings"]] == ["Civic Centre", ""]
    assert [(one["kind"], one["due_on"], one["late"]) for one in marac["owed"]] == [
        ("feedback", "2026-11-20", True),
        ("action", "2026-11-20", True),
        ("research", "2026-12-03", False),
        ("wishes", "2026-12-03", False),
    ]
    assert marac["minutes"] == 1
    assert "Quillfeather" not in told.out


def test_in_words_what_is_late_is_said_first_and_no_word_of_minutes(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        made = referred(office, session, date(2026, 11, 2))
        past = FollowMarac(session, office.rules).plan(made.id, MeetingForm(meets_on=date(2026, 11, 18)))
        KeepMinutes(session).keep(past.id, MINUTES, date(2026, 11, 20))
    options = ("--vault", terminal.vault, "--user", ADVOCATE, "--passphrase-file", terminal.passphrase_file)
    told = terminal.type("case", "show", reference_of(terminal), *options).out
    assert "LATE: MARAC: Tell what came of the meeting. Overdue by 3 days" in told.splitlines()
    assert "Quillfeather" not in told
