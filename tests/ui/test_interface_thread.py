"""The interface never waits for the disk: whatever a screen reads or writes, another thread does it.

How long a screen holds the interface besides is measured, and named, by `make bench`.
"""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.app.screenshots import session_as
from advocate_desk.domain.users import Role
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.session import Session
from advocate_desk.storage.gate import Gate
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.routes import SCREENS
from advocate_desk.ui.screens.case import SECTIONS
from advocate_desk.ui.tasks import Lane, Lanes
from advocate_desk.ui.theme import Theme
from tests.support.prompts import RecordedPrompts

ALONE = [screen.key for screen in SCREENS if screen.key not in {"case", "referral", "letter"}]
PARTS = [section.part for section in SECTIONS]


@pytest.fixture
def lanes(qapp: object) -> Iterator[Lanes]:
    bugs: list[Exception] = []
    lanes = Lanes(bugs.append)
    yield lanes
    lanes.close()
    assert bugs == []


@pytest.fixture
def desk(sample: tuple[Program, Session], lanes: Lanes, theme: Theme) -> DeskContext:
    program, session = sample
    around = Around(tasks=lanes, prompts=RecordedPrompts(), theme=theme)
    return make_desk(program, session_as(session, Role.ADMINISTRATOR), around, is_sample=True)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The threads that went to the records."""
    found: list[int] = []
    enter = Gate.enter

    def noted(gate: Gate) -> None:
        found.append(threading.get_ident())
        enter(gate)

    monkeypatch.setattr(Gate, "enter", noted)
    return found


def at_rest(lanes: Lanes, qtbot: QtBot) -> None:
    """Wait until both lanes have answered; an answer may ask for more."""
    context = QObject()
    for _ in range(3):
        for lane in Lane:
            answered: list[int] = []
            lanes.run(int, context=context, on_done=answered.append, on_error=lambda _failure: None, lane=lane)
            qtbot.waitUntil(lambda heard=answered: bool(heard), timeout=20_000)


def read_by(place: Place, desk: DeskContext, lanes: Lanes, readers: list[int], qtbot: QtBot) -> set[int]:
    readers.clear()
    shell = frame(desk, place)
    qtbot.addWidget(shell)
    at_rest(lanes, qtbot)
    return set(readers)


@pytest.mark.parametrize("key", ALONE)
def test_a_screen_never_reads_the_vault_on_the_interface_thread(
    key: str, desk: DeskContext, lanes: Lanes, readers: list[int], qtbot: QtBot
) -> None:
    assert threading.get_ident() not in read_by(Place(key), desk, lanes, readers, qtbot)


@pytest.mark.parametrize("part", PARTS)
def test_a_section_of_a_case_never_reads_the_vault_on_the_interface_thread(
    part: str, desk: DeskContext, lanes: Lanes, readers: list[int], qtbot: QtBot
) -> None:
    case_id = desk.caseload.page(CaseloadFilter(), 0, 1).rows[0].case_id
    found = read_by(Place("case", case_id, part), desk, lanes, readers, qtbot)
    assert found
    assert threading.get_ident() not in found


def test_referral_and_letter_never_read_the_vault_on_the_interface_thread(
    desk: DeskContext, lanes: Lanes, readers: list[int], qtbot: QtBot
) -> None:
    case_id = desk.caseload.page(CaseloadFilter(), 0, 1).rows[0].case_id
    referral_id = desk.cases.summary(case_id).referrals[0].referral_id
    for place in (Place("referral", case_id, "new"), Place("referral", referral_id), Place("letter", referral_id)):
        found = read_by(place, desk, lanes, readers, qtbot)
        assert found
        assert threading.get_ident() not in found


def test_the_watch_notices_a_read_on_the_interface_thread(desk: DeskContext, readers: list[int]) -> None:
    desk.caseload.page(CaseloadFilter(), 0, 1)
    assert readers == [threading.get_ident()]
