"""MARAC: where the case stands, what is owed, referrals, meetings with their actions, and that there are minutes."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.marac_duties import MaracDuty, MaracDutyKind
from advocate_desk.domain.marac_rules import MaracState
from advocate_desk.domain.marac_words import unplanned
from advocate_desk.domain.risk_drift import CriterionMet
from advocate_desk.domain.users import Action
from advocate_desk.services.follow_marac import ActionLine, MeetingLine, has_happened
from advocate_desk.services.marac_file import MaracFile, read_marac
from advocate_desk.services.refer_to_marac import MaracForm, MaracLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.ask_marac import MaracSheet
from advocate_desk.ui.dialogs.decide_not_now import DecideNotNow
from advocate_desk.ui.models import marac_asks as asks
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.concealing import conceal_all
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.keyboard_kept import keyboard_kept
from advocate_desk.ui.widgets.marac_cards import Act, DecisionsCard, MaracActs, MeetingCard, ReferralCard, StandingCard
from advocate_desk.ui.widgets.marac_form import MaracEditor
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

WRITE, GO_ON, MADE, APPROVE, PLAN = (
    "Write a referral",
    "Go on with the referral",
    "The referral was made…",
    "Approve the referral",
    "Plan the meeting…",
)


class MaracSection(CaseSection):
    """What comes next stands first, with one main button; cards for each referral and meeting follow."""

    part = "marac"
    title = "MARAC"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self.file: MaracFile | None = None
        self.message = Message(desk.theme)
        self.main = Button(desk.theme, WRITE, "primary", "", self._do_next)
        self._next: Callable[[], object] = self._write
        self._width = Width.WIDE
        self._rows = QVBoxLayout()
        self._page = ScrollPage(exact=True)
        self._stack = QStackedWidget()
        self._main_action = QAction(WRITE, self)
        self._main_action.triggered.connect(lambda _checked: self._do_next())
        self._lay_out()

    @cached_property
    def editor(self) -> MaracEditor:
        """The form of a referral, built when it is first wanted."""
        editor = MaracEditor(self.desk, self.case_id)
        editor.stack(self._width is Width.NARROW)
        self._stack.addWidget(editor)
        editor.saved.connect(lambda _kept: self._tell("Referral saved."))
        editor.closed.connect(self._closed)
        return editor

    def refresh(self) -> None:
        work = partial(read_marac, self.desk.safety, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error, replace="marac")

    def main_action(self) -> QAction | None:
        form = self._stack.currentWidget()
        if isinstance(form, KeptForm):
            return form.save_action
        return self._main_action if self.main.isVisibleTo(self) else None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", self.main.text().removesuffix("…")),) if self.main.isVisibleTo(self) else ()

    def first_focus(self) -> QWidget | None:
        return self.main if self.main.isVisibleTo(self) else None

    def reflow(self, width: Width) -> None:
        self._width = width
        if "editor" in self.__dict__:
            self.editor.stack(width is Width.NARROW)

    def keep_draft(self, then: Callable[[], None]) -> None:
        conceal_all(self)
        super().keep_draft(then)

    def _works(self) -> bool:
        return self.desk.who.may(Action.WORK_ON_CASES)

    def _decides(self) -> bool:
        return self.desk.who.may(Action.APPROVE)

    def _show(self, file: MaracFile) -> None:
        self.file = file
        with keyboard_kept(self._rows):
            clear_rows(self._rows)
            for card in self._cards(file):
                self._rows.addWidget(card)
        words, self._next = self._what_next(file)
        self.main.setText(words)
        self._main_action.setText(words.removesuffix("…"))
        self.main.setVisible(self._works())

    def _cards(self, file: MaracFile) -> list[QWidget]:
        acts = MaracActs(
            of_criterion=self._criterion_act,
            of_duty=self._duty_act,
            of_referral=self._referral_acts,
            of_meeting=self._meeting_acts,
            of_action=self._action_acts,
            of_transfer=self._transfer_act,
        )
        unmade = [line for line in file.view.referrals if line.state is not MaracState.REFERRED]
        made = [line for line in file.view.referrals if line.state is MaracState.REFERRED]
        meetings = [
            MeetingCard(self.desk, line, [one for one in file.minutes if one.meeting_id == line.meeting.id], acts)
            for line in file.meetings
        ]
        months = file.view.repeat_months
        return [
            StandingCard(self.desk, file, acts),
            *(ReferralCard(self.desk, file, line, months, acts) for line in unmade),
            *meetings,
            *(ReferralCard(self.desk, file, line, months, acts) for line in made),
            *([DecisionsCard(self.desk, file.view.decisions)] if file.view.decisions else []),
        ]

    def _what_next(self, file: MaracFile) -> Act:
        """Return the one main thing to do next."""
        unmade = file.unmade()
        if unmade is None:
            made = unplanned(file.referrals(), file.kept_meetings())
            if made is not None:
                return PLAN, partial(self._ask, asks.meeting(self.desk.safety, made))
            return WRITE, self._write
        if unmade.state is MaracState.READY:
            return MADE, partial(self._ask_made, unmade)
        if unmade.state is MaracState.NEEDS_APPROVAL and self._decides():
            return APPROVE, partial(self._approve, unmade)
        return GO_ON, partial(self._change, unmade)

    def _criterion_act(self, met: CriterionMet) -> Act | None:
        return ("Not now, because…", partial(self._decide, met)) if self._decides() else None

    def _duty_act(self, duty: MaracDuty) -> Act | None:
        if self.file is None or not self._works():
            return None
        safety, today = self.desk.safety, self.desk.clock.today()
        lines = {line.referral.id: line for line in self.file.view.referrals}
        meetings = {line.meeting.id: line.meeting for line in self.file.meetings}
        actions = {each.action.id: each.action for line in self.file.meetings for each in line.actions}
        match duty.kind:
            case MaracDutyKind.APPROVE:
                return None
            case MaracDutyKind.SEND:
                return "It was made…", partial(self._ask_made, lines[duty.record_id])
            case MaracDutyKind.RESEARCH | MaracDutyKind.WISHES:
                return "Write it…", partial(self._ask, asks.prepare(safety, meetings[duty.record_id]))
            case MaracDutyKind.FEEDBACK:
                return "Record it…", partial(self._ask, asks.told(safety, meetings[duty.record_id], today))
            case MaracDutyKind.ACTION:
                return "Done…", partial(self._ask, asks.done(safety, actions[duty.record_id], today))

    def _referral_acts(self, line: MaracLine) -> Sequence[Act]:
        if not self._works():
            return ()
        safety, today = self.desk.safety, self.desk.clock.today()
        if line.state is MaracState.REFERRED:
            return (
                ("Plan a meeting…", partial(self._ask, asks.meeting(safety, line.referral))),
                ("Hand over to another area…", partial(self._ask, asks.hand_over(safety, line.referral, today))),
            )
        acts: list[Act] = [("Change", partial(self._change, line))]
        if line.state is MaracState.NEEDS_APPROVAL and self._decides():
            acts.append(("Approve", partial(self._approve, line)))
        if line.state is MaracState.READY:
            acts.append((MADE, partial(self._ask_made, line)))
        return (*acts, ("Remove", partial(self._remove, line)))

    def _meeting_acts(self, line: MeetingLine) -> Sequence[Act]:
        if not self._works():
            return ()
        safety, today, meeting = self.desk.safety, self.desk.clock.today(), line.meeting
        acts: list[Act] = [
            ("Day and place…", partial(self._ask, asks.change_meeting(safety, meeting))),
            ("Research and wishes…", partial(self._ask, asks.prepare(safety, meeting))),
        ]
        if (meeting.heard_on or meeting.meets_on) <= today:
            acts.append(("After the meeting…", partial(self._ask, asks.told(safety, meeting, today))))
        acts += [
            ("Add an action…", partial(self._ask, asks.action(safety, meeting, self._colleagues()))),
            ("Keep minutes…", partial(self._ask, asks.minutes(safety, meeting, today))),
        ]
        return (*acts, ("Remove", partial(self._remove_meeting, line))) if self._may_remove(line) else acts

    def _colleagues(self) -> Mapping[UUID, str]:
        return self.file.colleagues if self.file is not None else {}

    def _may_remove(self, line: MeetingLine) -> bool:
        """Say whether a meeting may be a mistake: nothing came of it yet."""
        minutes = self.file.minutes if self.file is not None else ()
        has_minutes = any(one.meeting_id == line.meeting.id for one in minutes)
        return not has_minutes and not has_happened(line.meeting, [each.action for each in line.actions])

    def _action_acts(self, line: ActionLine) -> Sequence[Act]:
        if not self._works() or line.action.done_on is not None:
            return ()
        today = self.desk.clock.today()
        return (
            ("Change…", partial(self._ask, asks.change_action(self.desk.safety, line.action, self._colleagues()))),
            ("Done…", partial(self._ask, asks.done(self.desk.safety, line.action, today))),
        )

    def _transfer_act(self, line: MaracLine, place: int) -> Act | None:
        transfer = line.transfers[place]
        if not self._works() or transfer.papers_sent_on is not None:
            return None
        today = self.desk.clock.today()
        return "Papers sent…", partial(self._ask, asks.papers(self.desk.safety, transfer, today))

    def _do_next(self) -> None:
        if self._works() and self.file is not None:
            self._next()

    def _write(self) -> None:
        if self.file is not None:
            self._open_editor()
            self.editor.open_new(self.file)
            next(iter(self.editor.criteria.values())).setFocus()

    def _change(self, line: MaracLine) -> None:
        if self.file is not None:
            self._open_editor()
            self.editor.open_for(line.referral, self.file)
            next(iter(self.editor.criteria.values())).setFocus()

    def _open_editor(self) -> None:
        self.message.clear()
        self._stack.setCurrentWidget(self.editor)

    def _closed(self) -> None:
        self._stack.setCurrentWidget(self._page)
        self.main.setFocus()

    def _ask_made(self, line: MaracLine) -> None:
        self._ask(asks.made(self.desk.safety, line.referral, self.desk.clock.today()))

    def _decide(self, met: CriterionMet) -> None:
        sheet = DecideNotNow(self, self.desk, self.case_id, met)
        sheet.recorded.connect(partial(self._tell, "Decision kept."))
        sheet.open()

    def _ask(self, ask: asks.Ask) -> None:
        sheet = MaracSheet(self, self.desk, ask)
        undo = partial(self._run, ask.undo, "Open again.") if ask.undo is not None else None
        sheet.recorded.connect(lambda _kept: self._tell(ask.said, undo))
        sheet.open()

    def _approve(self, line: MaracLine) -> None:
        self._run(partial(self.desk.safety.marac.approve, line.referral), "Referral approved. It can be made now.")

    def _remove(self, line: MaracLine) -> None:
        form, safety = MaracForm.of(line.referral), self.desk.safety
        undo = partial(self._run, partial(safety.marac.save, self.case_id, form, None), "Written again.")
        self._run(partial(safety.marac.remove, line.referral.id), "Referral removed.", undo)

    def _remove_meeting(self, line: MeetingLine) -> None:
        meetings, meeting_id = self.desk.safety.meetings, line.meeting.id
        undo = partial(self._run, partial(meetings.restore, meeting_id), "The meeting is there again.")
        self._run(partial(meetings.remove, meeting_id), "Meeting removed.", undo)

    def _run(self, work: Callable[[], object], words: str, undo: Callable[[], None] | None = None) -> None:
        self.message.clear()
        self.desk.keep(work, context=self, on_done=lambda _nothing: self._tell(words, undo), on_error=self._show_error)

    def _tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.message.clear()
        self.desk.navigator.say(words, undo)
        self.changed.emit()
        self.refresh()

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(
            Words("Each agency answers for its own actions. Share only what is needed.", "secondary", wrap=True), 1
        )
        head.addWidget(self.main, 0, Qt.AlignmentFlag.AlignTop)
        self.main.hide()
        self._page.body.addWidget(self.message)
        self._page.body.addLayout(head)
        self._rows.setSpacing(12)
        self._page.body.addLayout(self._rows)
        self._page.body.addStretch(1)
        self._stack.addWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
