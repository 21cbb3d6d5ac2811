"""One agency of the directory: how to reach it, what it offers, when its details were checked."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.services.keep_directory import AgencyView
from advocate_desk.ui.models.directory import STATUS_ROLES, STATUS_WORDS
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.facts_grid import facts_grid
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

LABELS = 92
CHECK_FIRST = "Check the details before you send anything."


class AgencyPane(ScrollPage):
    """Shows an agency. Who may not change the directory sees no buttons."""

    edit_chosen = Signal()
    add_chosen = Signal()
    check_chosen = Signal()
    service_chosen = Signal(object)

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__()
        self._theme, self._may_change = theme, may_change
        self.name = Words(look="sheet-title", wrap=True)
        self.other_name = Words(look="secondary", wrap=True)
        self.checked = Words(look="secondary", wrap=True)
        self.check = Button(theme, "Details checked today", "", "check", self.check_chosen.emit)
        self.edit = Button(theme, "Edit", "", "pencil-simple", self.edit_chosen.emit)
        self.add = Button(theme, "Add a service", "link", "plus", self.add_chosen.emit)
        self.replies = Words(look="secondary", wrap=True)
        self._facts = QVBoxLayout()
        self._services = QVBoxLayout()
        self.service_buttons: list[Button] = []
        self._lay_out()

    def show_agency(self, view: AgencyView) -> None:
        """Show ``view``."""
        agency = view.agency
        self.name.setText(agency.name)
        self.other_name.setText(agency.other_name)
        self.other_name.setVisible(bool(agency.other_name))
        line = view.checked_lines[agency.id]
        self.checked.setText(f"{line}. {CHECK_FIRST}" if view.stale else f"{line}.")
        self.checked.set_look("warn" if view.stale else "secondary")
        self.replies.setText(view.reply_line)
        clear_rows(self._facts)
        self._facts.addWidget(_facts_of(self._theme, agency))
        self._show_services(view)

    def _show_services(self, view: AgencyView) -> None:
        clear_rows(self._services)
        self.service_buttons = []
        for number, service in enumerate(view.services):
            if number:
                self._services.addWidget(rule())
            self._services.addWidget(self._service(service, view.checked_lines[service.id]))
        if not view.services:
            self._services.addWidget(Words("No service is written down. The agency itself can be chosen.", "secondary"))

    def _service(self, service: Service, checked: str) -> QWidget:
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(service.name, "strong", wrap=True), 1)
        head.addWidget(Chip(self._theme, STATUS_WORDS[service.status], STATUS_ROLES[service.status]))
        if self._may_change:
            edit = Button(self._theme, "Edit", "link", on_click=partial(self.service_chosen.emit, service))
            edit.setAccessibleName(f"Edit {service.name}")
            self.service_buttons.append(edit)
            head.addWidget(edit)
        column.addLayout(head)
        if service.alert:
            column.addWidget(Words(service.alert, "warn", wrap=True))
        column.addWidget(_facts_of(self._theme, service))
        column.addWidget(Words(checked, "small"))
        return holder

    def _lay_out(self) -> None:
        head = Card()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.other_name)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        head.body.addLayout(top)
        head.body.addLayout(self._facts)
        head.body.addWidget(self.replies)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.checked, 1)
        foot.addWidget(self.check)
        head.body.addLayout(foot)
        services = Card("Services", self.add)
        services.body.addLayout(self._services)
        for button in (self.edit, self.add, self.check):
            button.setVisible(self._may_change)
        for layout in (self._facts, self._services):
            layout.setSpacing(6)
        self.body.setContentsMargins(0, 0, 4, 0)
        self.body.addWidget(head)
        self.body.addWidget(services)
        self.body.addStretch(1)


def _facts_of(theme: Theme, one: Agency | Service) -> QWidget:
    """Return what is written down about an agency or a service, each with what it is."""
    facts = [
        ("About", one.description),
        ("Phone", ", ".join(one.phones)),
        ("Email", one.email),
        ("Website", one.website),
        ("Post", ", ".join(one.postal_address)),
    ]
    if isinstance(one, Agency) and one.chase_after:
        facts += [("Ask again", "after " + ", then ".join(one.chase_after))]
    if isinstance(one, Service):
        facts += [("Who", one.eligibility), ("How to apply", one.how_to_apply), ("Wait", one.wait)]
    holder = QWidget()
    grid = facts_grid(((label, text) for label, text in facts if text), spacing=6)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnMinimumWidth(0, theme.px(LABELS))
    holder.setLayout(grid)
    return holder
