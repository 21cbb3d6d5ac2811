"""Clocks on the command line: who owes what until when, what it counts from and its source; never today for unknown."""

from datetime import date

from advocate_desk.services.keep_clocks import KeepClocks, KeyDateForm
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_each_clock_has_number_unit_start_and_source_and_an_unknown_start_no_day(
    terminal: Terminal, office: Office
) -> None:
    with office.as_user(ADVOCATE) as session:
        clocks = KeepClocks(session, office.rules)
        clocks.add_date(office.case_id, KeyDateForm(code="data_request_received", on=date(2026, 11, 2)))
        clocks.add_date(office.case_id, KeyDateForm(code="breach_noticed", on=None))
    shown = terminal.signed_in("case", "clocks", reference_of(terminal)).document
    found = {one["duty"]: one for one in shown["clocks"]}
    request, breach = found["data_request"], found["breach_report"]
    assert (request["amount"], request["unit"], request["counts_from"]) == (1, "months", "2026-11-02")
    assert (request["due_on"], request["owes"], request["rule_checked"]) == ("2026-12-02", "our_service", True)
    assert request["source"]
    assert (breach["state"], breach["due_on"], breach["due_at"]) == ("not_started", None, None)
    days = {one["code"]: one["on"] for one in shown["days"]}
    assert days == {"breach_noticed": None, "data_request_received": "2026-11-02"}


def test_in_words_each_day_is_to_be_checked(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        form = KeyDateForm(code="data_request_received", on=date(2026, 11, 2))
        KeepClocks(session, office.rules).add_date(office.case_id, form)
    typed = ("--vault", terminal.vault, "--user", ADVOCATE, "--passphrase-file", terminal.passphrase_file)
    out = terminal.type("case", "clocks", reference_of(terminal), *typed).out
    assert "Counts from 2 November 2026 (Asked for their own data): 1 month." in out
    assert "Check before you rely on it." in out
