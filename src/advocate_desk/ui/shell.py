"""The frame around every screen of an open vault: rail, top bar, the screen in front, passing messages, keys."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.history import History
from advocate_desk.ui.lock import Lock
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.theme import ThemeChoice
from advocate_desk.ui.widgets.rail import Rail, RailEntry, UserButton
from advocate_desk.ui.widgets.toast import Toast
from advocate_desk.ui.widgets.top_bar import TopBar
from advocate_desk.ui.widgets.words import Words

Routes = Mapping[str, type[Screen]]
"""Every screen by its key; those with a rail icon stand in the rail, in this order."""

KEPT_SCREENS = 6
SEARCH_SCREEN = "caseload"
LOOKS = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.HIGH_CONTRAST: "High contrast",
}


class Shell(QMainWindow):
    """The window of an open vault.

    Args:
        desk: what screens are built on.
        routes: every screen there is.
        lock: ends this process and leaves the unlock screen.
    """

    def __init__(self, desk: DeskContext, routes: Routes, lock: Lock) -> None:
        super().__init__()
        self._desk, self._routes, self._lock = desk, routes, lock
        self._history = History()
        self._screens: dict[tuple[str, object], Screen] = {}
        self._width = Width.WIDE
        self._actions: list[QAction] = []
        may = desk.who.may
        self._rail_keys = [key for key, screen in routes.items() if screen.rail_icon and may(screen.needs)]
        self._stack = QStackedWidget()
        self._top = TopBar(desk.theme)
        self._rail = self._make_rail()
        self._lay_out()
        self._toast = Toast(desk.theme, self)
        self._cover = QFrame(self)
        self._cover.setProperty("look", "cover")
        self._cover.hide()
        self._connect()
        self._add_keys()
        self.setMinimumSize(640, 480)
        self.resize(1360, 880)

    def screen_in_front(self) -> Screen:
        """Return the screen the user sees."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Screen):
            raise LookupError("no screen is shown yet")
        return shown

    def go(self, place: Place) -> None:
        """Show ``place``; Back will lead to where the user is now."""
        self._leave()
        self._history.go(place)
        self._show(place)

    def back(self) -> None:
        """Show the place before."""
        self._step(self._history.back)

    def forward(self) -> None:
        """Show the place Back came from."""
        self._step(self._history.forward)

    def lock(self) -> None:
        """Cover the window at once, keep what is half typed, and go."""
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self.setWindowTitle("Advocate Desk")
        screen = self.screen_in_front()
        screen.keep_draft(lambda: self._lock.lock(screen.place()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())
        self._reflow()
        self._toast.place()

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
        key = (place.screen, place.subject)
        screen = self._screens.pop(key, None)
        if screen is None:
            screen = self._routes[place.screen](self._desk, place)
            self._stack.addWidget(screen)
            screen.reflow(self._width)
        self._screens[key] = screen
        self._stack.setCurrentWidget(screen)
        self._top.saved.show_state(SavedState.NOTHING)
        screen.arrive(place)
        screen.refresh()
        self._rail.select(place.screen)
        self.setWindowTitle(f"{screen.title} – Advocate Desk")
        self._name_history()
        self._forget_oldest()
        self._enter(screen)

    def _name_history(self) -> None:
        self._top.show_history(self._name(self._history.before), self._name(self._history.after))

    def _name(self, place: Place | None) -> str:
        if place is None:
            return ""
        kept = self._screens.get((place.screen, place.subject))
        return kept.heading() if kept is not None else self._routes[place.screen].title

    def _forget_oldest(self) -> None:
        while len(self._screens) > KEPT_SCREENS:
            oldest = self._screens.pop(next(iter(self._screens)))
            self._stack.removeWidget(oldest)
            oldest.deleteLater()

    def _enter(self, screen: Screen) -> None:
        wanted = screen.first_focus()
        if wanted is not None:
            wanted.setFocus()
        elif not screen.isAncestorOf(self.focusWidget() or self):
            _focus_first(screen)

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
        panes: list[QWidget] = [self._rail, self._top, self.screen_in_front()]
        holder = self.focusWidget()
        here = next((place for place, pane in enumerate(panes) if holder and pane.isAncestorOf(holder)), -1)
        pane = panes[(here + step) % len(panes)]
        last = pane.focusWidget()
        if last is not None and last.isVisibleTo(pane):
            last.setFocus()
        else:
            _focus_first(pane)

    def _show_keys(self) -> None:
        screen = self.screen_in_front()
        everywhere = [
            (", ".join(key.toString() for key in action.shortcuts()), action.text()) for action in self._actions
        ]
        ShortcutsDialog(self, self._desk.theme, screen.title, screen.keys(), everywhere).open()

    def _reflow(self) -> None:
        self._toast.set_left(self._rail.maximumWidth())
        width = Width.of(self.width(), self._desk.theme.scale)
        if width is not self._width:
            self._width = width
            self._rail.set_narrow(width is not Width.WIDE)
            for screen in self._screens.values():
                screen.reflow(width)

    def _make_rail(self) -> Rail:
        entries = tuple(RailEntry(key, self._routes[key].title, self._routes[key].rail_icon) for key in self._rail_keys)
        who = self._desk.who
        return Rail(self._desk.theme, entries, UserButton(who.name, who.role.value.capitalize(), self._make_menu()))

    def _make_menu(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        for choice, words in LOOKS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice is self._desk.theme.choice)
            action.triggered.connect(lambda _checked, choice=choice: self._desk.theme.choose(choice))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction("Larger text", lambda: self._desk.theme.step_scale(+1))
        menu.addAction("Smaller text", lambda: self._desk.theme.step_scale(-1))
        menu.addSeparator()
        menu.addAction("All keys", self._show_keys)
        return menu

    def _lay_out(self) -> None:
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
        column.addLayout(row, 1)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        navigator = self._desk.navigator
        navigator.went.connect(self.go)
        navigator.went_back.connect(self.back)
        navigator.said.connect(self._toast.say)
        navigator.saved.connect(self._top.saved.show_state)
        navigator.counted.connect(self._rail.set_count)
        self._rail.chosen.connect(lambda key: self.go(Place(key)))
        self._rail.lock_chosen.connect(self.lock)
        self._top.back_chosen.connect(self.back)
        self._top.forward_chosen.connect(self.forward)
        self._top.search_chosen.connect(self._search)
        self._desk.theme.changed.connect(self._reflow)

    def _add_keys(self) -> None:
        for number, key in enumerate(self._rail_keys, start=1):
            self._key(self._routes[key].title, partial(self.go, Place(key)), f"Ctrl+{number}")
        self._key("Search cases", self._search, "Ctrl+K")
        self._key("Filter this list", self._filter, "/")
        self._key("The main action of this screen", self._main_action, "Ctrl+Return", "Ctrl+Enter")
        self._key("Back", self.back, "Alt+Left")
        self._key("Forward", self.forward, "Alt+Right")
        self._key("Next part of the window", lambda: self._cycle_panes(+1), "F6")
        self._key("Part before", lambda: self._cycle_panes(-1), "Shift+F6")
        self._key("Lock", self.lock, "Ctrl+L")
        self._key("Larger text", lambda: self._desk.theme.step_scale(+1), "Ctrl++", "Ctrl+=")
        self._key("Smaller text", lambda: self._desk.theme.step_scale(-1), "Ctrl+-")
        self._key("Usual text", lambda: self._desk.theme.step_scale(0), "Ctrl+0")
        self._key("All keys", self._show_keys, "F1", "?")

    def _key(self, words: str, act: Callable[[], object], *keys: str) -> None:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked: act())
        self.addAction(action)
        self._actions.append(action)


def _focus_first(pane: QWidget) -> None:
    """Give the keyboard to the first control of ``pane``."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if (
            pane.isAncestorOf(widget)
            and widget.isVisibleTo(pane)
            and widget.isEnabled()
            and widget.focusPolicy().value & 1
        ):
            widget.setFocus()
            return
        widget = widget.nextInFocusChain()
