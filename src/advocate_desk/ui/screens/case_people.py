"""The people of a case: the one it is for, children, the other person, those who stand by her."""

from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import PersonRole
from advocate_desk.domain.safeguarding import PromptNow
from advocate_desk.services.keep_childhood import ChildhoodView, HolderLine, YoungPerson
from advocate_desk.services.keep_people import LOOK_ALIKE, PersonView
from advocate_desk.services.likeness_questions import AskedOfCase
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screens.case_forms import FormsSection, FormT
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.known_note import KnownNote
from advocate_desk.ui.widgets.person_card import PersonActs, PersonCard
from advocate_desk.ui.widgets.person_form import PersonEditor
from advocate_desk.ui.widgets.point_form import PointEditor
from advocate_desk.ui.widgets.rows import clear_rows, rows_in
from advocate_desk.ui.widgets.words import Words
from advocate_desk.ui.widgets.young_forms import HolderEditor, JudgementEditor, PromptEditor
from advocate_desk.ui.widgets.young_panel import YoungActs, YoungPanel


class PeopleSection(FormsSection):
    """A card for each person. A form takes the place of the cards; the banner above stays."""

    part = "people"
    title = "People"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id, exact=False)
        self.known = KnownNote(desk, case_id)
        self.add = Button(desk.theme, "Add person", "", "user-plus", self._add_person)
        self._views: tuple[PersonView, ...] = ()
        self._childhood: ChildhoodView | None = None
        self._open_panels = set[UUID]()
        """Whose part about being under eighteen somebody opened: it stays open when the cards are shown anew."""
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.home = self.add
        self._lay_out()

    @cached_property
    def person_form(self) -> PersonEditor:
        """The form of somebody, built when it is first wanted."""
        return self._with(PersonEditor(self.desk, self.case_id))

    @cached_property
    def point_form(self) -> PointEditor:
        """The form of a number or address, built when it is first wanted."""
        form = PointEditor(self.desk)
        self._with(form)
        form.closed.connect(form.conceal)
        return form

    @cached_property
    def holder_form(self) -> HolderEditor:
        """The form of who holds parental responsibility, built when it is first wanted."""
        return self._with(HolderEditor(self.desk))

    @cached_property
    def judgement_form(self) -> JudgementEditor:
        """The form of own consent, built when it is first wanted."""
        return self._with(JudgementEditor(self.desk))

    @cached_property
    def prompt_form(self) -> PromptEditor:
        """The form of a safeguarding prompt, built when it is first wanted."""
        return self._with(PromptEditor(self.desk))

    def refresh(self) -> None:
        people, childhood, case_id = self.desk.people, self.desk.safety.childhood, self.case_id
        self.desk.tasks.run(
            lambda: (people.people(case_id), childhood.view(case_id)),
            context=self,
            on_done=lambda read: self._show(*read),
            on_error=self.fail,
            replace="people",
        )
        asked = partial(self.desk.safety.questions.of_case, self.case_id)
        self.desk.tasks.run(asked, context=self, on_done=self._show_asked, on_error=self.fail, replace="known")

    def cards(self) -> list[PersonCard]:
        """Return the cards, in order."""
        return rows_in(self._cards, PersonCard)

    def _show(self, views: tuple[PersonView, ...], childhood: ChildhoodView) -> None:
        if (views, childhood) == (self._views, self._childhood) and self._cards.count():
            return
        self._views, self._childhood = views, childhood
        young = {one.person.id: one for one in childhood.young}
        clear_rows(self._cards)
        for view in views:
            panel = self._panel(young[view.person.id], childhood) if view.person.id in young else None
            self._cards.addWidget(PersonCard(self.desk, view, self._acts(), panel))

    def _panel(self, young: YoungPerson, childhood: ChildhoodView) -> YoungPanel:
        panel = YoungPanel(self.desk, young, childhood.note, childhood.staff, self._young_acts())
        panel.open(young.person.id in self._open_panels)
        panel.opened.connect(partial(self._opened, young.person.id))
        return panel

    def _opened(self, person_id: UUID, is_open: bool) -> None:
        if is_open:
            self._open_panels.add(person_id)
        else:
            self._open_panels.discard(person_id)

    def _show_asked(self, asked: AskedOfCase) -> None:
        self.known.show_asked(asked, is_told=self.message.headline.text() == LOOK_ALIKE)

    def _acts(self) -> PersonActs | None:
        if not self.may_work():
            return None
        return PersonActs(
            edit=self._edit,
            remove=self._remove,
            add_point=self._add_point,
            edit_point=self._edit_point,
            remove_point=self._remove_point,
        )

    def _young_acts(self) -> YoungActs | None:
        if not self.may_work():
            return None
        return YoungActs(
            add_holder=self._add_holder,
            change_holder=self._change_holder,
            remove_holder=self._remove_holder,
            judge=self._judge,
            answer=self._answer,
        )

    def _add_holder(self, young: YoungPerson) -> None:
        self.open_form(self.holder_form)
        self.holder_form.open_new(young, *self._who_may_hold(young))

    def _change_holder(self, young: YoungPerson, line: HolderLine) -> None:
        self.open_form(self.holder_form)
        self.holder_form.open_for(young, line, *self._who_may_hold(young))

    def _remove_holder(self, line: HolderLine) -> None:
        childhood, entry = self.desk.safety.childhood, line.responsibility.id
        undo = partial(self.run, partial(childhood.restore_holder, entry), "Brought back.")
        self.run(partial(childhood.remove_holder, entry), "Entry removed.", undo)

    def _judge(self, young: YoungPerson) -> None:
        self.open_form(self.judgement_form)
        self.judgement_form.open_new(young)

    def _answer(self, young: YoungPerson, now: PromptNow) -> None:
        self.open_form(self.prompt_form)
        self.prompt_form.open_for(young, now)

    def _who_may_hold(self, young: YoungPerson) -> tuple[dict[UUID, str], list[UUID]]:
        """Return everybody else of the case by name, and those among them who are never told anything."""
        names = {view.person.id: view.name for view in self._views if view.person.id != young.person.id}
        others = [view.person.id for view in self._views if view.person.role is PersonRole.OTHER_PERSON]
        return names, others

    def _add_person(self) -> None:
        self.open_form(self.person_form)
        self.person_form.open_new()

    def _edit(self, view: PersonView) -> None:
        self.open_form(self.person_form)
        self.person_form.open_for(view)

    def _add_point(self, view: PersonView) -> None:
        self.open_form(self.point_form)
        self.point_form.open_new(view)

    def _edit_point(self, view: PersonView, point: HiddenPoint) -> None:
        self.open_form(self.point_form)
        self.point_form.open_for(view, point)

    def _saved(self, told: object) -> None:
        """Show the cards anew; where another case has the same number, say so beside them."""
        if isinstance(told, str) and told:
            self.message.show_note("warn", told)
        self.kept("Saved.")

    def _remove(self, view: PersonView) -> None:
        points = tuple(point.point_id for point in view.points)
        undo = partial(self.run, partial(self.desk.people.restore_person, view.person.id, points), "Brought back.")
        self.run(partial(self.desk.people.remove_person, view.person.id), "Person removed.", undo)

    def _remove_point(self, point: HiddenPoint) -> None:
        undo = partial(self.run, partial(self.desk.people.restore_point, point.point_id), "Brought back.")
        self.run(partial(self.desk.people.remove_point, point.point_id), "Contact detail removed.", undo)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("Numbers and addresses are hidden. Showing one asks why.", "secondary", wrap=True), 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        if not self.may_work():
            self.add.hide()
        self.page.body.addLayout(head)
        self.page.body.addWidget(self.message)
        self.page.body.addWidget(self.known)
        self.page.body.addLayout(self._cards)
        self.page.body.addStretch(1)

    def _with(self, form: FormT) -> FormT:
        self.add_form(form)
        form.saved.connect(self._saved)
        return form
