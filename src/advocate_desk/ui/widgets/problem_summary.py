"""The error summary of a form: what must be mended, each with a way to its field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.banner import ICONS
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

TITLE = "There is a problem"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in the words that stand by its field, and the field that takes the keyboard."""

    sentence: str
    field: QWidget


def problems_in(*checked: tuple[str, QWidget]) -> list[Problem]:
    """Return a problem for each field of which there is something to say; "" is said of a field that is fine."""
    return [Problem(sentence, field) for sentence, field in checked if sentence]


class ProblemLink(Pressable):
    """One sentence of the summary, on as many lines as it needs. Pressing it leads to its field."""

    def __init__(self, problem: Problem, lead: Callable[[QWidget], None]) -> None:
        super().__init__()
        self.setProperty("look", "problem")
        self.setAccessibleName(problem.sentence)
        self.sentence = Words(problem.sentence, "problem", wrap=True)
        self.sentence.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self.sentence)
        self.clicked.connect(lambda _checked: lead(problem.field))


class ProblemSummary(QFrame):
    """Stands above a form, hidden while there is nothing to mend.

    When it appears it takes the keyboard, so that a screen reader reads it and Tab leads to the first link. Everything
    typed stays where it is.

    Args:
        theme: gives icon and colours.
        before: called with the field before it takes the keyboard, where it may have to be brought to the front.
    """

    def __init__(self, theme: Theme, before: Callable[[QWidget], None] | None = None) -> None:
        super().__init__()
        self._before = before
        self.setProperty("look", "banner")
        self.setProperty("role", "danger")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title = Words(TITLE, "card-title")
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addLayout(self._links)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 8)
        row.setSpacing(14)
        row.addWidget(Glyph(theme, ICONS["danger"], "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def links(self) -> tuple[ProblemLink, ...]:
        """Return the links, in order."""
        found = (self._links.itemAt(at) for at in range(self._links.count()))
        return tuple(link for item in found if item is not None and isinstance(link := item.widget(), ProblemLink))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show everything that must be mended and take the keyboard; with nothing, go away."""
        clear_rows(self._links)
        if not problems:
            self.hide()
            return
        before: QWidget = self
        for problem in problems:
            link = ProblemLink(problem, self._lead)
            self._links.addWidget(link)
            QWidget.setTabOrder(before, link)
            before = link
        told = f"{TITLE}. {' '.join(problem.sentence for problem in problems)}"
        self.setAccessibleName(told)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, told, at_once=True)

    def clear(self) -> None:
        """Take it away."""
        self.show_problems(())

    def _lead(self, field: QWidget) -> None:
        if self._before is not None:
            self._before(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
