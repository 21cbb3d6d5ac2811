"""Under eighteen at the desk: closed at first, what waits in sight, and nobody unsafe called safe to tell."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.agreements import PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.people import PersonRole
from advocate_desk.services.keep_people import PersonForm
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words
from advocate_desk.ui.widgets.young_forms import NEVER_TOLD
from advocate_desk.ui.widgets.young_panel import YoungPanel
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[PeopleSection, Seat]]
ENCOMPASS = "operation_encompass"


@pytest.fixture
def with_child(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    """The people of a case with a child of seven, whose referral police know of."""

    def build() -> tuple[PeopleSection, Seat]:
        seat = sit_down(ADVOCATE)
        with seat.session.work() as unit:
            unit.change(unit.get(Case, office.case_id), crime_reference="ZZ/1", kinds_of_abuse=("Coercive control",))
            unit.commit("police know")
        form = PersonForm(name_to_use="Mair Sample", date_of_birth=date(2019, 5, 2))
        seat.desk.people.add_person(office.case_id, PersonRole.CHILD, form)
        return open_section(PeopleSection, seat.desk, office.case_id, qtbot), seat

    return build


def panel(section: PeopleSection) -> YoungPanel:
    (found,) = [card.young for card in section.cards() if card.young is not None]
    return found


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget)]


def chips(widget: QWidget) -> list[str]:
    return [chip.text() for chip in widget.findChildren(Chip) if chip.isVisibleTo(widget)]


def press(widget: QWidget, words: str) -> None:
    next(button for button in widget.findChildren(Pressable) if button.text() == words and button.isVisible()).click()


def test_a_childs_part_is_closed_and_says_what_waits(with_child: Open) -> None:
    section, _ = with_child()
    assert chips(panel(section)) == ["2 prompts to answer", "Nobody known who is safe to tell"]
    assert not panel(section).inside.isVisible()
    panel(section).toggle.click()
    assert panel(section).inside.isVisible()
    assert "closed" not in panel(section).toggle.accessibleName()


def test_neither_the_client_of_age_nor_the_other_person_has_one(with_child: Open) -> None:
    section, _ = with_child()
    assert [card.view.person.role for card in section.cards() if card.young] == [PersonRole.CHILD]


def test_the_other_person_is_never_safe_to_tell_whatever_the_form_says(with_child: Open) -> None:
    section, _ = with_child()
    panel(section).toggle.click()
    panel(section).add_holder.click()
    form = section.holder_form
    form.who.setCurrentIndex(form.who.findText("Pat Pretend"))
    form.who.activated.emit(form.who.currentIndex())
    assert form.never.text() == NEVER_TOLD
    assert form.never.isVisible()
    press(form.holds, "Yes")
    press(form.safe, "Yes")
    form.save_button.click()
    (line,) = panel(section).young.holders
    assert line.responsibility.safe_to_tell is Answer.YES, "what was typed is kept as it was typed"
    assert "Not safe to tell" in chips(panel(section))
    assert "Safe to tell" not in chips(panel(section))


def test_a_mother_safe_to_tell_takes_the_warning_away_and_the_part_stays_open(with_child: Open) -> None:
    section, seat = with_child()
    panel(section).toggle.click()
    panel(section).add_holder.click()
    form = section.holder_form
    assert form.who.currentText() == "Ceri Sample"
    press(form.holds, "Yes")
    press(form.safe, "Yes")
    form.save_button.click()
    assert panel(section).inside.isVisible()
    assert chips(panel(section))[:2] == ["2 prompts to answer", "Safe to tell"]
    press(panel(section), "Remove")
    assert panel(section).young.holders == ()
    seat.undo[-1]()
    assert [line.holder for line in panel(section).young.holders] == ["Ceri Sample"]


def test_a_holder_in_words_needs_the_words(with_child: Open) -> None:
    section, _ = with_child()
    panel(section).toggle.click()
    panel(section).add_holder.click()
    form = section.holder_form
    form.who.setCurrentIndex(form.who.count() - 1)
    form.who.activated.emit(form.who.currentIndex())
    form.save_button.click()
    assert "such as the council" in form.summary.links()[0].sentence.text()
    form.other.setText("The council")
    form.save_button.click()
    assert [line.holder for line in panel(section).young.holders] == ["The council"]


def test_a_judgement_is_about_one_thing_and_says_why(with_child: Open, qtbot: QtBot) -> None:
    section, _ = with_child()
    panel(section).toggle.click()
    panel(section).judge.click()
    form = section.judgement_form
    form.save_button.click()
    assert len(form.summary.links()) == 3
    form.line.setText("Talking to somebody at school")
    press(form.able, "Yes")
    qtbot.keyClicks(form.why.edit, "She said back who would hear what.")
    form.save_button.click()
    told = shown(panel(section))
    assert "Can decide. About: Talking to somebody at school." in told
    assert f"She said back who would hear what. Judged 23 November by {ADVOCATE}." in told


def test_a_prompt_is_answered_in_words_and_stops_waiting(with_child: Open, qtbot: QtBot) -> None:
    section, seat = with_child()
    panel(section).toggle.click()
    panel(section).answers[ENCOMPASS].click()
    form = section.prompt_form
    form.save_button.click()
    assert [link.sentence.text() for link in form.summary.links()] == [
        "Choose whether it was done or is not needed.",
        "Say what was done, or why it is not needed.",
    ]
    press(form.state, "Done")
    qtbot.keyClicks(form.said.edit, "The school rang us.")
    form.leave()
    draft = seat.desk.drafts.load(form.key())
    assert draft is not None
    assert json.loads(draft.body)["words"] == "The school rang us."
    panel(section).answers[ENCOMPASS].click()
    assert form.said.words == "The school rang us."
    form.save_button.click()
    assert chips(panel(section))[0] == "1 prompt to answer"
    assert f"Done, 23 November, {ADVOCATE}. The school rang us." in shown(panel(section))
    answered = next(one for one in panel(section).young.prompts if one.prompt.code == ENCOMPASS)
    assert answered.answer is not None
    assert answered.answer.state is PromptState.DONE
