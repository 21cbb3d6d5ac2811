"""One referral: its editor while it is a draft, its tracker from then on."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure, LetterFailed, StoppedBySafetyRule
from advocate_desk.domain.referral import ProgressState, Referral
from advocate_desk.services.check_letter import Check, Finding
from advocate_desk.services.make_referral import ReferralForm, ReferralView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_chase import RecordChaseDialog
from advocate_desk.ui.dialogs.record_progress import RecordProgressDialog
from advocate_desk.ui.models.referral_draft import Typed, typed_from
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.referral_editor import ReferralEditor
from advocate_desk.ui.screens.referral_parts import (
    ReferralHead,
    TwoColumns,
    is_edited,
    may_be_reopened_for_changes,
    show_standing,
)
from advocate_desk.ui.screens.referral_tracker import HistoryCard, RequestCard, StatesCard
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.checks_card import ChecksCard
from advocate_desk.ui.widgets.page import ScrollPage

NEW, NEXT = "new", "next"
"""The parts of a referral that is not kept yet: of a case, and of a referral another agency is asked after."""
UNSAVED = frozenset({NEW, NEXT})
CHECK_AFTER_MS = 500


@dataclass(frozen=True, slots=True)
class _Loaded:
    view: ReferralView
    purposes: tuple[str, ...]
    agency: str


class ReferralScreen(Screen):
    """The editor and tracker of one referral.

    With a case's id and the part "new" it is of one that is not kept yet; with a referral's id and the part "next", of
    the one to another agency that follows it.
    """

    key = "referral"
    title = "Referral"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._view: ReferralView | None = None
        self._opened_on: Referral | None = None
        self._purposes: tuple[str, ...] = ()
        self._on_record: Typed | None = None
        self._changing = False
        self._then: Callable[[], None] | None = None
        self._preview_wanted = False
        self.head = ReferralHead(desk.theme)
        self.standing, self.message = Message(desk.theme), Message(desk.theme)
        self.found = Message(desk.theme)
        self.discard = Button(desk.theme, "Discard them", on_click=self._discard)
        self.found.add_action(self.discard)
        self.editor = ReferralEditor(desk)
        self.request, self.history = RequestCard(), HistoryCard()
        self.checks, self.states = ChecksCard(desk.theme), StatesCard(desk)
        self._page = ScrollPage()
        self._columns = TwoColumns(
            desk.theme, _column(self.editor, self.request, self.history), _column(self.checks, self.states)
        )
        self._lay_out()
        self._send = QAction("Send for review", self)
        self.draft = TypedDraft(self, desk, self._draft_key(), self._to_text, self._bring_back)
        self._check_timer = QTimer(self, interval=CHECK_AFTER_MS, singleShot=True)
        self._connect()
        self._show_parts()

    def arrive(self, place: Place) -> None:
        """Come to the same referral again, or begin another new one, of the same case or after the same referral."""
        here = self._place
        if place != here and (place.part in UNSAVED or here.part in UNSAVED or place.subject != here.subject):
            self._view = self._opened_on = None
            self._changing = False
            self.draft.settle()
        super().arrive(place)
        self._preview_wanted = False
        self.draft.key = self._draft_key()

    def heading(self) -> str:
        return self._view.referral.purpose if self._view else self.title

    def main_action(self) -> QAction | None:
        return self._send

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Return", "Send for review"), ("Ctrl+S", "Save"), ("Ctrl+P", "Preview letter"))

    def first_focus(self) -> QWidget | None:
        return self.editor.form.agency if self._is_new() else None

    def reflow(self, width: Width) -> None:
        self._columns.reflow(width)
        self.head.reflow(width)

    def refresh(self) -> None:
        """Read the referral. Words typed and not kept yet stay as they are."""
        desk, part, subject = self.desk, self._place.part, _subject(self._place)
        reads = {NEW: desk.referrals.blank, NEXT: desk.referrals.blank_after}

        def read() -> _Loaded:
            view = reads.get(part, desk.referrals.view)(subject)
            return _Loaded(view, tuple(desk.referrals.purposes()), _label(desk, view))

        desk.tasks.run(read, context=self, on_done=self._show, on_error=self._not_read, replace="referral")

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the referral itself, then do ``then``. Words that cannot be kept stay as a draft.

        Asked again before it is kept, it waits: a new referral is put on record once.
        """
        if self.draft.is_recording:
            self._then = then
            return
        if self._view is None or not self._is_shown_for_editing() or not self._may_be_kept():
            return
        if not self.draft.is_touched and self._opened_on is not None:
            self.desk.navigator.show_saved(SavedState.SAVED)
            if then is not None:
                then()
            return
        form, opened_on, referrals = self._form(), self._opened_on, self.desk.referrals

        def kept(view: ReferralView) -> None:
            self._take_saved(view)
            if then is not None:
                then()
            waiting, self._then = self._then, None
            if waiting is not None:
                self.save(waiting)

        self.draft.hold()
        self.desk.tasks.run(
            lambda: referrals.view(referrals.save(form, opened_on).id),
            context=self,
            on_done=lambda view: self.draft.recorded(view, kept),
            on_error=lambda failure: self.draft.refused(failure, self._not_saved),
        )

    def _show(self, loaded: _Loaded) -> None:
        first = self._view is None
        self._view = loaded.view
        if not self._is_new():
            self._opened_on = self._opened_on if self.draft.is_touched and self._opened_on else loaded.view.referral
        if first or not self.draft.is_touched:
            self._purposes, self._on_record = loaded.purposes, typed_from(loaded.view.referral, loaded.agency)
            self.editor.show_view(loaded.view, loaded.purposes, self._on_record)
            self._tell_of_draft(False)
            if self._is_shown_for_editing():
                self.draft.offer()
        self.request.show_view(loaded.view, loaded.agency)
        self._show_view(loaded.view)
        self._check()
        if self._preview_wanted and self.isVisible():  # whoever has gone on meanwhile is not led back
            self._preview()
        self._preview_wanted = False

    def _not_read(self, failure: KnownFailure) -> None:
        self._preview_wanted = False
        self._show_failure(failure)

    def _show_view(self, view: ReferralView) -> None:
        self._view = view
        words = [view.reference, view.client_name, f"to {view.agency.name}" if view.agency else ""]
        self.head.title.setText(("New referral: " if self._is_new() else "Referral: ") + view.referral.purpose)
        self.head.about.setText("  ·  ".join(word for word in words if word))
        self.states.show_view(view, on_record=self._opened_on is not None)
        self.history.show_view(view)
        show_standing(self.standing, view, self._is_author())
        self.head.send.set_reasons(view.why_not_review)
        self._show_parts()

    def _show_parts(self) -> None:
        view, editing = self._view, self._is_shown_for_editing()
        holder = self.focusWidget()
        was_typing = holder is not None and holder.hasFocus() and self.editor.isAncestorOf(holder)
        self.editor.setVisible(editing)
        self.checks.setVisible(editing)
        self.request.setVisible(view is not None and not editing)
        self.head.send.setVisible(editing)
        self.head.take_back.setVisible(view is not None and self._is_author() and view.review == "awaiting_review")
        changeable = view is not None and may_be_reopened_for_changes(view, self._is_author())
        self.head.change.setVisible(changeable and not editing)
        if was_typing and not editing:
            self.head.preview.setFocus()  # else the keyboard falls out of the screen with the form

    def _is_new(self) -> bool:
        return self._place.part in UNSAVED

    def _is_author(self) -> bool:
        return self._view is not None and self._view.referral.author_id == self.desk.who.user_id

    def _is_shown_for_editing(self) -> bool:
        return self._view is not None and (self._changing or is_edited(self._view, self._is_author()))

    def _form(self) -> ReferralForm:
        if self._view is None:
            raise LookupError("nothing is shown yet")
        return self.editor.referral_form(self._view.referral.case_id)

    def _draft_key(self) -> str:
        what = {NEW: "new referral", NEXT: "next referral"}.get(self._place.part, "referral")
        return f"{what} {_subject(self._place).hex}"

    def _edited(self) -> None:
        self.draft.typed()
        self._check_timer.start()

    def _to_text(self) -> str:
        return self.editor.typed().to_text()

    def _bring_back(self, body: str) -> bool:
        """Show the words of a draft, where they say something else than the record."""
        typed = Typed.from_text(body)
        if self._view is None or typed is None or typed == self._on_record:
            return False
        self.editor.show_view(self._view, self._purposes, typed)
        self._tell_of_draft(True)
        self._check()
        return True

    def _check(self) -> None:
        """Check the letter that what is typed would make."""
        if self._view is None or not self._is_shown_for_editing():
            return
        form, known = self._form(), self._opened_on.id if self._opened_on else None
        self.desk.tasks.run(
            lambda: self.desk.letters.compose(form, known).checks,
            context=self,
            on_done=self._show_checks,
            on_error=self._show_no_letter,
            replace="referral checks",
        )

    def _show_checks(self, checks: tuple[Check, ...]) -> None:
        self.checks.show_checks(checks)
        self.head.send.set_reasons([check.sentence for check in checks if check.finding is Finding.STOP])

    def _show_no_letter(self, failure: KnownFailure) -> None:
        self._show_checks((Check(finding=Finding.STOP, title=str(failure).rstrip("."), detail=""),))
        if not isinstance(failure, LetterFailed):
            self._show_failure(failure)

    def _may_be_kept(self) -> bool:
        fine = self.editor.check()
        self.message.show_problems([] if fine else self.editor.problems())
        return fine

    def _take_saved(self, view: ReferralView) -> None:
        """Go on from what is on record now; what was typed meanwhile stays and is not yet safe."""
        self._view, self._opened_on = view, view.referral
        if self._is_new():
            self._place = Place(self.key, view.referral.id)
            self.draft.key = self._draft_key()
        self._tell_of_draft(False)
        self.message.clear()
        self._show_view(view)
        self._check()

    def _not_saved(self, failure: KnownFailure) -> None:
        self._then = None
        self._show_failure(failure)

    def _show_failure(self, failure: KnownFailure) -> None:
        if isinstance(failure, StoppedBySafetyRule):
            self.message.show_problems(failure.reasons)
        else:
            self.message.show_error(str(failure))
        self._page.ensureWidgetVisible(self.message)

    def _send_now(self) -> None:
        if self._view is not None and self._is_shown_for_editing():
            self.save(self._hand_over)

    def _refuse_to_send(self) -> None:
        """Tell why not; words typed since the last check may have mended it, so they are kept and looked at first."""
        if self.draft.is_touched:
            self._send_now()
        else:
            self.message.show_problems(self.head.send.reasons)
            self._page.ensureWidgetVisible(self.message)

    def _hand_over(self) -> None:
        if self._view is not None:
            known = self._view.referral.id
            self._act(lambda: self.desk.referrals.send_for_review(known), "Sent for review.")

    def _take_back(self) -> None:
        if self._view is not None:
            known = self._view.referral.id
            self._act(lambda: self.desk.referrals.take_back(known), "Taken back. It is a draft again.")

    def _act(self, work: Callable[[], ReferralView], said: str) -> None:
        def done(_view: ReferralView) -> None:
            self._changing = False
            self.message.clear()
            self.desk.navigator.say(said)
            self.refresh()

        self.desk.tasks.run(work, context=self, on_done=done, on_error=self._show_failure)

    def _preview(self) -> None:
        """Show the letter; asked before the referral is read, once it is."""
        if self._view is None:
            self._preview_wanted = True
            self.refresh()
        elif self._is_shown_for_editing():
            self.save(self._go_to_letter)
        else:
            self._go_to_letter()

    def _go_to_letter(self) -> None:
        if self._view is not None:
            self.desk.navigator.go(Place("letter", self._view.referral.id))

    def _change(self) -> None:
        self._changing = True
        self.standing.show_note("warn", "This letter is approved", "Its approval ends when you save a change to it.")
        self._show_parts()
        self._check()
        self.editor.form.ask.setFocus()

    def _record(self, target: ProgressState) -> None:
        if self._view is not None:
            RecordProgressDialog(self, self.desk, self._view, target, self._recorded).open()

    def _recorded(self, view: ReferralView) -> None:
        self.desk.navigator.say("Recorded.")
        if view.progress is ProgressState.REROUTED and not view.followed_by:
            self._write_next()
        else:
            self.refresh()

    def _chase(self) -> None:
        if self._view is not None:
            RecordChaseDialog(self, self.desk, self._view, self._was_chased).open()

    def _was_chased(self) -> None:
        self.desk.navigator.say("Recorded. The next day to ask moved on.")
        self.refresh()

    def _write_next(self) -> None:
        if self._view is not None:
            self.desk.navigator.go(Place(self.key, self._view.referral.id, NEXT))

    def _tell_of_draft(self, found: bool) -> None:
        if found:
            self.found.show_note("info", "These are your words from before", "They are not on record yet. Save them.")
        else:
            self.found.clear()

    def _discard(self) -> None:
        self.draft.forget()
        self.refresh()

    def _lay_out(self) -> None:
        for part in (self.head, self.standing, self.found, self.message):
            self._page.body.addWidget(part)
        self._page.body.addLayout(self._columns)
        self._page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    def _connect(self) -> None:
        self.editor.changed.connect(self._edited)
        self.draft.failed.connect(self._show_failure)
        self._check_timer.timeout.connect(self._check)
        self.head.send.acted.connect(self._send_now)
        self.head.send.refused.connect(self._refuse_to_send)
        self._send.triggered.connect(self.head.send.click)
        self.head.preview.clicked.connect(self._preview)
        self.head.take_back.clicked.connect(self._take_back)
        self.head.change.clicked.connect(self._change)
        self.states.happened.connect(self._record)
        self.states.chased.connect(self._chase)
        self.states.followed.connect(self._write_next)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        QShortcut(QKeySequence("Ctrl+P"), self, self._preview)


def _subject(place: Place) -> UUID:
    if place.subject is None:
        raise LookupError("a referral's place names a referral or a case")
    return place.subject


def _label(desk: DeskContext, view: ReferralView) -> str:
    """Return the chosen agency, or its service, as the list of agencies names it."""
    if view.agency is None:
        return ""
    wanted = view.referral.service_id
    offers = desk.referrals.agencies(view.agency.name, limit=200)
    of_agency = [offer for offer in offers if offer.agency.id == view.agency.id]
    found = next((offer for offer in of_agency if (offer.service.id if offer.service else None) == wanted), None)
    return found.label if found else view.agency.name


def _column(*cards: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    return holder
