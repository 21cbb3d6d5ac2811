"""Pictures of every screen and dialog, light and dark, for people who want to look before they install."""

import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.front_door import make_door
from advocate_desk.app.program import Program
from advocate_desk.domain.users import Role, User
from advocate_desk.services.sample_month import sample_users
from advocate_desk.services.session import Session
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.register import DOOR_EXHIBITS, EXHIBITS
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme, ThemeChoice

SIZE = QSize(1360, 880)
LOOKS = (ThemeChoice.LIGHT, ThemeChoice.DARK)


def draw_screens(program: Program, session: Session, out: Path) -> Sequence[Path]:
    """Draw every exhibit into ``out`` as ``NAME-light.png`` and ``NAME-dark.png``. No display is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["advocate-desk"])
    theme = Theme(application, LOOKS[0])
    drawn: list[Path] = []
    for name, widget in _exhibits(program, session, theme):
        drawn += [_draw(widget, theme, look, out / f"{name}-{look.value}.png") for look in LOOKS]
        widget.close()
        widget.deleteLater()
        # Without an event loop nobody else would delete it, and every later change of look would paint it anew.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # What Python still holds of Qt must go before the application does: afterwards it would be freed twice.
    gc.collect()
    return drawn


def _exhibits(program: Program, session: Session, theme: Theme) -> Iterator[tuple[str, QWidget]]:
    around = Around(tasks=InlineRunner(), prompts=QtPrompts(), theme=theme)
    door = make_door(program, around, known=(session.vault.folder,), opened=lambda _session: None)
    for before in DOOR_EXHIBITS:
        yield before.name, before.build(door)
    is_sample = session.settings().is_sample
    for exhibit in EXHIBITS:
        desk = make_desk(program, session_as(session, exhibit.role), around, is_sample=is_sample)
        yield exhibit.name, exhibit.build(desk)


def session_as(session: Session, role: Role) -> Session:
    """Return the session as a colleague of another role would see it, for pictures; it holds nobody else's keys."""
    if role is session.role:
        return session
    with session.work() as unit:
        names = {user.display_name: user for user in unit.find(User)}
    known = (names.get(one.name) for one in sample_users() if one.role is role)
    return replace(session, role=role, user=next((user for user in known if user), session.user))


def _draw(widget: QWidget, theme: Theme, look: ThemeChoice, to: Path) -> Path:
    theme.choose(look)
    if isinstance(widget, QMainWindow):
        widget.resize(SIZE)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    QCoreApplication.sendPostedEvents()
    widget.grab().save(str(to))
    return to
