"""A new case in four pages, of which only safe contact is compulsory."""

import json
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.find_look_alikes import LookAlikes
from advocate_desk.services.open_case import NewCase, Opened
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.new_case_contact import ContactPage
from advocate_desk.ui.screens.new_case_page import NewCasePage, PersonPage, ReferralPage
from advocate_desk.ui.screens.new_case_risk import RiskPage
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.problem_summary import ProblemSummary
from advocate_desk.ui.widgets.words import Words

DRAFT_KEY = "new-case"
COLUMN_WIDTH = 760
KNOWN = "We may know this person already"
ASK_SUPERVISOR = "You may not be the right person to open this case"
ASK_WHY = "Something typed here is on record with a colleague's case or on the other side of one. Ask your supervisor."


def risk_draft_key(case_id: UUID) -> str:
    """Return what a half-answered checklist is kept under."""
    return f"risk {case_id}"


class NewCaseScreen(Screen):
    """Asks one thing on each page. Enter goes on, Alt and left go back. Nothing is kept before the last page.

    The pages are places, so that Back leads through them. All of them are one draft.
    """

    key = "new-case"
    title = "New case"
    rail_icon = ""
    needs = Action.WORK_ON_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        today = desk.clock.today
        self.person = PersonPage(desk.theme, today)
        self.contact = ContactPage(desk.theme, today)
        self.referral = ReferralPage(desk.theme, today)
        self.risk = RiskPage(desk.theme)
        self.pages: tuple[NewCasePage, ...] = (self.person, self.contact, self.referral, self.risk)
        self.draft = TypedDraft(self, desk, DRAFT_KEY, self._to_text, self._show_text)
        self.draft.failed.connect(self._show_error)
        self._at, self._loaded, self._busy = 0, False, False
        self._lay_out()
        self._turn_to(0)

    @property
    def page(self) -> NewCasePage:
        """The page in front."""
        return self.pages[self._at]

    def place(self) -> Place:
        return replace(self._place, part=_part(self._at))

    def arrive(self, place: Place) -> None:
        super().arrive(place)
        self.summary.clear()
        self._turn_to(int(place.part) - 1 if place.part in _PARTS else 0)

    def refresh(self) -> None:
        if not self._loaded:
            self._loaded = True
            self.draft.offer()
        self._look_for_known()

    def main_action(self) -> QAction | None:
        return self._go_on_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Enter, Ctrl+Enter", "Continue"), ("Alt+Left", "Back"), ("Y, N, D", "Yes, no, not known"))

    def first_focus(self) -> QWidget | None:
        return self.page.first_field()

    def reflow(self, width: Width) -> None:
        for page in self.pages:
            page.reflow(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Go to the next page, or open the case; with a mistake on this page, say it instead."""
        self.message.clear()
        problems = self.page.problems()
        if self.page is self.risk:
            problems = [problem for page in self.pages for problem in page.problems()]
        self.summary.show_problems(problems)
        if problems:
            self._scroll.verticalScrollBar().setValue(0)
        elif self.page is self.risk:
            self._open()
        else:
            self.desk.navigator.go(replace(self._place, part=_part(self._at + 1)))

    def new_case(self) -> NewCase:
        """Return what the four pages say."""
        return NewCase(
            name_to_use=self.person.name.text(),
            pronouns=self.person.pronouns.currentText(),
            date_of_birth=self.person.born.day(),
            plan=self.contact.plan_form(),
            gone_through=self.contact.gone_through(),
            points=self.contact.new_points(),
            referred_by=self.referral.by.text(),
            referred_on=self.referral.on.date.day(),
            why_referred=self.referral.why.words,
            what_she_wants=self.referral.wants.words,
            kinds_of_abuse=self.referral.chosen_kinds(),
            judged=self.risk.judged(),
        )

    def _turn_to(self, at: int) -> None:
        self._at = at
        for page in self.pages:
            page.setVisible(page is self.page)
        last = self.page is self.risk
        self.step.setText(f"Step {at + 1} of {len(self.pages)}")
        self.forward.setText("Open case" if last else "Continue")
        self.back_button.setVisible(at > 0)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{self.step.text()}. {self.page.title}")

    def _lead_to(self, field: QWidget) -> None:
        """Bring the page of ``field`` to the front."""
        page = next((page for page in self.pages if page.isAncestorOf(field)), self.page)
        if page is not self.page:
            self._turn_to(self.pages.index(page))

    def _open(self) -> None:
        if self._busy:
            return
        self._set_busy(True)
        new, checklist, desk = self.new_case(), self.risk.wants_checklist(), self.desk

        def work() -> Opened:
            opened = desk.opening.open(new)
            if checklist:
                desk.drafts.keep(risk_draft_key(opened.case_id), "{}")
            return opened

        self.draft.record(work, partial(self._opened, checklist), self._not_opened)

    def _opened(self, checklist: bool, opened: Opened) -> None:
        self._set_busy(False)
        self._empty()
        self.desk.navigator.say(f"Case {opened.reference} is open.")
        self.desk.navigator.go(Place("case", opened.case_id, "risk" if checklist else ""))

    def _not_opened(self, failure: KnownFailure) -> None:
        self._set_busy(False)
        self.message.show_error(str(failure))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.forward.setEnabled(not busy)

    def _start_afresh(self) -> None:
        self._empty()
        self.draft.forget()
        self.desk.navigator.say("Empty pages. Nothing of what was typed before is kept.")
        self.first_focus_now()

    def first_focus_now(self) -> None:
        """Put the keyboard where typing begins."""
        self.page.first_field().setFocus()

    def _empty(self) -> None:
        for page in self.pages:
            page.show_typed({})
        for message in (self.message, self.known, self.resumed):
            message.clear()
        self.summary.clear()
        self.draft.settle()
        self.afresh.hide()
        self._turn_to(0)

    def _typed_in(self) -> None:
        self.draft.typed()
        self.afresh.show()

    def _show_text(self, body: str) -> bool:
        for page, typed in zip(self.pages, json.loads(body), strict=True):
            page.show_typed(typed)
        self.resumed.show_note("info", "What you typed before is back.")
        self.afresh.show()
        self._look_for_known()
        return True

    def _to_text(self) -> str:
        return json.dumps([page.typed() for page in self.pages])

    def _look_for_known(self) -> None:
        """Ask whom the service may know already, once there is something to know somebody by."""
        new = self.new_case()
        if new.date_of_birth is None and not new.points:
            self.known.clear()
            return
        work = partial(self.desk.opening.look_alikes, new)
        self.desk.tasks.run(
            work, context=self, on_done=self._show_known, on_error=self._show_error, replace="look alikes"
        )

    def _show_known(self, found: LookAlikes) -> None:
        listed = ", ".join(f"{one.reference} (same or like: {one.why})" for one in found.known)
        if found.ask_supervisor:
            self.known.show_note("danger", ASK_SUPERVISOR, f"{ASK_WHY} {KNOWN}: {listed}." if listed else ASK_WHY)
        elif listed:
            kept_apart = "Open that case instead, or go on: the two are linked and never merged."
            self.known.show_note("warn", f"{KNOWN}: {listed}.", kept_apart)
        else:
            self.known.clear()

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        theme = self.desk.theme
        self.step = Words(look="secondary")
        self.message, self.known, self.resumed = Message(theme), Message(theme), Message(theme)
        self.summary = ProblemSummary(theme, self._lead_to)
        self.back_button = Button(theme, "&Back", "", "caret-left", self.desk.navigator.back)
        self.afresh = Button(theme, "&Start afresh", "link", "", self._start_afresh)
        self.forward = Button(theme, "", "primary", "", self.go_on)
        self._go_on_action = QAction("Continue", self)
        self._go_on_action.triggered.connect(lambda _checked: self.go_on())
        self.afresh.hide()
        card = Card()
        card.body.setSpacing(16)
        for page in self.pages:
            page.typed_in.connect(self._typed_in)
            card.body.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.afresh)
        buttons.addStretch(1)
        buttons.addWidget(self.forward)
        card.body.addLayout(buttons)
        self._scroll = ScrollPage()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.summary, self.message, self.resumed, self.known, card):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.body.addLayout(measured(holder, theme, COLUMN_WIDTH))
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 4)
        head.setSpacing(12)
        head.addWidget(Words(self.title, "page-title"))
        head.addWidget(self.step, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)


_PARTS = ("1", "2", "3", "4")


def _part(at: int) -> str:
    """Return what a place calls the page; the first is the screen itself."""
    return _PARTS[at] if at else ""
