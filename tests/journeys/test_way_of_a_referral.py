"""From the key press to the row on disk, a referral passes the six files that docs/architecture.md shows."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.screens.referral import ReferralScreen
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.services.desk import ADVOCATE, make_office


@contextmanager
def files_passed_by_rows_of(table: str, package: Path) -> Iterator[set[str]]:
    """Note whose functions are under way while a row is inserted into ``table``."""
    passed: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            files = (Path(frame.filename) for frame in traceback.extract_stack())
            passed.update(file.relative_to(package).as_posix() for file in files if file.is_relative_to(package))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield passed
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, the list of offers cannot raise
def test_a_referral_passes_the_six_files_the_page_shows_and_no_other(
    repository: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    page = (repository / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## One referral")[2]
    told = set(re.findall(r"^\| `([a-z_/]+\.py)` \|", page, flags=re.MULTILINE))
    office, program = make_office(tmp_path), Program()
    around = Around(tasks=InlineRunner(), prompts=QtPrompts(), theme=Theme(qapp, ThemeChoice.LIGHT))
    package = repository / "src" / "advocate_desk"
    with office.as_user(ADVOCATE) as session, files_passed_by_rows_of("referrals", package) as passed:
        screen = ReferralScreen(
            make_desk(program, session, around, is_sample=False), Place("referral", office.case_id, "new")
        )
        qtbot.addWidget(screen)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.refresh()
        screen.editor.form.agency.setFocus()
        qtbot.keyClicks(screen.editor.form.agency, "Exampl")
        qtbot.keyClick(screen.editor.form.agency, Qt.Key.Key_Return)
        screen.editor.form.ask.setPlainText("Offer a safe place to stay")
        qtbot.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        program.close()
    assert len(told) <= 6
    assert passed == told
