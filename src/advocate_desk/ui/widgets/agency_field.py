"""Choosing whom to ask: type three letters, take one of what is offered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QListView

from advocate_desk.services.choose_agency import AgencyChoice
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.fields import say_refusals, show_field_error

NOT_CHOSEN = "Choose the agency or service from the list."
NOT_THERE = "Nothing in the directory has this name."
IN_WORDS = "Nothing in the directory has this name. It is kept in these words."


class AgencyLines(Protocol):
    """The field, and the three lines beneath it."""

    agency: BoundedLine
    agency_checked: QLabel
    agency_warning: QLabel
    agency_error: QLabel


class AgencyField(QObject):
    """The first field of a referral. Nothing is chosen until somebody takes one of the offers.

    Args:
        desk: knows the directory.
        form: the field, and the lines beneath it.
        or_words: whether words that were not chosen may stand there, too.
        tells_replies: whether to tell how soon the chosen agency promises to answer, and how soon it does.
    """

    chosen = Signal()

    def __init__(
        self, desk: DeskContext, form: AgencyLines, *, or_words: bool = False, tells_replies: bool = False
    ) -> None:
        super().__init__(form.agency)
        self._desk, self._form, self._or_words, self._tells_replies = desk, form, or_words, tells_replies
        self._offers: tuple[AgencyChoice, ...] = ()
        self._ids: tuple[UUID | None, UUID | None] = (None, None)
        self._label = ""
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.offers = QListView()
        self.offers.setAccessibleName("Agencies and services")
        self._completer.setPopup(self.offers)
        self._completer.setWidget(form.agency)
        form.agency.textEdited.connect(self._search)
        form.agency.returnPressed.connect(self._take_first)
        form.agency.editingFinished.connect(self._leave)
        self._completer.activated.connect(self._take_named)
        for line in (form.agency_checked, form.agency_warning, form.agency_error):
            line.hide()
        say_refusals(form.agency, form.agency_error)
        form.agency_warning.setProperty("look", "warn")

    def ids(self) -> tuple[UUID | None, UUID | None]:
        """Return the chosen agency and service; None and None while what is typed was not chosen."""
        return self._ids if self._form.agency.text() == self._label else (None, None)

    def name(self) -> str:
        """Return the chosen agency as the offers name it."""
        return self._label

    def show_choice(self, text: str, agency_id: UUID | None, service_id: UUID | None) -> None:
        """Show what was chosen before, and read again what is known about it."""
        self._ids, self._label = (agency_id, service_id), text if agency_id else ""
        self._form.agency.setText(text)
        if self._form.agency.hasFocus():
            self._form.agency.selectAll()  # whoever begins to type wants another
        self._show_line("", "")
        if agency_id is not None:
            wanted = (agency_id, service_id)
            self._ask(text, lambda offers: self._show_known(offers, wanted))

    def check(self) -> bool:
        """Say whether an agency is chosen; if not, by the field, how to mend it."""
        fine = self.ids()[0] is not None
        show_field_error(self._form.agency, self._form.agency_error, "" if fine else NOT_CHOSEN)
        return fine

    def _search(self, text: str) -> None:
        show_field_error(self._form.agency, self._form.agency_error, "")
        self._show_line("", "")
        if text.strip():
            self._ask(text, self._offer)

    def _ask(self, text: str, show: Callable[[tuple[AgencyChoice, ...]], None]) -> None:
        self._desk.tasks.run(
            lambda: self._desk.referrals.agencies(text),
            context=self,
            on_done=show,
            on_error=lambda failure: show_field_error(self._form.agency, self._form.agency_error, str(failure)),
            replace="agencies",
        )

    def _offer(self, offers: Sequence[AgencyChoice]) -> None:
        self._offers = tuple(offers)
        self._names.setStringList([offer.label for offer in offers])
        if not offers:
            self._show_line(IN_WORDS if self._or_words else NOT_THERE, "")
        if offers and self._form.agency.hasFocus():
            self._completer.complete()
            self.offers.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take_named(self, label: str) -> None:
        """Take the offer of this name; of two with one name, the one the list stands on."""
        named = [row for row, offer in enumerate(self._offers) if offer.label == label]
        here = self.offers.currentIndex().row()
        if named:
            self._take(self._offers[here if here in named else named[0]])

    def _take_first(self) -> None:
        if self._or_words and not self.offers.isVisible():
            return  # the words are the answer
        row = max(0, self.offers.currentIndex().row()) if self.offers.isVisible() else 0
        if self.ids()[0] is None and self._offers:
            self.offers.hide()
            self._take(self._offers[row])

    def _take(self, offer: AgencyChoice) -> None:
        if offer.refusal:
            show_field_error(self._form.agency, self._form.agency_error, offer.refusal)
            return
        self._ids = (offer.agency.id, offer.service.id if offer.service else None)
        self._label = offer.label
        self._form.agency.setText(offer.label)
        show_field_error(self._form.agency, self._form.agency_error, "")
        self._show_line(offer.checked_line, offer.warning)
        self._tell_replies(offer)
        self.chosen.emit()

    def _show_known(self, offers: Sequence[AgencyChoice], wanted: tuple[UUID | None, UUID | None]) -> None:
        for offer in offers:
            if (offer.agency.id, offer.service.id if offer.service else None) == wanted:
                self._show_line(offer.checked_line, " ".join(filter(None, (offer.warning, offer.refusal))))
                self._tell_replies(offer)

    def _tell_replies(self, offer: AgencyChoice) -> None:
        if not self._tells_replies:
            return

        def show(line: str) -> None:
            if self.ids()[0] == offer.agency.id:
                self._form.agency_checked.setText(f"{offer.checked_line}. {line}")

        work = partial(self._desk.referrals.reply_line, offer.agency.id)
        self._desk.tasks.run(work, context=self, on_done=show, on_error=lambda _failure: None, replace="reply times")

    def _leave(self) -> None:
        said = self._form.agency_error.text()
        if not self._or_words and self._form.agency.text().strip() and not said and not self.offers.isVisible():
            self.check()

    def _show_line(self, checked: str, warning: str) -> None:
        for line, words in ((self._form.agency_checked, checked), (self._form.agency_warning, warning)):
            line.setText(words)
            line.setVisible(bool(words))
