"""One person of a case: who they are, what is known, and the ways to reach them, hidden."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import PersonRole
from advocate_desk.services.keep_people import PersonView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import NEVER_A_RECIPIENT, NOT_SAFE, ROLE_WORDS, facts, is_not_safe
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.facts_grid import facts_grid
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.reveal import Reveal
from advocate_desk.ui.widgets.words import Words
from advocate_desk.ui.widgets.young_panel import YoungPanel

POINT_ICONS = {
    "phone": "phone",
    "email": "envelope-simple",
    "address": "map-pin",
    "school": "buildings",
    "workplace": "buildings",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonActs:
    """What the buttons of a card call."""

    edit: Callable[[PersonView], None]
    remove: Callable[[PersonView], None]
    add_point: Callable[[PersonView], None]
    edit_point: Callable[[PersonView, HiddenPoint], None]
    remove_point: Callable[[HiddenPoint], None]


class PointRow(QWidget):
    """One way to reach somebody: its kind and how safe it is. The value shows for a reason, for half a minute."""

    def __init__(self, desk: DeskContext, view: PersonView, point: HiddenPoint, acts: PersonActs | None) -> None:
        super().__init__()
        self.point = point
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(point.masked, wrap=True))
        if point.note.strip():
            words.addWidget(Words(point.note, "small", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Glyph(desk.theme, POINT_ICONS[point.kind], "muted", 18), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addLayout(top)
        if acts is None:
            return
        self.reveal = Reveal(desk)
        self.reveal.show_point(point)
        top.addWidget(self.reveal.button)
        self.change = Button(desk.theme, "Change", "link", "", partial(acts.edit_point, view, point))
        self.remove = Button(desk.theme, "Remove", "link", "", partial(acts.remove_point, point))
        for button in (self.change, self.remove):
            button.setAccessibleName(f"{button.text()}: {point.words}")
            top.addWidget(button)
        self.reveal.setContentsMargins(desk.theme.px(26), 0, 0, 0)  # under the words, not under the icon
        column.addWidget(self.reveal)


class PersonCard(Card):
    """Somebody of the case. Without ``acts`` it is only read; ``young`` is what goes with being under eighteen."""

    def __init__(
        self, desk: DeskContext, view: PersonView, acts: PersonActs | None, young: YoungPanel | None = None
    ) -> None:
        super().__init__(view.name, *self._buttons(desk, view, acts))
        self.view, self.young = view, young
        self.body.setSpacing(8)
        self._add_role(desk, view)
        self._add_facts(desk, view)
        for point in view.points:
            self.body.addWidget(rule())
            self.body.addWidget(PointRow(desk, view, point, acts))
        if not view.points:
            self.body.addWidget(Words("No number or address is written down.", "secondary", wrap=True))
        if acts is not None:
            add = Button(desk.theme, "Add number or address", "link", "plus", partial(acts.add_point, view))
            add.setAccessibleName(f"Add number or address: {view.name}")
            self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        if young is not None:
            self.body.addWidget(rule())
            self.body.addWidget(young)

    def _buttons(self, desk: DeskContext, view: PersonView, acts: PersonActs | None) -> list[QWidget]:
        if acts is None:
            return []
        self.edit = Button(desk.theme, "Change", "link", "", partial(acts.edit, view))
        self.edit.setAccessibleName(f"Change: {view.name}")
        if view.person.role is PersonRole.CLIENT:
            return [self.edit]
        remove = Button(desk.theme, "Remove", "link", "", partial(acts.remove, view))
        remove.setAccessibleName(f"Remove: {view.name}")
        return [self.edit, remove]

    def _add_role(self, desk: DeskContext, view: PersonView) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Chip(desk.theme, ROLE_WORDS[view.person.role]))
        if view.person.role is PersonRole.OTHER_PERSON:
            row.addWidget(Chip(desk.theme, NOT_SAFE, "danger", "prohibit-fill"))
        elif is_not_safe(view):
            row.addWidget(Chip(desk.theme, NOT_SAFE, "warn", "shield-warning-fill"))
        row.addStretch(1)
        self.body.addLayout(row)
        if view.person.role is PersonRole.OTHER_PERSON:
            self.body.addWidget(Words(NEVER_A_RECIPIENT, "secondary", wrap=True))

    def _add_facts(self, desk: DeskContext, view: PersonView) -> None:
        if known := facts(view, desk.clock.today()):
            self.body.addLayout(facts_grid(known))
