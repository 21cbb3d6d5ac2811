"""The sheet that logs a contact beside the case, so that the safe-contact banner stays in sight."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.log_contact import BeforeEntry, NewContact
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.forms.ui_log_contact import Ui_LogContactForm
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.side_sheet import SideSheet
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.used_point import UsedPoint
from advocate_desk.ui.widgets.words import Words

WIDTH = 420
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own word for no limit, which PySide6 does not name."""
LONDON = QTimeZone(b"Europe/London")
KINDS = {
    ContactKind.CALL: "Call",
    ContactKind.TEXT: "Text",
    ContactKind.EMAIL: "Email",
    ContactKind.LETTER: "Letter",
    ContactKind.IN_PERSON: "In person",
    ContactKind.OTHER: "Other",
}
DIRECTIONS = {Direction.OUTGOING: "From us", Direction.INCOMING: "To us"}
AT_RISK = "Did anything put the person at risk?"
PUT_AT_RISK = frozenset({ContactResult.SOMEONE_ELSE_ANSWERED, ContactResult.NOT_SAFE_TO_TALK})
"""Results that ask whether anything put her at risk."""
SAY_WHY = "Say why it is done all the same. The reason is kept."
RESULTS = {
    ContactResult.SPOKE: "1 In touch",
    ContactResult.NO_ANSWER: "2 No answer",
    ContactResult.LEFT_SAFE_MESSAGE: "3 Left a safe message",
    ContactResult.SOMEONE_ELSE_ANSWERED: "4 Someone else answered",
    ContactResult.SHE_RANG_OFF: "5 Rang off",
    ContactResult.NOT_SAFE_TO_TALK: "6 Not safe to talk",
}


class LogContactSheet(SideSheet):
    """Asks what a log entry needs. Esc keeps the words as a draft; they are there when the sheet opens again.

    Args:
        desk: the services.
        case_id: whose log.
    """

    logged = Signal()
    closed = Signal(bool)
    """Hidden; True where the keyboard was in it and goes elsewhere now."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__("Log contact")
        self._desk, self._case_id = desk, case_id
        self.title = Words("Log contact", "sheet-title", wrap=True)
        self.safe = Message(desk.theme)
        self.message = Message(desk.theme)
        self.kind = Choices("How", KINDS)
        self.direction = Choices("Who began it", DIRECTIONS)
        self.used = UsedPoint()
        self.result = Choices("What came of it", RESULTS)
        self.said = BoundedLine()
        self.said_field = Field("What was said to whoever answered", self.said, "Leave it empty if nothing was.")
        self.why = BoundedLine()
        self.why_field = Field(
            "Why it is done all the same", self.why, "The reason is kept, and stands in the timeline."
        )
        self.keep_to = Words(look="secondary", wrap=True)
        self.at_risk = BoundedLine()
        self.at_risk_field = Field(AT_RISK, self.at_risk, "Leave it empty if nothing did.")
        self.raise_flag = TickBox("&Raise a flag, so that everybody sees it")
        self.form = Ui_LogContactForm()
        self._fields = QWidget()
        self.form.setupUi(self._fields)
        for moment in (self.form.when, self.form.next_at):
            moment.setTimeZone(LONDON)  # safe times are London's, wherever this computer thinks it is
        self.form.minutes.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet cannot reach inside a spin box
        self.save = Button(desk.theme, "Save contact", "primary", "", self._save)
        self.close_button = Button(desk.theme, "Keep as draft", "", "", self.put_away)
        self.save_action = QAction("Save contact", self)
        self.save_action.triggered.connect(self._save)
        self.draft = TypedDraft(self, desk, "", self._to_text, self._show_text)
        self._correcting: Contact | None = None
        self._beside = True
        self._began, self._suggests_next = Direction.OUTGOING, True
        self._lay_out()
        self._connect()
        self.hide()

    def open_for(self, name: str, correcting: Contact | None = None, *, has_plan: bool = True) -> None:
        """Show the sheet, with the draft that was kept for this case if there is one.

        Args:
            name: whom it is about.
            correcting: an entry that what is typed will put right; the entry itself stays in the record.
            has_plan: somebody has asked how contact is safe. Where nobody has, the sheet begins with what came to us.
        """
        self._began = Direction.OUTGOING if has_plan else Direction.INCOMING
        if self.isVisible() and correcting != self._correcting:
            self.put_away()
        self.title.setText("Correct an entry" if correcting else f"Log contact with {name}")
        if not self.isVisible():
            self._correcting = correcting
            self._begin()
            self.show()
            self.kind.first().setFocus()
            self.draft.begin(self._key())  # which knows where the keyboard was
            return
        self.kind.first().setFocus()

    def stand_beside(self, beside: bool) -> None:
        """Stand beside the page with a width of its own, or take the page's place."""
        self._beside = beside
        self._size()

    def put_away(self) -> None:
        """Close the sheet; what was typed is kept as a draft."""
        self.draft.keep(lambda: None)
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        results = [str(result) for result in RESULTS]
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.text().isdigit() and 1 <= int(event.text()) <= len(results):
            self.result.choose(results[int(event.text()) - 1])
            self._ask_if_safe()
            self.result.first().setFocus()  # so that Tab leads to the note
            self.draft.typed()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.kind.choose(ContactKind.CALL)
        self.direction.choose(self._began)
        self.result.choose("")
        now = self._desk.clock.now()
        self.form.when.setDateTime(_to_qt(now.timestamp()))
        self.form.next_at.setDateTime(_to_qt((now + timedelta(days=1)).timestamp()))
        self.form.minutes.setValue(5)
        self.form.note.setPlainText("")
        self.form.next_title.setText("")
        for edit in (self.why, self.at_risk, self.said):
            edit.setText("")
        self.used.choose("")
        for box in (self.form.distressing, self.form.checked, self.raise_flag):
            box.setChecked(False)
        self.message.clear()
        if self._correcting is not None:
            self._show_entry(self._correcting)
        self._suggests_next = True
        self._ask_if_safe()

    def _show_entry(self, entry: Contact) -> None:
        """Begin with the words of the entry to be put right."""
        for choices, value in ((self.kind, entry.kind), (self.direction, entry.direction), (self.result, entry.result)):
            choices.choose(value)
        self.form.when.setDateTime(_to_qt(entry.happened_at.timestamp()))
        self.form.minutes.setValue(entry.minutes or 0)
        self.form.note.setPlainText(entry.summary)
        self.said.setText(entry.said)
        self.form.distressing.setChecked(entry.distressing)
        note = "What you save stands in its place. What it said before stays in the record."
        self.message.show_note("info", note)

    def _ask_if_safe(self) -> None:
        """Say beside the form when a contact of this kind is outside the plan, and what to keep to where it is not."""
        result = self.result.value()
        at_risk = result in PUT_AT_RISK
        self.said_field.setVisible(result == ContactResult.SOMEONE_ELSE_ANSWERED)
        self.at_risk_field.setVisible(at_risk)
        self.raise_flag.setVisible(at_risk)
        if self.direction.value() == Direction.INCOMING or self._correcting is not None:
            self._show_safe(BeforeEntry(allowed=True, why="", keep_to="", asks_why=False))
            return
        work = partial(
            self._desk.contacts.may_use,
            self._case_id,
            ContactKind(self.kind.value()),
            ContactResult(result) if result else None,
            _from_qt(self.form.when.dateTime()),
        )
        self._desk.tasks.run(
            work, context=self, on_done=self._show_safe, on_error=self._not_kept, replace="may contact"
        )

    def _show_safe(self, before: BeforeEntry) -> None:
        self.keep_to.setText(before.keep_to)
        self.keep_to.setVisible(bool(before.keep_to))
        self.why_field.setVisible(before.asks_why)
        self.used.offer(before.points)
        if self._suggests_next and before.call_again is not None:
            self._suggest(before.call_again)
        if before.allowed:
            self.safe.clear()
            self.why_field.set_error("")
        else:
            self.safe.show_note("danger", "Not in the safe-contact plan", before.why)

    def _suggest(self, call_again: datetime) -> None:
        """Offer a safe time for what comes next, until somebody chooses their own."""
        self.form.next_at.blockSignals(True)
        self.form.next_at.setDateTime(_to_qt(call_again.timestamp()))
        self.form.next_at.blockSignals(False)

    def _keep_next(self) -> None:
        self._suggests_next = False

    def _save(self) -> None:
        if not self.result.value():
            self.message.show_error("Say what came of it: press 1 to 6.")
            self.result.first().setFocus()
            return
        if self.why_field.isVisibleTo(self) and not self.why.text().strip():
            self.why_field.set_error(SAY_WHY)
            self.why.setFocus()
            return
        if self._flag_wanted() and not self.at_risk.text().strip():
            self.at_risk_field.set_error("Say what put the person at risk, for whoever sees the flag.")
            self.at_risk.setFocus()
            return
        self.save.setEnabled(False)
        work = partial(self._desk.contacts.log, self._to_contact())
        self.draft.record(work, self._saved, self._not_saved)

    def _flag_wanted(self) -> bool:
        return self.raise_flag.isVisibleTo(self) and self.raise_flag.isChecked()

    def _saved(self, _kept: object) -> None:
        self.save.setEnabled(True)
        self._close()
        self.logged.emit()

    def _close(self) -> None:
        holder = self.window().focusWidget()  # whoever went on while this was saved has the keyboard elsewhere
        held = self.isVisible() and (holder is None or self.isAncestorOf(holder))
        self.hide()
        self.closed.emit(held)

    def _not_saved(self, failure: KnownFailure) -> None:
        self.save.setEnabled(True)
        self.message.show_error(str(failure))
        self._ask_if_safe()

    def _not_kept(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _to_contact(self) -> NewContact:
        form = self.form
        next_title = form.next_title.text().strip()
        return NewContact(
            case_id=self._case_id,
            kind=ContactKind(self.kind.value()),
            direction=Direction(self.direction.value()),
            result=ContactResult(self.result.value()),
            happened_at=_from_qt(form.when.dateTime()),
            minutes=form.minutes.value(),
            summary=form.note.toPlainText(),
            distressing=form.distressing.isChecked(),
            safe_contact_checked=form.checked.isChecked(),
            next_title=next_title,
            next_at=_from_qt(form.next_at.dateTime()) if next_title else None,
            corrects_id=self._correcting.id if self._correcting else None,
            held_to_plan=True,
            against_plan_because=self.why.text() if self.why_field.isVisibleTo(self) else "",
            put_at_risk=self.at_risk.text() if self.at_risk_field.isVisibleTo(self) else "",
            raise_flag=self._flag_wanted(),
            point_id=self._point_used(),
            said=self.said.text() if self.said_field.isVisibleTo(self) else "",
        )

    def _point_used(self) -> UUID | None:
        """Return which number or address was used. A correction keeps what the entry said, if it is of its kind."""
        before = self._correcting
        if before is None:
            return self.used.value()
        return before.point_id if before.kind == self.kind.value() else None

    def _to_text(self) -> str:
        form = self.form
        return json.dumps(
            {
                "kind": self.kind.value(),
                "direction": self.direction.value(),
                "result": self.result.value(),
                "note": form.note.toPlainText(),
                "next": form.next_title.text(),
                "when": form.when.dateTime().toSecsSinceEpoch(),
                "minutes": form.minutes.value(),
                "distressing": form.distressing.isChecked(),
                "checked": form.checked.isChecked(),
                "next_at": form.next_at.dateTime().toSecsSinceEpoch(),
                "why": self.why.text(),
                "at_risk": self.at_risk.text(),
                "flag": self.raise_flag.isChecked(),
                "used": self.used.typed(),
                "said": self.said.text(),
            }
        )

    def _show_text(self, body: str) -> bool:
        kept, form = json.loads(body), self.form
        for choices, name in ((self.kind, "kind"), (self.direction, "direction"), (self.result, "result")):
            choices.choose(kept[name])
        form.note.setPlainText(kept["note"])
        form.next_title.setText(kept["next"])
        form.when.setDateTime(_to_qt(kept["when"]))
        form.minutes.setValue(kept["minutes"])
        form.distressing.setChecked(kept["distressing"])
        form.checked.setChecked(kept["checked"])
        form.next_at.setDateTime(_to_qt(kept["next_at"]))
        self._keep_next()
        self.why.setText(kept.get("why", ""))
        self.at_risk.setText(kept.get("at_risk", ""))
        self.raise_flag.setChecked(kept.get("flag", False))
        self.used.choose(kept.get("used", ""))
        self.said.setText(kept.get("said", ""))
        self._ask_if_safe()
        return True

    def _key(self) -> str:
        correcting = f" correcting {self._correcting.id}" if self._correcting else ""
        return f"log-contact {self._case_id}{correcting}"

    def _lay_out(self) -> None:
        page = ScrollPage()
        page.body.setContentsMargins(20, 4, 20, 12)
        page.body.setSpacing(12)
        way = (self.kind, self.direction, self.used, self.result)
        of_result = (self.said_field, self.at_risk_field, self.raise_flag)
        for part in (self.safe, self.why_field, self.keep_to, self.message, *way, *of_result, self._fields):
            page.body.addWidget(part)
        page.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 16)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        head = QHBoxLayout()
        head.setContentsMargins(20, 6, 20, 0)
        head.addWidget(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(page, 1)
        column.addLayout(buttons)
        self._size()

    def _size(self) -> None:
        if self._beside:
            self.setFixedWidth(self._desk.theme.px(WIDTH))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(QWIDGETSIZE_MAX)

    def _connect(self) -> None:
        self.form.note.textChanged.connect(self.draft.typed)
        self.form.note.refused.connect(self.message.show_error)
        self.used.chosen.connect(self.draft.typed)
        for line in (self.form.next_title, self.why, self.at_risk, self.said):
            line.textChanged.connect(self.draft.typed)
        for edited, field in ((self.why, self.why_field), (self.at_risk, self.at_risk_field)):
            edited.textEdited.connect(lambda _text, field=field: field.set_error(""))
        for choices in (self.kind, self.direction, self.result):
            choices.chosen.connect(self.draft.typed)
        for moment in (self.form.when, self.form.next_at):
            moment.dateTimeChanged.connect(self.draft.typed)
        for box in (self.form.distressing, self.form.checked, self.raise_flag):
            box.toggled.connect(self.draft.typed)
        self.form.minutes.valueChanged.connect(self.draft.typed)
        for choices in (self.kind, self.direction, self.result):
            choices.chosen.connect(self._ask_if_safe)
        self.form.when.dateTimeChanged.connect(self._ask_if_safe)
        self.form.next_at.dateTimeChanged.connect(self._keep_next)
        self.draft.failed.connect(self._not_kept)
        self._desk.theme.changed.connect(self._size)


def _to_qt(seconds: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(seconds), LONDON)


def _from_qt(moment: QDateTime) -> datetime:
    return datetime.fromtimestamp(moment.toSecsSinceEpoch(), UTC)
