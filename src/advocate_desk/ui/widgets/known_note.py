"""Whether somebody of a case may be on record already: what this worker may decide, and when to ask a supervisor."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.services.keep_people import LOOK_ALIKE
from advocate_desk.services.likeness_questions import AskedOfCase, Question
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.rows import clear_rows, rows_in

ON_RECORD = "Somebody like {name} is on record"
BESIDE_NOBODY = "Somebody of this case may be close to {name}"
KEPT = "{reference}. {why}. Everything is kept as it is; compare the two when you can."


class KnownNote(QWidget):
    """A calm box for each question that may be decided here, and one sentence where a supervisor decides."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def banners(self) -> list[Banner]:
        """Return what is shown."""
        return rows_in(self._column, Banner)

    def show_asked(self, asked: AskedOfCase, *, is_told: bool) -> None:
        """Show what waits; ``is_told``: the sentence about the supervisor stands beside this already."""
        clear_rows(self._column)
        for question in asked.questions:
            self._column.addWidget(self._question(question))
        if asked.ask_supervisor and not is_told:
            banner = Banner(self._desk.theme, "warn")
            banner.say(LOOK_ALIKE)
            self._column.addWidget(banner)
        self.setVisible(bool(self._column.count()))

    def _question(self, question: Question) -> Banner:
        here_first = question.one.case_id == self._case_id
        here, there = (question.one, question.other) if here_first else (question.other, question.one)
        banner = Banner(self._desk.theme, "info")
        if there.case_id is None:
            banner.say(BESIDE_NOBODY.format(name=there.name))
        else:
            why = question.link.why.rstrip(".")
            banner.say(ON_RECORD.format(name=here.name), KEPT.format(reference=there.reference, why=why))
        compare = Button(self._desk.theme, "Compare", "", "users", partial(self._compare, question))
        compare.setAccessibleDescription(banner.headline.text())
        banner.add_action(compare)
        return banner

    def _compare(self, question: Question) -> None:
        self._desk.navigator.go(Place("who-is-this", None, question.link.id.hex))
