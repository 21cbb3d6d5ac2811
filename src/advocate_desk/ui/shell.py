"""The frame around every screen of an open vault: rail, top bar, the screen in front, passing messages, keys."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.frame.acts import Act, Acts
from advocate_desk.ui.frame.departure import Departure, Why
from advocate_desk.ui.frame.desk_window import DeskWindow
from advocate_desk.ui.frame.kept_screens import KeptScreens
from advocate_desk.ui.frame.keys import Keys
from advocate_desk.ui.frame.panes import focus_first, focus_pane
from advocate_desk.ui.frame.user_menu import UserMenu
from advocate_desk.ui.frame.watch import EMERGENCY_KEYS, HIDE_KEYS, LOCK_KEYS
from advocate_desk.ui.history import History
from advocate_desk.ui.lock import Lock
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.typed_draft import keep_all
from advocate_desk.ui.widgets.rail import Rail, RailEntry, UserButton
from advocate_desk.ui.widgets.toast import Toast
from advocate_desk.ui.widgets.top_bar import TopBar
from advocate_desk.ui.widgets.words import Words

Routes = Mapping[str, type[Screen]]
"""Every screen by its key; those with a rail icon stand in the rail, in this order."""

SEARCH_SCREEN = "caseload"

READ_ONLY = "This vault may only be read here: nothing can be saved. Copy its folder to this computer to work in it."


class Shell(DeskWindow):
    """The window of an open vault.

    Args:
        desk: what screens are built on.
        routes: every screen there is.
        lock: ends this process and leaves the unlock screen.
    """

    def __init__(self, desk: DeskContext, routes: Routes, lock: Lock) -> None:
        super().__init__(desk.theme, desk.emergency)
        self._desk, self._routes = desk, routes
        self._history = History()
        self._acts = Acts()
        self._width = Width.WIDE
        may = desk.who.may
        self._rail_keys = [key for key, screen in routes.items() if screen.rail_icon and may(screen.needs)]
        self._stack = KeptScreens(lambda place: routes[place.screen](desk, place))
        self._top = TopBar(desk.theme)
        self._rail = self._make_rail()
        self._page = self._lay_out()
        self._keys = Keys(self._page)
        self._toast = Toast(desk.theme, self._page)
        self._departure = Departure(self, self.cover, desk.tasks, desk.backups, lock)
        self._connect()
        self._add_keys()
        self.setMinimumSize(640, 480)
        self.resize(1360, 880)

    def screen_in_front(self) -> Screen:
        """Return the screen the user sees."""
        return self._stack.in_front()

    def go(self, place: Place) -> None:
        """Show ``place``; Back will lead to where the user is now."""
        self._leave()
        self._history.go(place)
        self._show(place)

    def go_instead(self, place: Place) -> None:
        """Show ``place``; Back will lead to where the screen in front was opened from."""
        self._leave()
        self._history.go_instead(place)
        self._show(place)

    def back(self) -> None:
        """Show the place before."""
        self._step(self._history.back)

    def forward(self) -> None:
        """Show the place Back came from."""
        self._step(self._history.forward)

    def hide_now(self) -> None:
        """Cover everything, keep what is half typed, and get out of sight."""
        try:
            self._keep_everything(lambda: None)  # first, for what is covered counts as closed to some
        finally:
            super().hide_now()

    def lock(self, why: Why = Why.ASKED) -> None:
        """Cover the window at once, keep what is half typed, and go."""
        self.is_leaving = True
        for dialog in self.findChildren(ProgressDialog):
            dialog.reject()  # long work stops at its next step; what it had not finished counts for nothing
        try:
            self._keep_everything(self._departure.drafts_kept)
        finally:
            self.curtain.draw()
            self._departure.go(lambda: self.screen_in_front().place(), why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()
        self._toast.place()

    def _keep_everything(self, then: Callable[[], None]) -> None:
        keep_all(QApplication.topLevelWidgets(), lambda: self.screen_in_front().keep_draft(then))

    def _step(self, move: Callable[[], Place | None]) -> None:
        self._leave()
        place = move()
        if place is not None:
            self._show(place)

    def _leave(self) -> None:
        if self._history.here is not None:
            screen = self.screen_in_front()
            self._history.replace(screen.place())
            screen.keep_draft(lambda: None)

    def _show(self, place: Place) -> None:
        screen = self._stack.bring(place, self._width)
        self._top.saved.show_state(SavedState.NOTHING)
        screen.arrive(place)
        screen.refresh()
        self._rail.select(place.screen)
        self.curtain.set_title(f"{screen.title} – Advocate Desk")
        self._top.show_history(self._name(self._history.before), self._name(self._history.after))
        self._enter(screen)

    def _name(self, place: Place | None) -> str:
        if place is None:
            return ""
        kept = self._stack.kept(place)
        return kept.heading() if kept is not None else self._routes[place.screen].title

    def _enter(self, screen: Screen) -> None:
        wanted = screen.first_focus()
        if wanted is not None:
            wanted.setFocus()
        elif not screen.isAncestorOf(self.focusWidget() or self):
            focus_first(screen)

    def _search(self) -> None:
        if SEARCH_SCREEN in self._routes and self._history.here != Place(SEARCH_SCREEN):
            self.go(Place(SEARCH_SCREEN))
        self._filter()

    def _filter(self) -> None:
        field = self.screen_in_front().search_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)  # which selects what was searched before

    def _main_action(self) -> None:
        action = self.screen_in_front().main_action()
        if action is not None:
            action.trigger()

    def _cycle_panes(self, step: int) -> None:
        focus_pane((self._rail, self._top, self.screen_in_front()), self.focusWidget(), step)

    def _show_keys(self) -> None:
        screen = self.screen_in_front()
        ShortcutsDialog(self, self._desk.theme, screen.title, screen.keys(), self._keys.told()).open()

    def _said(self, words: str, undo: Callable[[], object] | None) -> None:
        act = self._acts.add(words, undo) if undo is not None else None
        self._toast.say(words, partial(self._acts.take_back, act) if act is not None else None)

    def _undo(self, act: Act | None = None) -> None:
        if act is None and _is_typing(self.focusWidget()):
            return
        wanted = act or self._acts.last
        if wanted is not None:
            self._toast.say(f"{wanted.undo_words}.")  # what the undo itself says, done or not, takes its place
            self._acts.take_back(wanted)

    def _reflow(self) -> None:
        self._toast.set_left(self._rail.maximumWidth())
        width = Width.of(self.width(), self._desk.theme.scale)
        if width is not self._width:
            self._width = width
            self._rail.set_narrow(width is not Width.WIDE)
            self._top.set_narrow(width is not Width.WIDE)
            for screen in self._stack:
                screen.reflow(width)

    def _make_rail(self) -> Rail:
        entries = tuple(RailEntry(key, self._routes[key].title, self._routes[key].rail_icon) for key in self._rail_keys)
        who, menu = self._desk.who, self._make_menu()
        return Rail(
            self._desk.theme, entries, UserButton(self._desk.theme, who.name, who.role.value.capitalize(), menu)
        )

    def _make_menu(self) -> UserMenu:
        return UserMenu(
            self,
            self._desk.theme,
            self._acts,
            hide_now=self.hide_now,
            show_keys=self._show_keys,
            undo=lambda: self._undo(self._acts.last),
        )

    def _lay_out(self) -> QWidget:
        edge = QFrame()
        edge.setProperty("look", "rail-edge")
        edge.setFixedWidth(1)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self._top)
        main.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(edge)
        row.addLayout(main, 1)
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._desk.who.is_sample:
            column.addWidget(Words("SAMPLE: everybody here is invented. Nothing you type here is kept safe.", "sample"))
        if self._desk.who.read_only:
            column.addWidget(Words(READ_ONLY, "sample"))
        column.addLayout(row, 1)
        self.setCentralWidget(page)
        return page

    def _connect(self) -> None:
        navigator = self._desk.navigator
        navigator.went.connect(self.go)
        navigator.went_instead.connect(self.go_instead)
        navigator.went_back.connect(self.back)
        navigator.said.connect(self._said)
        navigator.saved.connect(self._top.saved.show_state)
        navigator.counted.connect(self._rail.set_count)
        self._rail.chosen.connect(lambda key: self.go(Place(key)))
        self._rail.lock_chosen.connect(self.lock)
        self._rail.emergency_chosen.connect(self.show_emergency_numbers)
        self._top.back_chosen.connect(self.back)
        self._top.forward_chosen.connect(self.forward)
        self._top.search_chosen.connect(self._search)
        self._top.hide_chosen.connect(self.hide_now)
        self._desk.theme.changed.connect(self._reflow)

    def _add_keys(self) -> None:
        add, theme = self._keys.add, self._desk.theme
        for number, key in enumerate(self._rail_keys, start=1):
            add(self._routes[key].title, partial(self.go, Place(key)), f"Ctrl+{number}")
        add("Search cases", self._search, "Ctrl+K")
        add("Filter this list", self._filter, "/")
        add("The main action of this screen", self._main_action, "Ctrl+Return", "Ctrl+Enter")
        add("Back", self.back, "Alt+Left")
        add("Forward", self.forward, "Alt+Right")
        add("Undo what was done last", self._undo, "Ctrl+Z")
        add("Next part of the window", lambda: self._cycle_panes(+1), "F6")
        add("Part before", lambda: self._cycle_panes(-1), "Shift+F6")
        add("Hide now", self.hide_now, *HIDE_KEYS, also="Esc three times, Shift three times")
        add("Emergency numbers", self.show_emergency_numbers, *EMERGENCY_KEYS)
        self.cover.addAction(add("Lock", self.lock, *LOCK_KEYS))
        add("Larger text", lambda: theme.step_scale(+1), "Ctrl++", "Ctrl+=")
        add("Smaller text", lambda: theme.step_scale(-1), "Ctrl+-")
        add("Usual text", lambda: theme.step_scale(0), "Ctrl+0")
        add("All keys", self._show_keys, "F1", "?")


def _is_typing(holder: QWidget | None) -> bool:
    """Say whether Ctrl+Z belongs to the field that has the keyboard."""
    return isinstance(holder, QLineEdit | QPlainTextEdit)
