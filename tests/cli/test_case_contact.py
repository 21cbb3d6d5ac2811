"""`case show` obeys safe contact: what screens hide it hides, and a number goes out only in the way that is safe."""

from typing import Any

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.safe_contact import ContactOverride, SafeContactPlan
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office, change

NUMBER = "07700 900123"


def say(office: Office, **fields: object) -> None:
    """Let the plan of the office's case say something else."""
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            plan = unit.find(SafeContactPlan, case_id=office.case_id)[0]
        change(session, plan, **fields)


def show(terminal: Terminal, *more: str) -> dict[str, Any]:
    reference = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    document: dict[str, Any] = terminal.signed_in("case", "show", reference, *more).document
    return document


def phone_in(document: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in document["contact_points"] if one["kind"] == "phone")


def test_the_whole_plan_is_told_and_when_a_closed_time_opens(office: Office, terminal: Terminal) -> None:
    say(
        office,
        windows=("mon-fri 12:00-14:00",),
        exceptions=("2026-11-24 never",),
        identity="the library",
        text_wording="Your book is ready.",
        professional="her health visitor",
        emergency="Ask the police to look in.",
    )
    shown = show(terminal)
    plan = shown["safe_contact"]
    assert (plan["windows"], plan["exceptions"]) == (["mon-fri 12:00-14:00"], ["2026-11-24 never"])
    assert [plan[name] for name in ("identity", "text_wording", "professional", "emergency", "first")] == [
        "the library",
        "Your book is ready.",
        "her health visitor",
        "Ask the police to look in.",
        "text",
    ]
    assert "Say who calls: the library." in plan["detail"]
    call = shown["safe_to"]["call"]
    assert (call["allowed"], call["opens_at"]) == (False, "2026-11-23T12:00:00+00:00")
    assert shown["safe_to"]["post"]["opens_at"] is None


def test_outside_the_agreed_times_no_reason_prints_the_number(office: Office, terminal: Terminal) -> None:
    say(office, windows=("mon-fri 12:00-14:00",))
    for why in ("calling now", "texting now", "police asked", "She has to be warned"):
        assert phone_in(show(terminal, "--reveal", why))["value"] is None


@pytest.mark.parametrize(("closed", "why"), [("call", "calling now"), ("text", "texting now")])
def test_a_number_is_printed_only_for_the_way_it_is_safe_in(
    office: Office, terminal: Terminal, closed: str, why: str
) -> None:
    say(office, **{closed: Answer.NO})
    other = {"calling now": "texting now", "texting now": "calling now"}[why]
    assert phone_in(show(terminal, "--reveal", why))["value"] is None
    shown = phone_in(show(terminal, "--reveal", other))
    assert (shown["value"], shown["safe_for"]) == (NUMBER, ["text" if closed == "call" else "call"])
    with office.as_user(ADVOCATE) as session, session.work() as unit:
        assert unit.find(ContactOverride) == ()


def test_what_is_never_to_be_used_says_so_and_is_never_printed(office: Office, terminal: Terminal) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            phone = unit.find(ContactPoint, case_id=office.case_id, digits="447700900123")[0]
        change(session, phone, safe=Answer.NO)
    shown = phone_in(show(terminal, "--reveal", "calling now"))
    assert (shown["safe"], shown["never"], shown["safe_for"], shown["value"]) == (False, True, [], None)
