"""Flags at the desk: seen by everybody who opens a case, raised, looked at again and ended with reasons."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from pytestqt.qtbot import QtBot

from advocate_desk.domain.flags import FlagKind
from advocate_desk.services.keep_flags import FlagForm
from advocate_desk.ui.dialogs.flag_sheets import (
    SAY_END,
    SAY_KIND,
    SAY_WHY,
    EndFlagSheet,
    FlagSheet,
)
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_summary import SummarySection
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
FIVE = (
    FlagKind.INTERPRETER,
    FlagKind.CHILDREN,
    FlagKind.WEAPONS,
    FlagKind.HIDDEN_ADDRESS,
    FlagKind.STAFF_SAFETY,
)


def raised(seat: Seat, office: Office, *kinds: FlagKind) -> None:
    for kind in kinds:
        form = FlagForm(kind=kind, reason="He keeps knives in the car.", review_on=date(2026, 12, 1))
        seat.desk.safety.flags.raise_flag(office.case_id, form)


@contextmanager
def case_of(seat: Seat, office: Office, qtbot: QtBot, part: str = "") -> Iterator[CaseScreen]:
    shell = frame(seat.desk, Place("case", office.case_id, part))
    qtbot.addWidget(shell)
    shell.resize(1360, 880)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    yield case
    shell.hide()


def head_of(case: CaseScreen) -> list[str]:
    chips = [chip for chip in case.findChildren(Chip) if chip.parentWidget() is case.more.parentWidget()]
    return [chip.text() for chip in chips if not chip.isHidden()]


def words_on(section: SummarySection) -> str:
    return "\n".join(label.text() for label in section.flags.findChildren(Words))


def summary_of(case: CaseScreen) -> SummarySection:
    assert isinstance(case.section, SummarySection)
    return case.section


def pressed(section: SummarySection, name: str) -> None:
    next(one for one in section.flags.findChildren(Button) if one.accessibleName() == name).click()


def test_the_head_shows_the_four_gravest_and_says_how_many_more_there_are(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    raised(seat, office, *FIVE)
    with case_of(seat, office, qtbot, "timeline") as case:
        assert head_of(case)[1:] == ["Weapons", "Staff safety", "Hidden address"]
        assert (case.more.text(), case.more.accessibleName()) == ("+2", "2 more: Children, Interpreter")
        case.more.click()
        section = summary_of(case)
        assert section.flags.isAncestorOf(case.focusWidget())
        assert words_on(section).count("He keeps knives in the car.") == 5


def test_a_case_without_flags_offers_nothing_more_in_its_head(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with case_of(sit_down(ADVOCATE), office, qtbot) as case:
        assert case.more.isHidden()
        assert "No flag is up." in words_on(summary_of(case))


def test_a_flag_is_raised_with_reason_owner_and_day_and_is_in_the_head_at_once(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with case_of(seat, office, qtbot) as case:
        section = summary_of(case)
        assert section.flags.add is not None
        section.flags.add.click()
        (sheet,) = section.findChildren(FlagSheet)
        sheet.record_button.click()
        assert [link.accessibleName() for link in sheet.summary.links()] == [SAY_KIND, SAY_WHY]
        sheet.kind.choose(FlagKind.STAFF_SAFETY)
        sheet.reason.edit.setPlainText("Two of us at every visit.")
        sheet.owner.setCurrentText(SUPERVISOR)
        sheet.again.edit.setText("1/12")
        sheet.record_button.click()
        qtbot.waitUntil(lambda: "Staff safety" in head_of(case))
        assert f"{SUPERVISOR}. Review due 1 December" in words_on(section)
        assert seat.said[-1] == "The flag is up."


def test_looking_again_moves_the_day_and_ending_it_takes_it_from_the_head_and_keeps_the_reason(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    raised(seat, office, FlagKind.WEAPONS)
    with case_of(seat, office, qtbot) as case:
        section = summary_of(case)
        pressed(section, "Look again Weapons")
        (sheet,) = section.findChildren(FlagSheet)
        sheet.again.edit.setText("24 December 2026")
        sheet.record_button.click()
        assert "Review due 24 December" in words_on(section)
        pressed(section, "End… Weapons")
        (ending,) = section.findChildren(EndFlagSheet)
        ending.record_button.click()
        assert [link.accessibleName() for link in ending.summary.links()] == [SAY_END]
        ending.because.edit.setPlainText("The police took them.")
        ending.record_button.click()
        qtbot.waitUntil(lambda: "Weapons" not in head_of(case))
        assert section.flags.ended.text() == "Show 1 ended flag"
        section.flags.ended.click()
        assert "Ended 23 November 2026: The police took them." in words_on(section)
