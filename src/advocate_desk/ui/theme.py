"""How everything looks: one scheme of tokens, one text size, one style sheet.

Fusion, a palette and one generated style sheet, so that the desk looks the same on every system. The system's own
preference is followed until somebody chooses; where the system does not say, it is Light.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from advocate_desk.assets import resource
from advocate_desk.ui.icons import make_icon
from advocate_desk.ui.stylesheet import build_stylesheet
from advocate_desk.ui.tokens import Scheme, read_tokens

TEXT_SIZES = (1.0, 1.12, 1.25, 1.5, 1.75, 2.0)
BODY_PIXELS = 14


class ThemeChoice(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Theme(QObject):
    """The scheme and text size in force. Says ``changed`` after either was."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, scale: float = 1.0) -> None:
        super().__init__(application)
        self._application = application
        self._schemes = read_tokens()
        self._choice = choice
        self._scale = scale
        self._family = _load_fonts()
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text size, 1.0 being 14 px body text."""
        return self._scale

    @property
    def scheme(self) -> Scheme:
        """The scheme in force: the choice, or what the system prefers."""
        dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        match self._choice:
            case ThemeChoice.LIGHT:
                return Scheme.LIGHT
            case ThemeChoice.DARK:
                return Scheme.DARK
            case ThemeChoice.HIGH_CONTRAST:
                return Scheme.CONTRAST_DARK if dark else Scheme.CONTRAST_LIGHT
            case ThemeChoice.SYSTEM:
                return Scheme.DARK if dark else Scheme.LIGHT

    def colour(self, token: str) -> str:
        """Return the colour of ``token`` in the scheme in force, as ``#RRGGBB``."""
        return self._schemes[self.scheme][token]

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """Return a shipped icon, drawn in the token ``role``; it follows later changes of theme by itself."""
        return make_icon(name, role, self.colour)

    def px(self, pixels: int) -> int:
        """Return ``pixels`` at the text size in force."""
        return round(pixels * self._scale)

    def choose(self, choice: ThemeChoice) -> None:
        """Take another scheme."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    def set_scale(self, scale: float) -> None:
        """Take another text size."""
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def step_scale(self, steps: int) -> None:
        """Make the text ``steps`` sizes larger, or smaller when negative; 0 is the usual size again."""
        if steps == 0:
            self.set_scale(TEXT_SIZES[0])
            return
        nearest = min(range(len(TEXT_SIZES)), key=lambda place: abs(TEXT_SIZES[place] - self._scale))
        self.set_scale(TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, nearest + steps))])

    def _system_changed(self) -> None:
        if self._choice in {ThemeChoice.SYSTEM, ThemeChoice.HIGH_CONTRAST}:
            self._apply()

    def _apply(self) -> None:
        font = QFont(self._family) if self._family else QFont(self._application.font())
        font.setPixelSize(self.px(BODY_PIXELS))
        self._application.setFont(font)
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(build_stylesheet(self.scheme, self._schemes[self.scheme], self._scale))
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        roles = {
            role.Window: "bg",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.PlaceholderText: "muted",
            role.Button: "surface",
            role.ButtonText: "text",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.ToolTipBase: "surface",
            role.ToolTipText: "text",
            role.Link: "accent",
            role.Mid: "border",
        }
        palette = QPalette()
        for where, token in roles.items():
            palette.setColor(where, QColor(self.colour(token)))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(self.colour("muted")))
        return palette


def _load_fonts() -> str:
    """Load the shipped Inter and return its family, or "" where it does not ship: then the system's font serves."""
    try:
        folder = resource("fonts")
    except FileNotFoundError:
        return ""
    for path in sorted(folder.glob("Inter*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    return "Inter" if "Inter" in QFontDatabase.families() else ""
