"""How far the end of an episode is: what is written, what is missing, and whose signature it waits for."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from advocate_desk.domain.case_life_words import CLOSURE_WORDS
from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.services.close_case import ClosingView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

NOTHING_YET = "Nothing is written down yet. Why it ends, what came of it and the risk at its end come first."


class ClosingCard(Card):
    """Stands while a case is closing or was transferred, and on a closed one to be read.

    Args:
        theme: gives icons and colours.
        write: begins to write; None where this role only reads.
        sign: signs what a colleague wrote.
    """

    def __init__(self, theme: Theme, write: Callable[[], None] | None, sign: Callable[[], None]) -> None:
        super().__init__("How the episode ends")
        self._works = write is not None
        self.write = Button(theme, "", "", "pencil-simple", write)
        self.sign = Button(theme, "Sign it", "primary", "seal-check", sign)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.write)
        buttons.addWidget(self.sign)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_view(self, view: ClosingView, *, is_over: bool) -> None:
        """Show how far it is; ``is_over`` means that the episode is closed."""
        clear_rows(self._lines)
        for words in closing_lines(view):
            self._lines.addWidget(Words(words, wrap=True))
        if view.closing is None:
            self._lines.addWidget(Words(NOTHING_YET, "secondary", wrap=True))
        self.write.setText("Write it down…" if view.closing is None else "Write it anew…")
        self.write.setVisible(self._works and not is_over)
        self.sign.setVisible(view.may_sign and not is_over)


def closing_lines(view: ClosingView) -> list[str]:
    """Return what was written, a line each; what stayed empty is left out."""
    closing = view.closing
    if closing is None:
        return []
    asked = view.outcomes
    outcomes = "; ".join(f"{asked.words_for(code)}: {asked.answer_words(answer)}" for code, answer in _ordered(view))
    ended = next((one for one in view.exits if one.id == closing.exit_assessment_id), None)
    carried = len(closing.carried_over)
    signed = f"{long_date(in_london(closing.signed_at).date())}" if closing.signed_at else ""
    said = (
        ("", f"{CLOSURE_WORDS[closing.closure]}."),
        ("Assessment for the end: ", f"{long_date(ended.assessed_on)}, {ended.level} risk." if ended else ""),
        ("What came of it: ", f"{outcomes}." if outcomes else ""),
        ("Goes on without us: ", f"{carried} referral{'s' if carried != 1 else ''}." if carried else ""),
        ("Told: ", closing.told.strip()),
        ("A safe way to come back: ", closing.way_back.strip()),
        ("Although risk is high: ", closing.high_risk_reason.strip()),
        ("Signed by ", f"{view.signed_by}, {signed}." if signed else ""),
    )
    return [f"{label}{words}" for label, words in said if words]


def _ordered(view: ClosingView) -> list[tuple[str, str]]:
    """Return the answers in the order of the list; those of another version of it come after."""
    closing = view.closing
    given = dict(closing.outcomes) if closing else {}
    known = [one.code for one in view.outcomes.outcomes if one.code in given]
    return [(code, given[code]) for code in [*known, *sorted(set(given) - set(known))]]
