"""The directory: whom to ask, how to reach them, and when that was last checked."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from advocate_desk.domain.directory import Service
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_directory import AgencyLine, AgencyView, Checked
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.agency_form import AgencyDialog, ServiceDialog
from advocate_desk.ui.models.directory import SECOND_LINE, DirectoryModel
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.directory_agency import AgencyPane
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.two_lines import TwoLines
from advocate_desk.ui.widgets.words import Words

LIST_WIDTH, ROW_HEIGHT, TYPING_PAUSE_MS = 360, 52, 120
NOBODY = "No agency is in the directory yet. Add the first one."
NOT_FOUND = "No agency has these words in its name, its services or its numbers."


class AgencyRow(TwoLines):
    """A row of the list, as high as its two lines with air around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW_HEIGHT))


class DirectoryScreen(Screen):
    """The list, and the agency that is picked in it. The main action adds one."""

    key = "directory"
    title = "Directory"
    rail_icon = "address-book"
    needs = Action.READ_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._wanted = _agency_of(place)
        self._view: AgencyView | None = None
        self.search = BoundedLine()
        self.search.setPlaceholderText("Name, service or number")
        self.search.setAccessibleName("Filter the directory")
        self.count = Words(look="secondary")
        self.message = Message(desk.theme)
        self.add = Button(desk.theme, "Add agency", "primary", "plus", self._add_agency)
        self.model = DirectoryModel(self)
        self.list = self._make_list()
        self.pane = AgencyPane(desk.theme, may_change=desk.who.may(Action.CHANGE_DIRECTORY))
        self.empty = EmptyState(NOBODY)
        self._stack = QStackedLayout()
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._main = QAction("Add agency", self)
        self._lay_out()
        self._connect()

    def place(self) -> Place:
        picked = self._picked()
        return Place(self.key, None, picked.agency_id.hex if picked else "")

    def arrive(self, place: Place) -> None:
        super().arrive(place)
        self._wanted = _agency_of(place) or self._wanted

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("J, K", "Next and previous agency"), ("/", "Filter"))

    def search_field(self) -> QWidget | None:
        return self.search

    def first_focus(self) -> QWidget | None:
        return self.list if self.model.rowCount() else self.add

    def reflow(self, width: Width) -> None:
        beside = width is not Width.NARROW
        self._panes.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setMaximumWidth(self.desk.theme.px(LIST_WIDTH) if beside else 16777215)
        self.list.setMaximumHeight(16777215 if beside else self.desk.theme.px(200))

    def refresh(self) -> None:
        """Read the list, and the agency that was looked at."""
        text = self.search.text()
        self.desk.tasks.run(
            lambda: self.desk.directory.agencies(text),
            context=self,
            on_done=self._show_list,
            on_error=self._fail,
            replace="directory",
        )

    def _show_list(self, lines: tuple[AgencyLine, ...]) -> None:
        picked = self._picked()
        wanted = self._wanted or (picked.agency_id if picked else None)
        self._wanted = None
        self.message.clear()
        self.model.show(lines)
        self.count.setText("1 agency" if len(lines) == 1 else f"{len(lines)} agencies")
        self.empty.sentence.setText(NOT_FOUND if self.search.text().strip() else NOBODY)
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(wanted)))

    def _picked(self) -> AgencyLine | None:
        return self.model.line(self.list.currentIndex().row())

    def _pick(self, _current: QModelIndex, _before: QModelIndex) -> None:
        line = self._picked()
        if line is not None:
            self._read(line.agency_id)

    def _read(self, agency_id: UUID) -> None:
        self.desk.tasks.run(
            partial(self.desk.directory.agency, agency_id),
            context=self,
            on_done=self._show_agency,
            on_error=self._fail,
            replace="agency",
        )

    def _show_agency(self, view: AgencyView) -> None:
        self._view = view
        self.pane.show_agency(view)

    def _add_agency(self) -> None:
        if self.desk.who.may(Action.CHANGE_DIRECTORY):
            AgencyDialog(self, self.desk, None, self._kept).open()

    def _edit_agency(self) -> None:
        if self._view is not None:
            AgencyDialog(self, self.desk, self._view.agency, self._kept).open()

    def _add_service(self) -> None:
        if self._view is not None:
            ServiceDialog(self, self.desk, self._view.agency, None, self._kept).open()

    def _edit_service(self, service: Service) -> None:
        if self._view is not None:
            ServiceDialog(self, self.desk, self._view.agency, service, self._kept).open()

    def _kept(self, agency_id: UUID) -> None:
        self._wanted = agency_id
        self.desk.navigator.say("Saved.")
        self.refresh()

    def _check(self) -> None:
        if self._view is None:
            return
        agency_id = self._view.agency.id

        def checked(before: Checked) -> None:
            self.desk.navigator.say("Details checked today.", partial(self._take_back, agency_id, before))
            self.refresh()

        work = partial(self.desk.directory.mark_checked, agency_id)
        self.desk.tasks.run(work, context=self, on_done=checked, on_error=self._fail)

    def _take_back(self, agency_id: UUID, before: Checked) -> None:
        def taken_back(_nothing: None) -> None:
            self.desk.navigator.say("As it was before.")
            self.refresh()

        work = partial(self.desk.directory.set_checked, agency_id, before)
        self.desk.tasks.run(work, context=self, on_done=taken_back, on_error=self._fail)

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _move(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if self.model.line(row) is not None:
            self.list.setCurrentIndex(self.model.index(row))

    def _make_list(self) -> QListView:
        found = QListView()
        found.setModel(self.model)
        found.setAccessibleName("Agencies")
        found.setItemDelegate(AgencyRow(self.desk.theme, SECOND_LINE, found))
        found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        return found

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(self.title, "page-title"))
        head.addWidget(self.count, 1)
        head.addWidget(self.add)
        if not self.desk.who.may(Action.CHANGE_DIRECTORY):
            self.add.hide()
        panes = QWidget()
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(16)
        self._panes.addWidget(self.list, 2)
        self._panes.addWidget(self.pane, 3)
        panes.setLayout(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.message)
        column.addLayout(self._stack, 1)  # before there is anything on it, which it would show by itself
        self._stack.addWidget(panes)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._go_to_list)
        self._pause.timeout.connect(self.refresh)
        self._main.triggered.connect(self._add_agency)
        self.pane.edit_chosen.connect(self._edit_agency)
        self.pane.add_chosen.connect(self._add_service)
        self.pane.service_chosen.connect(self._edit_service)
        self.pane.check_chosen.connect(self._check)
        keys: dict[str, Callable[[], object]] = {"J": partial(self._move, +1), "K": partial(self._move, -1)}
        for key, act in keys.items():
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    def _go_to_list(self) -> None:
        self._pause.stop()
        self.refresh()
        self.list.setFocus()


def _agency_of(place: Place) -> UUID | None:
    try:
        return UUID(place.part)
    except ValueError:
        return None
