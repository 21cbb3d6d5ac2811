"""The list of letters in words."""

from datetime import date

from advocate_desk.services.list_letters import LetterStage, ListedLetter
from advocate_desk.ui.models.import_words import counted
from advocate_desk.ui.models.keeping_words import moment_words

HEADINGS = ("State", "To", "Reference", "Since")
STAGES = {
    LetterStage.READY: "Ready to print",
    LetterStage.PRINTED: "Printed, not sent yet",
    LetterStage.SENT: "Sent",
}


def letter_row(letter: ListedLetter, today: date) -> tuple[str, ...]:
    """Return one letter's row."""
    return STAGES[letter.stage], letter.recipient, letter.reference, moment_words(letter.at, today)


def letter_details(letter: ListedLetter) -> str:
    """Return what a row has no room for."""
    copies = counted(letter.copies, "copy was", "copies were") if letter.copies else "No copy was"
    return f"To {letter.recipient}. Marking: {letter.marking}. {copies} made."


def summed(letters: tuple[ListedLetter, ...]) -> str:
    """Return how many wait, in a sentence."""
    ready = sum(letter.stage is LetterStage.READY for letter in letters)
    printed = sum(letter.stage is LetterStage.PRINTED for letter in letters)
    if not ready and not printed:
        return "Nothing waits to be printed or sent."
    waits = f"{counted(ready, 'letter is', 'letters are')} ready to print" if ready else "Nothing waits to be printed"
    then = f", {counted(printed, 'is', 'are')} printed and not sent yet" if printed else ""
    return f"{waits}{then}."
