"""Consent: what may be shared with whom, for what, until when; given and withdrawn in two clicks."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_consent import ConsentLine, ConsentView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.give_consent import GiveConsentDialog
from advocate_desk.ui.navigator import SavedState
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

LAPSES = "Letters approved on it lapse at once and cannot leave."


class ConsentSection(CaseSection):
    """Lists every consent, those that hold first. A withdrawn one stays listed with its day."""

    part = "consent"
    title = "Consent"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._view: ConsentView | None = None
        self.message = Message(desk.theme)
        self.record = Button(desk.theme, "&Record consent", "primary", "hand-heart", self._record)
        self.cards: tuple[ConsentCard, ...] = ()
        self._rows = QVBoxLayout()
        self._record_action = QAction("Record consent", self)
        self._record_action.triggered.connect(lambda _checked: self._record())
        self._lay_out()

    def refresh(self) -> None:
        work = partial(self.desk.consents.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error)

    def main_action(self) -> QAction | None:
        return self._record_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Record consent"),)

    def first_focus(self) -> QWidget | None:
        return self.record

    def _show(self, view: ConsentView) -> None:
        self._view = view
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        theme = self.desk.theme
        self.cards = tuple(
            ConsentCard(
                self.desk, line, partial(self._withdraw, line.consent.id), partial(self._take_back, line.consent.id)
            )
            for line in view.consents
        )
        before: QWidget = self.record
        for card in self.cards:
            self._rows.addWidget(card)
            QWidget.setTabOrder(before, card.first)
            before = card.first
        if not self.cards:
            self._rows.addWidget(
                EmptyState("No consent to share is on record. Nothing leaves without it, or a lawful basis.")
            )
        self.record.setIcon(theme.icon("hand-heart", "on_accent"))

    def _record(self) -> None:
        if self._view is None:
            return
        dialog = GiveConsentDialog(self, self.desk, self.case_id, self.desk.consents.purposes(), self._view.may_share)
        dialog.recorded.connect(self._recorded)
        dialog.open()

    def _recorded(self) -> None:
        self.desk.navigator.say("Consent recorded.")
        self._tell()

    def _withdraw(self, consent_id: UUID) -> None:
        self._do(partial(self.desk.consents.withdraw, consent_id), partial(self._withdrawn, consent_id))

    def _withdrawn(self, consent_id: UUID) -> None:
        self.desk.navigator.say("Consent withdrawn.", partial(self._take_back, consent_id))
        self._tell()

    def _take_back(self, consent_id: UUID) -> None:
        self._do(partial(self.desk.consents.take_back_withdrawal, consent_id), self._taken_back)

    def _taken_back(self) -> None:
        self.desk.navigator.say("The withdrawal was taken back. Both stay in the history.")
        self._tell()

    def _do(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        def done(_nothing: None) -> None:
            self.desk.navigator.show_saved(SavedState.SAVED)
            then()

        self.desk.navigator.show_saved(SavedState.SAVING)
        self.desk.tasks.run(work, context=self, on_done=done, on_error=self._failed)

    def _tell(self) -> None:
        self.message.clear()
        self.changed.emit()
        self.refresh()
        self.record.setFocus()

    def _failed(self, failure: KnownFailure) -> None:
        self.desk.navigator.show_saved(SavedState.NOT_SAVED)
        self._show_error(failure)

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words("What may be shared, with whom, for what.", "secondary", wrap=True), 1)
        head.addWidget(self.record)
        page = ScrollPage(exact=True)
        page.body.addWidget(self.message)
        page.body.addLayout(head)
        self._rows.setSpacing(12)
        page.body.addLayout(self._rows)
        page.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)


class ConsentCard(Card):
    """One consent, and taking it back: a press, then what follows from it, then a second press.

    Args:
        desk: gives theme and day.
        line: the consent.
        withdraw: called once it was said twice.
        take_back: called where a withdrawal of today was a mistake.
    """

    def __init__(
        self, desk: DeskContext, line: ConsentLine, withdraw: Callable[[], None], take_back: Callable[[], None]
    ) -> None:
        super().__init__()
        theme = desk.theme
        about = f"{line.consent.purpose}, {line.agency}"
        self.begin = Button(theme, "Withdraw…", "", "", self._ask)
        self.begin.setAccessibleName(f"Withdraw consent: {about}")
        self.withdraw = Button(theme, "Withdraw consent", "danger", "", withdraw)
        self.keep = Button(theme, "Keep consent", "", "", self._keep)
        self.take_back = Button(theme, "Pressed by mistake: take it back", "", "", take_back)
        self.first = self.begin if line.holds else self.take_back
        self._asking = QWidget()
        self._lay_out(desk, line)
        self.begin.setVisible(line.holds)
        self.take_back.setVisible(line.may_undo)
        self._asking.hide()

    def _ask(self) -> None:
        self._asking.show()
        self.begin.hide()
        self.keep.setFocus()

    def _keep(self) -> None:
        self._asking.hide()
        self.begin.show()
        self.begin.setFocus()

    def _lay_out(self, desk: DeskContext, line: ConsentLine) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Words(line.consent.purpose, "card-title", wrap=True))
        words.addWidget(Words(f"With {line.agency}", wrap=True))
        words.addWidget(Words(shared_words(line), wrap=True))
        words.addWidget(Words(given_words(line), "secondary", wrap=True))
        words.addWidget(Words(line.standing, "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        for part in (_chip(desk, line), self.begin, self.take_back):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(Words(f"{_waiting(line)}The consent stays listed with today's date.", "warn", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.withdraw)
        asking.addLayout(buttons)
        self.body.addWidget(self._asking)


def shared_words(line: ConsentLine) -> str:
    """Return what may be shared: ``May be shared: the risk summary; phone, safe to text.``."""
    facts = [SHARE_LABELS[share] for share in line.consent.shares]
    facts += [f"{point.words[:1].lower()}{point.words[1:]}" for point in line.points]
    return f"May be shared: {'; '.join(facts)}." if facts else "Nothing beyond the name and the request may be shared."


def given_words(line: ConsentLine) -> str:
    """Return when and how it was given, through whom, and who wrote it down."""
    consent = line.consent
    how = consent.how[:1].lower() + consent.how[1:]
    through = f", with the interpreter {consent.interpreter}" if consent.interpreter.strip() else ""
    by = f" Written down by {line.recorded_by}." if line.recorded_by else ""
    return f"Given {long_date(consent.given_on)}, {how}{through}.{by}"


def _waiting(line: ConsentLine) -> str:
    number = line.letters_waiting
    if not number:
        return f"{LAPSES} "
    letters = "1 approved letter waits" if number == 1 else f"{number} approved letters wait"
    return f"{LAPSES} {letters} to leave on it now. "


def _chip(desk: DeskContext, line: ConsentLine) -> Chip:
    if line.holds:
        return Chip(desk.theme, "Holds", "ok", "check-circle-fill")
    if line.consent.withdrawn_on is not None:
        return Chip(desk.theme, "Withdrawn", "plain", "prohibit")
    return Chip(desk.theme, "Ended", "warn", "clock")
