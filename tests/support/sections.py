"""One section of a case on the screen, wide and with the keyboard."""

from typing import TypeVar
from uuid import UUID

from pytestqt.qtbot import QtBot

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_section import CaseSection

SectionT = TypeVar("SectionT", bound=CaseSection)


def open_section(kind: type[SectionT], desk: DeskContext, case_id: UUID, qtbot: QtBot) -> SectionT:
    """Open a case at one of its sections, and return that."""
    screen = CaseScreen(desk, Place("case", case_id, kind.part))
    qtbot.addWidget(screen)
    screen.reflow(Width.WIDE)
    screen.resize(1200, 900)
    screen.refresh()
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    section = screen.section
    assert isinstance(section, kind)
    return section
