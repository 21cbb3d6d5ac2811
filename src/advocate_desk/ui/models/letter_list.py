"""The list of letters in words."""

from datetime import date

from advocate_desk.services.list_letters import LetterStage, ListedLetter
from advocate_desk.ui.models.import_words import counted
from advocate_desk.ui.models.keeping_words import moment_words

HEADINGS = ("State", "To", "Reference", "Marking", "When")
STAGES = {
    LetterStage.READY: "Ready to print",
    LetterStage.PRINTED: "Printed, not sent yet",
    LetterStage.SENT: "Sent",
}
_SINCE = {LetterStage.READY: "Approved", LetterStage.PRINTED: "Last copy", LetterStage.SENT: "Sent"}


def letter_row(letter: ListedLetter, today: date) -> tuple[str, ...]:
    """Return one letter's row."""
    since = f"{_SINCE[letter.stage]} {moment_words(letter.at, today)}"
    return STAGES[letter.stage], letter.recipient, letter.reference, letter.marking, since


def summed(letters: tuple[ListedLetter, ...]) -> str:
    """Return how many wait, in a sentence."""
    ready = sum(letter.stage is LetterStage.READY for letter in letters)
    printed = sum(letter.stage is LetterStage.PRINTED for letter in letters)
    if not ready and not printed:
        return "Nothing waits to be printed or sent."
    waits = f"{counted(ready, 'letter is', 'letters are')} ready to print" if ready else "Nothing waits to be printed"
    then = f", {counted(printed, 'is', 'are')} printed and not sent yet" if printed else ""
    return f"{waits}{then}."
