"""An approved letter leaves: on paper or as a file, and then on its way."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.letter import CopyMade
from advocate_desk.services.ports import PageImage
from advocate_desk.services.write_letter import LetterView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.paper import DOTS_PER_INCH, PrintPages
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fitted_dialog import FittedDialog
from advocate_desk.ui.widgets.words import Words

METHODS = ("Secure email", "Post", "By hand", "Portal")
"""How a letter is sent."""
ANYBODY = "The file can be read by anybody who has it. Save it where only your service can open it."
WHY_SENT = "Mark it as sent once it is on its way. From then on a missing answer is noticed."
_TITLES = {CopyMade.PRINTED: "Print the letter", CopyMade.EXPORTED: "Save the letter as PDF"}
_VERBS = {CopyMade.PRINTED: ("Print", "printer"), CopyMade.EXPORTED: ("Save as PDF", "file-pdf")}


class ReleaseLetterDialog(FittedDialog):
    """Shows what leaves before it does, makes the copy, then asks whether it was sent.

    Args:
        parent: the screen.
        desk: services.
        letter: as its screen shows it, approved.
        pages: how many pages it has.
        made: on paper, or as a file; None where a copy was made before and only its sending is to be recorded.
    """

    released = Signal()
    """A copy was made, or was marked as sent: what shows the letter should read it again."""

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, letter: LetterView, pages: int, made: CopyMade | None
    ) -> None:
        super().__init__(parent)
        self._desk, self._letter, self._made = desk, letter, made
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(desk.theme.px(440))
        self.problem = Message(desk.theme)
        self.before = self._make_before(pages, made or CopyMade.PRINTED)
        self.after = self._make_after()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        for part in (self.before, self.after, self.problem):
            column.addWidget(part)
        column.addLayout(self._make_buttons(made or CopyMade.PRINTED))
        self._show_part(self.before if made else self.after)

    def _make_before(self, pages: int, made: CopyMade) -> QWidget:
        letter = self._letter
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        for label, value in (
            ("To", "\n".join(letter.content.recipient_lines)),
            ("Marking", letter.content.marking or "None"),
            ("Pages", _pages(pages)),
            ("Copy", f"This will be copy {letter.copies + 1}. It goes on record with your name."),
        ):
            facts.addRow(Words(label, "secondary"), Words(value, wrap=True))
        part, column = _part()
        column.addWidget(Words(_TITLES[made], "sheet-title"))
        column.addLayout(facts)
        size = "Print in actual size, so that the address stands in the window of the envelope."
        column.addWidget(Words(ANYBODY if made is CopyMade.EXPORTED else size, "strong", wrap=True))
        return part

    def _make_after(self) -> QWidget:
        self.methods = QButtonGroup(self)
        part, column = _part()
        column.addWidget(Words("Did it leave?", "sheet-title"))
        column.addWidget(Words(WHY_SENT, "secondary", wrap=True))
        column.addWidget(Words("How is it sent?"))
        for number, method in enumerate(METHODS):
            choice = QRadioButton(method)
            self.methods.addButton(choice, number)
            column.addWidget(choice)
        return part

    def _make_buttons(self, made: CopyMade) -> QHBoxLayout:
        theme = self._desk.theme
        verb, icon = _VERBS[made]
        self.stay = Button(theme, "Not now", on_click=self.reject)
        self.act = Button(theme, verb, "primary", icon, self._act)
        self.not_yet = Button(theme, "Not yet", on_click=self.reject)
        self.sent = Button(theme, "Mark as sent", "primary", "paper-plane-tilt", self._mark_sent)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addStretch(1)
        for button in (self.stay, self.act, self.not_yet, self.sent):
            row.addWidget(button)
        return row

    def _show_part(self, part: QWidget) -> None:
        self.problem.clear()
        for each in (self.before, self.stay, self.act):
            each.setVisible(part is self.before)
        for each in (self.after, self.not_yet, self.sent):
            each.setVisible(part is self.after)
        first = self.act if part is self.before else self.methods.button(0)
        first.setFocus()
        self.fit()

    def _act(self) -> None:
        self.problem.clear()
        if self._made is CopyMade.PRINTED:
            self._desk.paper.choose_printer(self, on_chosen=self._print)
        else:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self._desk.prompts.save_file(
                self,
                title="Save the letter",
                suggested=Path(folder) / self._letter.file_name,
                kind="PDF (*.pdf)",
                on_chosen=self._export,
            )

    def _print(self, print_pages: PrintPages) -> None:
        self._set_busy(True)

        def drawn(pages: tuple[PageImage, ...]) -> None:
            self._set_busy(False)
            try:
                print_pages(pages)
            except KnownFailure as failure:
                self.released.emit()
                self._failed(failure)
            else:
                self._made_copy()

        self._desk.tasks.run(self._release_pages, context=self, on_done=drawn, on_error=self._failed)

    def _release_pages(self) -> tuple[PageImage, ...]:
        return self._desk.letters.release_pages(self._letter.referral_id, DOTS_PER_INCH)

    def _export(self, to: Path) -> None:
        self._set_busy(True)
        # The file dialog asked about a file that is there already.
        self._desk.tasks.run(
            lambda: self._desk.letters.export(self._letter.referral_id, to, overwrite=True),
            context=self,
            on_done=lambda _none: self._made_copy(),
            on_error=self._failed,
        )

    def _made_copy(self) -> None:
        self._set_busy(False)
        self.released.emit()
        self._show_part(self.after)

    def _mark_sent(self) -> None:
        chosen = self.methods.checkedButton()
        if chosen is None:
            self.problem.show_error("Choose how the letter was sent.")
            self.methods.button(0).setFocus()
            return
        method, now = chosen.text(), self._desk.clock.now()
        self._set_busy(True)
        self._desk.tasks.run(
            lambda: self._desk.letters.mark_sent(self._letter.referral_id, method, now),
            context=self,
            on_done=lambda _none: self._was_sent(),
            on_error=self._failed,
        )

    def _was_sent(self) -> None:
        self.released.emit()
        self._desk.navigator.say("Letter marked as sent.")
        self.accept()

    def _failed(self, failure: KnownFailure) -> None:
        self._set_busy(False)
        self.problem.show_error(str(failure))

    def _set_busy(self, busy: bool) -> None:
        """Let nobody press twice what is being done."""
        for button in (self.act, self.stay, self.sent, self.not_yet):
            button.setEnabled(not busy)


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return part, column


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
