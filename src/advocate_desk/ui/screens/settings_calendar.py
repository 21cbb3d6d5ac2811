"""The card of Settings from which one's own dates go to a calendar file."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.words import Words

ABOUT = (
    "The appointments of your cases and what your service owes by a day, for a calendar of your own. It names nobody: "
    "“Hearing”, “Court visit”, “Appointment” or “Due date”, and a time. Outside the vault nothing protects it, and "
    "later changes do not reach it."
)
SUGGESTED = "dates.ics"
KIND = "Calendars (*.ics)"


class CalendarCard(Card):
    """Asks where to, and says how many entries are there. Both boxes are empty whenever Settings opens."""

    def __init__(self, desk: DeskContext) -> None:
        self.save = Button(desk.theme, "Save my dates…", "", "calendar-blank", self._ask)
        super().__init__("Your calendar", self.save)
        self._desk = desk
        self.message = Message(desk.theme)
        self.references = QCheckBox("Put the case reference beside each")
        self.places = QCheckBox("Put the place of an appointment with it")
        self.body.addWidget(Words(ABOUT, "secondary", wrap=True))
        self.body.addWidget(self.message)
        self.body.addWidget(self.references)
        self.body.addWidget(self.places)
        if not desk.who.may(Action.WORK_ON_CASES):
            self.hide()

    def _ask(self) -> None:
        suggested = Path.home() / SUGGESTED
        self._desk.prompts.save_file(
            self, title="Save my dates", suggested=suggested, kind=KIND, on_chosen=self._export
        )

    def _export(self, to: Path) -> None:
        export = partial(
            self._desk.way.calendar.export,
            to,
            with_reference=self.references.isChecked(),
            with_place=self.places.isChecked(),
        )
        self._desk.tasks.run(export, context=self, on_done=self._exported, on_error=self._fail)

    def _exported(self, count: int) -> None:
        self.message.clear()
        self._desk.navigator.say(f"{count} {'entry is' if count == 1 else 'entries are'} in the file.")

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))
