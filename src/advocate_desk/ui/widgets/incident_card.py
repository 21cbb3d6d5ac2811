"""One incident of a case. Its headline is neutral; what happened opens on request."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.domain.incident_rules import KnownIncident
from advocate_desk.domain.incident_words import TOLD_BY_WORDS, kinds_words, when_words
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.incident_lines import IncidentLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.words import Words


class IncidentCard(Card):
    """Shows one incident.

    Args:
        theme: gives icons.
        line: what it shows.
        on_correct: called when it is to be put right; None where it cannot be.
    """

    def __init__(self, theme: Theme, line: IncidentLine, on_correct: Callable[[], object] | None) -> None:
        super().__init__()
        self.line = line
        incident = line.known.incident
        when = headline(line.known)
        self.body.setSpacing(4)
        self._links = QHBoxLayout()
        self._links.setSpacing(16)
        self._hidden = QVBoxLayout()
        self._add_head(theme, when, on_correct)
        self.body.addWidget(Words(kinds_words(incident.kinds), "strong", wrap=True))
        for words, look in ((people_words(line), ""), (known_words(incident), ""), (written_words(line), "secondary")):
            if words:
                self.body.addWidget(Words(words, look, wrap=True))
        self.show_what = self._on_request(theme, "Show what happened", when, [incident.what])
        self.show_before = self._on_request(theme, "What it said before", when, [told(one) for one in line.before])
        self._links.addStretch(1)
        if self._links.count() > 1:
            self.body.addLayout(self._links)
            self.body.addLayout(self._hidden)

    def _add_head(self, theme: Theme, when: str, on_correct: Callable[[], object] | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(when, "card-title", wrap=True), 1)
        if self.line.known.last_day is None:
            head.addWidget(Chip(theme, "No day known", "warn", "question"))
        if self.line.before:
            head.addWidget(Chip(theme, "Corrected", "info", "pencil-simple"))
        self.correct = Button(theme, "Correct", "link", "", on_correct)
        self.correct.setAccessibleName(f"Correct this incident: {when}")
        head.addWidget(self.correct)
        if on_correct is None:
            self.correct.hide()
        self.body.addLayout(head)

    def _on_request(self, theme: Theme, ask: str, when: str, said: Sequence[str]) -> Button:
        """Return a button that shows ``said``, and hides it again."""
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 4, 0, 0)
        for words in said:
            column.addWidget(Words(words, wrap=True))
        shown.hide()
        self._hidden.addWidget(shown)
        button = Button(theme, ask, "link")
        button.setAccessibleName(f"{ask}: {when}")
        button.setCheckable(True)
        button.toggled.connect(shown.setVisible)
        self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not any(words.strip() for words in said):
            button.hide()
        return button

    def conceal(self) -> None:
        """Hide again what was opened on request."""
        for button in (self.show_what, self.show_before):
            button.setChecked(False)


def headline(known: KnownIncident) -> str:
    """Return when it was: ``3 November 2026``, or the words it was told in."""
    return sentence_start(when_words(known))


def people_words(line: IncidentLine) -> str:
    """Return who did it and who was there; who did it is always said, known or not."""
    by = f"By {line.by_whom}." if line.by_whom else "Who did it is not said."
    return f"{by} There: {line.who_was_there}." if line.who_was_there else by


def known_words(incident: Incident) -> str:
    """Return the day's own words, how we know, who else does, and the police reference."""
    about = incident.about_when.strip() if incident.happened_on or incident.happened_until else ""
    source = TOLD_BY_WORDS[incident.told_by]
    parts = (
        f"{sentence_start(about)}." if about else "",
        f"{sentence_start(source)}.",
        f"Also known to: {incident.told_to.strip()}." if incident.told_to.strip() else "",
        f"Police reference {incident.police_reference}." if incident.police_reference else "",
    )
    return " ".join(part for part in parts if part)


def written_words(line: IncidentLine) -> str:
    """Return when we first knew of it, and who wrote down what stands."""
    by = f" by {line.written_by}" if line.written_by else ""
    return f"Recorded {long_date(in_london(line.known.known_at).date())}{by}."


def told(incident: Incident) -> str:
    """Return what an entry said before it was corrected."""
    when = headline(KnownIncident(incident=incident, known_at=incident.recorded_at))
    written = long_date(in_london(incident.recorded_at).date())
    what = f" {incident.what.strip()}" if incident.what.strip() else ""
    return f"Written {written}. {when}: {kinds_words(incident.kinds)}.{what}"
