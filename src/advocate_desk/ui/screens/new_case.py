"""A new case in four pages, of which only safe contact is compulsory."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial, reduce
from itertools import pairwise
from typing import TypeVar
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
from advocate_desk.ui.screens.new_case_page import NewCasePage, PersonPage, ReferralPage, Typed
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
Page = TypeVar("Page", bound=NewCasePage)
KNOWN = "We may know this person already"
ASK_SUPERVISOR = "You may not be the right person to open this case"
ASK_WHY = "Something typed here is on record with a colleague's case or on the other side of one. Ask your supervisor."


def risk_draft_key(case_id: UUID) -> str:
    """Return what a half-answered checklist is kept under."""
    return f"risk {case_id}"


class NewCaseScreen(Screen):
    """Asks one thing on each page. Enter goes on, Alt and left go back. Nothing is kept before the last page.

    The pages are places, so that Back leads through them. All of them are one draft. Each is built when it is first
    needed: all four at once would keep the keyboard waiting.
    """

    key = "new-case"
    title = "New case"
    rail_icon = ""
    needs = Action.WORK_ON_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._built: dict[int, NewCasePage] = {}
        self._waiting: Sequence[Typed] = _NOTHING_TYPED
        self._width = Width.WIDE
        self.draft = TypedDraft(self, desk, DRAFT_KEY, self._to_text, self._show_text)
        self.draft.failed.connect(self._show_error)
        self._at, self._loaded, self._busy = 0, False, False
        self._lay_out()
        self._turn_to(0)

    @cached_property
    def person(self) -> PersonPage:
        """Who this is about."""
        return self._placed(_PERSON, PersonPage(self.desk.theme, self.desk.clock.today))

    @cached_property
    def contact(self) -> ContactPage:
        """How it is safe to make contact."""
        return self._placed(_CONTACT, ContactPage(self.desk.theme, self.desk.clock.now))

    @cached_property
    def referral(self) -> ReferralPage:
        """Who referred, and why."""
        return self._placed(_REFERRAL, ReferralPage(self.desk.theme, self.desk.clock.today))

    @cached_property
    def risk(self) -> RiskPage:
        """How high the risk is."""
        return self._placed(_RISK, RiskPage(self.desk.theme))

    @property
    def pages(self) -> tuple[NewCasePage, ...]:
        """All four, built if need be."""
        return self.person, self.contact, self.referral, self.risk

    @property
    def page(self) -> NewCasePage:
        """The page in front."""
        return self._page(self._at)

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
        self._width = width
        for page in self._built.values():
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
        if self._at == _RISK:
            problems = [problem for page in self.pages for problem in page.problems()]
        self.summary.show_problems(problems)
        if problems:
            self._scroll.verticalScrollBar().setValue(0)
        elif self._at == _RISK:
            self._open()
        else:
            self.desk.navigator.go(replace(self._place, part=_part(self._at + 1)))

    def new_case(self) -> NewCase:
        """Return what the four pages say; one that nobody has reached says nothing."""
        return self._said_on(*range(len(_PARTS)))

    def _said_on(self, *places: int) -> NewCase:
        said = [self._page(at) for at in places if at in self._built or self._waiting[at]]
        return reduce(lambda new, page: page.adds_to(new), said, NewCase())

    def _page(self, at: int) -> NewCasePage:
        match at:
            case 0:
                return self.person
            case 1:
                return self.contact
            case 2:
                return self.referral
            case _:
                return self.risk

    def _placed(self, at: int, page: Page) -> Page:
        """Put a page that was just built into its place, with what waited for it, and before the buttons for Tab."""
        page.hide()
        self._card.body.insertWidget(sum(other < at for other in self._built), page)
        self._built[at] = page
        page.show_typed(self._waiting[at])
        page.reflow(self._width)
        page.typed_in.connect(self._typed_in)
        order = (_last_stop(page), self.back_button, self.afresh, self.forward)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        return page

    def _turn_to(self, at: int) -> None:
        self._at = at
        front = self.page
        for page in self._built.values():
            page.setVisible(page is front)
        last = at == _RISK
        self.step.setText(f"Step {at + 1} of {len(_PARTS)}")
        self.forward.setText("Open case" if last else "Continue")
        self.back_button.setVisible(at > 0)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{self.step.text()}. {front.title}")

    def _lead_to(self, field: QWidget) -> None:
        """Bring the page of ``field`` to the front."""
        at = next((at for at, page in self._built.items() if page.isAncestorOf(field)), self._at)
        if at != self._at:
            self._turn_to(at)

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
        self.desk.navigator.say(f"Referral received: case {opened.reference}.")
        self.desk.navigator.go_instead(Place("case", opened.case_id, "risk" if checklist else ""))

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
        self._show_typed(_NOTHING_TYPED)
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
        self._show_typed(json.loads(body))
        self.resumed.show_note("info", "What you typed before is back.")
        self.afresh.show()
        self._look_for_known()
        return True

    def _to_text(self) -> str:
        typed = {at: page.typed() for at, page in self._built.items()}
        return json.dumps([typed.get(at, waiting) for at, waiting in enumerate(self._waiting)])

    def _show_typed(self, typed: Sequence[Typed]) -> None:
        self._waiting = typed
        for at, page in self._built.items():
            page.show_typed(typed[at])

    def _look_for_known(self) -> None:
        """Ask whom the service may know already, once there is something to know somebody by."""
        new = self._said_on(_PERSON, _CONTACT)
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
        self._scroll, self._card = ScrollPage(), Card()
        holder = QWidget()
        self._scroll.body.addLayout(measured(holder, theme, COLUMN_WIDTH))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.summary, self.message, self.resumed, self.known, self._card):
            column.addWidget(part)
        column.addStretch(1)
        self._card.body.setSpacing(16)
        self._card.body.addLayout(self._buttons())
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

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.afresh)
        buttons.addStretch(1)
        buttons.addWidget(self.forward)
        return buttons


_PARTS = ("1", "2", "3", "4")
_PERSON, _CONTACT, _REFERRAL, _RISK = range(len(_PARTS))
_NOTHING_TYPED: tuple[Typed, ...] = ({},) * len(_PARTS)


def _part(at: int) -> str:
    """Return what a place calls the page; the first is the screen itself."""
    return _PARTS[at] if at else ""


def _last_stop(page: QWidget) -> QWidget:
    """Return the last of ``page`` that Tab comes to. The open list of a combo box is a window of its own."""
    within = [each for each in page.findChildren(QWidget) if each.window() is page.window()]
    return next(each for each in reversed(within) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
