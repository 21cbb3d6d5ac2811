"""Safe contact: what was agreed, when it was gone through, which numbers there are, and who changed what."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_now import NowLine
from advocate_desk.domain.dates_in_words import clock_time, days_in_words, in_london, long_date, near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.hidden_points import KIND_WORDS, HiddenPoint
from advocate_desk.domain.people import Disclosure, PointKind
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.plan_contact import BarredPoint, PlanChange, PlanForm, PlanSaved, PlanView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.each_minute import each_minute
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.opening import Opening
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.plan_fields import PlanFields
from advocate_desk.ui.widgets.problem_summary import ProblemSummary
from advocate_desk.ui.widgets.reach_now import ReachNow
from advocate_desk.ui.widgets.reveal import Reveal
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

NOBODY_ASKED = "Nobody has asked yet, so nothing is safe. Ask, and write down here what was said."
NEVER_CHECKED = "This was written down, and nobody has gone through it together yet."
BARRED = "Whatever leads there is barred in this case, in every letter too. Mend or add one under People."
NOTHING_BARRED = "Nothing yet. Add a number or address under People and mark it not safe: it is then barred everywhere."
SOONER_HINT = "Leave it empty for the usual day. It can be sooner, never later. For example: +2w or 4 Dec."
SOONER_WIDTH = 420
MAY_KNOW = {
    Disclosure.DO_NOT_DISCLOSE: "Do not disclose.",
    Disclosure.MAY_BE_SHARED: "May be shared where consent is given.",
    Disclosure.FREE: "May be known.",
}


class SafeContactSection(CaseSection):
    """Shows the plan and lets it be changed. Where somebody else changed it meanwhile, the stricter stands."""

    part = "contact"
    title = "Safe contact"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._plan: SafeContactPlan | None = None
        """The state the form was opened on."""
        self.draft = TypedDraft(self, desk, f"contact-plan {case_id}", self._to_text, self._show_text)
        self.draft.failed.connect(self._show_error)
        self._loaded = False
        self.message, self.resumed = Message(desk.theme), Message(desk.theme)
        self.problems = ProblemSummary(desk.theme)
        self.checked = Words(look="secondary", wrap=True)
        self.fields = PlanFields(desk.theme, desk.clock.today)
        self.sooner = DayField("Check again by", desk.clock.today, SOONER_HINT)
        self.sooner_opening = Opening(desk.theme, "Check again sooner")
        self.now = ReachNow(desk.theme)
        self.save = Button(desk.theme, "&Save", "", "", self._save)
        self.gone_through = Button(desk.theme, "&Gone through together today", "primary", "check", self._go_through)
        self._points, self._barred, self._history = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.minute = each_minute(self, self._ask_now)
        self._save_action = QAction("Gone through together today", self)
        self._save_action.triggered.connect(lambda _checked: self._go_through())
        self.fields.typed.connect(self._typed)
        self.sooner.typed.connect(self._typed)
        self._lay_out()

    def refresh(self) -> None:
        work = partial(self.desk.plans.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error)

    def main_action(self) -> QAction | None:
        return self._save_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Y, N, D", "Yes, no, not known"), ("Ctrl+Enter", "Gone through together today"))

    def first_focus(self) -> QWidget | None:
        return next(iter(self.fields.ways.values())).focus_button()

    def reflow(self, width: Width) -> None:
        wide = width is Width.WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.fields.stack(width is Width.NARROW)

    def _show(self, view: PlanView) -> None:
        self.now.show_lines(view.lines)
        self._show_points(view.points)
        self._show_barred(view.barred)
        self._show_history(view.history)
        self.checked.setText(self._check_words(view))
        if self.draft.is_touched:
            return
        self._plan = view.plan
        self.fields.show_form(PlanForm.of(view.plan))
        self._show_sooner("")
        self.save.setEnabled(False)
        if not self._loaded:
            self._loaded = True
            self.draft.offer()

    def _ask_now(self) -> None:
        """Ask once more whether it is a safe time: a screen that stays open must not say what is over."""
        work = partial(self.desk.plans.now, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show_now, on_error=self._show_error)

    def _show_now(self, lines: tuple[NowLine, ...]) -> None:
        if lines != self.now.lines:
            self.now.show_lines(lines)
            self.changed.emit()
            self.refresh()

    def _check_words(self, view: PlanView) -> str:
        plan, today = view.plan, self.desk.clock.today()
        every = f"It is gone through again every {days_in_words(view.check_every_days)}."
        if plan is None:
            return f"{NOBODY_ASKED} {every}"
        if plan.checked_on is None:
            return f"{NEVER_CHECKED} {every}"
        by = f" by {view.checked_by}" if view.checked_by else ""
        again = f" Check again by {near_date(plan.check_again_by, today)}." if plan.check_again_by else ""
        return f"Gone through together {near_date(plan.checked_on, today)}{by}.{again} {every}"

    def _typed(self) -> None:
        self.save.setEnabled(True)
        self.draft.typed()

    def _save(self) -> None:
        self._keep(gone_through=False)

    def _go_through(self) -> None:
        self._keep(gone_through=True)

    def _keep(self, *, gone_through: bool) -> None:
        problems = self.fields.problems()
        self.problems.show_problems(problems)
        if problems or self._sooner_not_read():
            return
        self._set_busy(True)
        save, again = self.desk.plans.save, self.sooner.day()
        form, seen = self.fields.form(), self._plan
        work = partial(save, self.case_id, form, seen, gone_through=gone_through, check_again_by=again)
        self.draft.record(work, partial(self._saved, gone_through), self._not_saved)

    def _sooner_not_read(self) -> bool:
        if not self.sooner.problem():
            return False
        self.sooner_opening.open()
        self.sooner.edit.setFocus()
        return True

    def _show_sooner(self, text: str) -> None:
        self.sooner.show_text(text)
        self.sooner_opening.open(bool(text))

    def _saved(self, gone_through: bool, saved: PlanSaved) -> None:
        self._set_busy(False)
        self.resumed.clear()
        self.message.clear()
        if saved.told:
            self.message.show_note("warn", saved.told)
        else:
            words = "Safe contact gone through." if gone_through else "Safe contact saved."
            self.desk.navigator.say(words)
        self.changed.emit()
        self.refresh()

    def _not_saved(self, failure: KnownFailure) -> None:
        self._set_busy(False)
        self._show_error(failure)

    def _set_busy(self, busy: bool) -> None:
        self.gone_through.setEnabled(not busy)
        self.save.setEnabled(not busy)

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _to_text(self) -> str:
        seen = PlanForm.of(self._plan).to_typed() if self._plan else None
        return json.dumps({"typed": self.fields.form().to_typed(), "seen": seen, "sooner": self.sooner.text()})

    def _show_text(self, body: str) -> bool:
        """Show what was typed before, against the plan as it stood then: what changed since is met when it is kept."""
        kept = json.loads(body)
        self.fields.show_form(PlanForm.from_typed(kept["typed"]))
        self._show_sooner(kept.get("sooner", ""))
        if self._plan is not None:
            seen = PlanForm.from_typed(kept["seen"] or {})
            self._plan = replace(self._plan, **seen.values())
        self.save.setEnabled(True)
        self.resumed.show_note("info", "What you changed before is back. It is not saved yet.")
        return True

    def _show_points(self, points: Sequence[HiddenPoint]) -> None:
        clear_rows(self._points)
        for number, point in enumerate(points):
            if number:
                self._points.addWidget(rule())
            self._points.addWidget(PointRow(self.desk, point))
        if not points:
            people = Button(self.desk.theme, "Add one under People", "", "", self._go_to_people)
            self._points.addWidget(EmptyState("No number or address is on record.", people))

    def _show_barred(self, barred: Sequence[BarredPoint]) -> None:
        clear_rows(self._barred)
        for point in barred:
            words = f"{KIND_WORDS[point.kind]} of {point.whose}" if point.whose else KIND_WORDS[point.kind]
            note = f": {point.note}" if point.note else ""
            self._barred.addWidget(Words(f"{words}{note}", wrap=True))
        told = BARRED if barred else NOTHING_BARRED
        self._barred.addWidget(Words(told, "secondary", wrap=True))

    def _show_history(self, history: Sequence[PlanChange]) -> None:
        clear_rows(self._history)
        for change in history:
            self._history.addWidget(_history_row(change))
        if not history:
            self._history.addWidget(Words("Nothing is written down yet.", "secondary", wrap=True))

    def _go_to_people(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "people"))

    def _lay_out(self) -> None:
        agreed, numbers = Card("What was agreed"), Card("Numbers and addresses")
        never, history = Card("Never to be used"), Card("Who changed what")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.gone_through)
        agreed.body.addWidget(self.checked)
        agreed.body.addWidget(self.fields)
        self.sooner_opening.body.addLayout(measured(self.sooner, self.desk.theme, SOONER_WIDTH))
        agreed.body.addWidget(self.sooner_opening)
        agreed.body.addLayout(buttons)
        for card, rows in ((numbers, self._points), (never, self._barred), (history, self._history)):
            rows.setSpacing(10)
            card.body.addLayout(rows)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addLayout(_column(self.now, agreed), 7)
        self._columns.addLayout(_column(numbers, never, history), 4)
        page = ScrollPage()
        for part in (self.message, self.problems, self.resumed):
            page.body.addWidget(part)
        page.body.addLayout(self._columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)


class PointRow(QWidget):
    """One number or address without its value, and the button that shows it for a reason."""

    def __init__(self, desk: DeskContext, point: HiddenPoint) -> None:
        super().__init__()
        self.reveal = Reveal(desk)
        self.reveal.show_point(point)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(point.masked, "strong", wrap=True))
        words.addWidget(Words(_about(point), "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.reveal.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.reveal)


def _about(point: HiddenPoint) -> str:
    """Return what the masked line does not say already."""
    voicemail = "Voicemail is safe." if point.safe_for_voicemail is Answer.YES else "No voicemail."
    is_phone = point.kind is PointKind.PHONE
    known = MAY_KNOW[point.disclosure] if is_phone or point.disclosure is not Disclosure.DO_NOT_DISCLOSE else ""
    note = sentence_start(point.note)
    return " ".join(part for part in (voicemail if is_phone else "", known, note) if part)


def _history_row(change: PlanChange) -> QWidget:
    holder = QWidget()
    at = in_london(change.at)
    what = "; ".join(change.what)
    words = "Gone through together." if change.checked else ""
    said = " ".join(part for part in (words, f"{what}." if what else "") if part) or "An answer was taken back."
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    who = f" · {change.who}" if change.who else ""
    column.addWidget(Words(f"{long_date(at.date())}, {clock_time(at.time())}{who}", "small", wrap=True))
    column.addWidget(Words(said, wrap=True))
    return holder


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
