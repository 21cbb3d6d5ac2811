import shutil
from datetime import date
from pathlib import Path

import pytest

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.reveals import PointRevealed, RevealReason
from advocate_desk.domain.safe_contact import SafeContactPlan
from tests.cli.house import Terminal
from tests.services.desk import (
    ADMINISTRATOR,
    ADVOCATE,
    LETTERS,
    PASSPHRASE,
    Office,
    change,
    text_of,
)


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_a_case_is_found_by_name_number_and_reference_and_shown(terminal: Terminal) -> None:
    reference = reference_of(terminal)
    for typed in ("ceri", "900123", reference):
        assert [case["reference"] for case in terminal.signed_in("case", "find", typed).document["cases"]] == [
            reference
        ]
    shown = terminal.signed_in("case", "show", reference.lower().replace("-", " ")).document
    assert (shown["name"], shown["risk"], shown["lead"]) == ("Ceri Sample", "high", ADVOCATE)


def test_a_case_in_words_begins_with_its_risk_and_where_it_stands(terminal: Terminal) -> None:
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    told = terminal.type("case", "show", reference_of(terminal), *options)
    assert f"Ceri Sample  high risk  Open  {ADVOCATE}" in told.out.splitlines()[0]


def test_the_list_says_where_each_case_stands(terminal: Terminal) -> None:
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    with session.work() as work:
        (case,) = work.find(Case)
    change(session, case, status=CaseStatus.ON_HOLD)
    session.close()
    (listed,) = terminal.signed_in("case", "list").document["cases"]
    assert (listed["status"], listed["open"]) == ("on_hold", True)
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    assert f"  On hold  {ADVOCATE}" in terminal.type("case", "list", *options).out


def test_no_number_is_shown_without_a_reason(terminal: Terminal) -> None:
    told = terminal.signed_in("case", "show", reference_of(terminal))
    assert [point["value"] for point in told.document["contact_points"]] == [None, None]
    assert "900123" not in told.out


def test_a_number_that_is_shown_leaves_its_reason_in_the_record(terminal: Terminal) -> None:
    terminal.signed_in("case", "show", reference_of(terminal), "--reveal", "Checking the number with her")
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    with session.work() as work:
        (shown,) = work.find(PointRevealed)
    session.close()
    assert (shown.reason, shown.other_reason) == (RevealReason.OTHER, "Checking the number with her")


def test_a_reason_of_no_words_shows_nothing(terminal: Terminal) -> None:
    told = terminal.signed_in("case", "show", reference_of(terminal), "--reveal", " ")
    assert told.code == 1
    assert "900123" not in told.out


def test_what_is_safe_to_use_is_shown_for_a_reason_and_what_is_not_is_not(terminal: Terminal) -> None:
    shown = terminal.signed_in("case", "show", reference_of(terminal), "--reveal", "calling now").document
    assert shown["safe_to_call"] is True
    assert {point["kind"]: point["value"] for point in shown["contact_points"]} == {
        "phone": "07700 900123",
        "address": None,
    }


def test_a_plan_that_is_due_again_shows_no_number(terminal: Terminal) -> None:
    terminal.house.clock.later(days=60)
    told = terminal.signed_in("case", "show", reference_of(terminal), "--reveal", "calling now")
    assert told.document["safe_to_call"] is False
    assert "900123" not in told.out


def test_words_for_a_person_hold_back_the_same(terminal: Terminal) -> None:
    reference = reference_of(terminal)
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    assert "Phone, safe to call and text · hidden" in terminal.type("case", "show", reference, *options).out
    safe = terminal.type("case", "show", reference, "--reveal", "calling now", *options)
    assert "07700 900123" in safe.out
    assert "4 Friend Street" not in safe.out
    terminal.house.clock.later(days=60)
    due = terminal.type("case", "show", reference, "--reveal", "calling now", *options)
    assert "Not safe to call" in due.out
    assert "900123" not in due.out
    assert "not safe to call" in terminal.type("case", "list", *options).out


def test_a_record_cannot_steer_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name\nMair \u009b31m\u202eSample\n", encoding="utf-8")
    assert terminal.signed_in("import", "caseload", file).code == 0
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    told = terminal.type("case", "list", *options)
    assert "Mair" in told.out
    assert not {"\u009b", "\u202e"} & set(told.out)


def test_whoever_sees_letters_alone_sees_no_cases(terminal: Terminal) -> None:
    for words in (("case", "list"), ("case", "find", "Ceri"), ("referral", "list")):
        assert terminal.signed_in(*words, user=LETTERS).code == 1


# --- referrals and letters -------------------------------------------------------------------------------


def test_referrals_are_listed_and_shown_with_where_they_stand(
    terminal_with_letter: Terminal, approved_office: Office
) -> None:
    listed = terminal_with_letter.signed_in("referral", "list").document["referrals"]
    assert [(one["id"], one["review"], one["progress"]) for one in listed] == [
        (str(approved_office.referral_id), "approved", "not_sent")
    ]
    of_case = terminal_with_letter.signed_in("referral", "list", listed[0]["case"]).document["referrals"]
    assert of_case == listed
    for typed in (listed[0]["reference"], listed[0]["id"], listed[0]["reference"].replace(" ", "/").lower()):
        shown = terminal_with_letter.signed_in("referral", "show", typed).document
        assert (shown["id"], shown["purpose"]) == (listed[0]["id"], "Emergency housing")
    reply = shown["reply_reference"]
    assert terminal_with_letter.signed_in("referral", "show", reply).document["id"] == shown["id"]
    assert (shown["next_ask"], shown["chases"], shown["follows"], shown["followed_by"]) == (None, [], None, [])
    assert terminal_with_letter.signed_in("referral", "show", "AD-7KQ2-9MF R1").code == 1


def test_an_approved_letter_is_written_as_a_pdf_and_its_copy_recorded(
    terminal_with_letter: Terminal, approved_office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "letter.pdf"
    told = terminal_with_letter.signed_in("letter", "render", str(approved_office.referral_id), "--out", out)
    assert told.code == 0, told.err
    text = text_of(out.read_bytes())
    assert "Ceri Sample" in text
    assert "4 Friend Street" not in text
    assert terminal_with_letter.signed_in("letter", "render", str(approved_office.referral_id), "--out", out).code == 1
    again = terminal_with_letter.signed_in(
        "letter", "render", str(approved_office.referral_id), "--out", out, "--force", user=LETTERS
    )
    assert again.code == 0


def test_a_letter_that_a_rule_stops_ends_with_7_every_reason_and_no_file(
    terminal_with_letter: Terminal, approved_office: Office, tmp_path: Path
) -> None:
    session = terminal_with_letter.house.vaults().unlock(terminal_with_letter.vault, ADMINISTRATOR, PASSPHRASE)
    with session.work() as work:
        (plan,) = work.find(SafeContactPlan, case_id=approved_office.case_id)
    change(session, plan, times="never before noon")
    session.close()
    out = tmp_path / "letter.pdf"
    told = terminal_with_letter.signed_in("letter", "render", str(approved_office.referral_id), "--out", out)
    assert told.code == 7
    assert told.document["error"]["reasons"]
    assert told.err.strip().splitlines() == told.document["error"]["reasons"]
    assert not out.exists()


@pytest.mark.parametrize("days", [400])
def test_a_letter_whose_consent_has_ended_is_stopped(
    terminal_with_letter: Terminal, approved_office: Office, tmp_path: Path, days: int
) -> None:
    terminal_with_letter.house.clock.later(days=days)
    assert terminal_with_letter.house.clock.today() > date(2027, 11, 1)
    out = tmp_path / "letter.pdf"
    told = terminal_with_letter.signed_in("letter", "render", str(approved_office.referral_id), "--out", out)
    assert told.code == 7
    assert not out.exists()


# --- demo and self-test ----------------------------------------------------------------------------------


def test_demo_without_a_window_says_where_everything_is(terminal: Terminal, tmp_path: Path) -> None:
    told = terminal.type("demo", "--out", tmp_path / "sample", "--no-window", "--cases", "3", "--json")
    assert told.code == 0
    assert Path(told.document["vault"]).is_dir()
    assert all(Path(name).is_file() for name in told.document["screens"])
    assert told.document["users"] == [{"name": ADMINISTRATOR, "role": "administrator"}]
    assert told.document["passphrase"] == PASSPHRASE
    assert terminal.house.windows == []
    assert terminal.type("demo", "--out", tmp_path / "sample", "--no-window").code == 1


def test_demo_in_its_usual_place_makes_the_sample_anew(terminal: Terminal) -> None:
    vaults = [Path(terminal.type("demo", "--no-window", "--json").document["vault"])]
    before = (vaults[0] / "header.json").read_bytes()
    vaults.append(Path(terminal.type("demo", "--no-window", "--json").document["vault"]))
    assert vaults[0] == vaults[1]
    assert (vaults[1] / "header.json").read_bytes() != before


def test_demo_leaves_a_vault_that_is_not_the_sample_alone(terminal: Terminal) -> None:
    place = Path("advocate-desk-sample", "sample.advault")
    place.parent.mkdir()
    shutil.copytree(terminal.vault, place)
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    assert terminal.type("demo", "--no-window").code == 1
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before


def test_demo_opens_the_window_at_the_sample_vault(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.type("demo", "--out", tmp_path / "sample").code == 0
    assert terminal.house.windows == [tmp_path / "sample" / "sample.advault"]


def test_the_self_test_leaves_nothing_behind(terminal: Terminal) -> None:
    told = terminal.type("self-test", "--json")
    assert (told.code, told.document["works"]) == (0, True)
