"""A letter: written on the left with its checks beneath, exactly as it prints on the right."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure, StoppedBySafetyRule
from advocate_desk.domain.letter import CopyMade, LetterContent
from advocate_desk.domain.referral import ProgressState, Referral, ReviewState
from advocate_desk.domain.users import Action
from advocate_desk.services.check_letter import Finding
from advocate_desk.services.make_referral import NO_AGENCY, ReferralForm, ReferralView
from advocate_desk.services.ports import PageImage
from advocate_desk.services.standing import state_label
from advocate_desk.services.write_letter import LetterView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.release_letter import ReleaseLetterDialog
from advocate_desk.ui.models.letter_words import read_as_text
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.tasks import Lane
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.checks_card import ChecksCard
from advocate_desk.ui.widgets.letter_head import LetterHead
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.page_preview import PREVIEW_DOTS, PagePreview
from advocate_desk.ui.widgets.write_card import LettersWords, WriteCard

REDRAW_MS = 400
"""How long after the last key the pages are drawn anew."""

_AUTHORS_TURN = frozenset({ReviewState.DRAFT, ReviewState.RETURNED, ReviewState.APPROVAL_LAPSED})
_STILL_HERE = frozenset({ProgressState.NOT_SENT, ProgressState.MORE_INFORMATION_ASKED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What the screen stands on. ``referral`` is None for a role that sees letters alone."""

    letter: LetterView
    referral: ReferralView | None


class LetterScreen(Screen):
    """One letter, from its words to the copy that leaves."""

    key = "letter"
    title = "Letter"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._read: Read | None = None
        self._opened: Referral | None = None
        self._saved: LettersWords = ("", "")
        self._drawn: LetterContent | None = None
        self._redraw = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self.draft = TypedDraft(self, desk, f"letter {self._referral_id}", self._to_text, self._bring_back)
        self.head = LetterHead(desk.theme)
        self.message = Message(desk.theme)
        self.write = WriteCard(desk.theme)
        self.checks = ChecksCard(desk.theme)
        self.preview = PagePreview(desk.theme)
        self._main = QAction(self)
        self._lay_out()
        self._connect()

    def heading(self) -> str:
        return self.head.title.text()

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+S", "Save"), ("Ctrl+P", "Print"))

    def first_focus(self) -> QWidget | None:
        return self.write.ask.edit

    def reflow(self, width: Width) -> None:
        wide = width is Width.WIDE
        self.head.reflow(width)
        if wide:
            self._columns.addWidget(self.preview, 1)
        else:
            self._left.body.insertWidget(2, self.preview)
        self.preview.setMinimumHeight(0 if wide else self.desk.theme.px(560))
        self._left.body.setContentsMargins(24, 4, 12 if wide else 24, 24)
        self._columns.setContentsMargins(0, 0, 24 if wide else 0, 12 if wide else 0)

    def refresh(self) -> None:
        self.desk.tasks.run(
            self._fetch,
            context=self,
            on_done=self._show,
            on_error=self._cannot_read,
            replace=f"letter {self._referral_id}",
        )

    @property
    def _referral_id(self) -> UUID:
        if self._place.subject is None:
            raise LookupError("a letter's place names its referral")
        return self._place.subject

    def _fetch(self) -> Read:
        desk, referral_id = self.desk, self._referral_id
        letter = desk.letters.view(referral_id)
        if not desk.who.may(Action.READ_CASES):
            return Read(letter=letter, referral=None)
        return Read(letter=letter, referral=desk.referrals.view(referral_id))

    def _show(self, read: Read) -> None:
        typed = self._read is not None and self._is_mine(self._read) and self.write.words != self._saved
        self._read = read
        self._show_body(True)
        self.write.setVisible(read.referral is not None)
        if read.referral is not None and not typed:
            self._opened = read.referral.referral
            self._saved = self._opened.ask, self._opened.why
            self.write.show_words(self._saved)
        mine = self._is_mine(read)
        self.write.set_read_only(not mine, _note(read, mine=mine))
        self._show_letter(read.letter)
        if mine and not typed:
            self.draft.offer()
        elif typed:
            self._draw()

    def _show_body(self, shown: bool) -> None:
        """Show the letter's parts, or only the message where there is no letter."""
        self._left.setVisible(shown)
        self.preview.setVisible(shown)
        self._nothing.setVisible(not shown)

    def _to_text(self) -> str:
        return json.dumps(self.write.words)

    def _bring_back(self, body: str) -> bool:
        """Put half-typed words where they were."""
        words = _words_of(body)
        if words is None or words == self._saved:
            return False
        self.write.show_words(words)
        self.write.show_note("Words you typed before are back. Save keeps them in the record.")
        self._draw()
        return True

    def _is_mine(self, read: Read) -> bool:
        """Say whether it is this user's turn to write."""
        return (
            read.referral is not None
            and self.desk.who.may(Action.WORK_ON_CASES)
            and read.referral.referral.author_id == self.desk.who.user_id
            and read.referral.review in _AUTHORS_TURN
            and read.referral.progress in _STILL_HERE
        )

    def _show_letter(self, letter: LetterView) -> None:
        """Show a letter as it is kept, or as half-typed words would make it."""
        read = self._read
        if read is None:
            return
        kept = read.letter
        state = state_label(kept.review, kept.progress, False)
        self.head.title.setText(f"Letter: {letter.content.subject.removeprefix('Referral for ')}")
        to = letter.agency_name or "nobody yet"
        self.head.line.setText(f"{letter.content.reference}  ·  To {to}  ·  {state}")
        self.write.show_recipient(letter.content.recipient_lines)
        self.checks.show_checks(letter.checks)
        # A letter composed from half-typed words calls itself a draft; where it stands is what is kept.
        reasons = (*kept.why_not_leave[:1], *letter.why_not_leave[1:])
        self.checks.show_blocked(reasons)
        self._offer(letter, reasons)
        self._draw_pages(letter.content)

    def _offer(self, letter: LetterView, reasons: Sequence[str]) -> None:
        read, head = self._read, self.head
        if read is None:
            return
        mine, kept = self._is_mine(read), read.letter
        head.print.setProperty("look", "" if mine else "primary")
        head.print.set_reasons(reasons)
        head.save_pdf.set_reasons(reasons)
        head.review.set_reasons([check.sentence for check in letter.checks if check.finding is Finding.STOP])
        head.print.show()
        head.save_pdf.setVisible(not mine)
        head.review.setVisible(mine)
        head.mark_sent.setVisible(kept.copies > 0 and kept.progress in _STILL_HERE)

    def _draw(self) -> None:
        """Compose what stands in the fields now. A newer one replaces an older one on its way."""
        form = self._form()
        if form is None:
            return
        self.desk.tasks.run(
            lambda: self.desk.letters.compose(form, self._referral_id),
            context=self,
            on_done=self._show_letter,
            on_error=self._cannot_draw,
            replace=f"compose {self._referral_id}",
        )

    def _draw_pages(self, content: LetterContent) -> None:
        self.preview.show_text(read_as_text(content))
        if content == self._drawn:
            return

        def drawn(pages: tuple[PageImage, ...]) -> None:
            self._drawn = content
            self.preview.show_pages(pages)

        self.desk.tasks.run(
            lambda: self.desk.letters.pages(content, PREVIEW_DOTS),
            context=self,
            on_done=drawn,
            on_error=self._cannot_draw,
            lane=Lane.CPU,
            replace=f"pages {self._referral_id}",
        )

    def _cannot_draw(self, failure: KnownFailure) -> None:
        self._drawn = None
        self.preview.show_problem(str(failure))

    def _cannot_read(self, failure: KnownFailure) -> None:
        if self._read is None:
            self._show_body(False)
        self.message.show_error(str(failure))

    def _typed(self) -> None:
        self.message.clear()
        self.write.problem.clear()
        self.desk.navigator.show_saved(SavedState.SAVING)
        self._redraw.start()
        self.draft.typed()

    def _form(self) -> ReferralForm | None:
        """Return the referral with the words in the fields; None before it was read."""
        if self._opened is None:
            return None
        ask, why = self.write.words
        return form_of(self._opened, ask=ask, why=why)

    def _save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the words in the record, then call ``then``."""
        form, opened, words = self._form(), self._opened, self.write.words
        if form is None or self._read is None or not self._is_mine(self._read):
            return
        self.write.problem.clear()

        def done(saved: Referral) -> None:
            self._was_saved(saved, words)
            (then or self.refresh)()

        self.draft.record(lambda: self.desk.referrals.save(form, opened), done, self._cannot_save)

    def _was_saved(self, saved: Referral, words: LettersWords) -> None:
        self._opened = saved
        self._saved = saved.ask, saved.why
        if self.write.words == words:
            self.write.show_words(self._saved)

    def _cannot_save(self, failure: KnownFailure) -> None:
        self.write.problem.show_error(str(failure))

    def _send(self) -> None:
        """Save what is typed, then hand it to the supervisor."""
        self._redraw.stop()
        if self.write.words == self._saved:
            self._hand_over()
        else:
            self._save(self._hand_over)

    def _hand_over(self) -> None:
        def done(_view: ReferralView) -> None:
            self.desk.navigator.say("Letter sent for review.", self._take_back)
            self.refresh()

        self.desk.tasks.run(
            lambda: self.desk.referrals.send_for_review(self._referral_id),
            context=self,
            on_done=done,
            on_error=self._not_done,
        )

    def _take_back(self) -> None:
        self.desk.tasks.run(
            lambda: self.desk.referrals.take_back(self._referral_id),
            context=self,
            on_done=lambda _view: self.refresh(),
            on_error=self._not_done,
        )

    def _not_done(self, failure: KnownFailure) -> None:
        if isinstance(failure, StoppedBySafetyRule):
            self._tell("This cannot go for review yet", failure.reasons)
        else:
            self.message.show_error(str(failure))
        self.refresh()

    def _tell(self, headline: str, reasons: Sequence[str]) -> None:
        self.message.show_note("warn", headline, "\n".join(reasons))

    def _release(self, made: CopyMade | None) -> None:
        if self._read is None:
            return
        dialog = ReleaseLetterDialog(self, self.desk, self._read.letter, self.preview.page_count, made)
        dialog.released.connect(self.refresh)
        dialog.open()

    def _act(self) -> None:
        (self.head.review if self.head.review.isVisibleTo(self.head) else self.head.print).click()

    def _connect(self) -> None:
        head = self.head
        self.write.typed.connect(self._typed)
        self.write.save_chosen.connect(self._save)
        self._redraw.timeout.connect(self._draw)
        head.review.acted.connect(self._send)
        head.review.refused.connect(lambda: self._tell("This cannot go for review yet", head.review.reasons))
        head.print.acted.connect(lambda: self._release(CopyMade.PRINTED))
        head.print.refused.connect(lambda: self._tell("Print is off because:", head.print.reasons))
        head.save_pdf.acted.connect(lambda: self._release(CopyMade.EXPORTED))
        head.save_pdf.refused.connect(lambda: self._tell("Saving as PDF is off because:", head.save_pdf.reasons))
        head.mark_sent.clicked.connect(lambda _checked: self._release(None))
        self._main.triggered.connect(lambda _checked: self._act())
        self._on_key("Ctrl+S", self._save)
        self._on_key("Ctrl+P", head.print.click)

    def _on_key(self, key: str, act: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: act())
        self.addAction(action)

    def _lay_out(self) -> None:
        self._left = ScrollPage()
        for part in (self.write, self.checks):
            self._left.body.addWidget(part)
        self._left.body.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(4)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self.preview, 1)
        note = QVBoxLayout()
        note.setContentsMargins(24, 0, 24, 4)
        note.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(note)
        column.addLayout(self._columns, 1)
        self._nothing = QWidget()
        self._nothing.hide()
        column.addWidget(self._nothing, 1)


def form_of(referral: Referral, *, ask: str, why: str) -> ReferralForm:
    """Return the form of a referral as it is kept, with other words."""
    return ReferralForm(
        case_id=referral.case_id,
        agency_id=None if referral.agency_id == NO_AGENCY else referral.agency_id,
        service_id=referral.service_id,
        purpose=referral.purpose,
        ask=ask,
        why=why,
        reply_by=referral.reply_by,
        shares=referral.shares,
        points=referral.points,
        consent_id=referral.consent_id,
        lawful_basis=referral.lawful_basis,
        lawful_basis_reason=referral.lawful_basis_reason,
        need_id=referral.need_id,
        follows_id=referral.follows_id,
    )


def _words_of(draft: str) -> LettersWords | None:
    """Return the words a draft holds; None where it holds something else."""
    try:
        match json.loads(draft):
            case [str(ask), str(why)]:
                return ask, why
    except ValueError:
        return None
    return None


def _note(read: Read, *, mine: bool) -> str:
    """Say what stands in the way of writing, or what the supervisor asked for."""
    referral = read.referral
    if referral is None:
        return ""
    if mine:
        because = referral.returned_because
        return f"{because}\nThe supervisor sent it back with this. Mend it and send it again." if because else ""
    if referral.progress not in _STILL_HERE:
        return "This letter has left. Its words stay as they were."
    if referral.review in _AUTHORS_TURN:
        return f"{referral.author_name} wrote this. Only its author can change the words."
    return _CLOSED.get(referral.review, "")


_CLOSED = {
    ReviewState.AWAITING_REVIEW: "With the supervisor. The words cannot change meanwhile.",
    ReviewState.APPROVED: "Approved as it stands.",
    ReviewState.BEFORE_IMPORT: "From before the import. Write a new referral for anything else.",
}
