"""Pictures of every screen and dialog, light and dark, for people who want to look before they install."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from advocate_desk.app.desk import make_desk
from advocate_desk.app.front_door import make_door
from advocate_desk.app.ways import Ways
from advocate_desk.services.session import Session
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.register import DOOR_EXHIBITS, EXHIBITS
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme, ThemeChoice

SIZE = QSize(1360, 880)
LOOKS = (ThemeChoice.LIGHT, ThemeChoice.DARK)


def draw_screens(ways: Ways, session: Session, out: Path) -> Sequence[Path]:
    """Draw every exhibit into ``out`` as ``NAME-light.png`` and ``NAME-dark.png``. No display is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["advocate-desk"])
    theme = Theme(application, LOOKS[0])
    drawn: list[Path] = []
    for name, widget in _exhibits(ways, session, theme):
        drawn += [_draw(widget, theme, look, out / f"{name}-{look.value}.png") for look in LOOKS]
        widget.close()
        widget.deleteLater()
    return drawn


def _exhibits(ways: Ways, session: Session, theme: Theme) -> Iterator[tuple[str, QWidget]]:
    tasks, prompts = InlineRunner(), QtPrompts()
    door = make_door(
        ways, known=(session.vault.folder,), tasks=tasks, prompts=prompts, theme=theme, opened=lambda _session: None
    )
    for before in DOOR_EXHIBITS:
        yield before.name, before.build(door)
    is_sample = session.settings().is_sample
    for exhibit in EXHIBITS:
        desk = make_desk(ways, session, is_sample=is_sample, tasks=tasks, prompts=prompts, theme=theme)
        yield exhibit.name, exhibit.build(desk)


def _draw(widget: QWidget, theme: Theme, look: ThemeChoice, to: Path) -> Path:
    theme.choose(look)
    if isinstance(widget, QMainWindow):
        widget.resize(SIZE)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    QCoreApplication.sendPostedEvents()
    widget.grab().save(str(to))
    return to
