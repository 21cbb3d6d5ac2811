"""What was found in a letter, worst first, and why it cannot be printed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.check_letter import Check, Finding
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

WORDS = {Finding.STOP: "Stop", Finding.LOOK: "Look", Finding.FINE: "Fine"}
_ROLES = {Finding.STOP: "danger", Finding.LOOK: "warn"}


class ChecksCard(Card):
    """The checks of a letter. Each says what it is with a shape, a word and a colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Checks before this can go")
        self._theme = theme
        self._shown: tuple[Check, ...] = ()
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.blocked = Words(look="secondary", wrap=True)
        self.blocked.hide()
        self.body.addLayout(self._list)
        self.body.addWidget(self.blocked)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found."""
        if tuple(checks) == self._shown:
            return
        self._shown = tuple(checks)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(check) for check in checks]
        for row in self._rows:
            self._list.addWidget(row)

    def show_blocked(self, reasons: Sequence[str]) -> None:
        """Say why Print is off; nothing when it is not."""
        listed = _without_stops(reasons, self._shown)
        self.blocked.setText("\n".join(("Print is off because:", *(f"• {reason}" for reason in listed))))
        self.blocked.setVisible(bool(reasons))

    def _row(self, check: Check) -> QWidget:
        title = f"{WORDS[check.finding]}: {_lowered(check.title)}"
        if check.finding is Finding.FINE:
            return _FineRow(self._theme, title, check.detail)
        banner = Banner(self._theme, _ROLES[check.finding])
        banner.say(title, " ".join(part for part in (check.detail, check.why) if part))
        return banner


class _FineRow(QWidget):
    """One line with a tick."""

    def __init__(self, theme: Theme, title: str, detail: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 0, 2)
        row.setSpacing(12)
        row.addWidget(Glyph(theme, "check-circle-fill", "ok", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(f"{title}. {detail}" if detail else title, wrap=True), 1)


def _without_stops(reasons: Sequence[str], checks: Sequence[Check]) -> list[str]:
    """Return ``reasons``, those that stand above as stops told together as their number."""
    above = {check.sentence for check in checks if check.finding is Finding.STOP}
    others = [reason for reason in reasons if reason not in above]
    number = len(reasons) - len(others)
    told = {0: [], 1: ["There is 1 stop above."]}.get(number, [f"There are {number} stops above."])
    return [*others, *told]


def _lowered(title: str) -> str:
    """Return ``title`` to stand after a colon; what begins with a name or letters for a name keeps its capital."""
    first, _, _ = title.partition(" ")
    return title[:1].lower() + title[1:] if first in _STARTERS else title


_STARTERS = frozenset({"The", "No", "Consent", "This", "There", "Add", "How", "Shared", "She", "A", "An", "Her", "It"})
