"""The forms of a plan: a need, something to be done about it, and going through it together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from advocate_desk.domain.support_plan import NeedArea, NeedState, SupportAction, SupportNeed
from advocate_desk.domain.support_rules import AREA_LABELS, STATE_LABELS
from advocate_desk.services.keep_plan import ActionForm, ActionLine, NeedForm, NeedLine, NewReview, PlanView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.typed_words import TypedWords

PAST, AHEAD = "For example: today, mon, 12/11.", "For example: +3d, fri, 27/11."
SHORT = 420
"""How wide a field for a day or a name becomes. Pixels at the usual text size."""
IN_WORDS = ""
"""Who does it is nobody who works here: the person, an agency."""


class NeedEditor(KeptForm):
    """Adds a need, or changes one and says where it stands."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save need")
        self._case_id = case_id
        self._opened: SupportNeed | None = None
        today = desk.clock.today
        self.own = TypedWords(desk.theme, "In the person's own words", 3)
        self.line = BoundedLine()
        self.title_field = Field("What is needed", self.line, "In a few words. For example, a lock on the back door.")
        self.area = QComboBox()
        for area, words in AREA_LABELS.items():
            self.area.addItem(words, area.value)
        self.area_field = Field("What it is about", self.area)
        self.opened_on = DayField("Found on", today, PAST, past=True)
        self.state = Choices("Where it stands", STATE_LABELS)
        self.state_on = DayField("Since", today, PAST, past=True)
        self._arrange()

    def open_new(self) -> None:
        """Ask about a new need."""
        self._opened = None
        self._fill(NeedForm(area=NeedArea.SAFETY_AT_HOME, title="", opened_on=self.desk.clock.today()))
        self.state.hide()
        self.begin("Add a need")
        self.own.edit.setFocus()

    def open_for(self, line: NeedLine) -> None:
        """Show a need on record."""
        need = self._opened = line.need
        self._fill(
            NeedForm(
                area=need.area,
                title=need.title,
                opened_on=need.opened_on,
                her_words=need.her_words,
                state=need.state,
                state_on=need.state_on,
            )
        )
        self.state.show()
        self.begin("Change this need")
        self.own.edit.setFocus()

    def key(self) -> str:
        return f"need {self._opened.id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "own": self.own.words,
            "title": self.line.text(),
            "area": self.area.currentData(),
            "opened_on": self.opened_on.text(),
            "state": self.state.value(),
            "state_on": self.state_on.text(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.own.show_words(kept["own"])
        self.line.setText(kept["title"])
        self.area.setCurrentIndex(self.area.findData(kept["area"]))
        self.opened_on.show_text(kept["opened_on"])
        self.state.choose(kept["state"])
        self.state_on.show_text(kept["state_on"])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        title = "" if self.line.text().strip() else "Say in a few words what is needed."
        self.title_field.set_error(title)
        found = [(title, self.line), (self.opened_on.problem("Give the day the need was found."), self.opened_on.edit)]
        if self._is_settled():
            since = self.state_on.problem("Give the day on which this was settled.")
            found.append((since, self.state_on.edit))
        return problems_in(*found)

    def work(self) -> Callable[[], object]:
        form, plan = self._form(), self.desk.safety.plan
        if self._opened is None:
            return partial(plan.add_need, self._case_id, form)
        return partial(plan.change_need, self._opened, form)

    def _form(self) -> NeedForm:
        return NeedForm(
            area=NeedArea(self.area.currentData()),
            title=self.line.text(),
            opened_on=self.opened_on.day() or self.desk.clock.today(),
            her_words=self.own.words,
            state=NeedState(self.state.value() or NeedState.OPEN),
            state_on=self.state_on.day() if self._is_settled() else None,
        )

    def _fill(self, form: NeedForm) -> None:
        self.own.show_words(form.her_words)
        self.line.setText(form.title)
        self.title_field.set_error("")
        self.area.setCurrentIndex(self.area.findData(form.area.value))
        self.opened_on.show_day(form.opened_on)
        self.state.choose(form.state)
        self.state_on.show_day(form.state_on or self.desk.clock.today())
        self._fit()

    def _is_settled(self) -> bool:
        return self.state.value() not in {"", NeedState.OPEN}

    def _fit(self, *_chosen: object) -> None:
        self.state_on.setVisible(self._is_settled())

    def _arrange(self) -> None:
        self.body.addWidget(self.own)
        self.body.addWidget(self.title_field)
        for short in (self.area_field, self.opened_on):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        self.body.addWidget(self.state)
        self.body.addLayout(measured(self.state_on, self.desk.theme, SHORT))
        self.state.chosen.connect(self._fit)
        for typed in (self.own.typed, self.line.textEdited, self.area.activated, self.opened_on.typed):
            typed.connect(self.changed)
        for typed in (self.state.chosen, self.state_on.typed):
            typed.connect(self.changed)


class ActionEditor(KeptForm):
    """Adds something to be done about a need, or changes it and says what came of it."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save action")
        self._need_id: UUID | None = None
        self._opened: SupportAction | None = None
        self.line = BoundedLine()
        self.what = Field("What is to be done", self.line)
        self.who = QComboBox()
        self.who_field = Field("Who does it", self.who)
        self.other = BoundedLine()
        self.other_field = Field("Who, in words", self.other, "For example, the person, a sister, the council.")
        self.due_on = DayField("By when", desk.clock.today, f"{AHEAD} It may stay empty.")
        self.done_on = DayField("Done on", desk.clock.today, f"{PAST} Empty while it is to be done.", past=True)
        self.came = TypedWords(desk.theme, "What came of it", 2)
        self._arrange()

    def open_new(self, need: NeedLine, colleagues: Mapping[UUID, str]) -> None:
        """Ask about something new; whoever is signed in is meant to do it."""
        self._need_id, self._opened = need.need.id, None
        self._offer(colleagues)
        self._fill(ActionForm(what="", owner_id=next(iter(colleagues), None)))
        self._show_end(False)
        self.begin(f"Add an action: {need.need.title}")
        self.line.setFocus()

    def open_for(self, need: NeedLine, line: ActionLine, colleagues: Mapping[UUID, str]) -> None:
        """Show something on record."""
        action = self._opened = line.action
        self._need_id = need.need.id
        owner = {action.owner_id: line.owner} if action.owner_id else {}
        self._offer({**colleagues, **owner})
        self._fill(
            ActionForm(
                what=action.what,
                owner=action.owner,
                owner_id=action.owner_id,
                due_on=action.due_on,
                done_on=action.done_on,
                came_of_it=action.came_of_it,
            )
        )
        self._show_end(True)
        self.begin(f"Change an action: {need.need.title}")
        self.line.setFocus()

    def key(self) -> str:
        return f"action {self._opened.id if self._opened else 'new'} {self._need_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "what": self.line.text(),
            "who": self.who.currentData(),
            "other": self.other.text(),
            "due_on": self.due_on.text(),
            "done_on": self.done_on.text(),
            "came": self.came.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.line.setText(kept["what"])
        self.who.setCurrentIndex(max(0, self.who.findData(kept["who"])))
        self.other.setText(kept["other"])
        self.due_on.show_text(kept["due_on"])
        self.done_on.show_text(kept["done_on"])
        self.came.show_words(kept["came"])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        what = "" if self.line.text().strip() else "Say what is to be done."
        self.what.set_error(what)
        return problems_in(
            (what, self.line),
            (self.due_on.problem(), self.due_on.edit),
            (self.done_on.problem(), self.done_on.edit),
        )

    def work(self) -> Callable[[], object]:
        form, plan = self._form(), self.desk.safety.plan
        if self._opened is not None:
            return partial(plan.change_action, self._opened, form)
        if self._need_id is None:
            raise LookupError("the form was not opened for any need")
        return partial(plan.add_action, self._need_id, form)

    def _form(self) -> ActionForm:
        who = self.who.currentData()
        return ActionForm(
            what=self.line.text(),
            owner="" if who else self.other.text(),
            owner_id=UUID(who) if who else None,
            due_on=self.due_on.day(),
            done_on=self.done_on.day(),
            came_of_it=self.came.words,
        )

    def _offer(self, colleagues: Mapping[UUID, str]) -> None:
        self.who.clear()
        for user_id, name in colleagues.items():
            self.who.addItem(name, str(user_id))
        self.who.addItem("Somebody else, in words", IN_WORDS)

    def _fill(self, form: ActionForm) -> None:
        self.line.setText(form.what)
        self.line.setCursorPosition(0)
        self.what.set_error("")
        self.who.setCurrentIndex(self.who.findData(str(form.owner_id) if form.owner_id else IN_WORDS))
        self.other.setText(form.owner)
        self.due_on.show_day(form.due_on)
        self.done_on.show_day(form.done_on)
        self.came.show_words(form.came_of_it)
        self._fit()

    def _show_end(self, begun: bool) -> None:
        self.done_on.setVisible(begun)
        self.came.setVisible(begun)

    def _fit(self, *_chosen: object) -> None:
        self.other_field.setVisible(not self.who.currentData())

    def _arrange(self) -> None:
        self.body.addWidget(self.what)
        for short in (self.who_field, self.other_field, self.due_on, self.done_on):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        self.body.addWidget(self.came)
        self.who.activated.connect(self._fit)
        for typed in (self.line.textEdited, self.who.activated, self.other.textEdited, self.due_on.typed):
            typed.connect(self.changed)
        for typed in (self.done_on.typed, self.came.typed):
            typed.connect(self.changed)


class PlanReviewEditor(KeptForm):
    """Says that the plan was gone through together, and when it is again."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save review")
        self._case_id = case_id
        self.reviewed_on = DayField("Gone through together on", desk.clock.today, PAST, past=True)
        self.next_on = DayField("Next time by", desk.clock.today, AHEAD)
        self.note = TypedWords(desk.theme, "What was said, and what changed", 3)
        self.body.addWidget(self.note)
        for short in (self.reviewed_on, self.next_on):
            self.body.addLayout(measured(short, desk.theme, SHORT))
        for part in (self.note, self.reviewed_on, self.next_on):
            part.typed.connect(self.changed)

    def open_new(self, view: PlanView) -> None:
        """Ask about today; the next time is offered as late as the rule allows."""
        self.note.show_words("")
        self.reviewed_on.show_day(self.desk.clock.today())
        self.next_on.show_day(view.next_review_by)
        self.begin("The plan was gone through together")
        self.note.edit.setFocus()

    def key(self) -> str:
        return f"plan-review {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {"note": self.note.words, "on": self.reviewed_on.text(), "next": self.next_on.text()}

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.note.show_words(kept["note"])
        self.reviewed_on.show_text(kept["on"])
        self.next_on.show_text(kept["next"])

    def problems(self) -> Sequence[Problem]:
        return problems_in(
            (self.reviewed_on.problem("Give the day on which you went through the plan."), self.reviewed_on.edit),
            (self.next_on.problem("Give the day by which you go through it again."), self.next_on.edit),
        )

    def work(self) -> Callable[[], object]:
        new = NewReview(
            case_id=self._case_id,
            reviewed_on=_there(self.reviewed_on.day()),
            next_on=_there(self.next_on.day()),
            note=self.note.words,
        )
        return partial(self.desk.safety.plan.review, new)


def _there(day: date | None) -> date:
    if day is None:
        raise LookupError("a form without its days is not kept")
    return day
