"""What people do in their first week at the desk, key by key. What returns keys returns those its budget counts."""

import re
from pathlib import Path

from pypdfium2 import PdfDocument

from advocate_desk.ui.screens.case import SECTIONS
from tests.support.journey import Journey
from tests.support.workbook import UNREADABLE_DAY

CODE = re.compile(r"^(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}$", re.MULTILINE)
MENDED_DAY = "28/02/1990"
SERVICE_PHONE = "020 7946 0302"


def set_up(desk: Journey, service: str, name: str, passphrase: str, tray: Path) -> None:
    """Go through first run: service, passphrase, recovery words typed back off the paper, the second person later."""
    desk.sees("Set up", "Step 1 of 5")
    desk.type(service)
    desk.press("Tab")
    desk.type(SERVICE_PHONE)
    desk.press("Tab")
    desk.type(name)
    desk.press("Return")
    desk.shows("Step 2 of 5")
    choose_a_passphrase(desk, passphrase)
    print_the_recovery_sheet(desk)
    type_two_words_back(desk, words_on_paper(tray / "Recovery sheet.pdf"))
    desk.shows("Step 4 of 5")
    desk.reach("Later")
    desk.press("Return")
    desk.shows("Your desk is ready")
    desk.press("Return")
    desk.sees("Today")


def choose_a_passphrase(desk: Journey, passphrase: str) -> None:
    """Type it twice and go on."""
    desk.type(passphrase)
    desk.reach("Passphrase again")
    desk.type(passphrase)
    desk.press("Return")


def print_the_recovery_sheet(desk: Journey) -> None:
    """Print it by the system's own dialog."""
    desk.shows("Step 3 of 5")
    desk.reach("Print this sheet")
    desk.press("Return")
    desk.sees("Print")
    desk.press("Return")
    assert desk.sees("Set up")["focus"] == "Print this sheet"


def words_on_paper(sheet: Path) -> dict[str, str]:
    """Return the words of the printed sheet by their numbers."""
    document = PdfDocument(sheet)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    words = dict(re.findall(r"^(\d+)\s+([a-z]+)\s*$", text, re.MULTILINE))
    assert len(words) == 24, text
    return words


def type_two_words_back(desk: Journey, words: dict[str, str]) -> None:
    """Type the two words that are asked for."""
    asked = re.findall(r"^Word (\d+)$", desk.shows("Step 3 of 5")["shows"], re.MULTILINE)
    assert len(asked) == 2
    for number in asked:
        desk.reach(f"Word {number}")
        desk.type(words[number])
    desk.press("Return")


def add_a_colleague(desk: Journey, name: str) -> str:
    """Add a supervisor under Users and return the one-time code that the screen shows."""
    desk.press("Ctrl+6")
    desk.sees("Settings")
    desk.reach("Users")
    desk.press("Return")
    desk.sees("Users", "Add colleague")
    desk.press("Ctrl+Return")
    desk.shows("Add a colleague")
    desk.type(name)
    desk.press("Tab")
    desk.press("Right")
    desk.shows("approves letters")
    desk.press("Ctrl+Return")
    [code] = CODE.findall(desk.shows("One-time code for")["shows"])
    desk.press("Return")
    desk.sees("Users", name, "Waits for the code")
    return str(code)


def import_the_workbook(desk: Journey, file: Path) -> None:
    """Bring the workbook in; a cell is mended on the way, and the way back is offered at the end."""
    desk.press("Ctrl+6")
    desk.sees("Settings")
    desk.reach("Import")
    desk.press("Return")
    desk.sees("Import", "Step 1 of 5")
    desk.press("Return")
    desk.sees("Choose a spreadsheet")
    desk.type(str(file))
    desk.press("Return")
    desk.sees("Import", "Step 2 of 5")
    desk.press("Ctrl+Return")
    desk.sees("Import", "Step 3 of 5", "still open", UNREADABLE_DAY)
    desk.press("Return")
    desk.type(MENDED_DAY)
    desk.press("Return")
    desk.shows("0 still open")
    desk.press("Ctrl+Return")
    desk.sees("Import", "Step 4 of 5")
    desk.press("Ctrl+Return")
    desk.sees("Import", "Step 5 of 5", "Imported: 2 cases, 2 contacts, 1 referral", "Undo this import")


def add_a_case(desk: Journey, name: str, number: str) -> None:
    """Open a case by its four pages; how it is safe to make contact is on the second."""
    desk.press("Ctrl+2")
    desk.sees("Caseload", "2 cases")
    desk.press("Ctrl+N")
    desk.sees("New case", "Step 1 of 4")
    desk.type(name)
    desk.press("Return")
    desk.shows("Step 2 of 4")
    desk.press("Space")
    desk.reach("Calls")
    for answer in ("Y", "Down", "Y", "Down", "N"):
        desk.press(answer)
    desk.reach("Days that differ")
    desk.press("Return")
    desk.reach("When is it safe")
    desk.type("Mornings")
    desk.reach("Phone number")
    desk.type(number)
    desk.press("Tab")
    desk.press("Down")
    desk.shows("Call or text, Mornings. No voicemail.")
    desk.press("Ctrl+Return")
    desk.shows("Step 3 of 4")
    desk.type("A friend")
    desk.press("Return")
    desk.shows("Step 4 of 4")
    desk.press("Ctrl+Return")
    desk.sees("Case", name, "Pathway", "Call or text, Mornings. No voicemail.")


def turn_to(desk: Journey, part: str) -> None:
    """Turn to a section of the case by the figure of its tab."""
    at = next(number for number, kind in enumerate(SECTIONS, start=1) if kind.part == part)
    desk.press(f"Alt+{at % 10}")


def go_through_safe_contact(desk: Journey) -> None:
    """Change an answer in the section, and record that it was gone through together."""
    turn_to(desk, "contact")
    desk.shows("What was agreed")
    for answer in ("Down", "Down", "Y"):
        desk.press(answer)
    desk.press("Ctrl+Return")
    desk.shows("Safe contact gone through.", "Agreed, but nothing is marked safe for: voicemail.")


def show_the_number(desk: Journey, number: str) -> None:
    """Show it for a reason, which the timeline keeps, and hide it again."""
    turn_to(desk, "")
    desk.reach("Show number")
    desk.press("Return")
    desk.shows("Why do you need it?")
    desk.press("Return")
    desk.shows(number, "Hides in")
    desk.press("Return")
    assert number not in desk.shows("Show number")["shows"]
    turn_to(desk, "timeline")
    desk.shows("Phone shown: calling now")


def log_a_call(desk: Journey, note: str) -> list[str]:
    """Log that she was spoken to."""
    with desk.counting() as keys:
        desk.press("L")
        desk.press("1")
        desk.press("Tab")
        desk.type(note)
        desk.press("Ctrl+Return")
    desk.shows("Contact logged.", "Call to client", note)
    return keys


def record_consent(desk: Journey, agency: str) -> None:
    """Record on the case what she agreed to."""
    turn_to(desk, "consent")
    desk.shows("No consent to share is on record.")
    desk.press("Ctrl+Return")
    desk.shows("What for?")
    desk.type(agency[:3])
    desk.shows(agency)
    desk.press("Return")
    desk.reach("What for?")
    desk.press("Down")
    desk.press("Ctrl+Return")
    desk.sees("Case", "Consent recorded.", f"With {agency}")


def refer(desk: Journey, agency: str, ask: str, why: str) -> list[str]:
    """Write a referral and send it for review."""
    with desk.counting() as keys:
        desk.press("R")
        desk.sees("Referral", "New referral: Emergency housing")
        desk.type(agency[:3])
        desk.shows(agency)
        desk.press("Return")
        desk.type(ask)
        desk.press("Tab")
        desk.type(why)
        desk.press("Tab")
        desk.type("+3d")
        desk.press("Ctrl+Return")
    # The form has gone, and the keyboard with it unless it is taken elsewhere.
    assert desk.shows("Sent for review.", "It is with the supervisor", ask, why)["focus"] == "Preview letter"
    return keys


def lock(desk: Journey) -> None:
    """Lock, and come to the unlock screen of a fresh process."""
    desk.press("Ctrl+L")
    desk.wait_for_desk()
    desk.sees("Unlock", "Locked.")


def sign_in(desk: Journey, name: str, passphrase: str) -> None:
    """Unlock, as somebody who has a passphrase."""
    desk.type(name)
    desk.press("Return")
    desk.type(passphrase)
    desk.press("Return")
    desk.shows("Search cases")


def sign_in_with_a_code(desk: Journey, name: str, code: str, passphrase: str) -> None:
    """Unlock for the first time, and choose a passphrase."""
    desk.type(name)
    desk.press("Return")
    desk.type(code)
    desk.press("Return")
    desk.sees("Choose your passphrase")
    choose_a_passphrase(desk, passphrase)
    desk.shows("Search cases")


def approve(desk: Journey, client: str, ask: str) -> list[str]:
    """Read what waits, and approve it."""
    desk.press("Ctrl+3")
    desk.sees("Reviews", "1 waiting", client, ask, "Fine: no protected address or number is in this letter")
    with desk.counting() as keys:
        desk.press("A")
        desk.shows("Approve letter")
        desk.press("Return")
    desk.sees("Reviews", "Approved.", "Nothing waits for review.")
    return keys


def open_the_case(desk: Journey, client: str) -> list[str]:
    """Find the case by the first letters of the name."""
    with desk.counting() as keys:
        desk.press("Ctrl+K")
        desk.type(client[:4])
        desk.shows("1 case")
        desk.press("Return")
    desk.sees("Case", client, "Pathway")
    return keys


def open_the_letter(desk: Journey, agency: str) -> None:
    """Go to the approved letter, from its case."""
    desk.shows("Approved")
    desk.reach(f"Emergency housing, {agency}: Approved")
    desk.press("Return")
    desk.sees("Referral", "Approved")
    desk.press("Ctrl+P")
    desk.sees("Letter", "exactly as it prints")


def print_the_letter(desk: Journey) -> list[str]:
    """Print it through the system's own dialog."""
    with desk.counting() as keys:
        desk.press("Ctrl+P")
        desk.shows("This will be copy 1.")
        desk.press("Return")
        desk.sees("Print")
        desk.press("Return")
    desk.shows("Did it leave?")
    return keys


def record_that_it_was_sent(desk: Journey) -> None:
    """Say how it is sent."""
    desk.press("Space")
    desk.reach("Mark as sent")
    desk.press("Return")
    desk.sees("Letter", "Letter marked as sent.", "·  Sent")


def see_who_is_late(desk: Journey) -> list[str]:
    """Look at Today."""
    with desk.counting() as keys:
        desk.press("Ctrl+1")
    desk.sees("Today", "Late")
    return keys


def hide(desk: Journey) -> list[str]:
    """Cover the screen: its title, and everything on it."""
    with desk.counting() as keys:
        for _press in range(3):
            desk.press("Esc")
    assert desk.sees("Desk", "Show the desk")["shows"].splitlines() == ["Show the desk", "Emergency numbers"]
    return keys


def come_back(desk: Journey, title: str) -> None:
    """Lift the cover."""
    desk.press("Return")
    desk.sees(title, "Search cases")
