"""What goes with being under eighteen, on a card and in its forms."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.widgets.young_panel import YoungPanel


def _opened(desk: DeskContext) -> tuple[Shell, YoungPanel]:
    """Return the case with the first child's part open, in sight."""
    shell = frame(desk, replace(first_case(desk), part=PeopleSection.part))
    (section,) = shell.findChildren(PeopleSection)
    panels = [card.young for card in section.cards() if card.young is not None]
    waiting = [one for one in panels if any(now.answer is None for now in one.young.prompts)]
    panel = (waiting or panels)[0]
    panel.toggle.click()
    return shell, panel


def _panel(desk: DeskContext) -> QWidget:
    shell, panel = _opened(desk)
    for card in shell.findChildren(PeopleSection)[0].cards():
        card.setVisible(card.young is panel)
    return shell


def _form(press: Callable[[YoungPanel], None], desk: DeskContext) -> QWidget:
    shell, panel = _opened(desk)
    press(panel)
    return shell


def _holder(desk: DeskContext) -> QWidget:
    return _form(lambda panel: panel.add_holder.click(), desk)


def _judgement(desk: DeskContext) -> QWidget:
    return _form(lambda panel: panel.judge.click(), desk)


def _prompt(desk: DeskContext) -> QWidget:
    return _form(lambda panel: next(iter(panel.answers.values())).click(), desk)


YOUNG: tuple[Exhibit, ...] = (
    Exhibit("people-under-eighteen", PeopleSection, _panel),
    Exhibit("parental-responsibility", PeopleSection, _holder),
    Exhibit("own-consent", PeopleSection, _judgement),
    Exhibit("safeguarding-prompt", PeopleSection, _prompt),
)
