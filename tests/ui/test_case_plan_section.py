"""The plan at the desk: her words first, what is late said in a word, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.support_plan import NeedArea, NeedState
from advocate_desk.services.keep_plan import ActionForm, NeedForm
from advocate_desk.ui.screens.case_plan import PlanSection
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.plan_need_card import ActionRow
from advocate_desk.ui.widgets.plan_words import NO_PLAN
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[PlanSection, Seat]]
HOME = NeedForm(
    area=NeedArea.SAFETY_AT_HOME,
    title="A lock on the back door",
    opened_on=date(2026, 11, 11),
    her_words="I hear every step.",
)


@pytest.fixture
def open_plan(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build() -> tuple[PlanSection, Seat]:
        seat = sit_down(ADVOCATE)
        return open_section(PlanSection, seat.desk, office.case_id, qtbot), seat

    return build


def with_need(section: PlanSection, *actions: ActionForm) -> None:
    """Keep a need and what is to be done about it, and show them."""
    plan = section.desk.safety.plan
    need = plan.add_need(section.case_id, HOME)
    for action in actions:
        plan.add_action(need, action)
    section.refresh()


def words_on(section: PlanSection) -> list[str]:
    return [label.text() for label in section.findChildren(Words) if label.isVisibleTo(section)]


def row_of(section: PlanSection, what: str) -> ActionRow:
    return next(row for card in section.cards() for row in card.rows if row.line.action.what == what)


def test_without_a_need_it_says_where_to_begin_and_offers_no_review(open_plan: Open) -> None:
    section, _ = open_plan()
    assert NO_PLAN in words_on(section)
    assert not section.go_through.isVisible()


def test_a_need_is_added_with_the_words_it_was_said_in(open_plan: Open, qtbot: QtBot) -> None:
    section, seat = open_plan()
    section.add.click()
    form = section.need_form
    qtbot.keyClicks(form.own.edit, "I hear every step.")
    form.line.setText("A lock on the back door")
    form.save_action.trigger()
    assert seat.said == ["Need saved."]
    (card,) = section.cards()
    assert card.line.need.her_words == "I hear every step."
    assert "“I hear every step.”" in words_on(section)


def test_a_need_without_words_is_told_by_its_field_and_stays_typed(open_plan: Open, qtbot: QtBot) -> None:
    section, seat = open_plan()
    section.add.click()
    form = section.need_form
    qtbot.keyClicks(form.own.edit, "I hear every step.")
    form.opened_on.edit.setText("31/2/2026")
    form.save_action.trigger()
    assert [link.accessibleName() for link in form.summary.links()] == [
        "Say in a few words what is needed.",
        "There is no 31 February 2026. Check the day.",
    ]
    form.leave()
    draft = seat.session.store.drafts.load(form.key())
    assert draft is not None
    assert "I hear every step." in draft.body
    assert section.desk.safety.plan.view(section.case_id).needs == ()


def test_what_is_late_is_said_by_a_word_and_what_is_done_says_what_came_of_it(open_plan: Open) -> None:
    section, _ = open_plan()
    with_need(
        section,
        ActionForm(what="Ring the landlord", owner="Herself", due_on=date(2026, 11, 20)),
        ActionForm(what="Ask police", due_on=date(2026, 11, 23)),
        ActionForm(what="Fit a chain", due_on=date(2026, 11, 30)),
        ActionForm(what="Buy a lock", done_on=date(2026, 11, 12), came_of_it="It is in."),
    )
    chips = {what: [chip.text() for chip in row_of(section, what).findChildren(Chip)] for what in _WHAT}
    assert chips == {"Ring the landlord": ["Late"], "Ask police": ["Today"], "Fit a chain": [], "Buy a lock": []}
    assert row_of(section, "Ring the landlord").about.text() == "Herself. Overdue by 3 days."
    assert row_of(section, "Ask police").about.text() == "Nobody is named. Due today."
    assert row_of(section, "Buy a lock").about.text() == "Nobody is named. Done 12 November. It is in."


_WHAT = ("Ring the landlord", "Ask police", "Fit a chain", "Buy a lock")


def test_done_in_one_press_and_undone_in_one(open_plan: Open) -> None:
    section, seat = open_plan()
    with_need(section, ActionForm(what="Ring the landlord", due_on=date(2026, 11, 20)))
    row_of(section, "Ring the landlord").done.click()
    assert row_of(section, "Ring the landlord").line.action.done_on == date(2026, 11, 23)
    seat.undo[-1]()
    assert row_of(section, "Ring the landlord").line.action.done_on is None


def test_an_action_is_given_to_whoever_is_signed_in_unless_somebody_else_is_chosen(open_plan: Open) -> None:
    section, _ = open_plan()
    with_need(section)
    section.cards()[0].add.click()
    form = section.action_form
    assert form.who.currentText() == ADVOCATE
    assert not form.other_field.isVisible()
    form.who.setCurrentIndex(form.who.findText(SUPERVISOR))
    form.line.setText("Ask police for a marker")
    form.due_on.edit.setText("+2d")
    form.save_action.trigger()
    line = row_of(section, "Ask police for a marker").line
    assert (line.owner, line.action.due_on) == (SUPERVISOR, date(2026, 11, 25))


def test_herself_is_words_and_no_colleague(open_plan: Open) -> None:
    section, _ = open_plan()
    with_need(section, ActionForm(what="Pack a bag", owner="Herself"))
    row_of(section, "Pack a bag").change.click()
    form = section.action_form
    assert form.other_field.isVisible()
    assert form.other.text() == "Herself"
    form.came.show_words("Packed.")
    form.done_on.edit.setText("today")
    form.save_action.trigger()
    kept = row_of(section, "Pack a bag").line.action
    assert (kept.owner, kept.owner_id, kept.came_of_it, kept.done_on) == (
        "Herself",
        None,
        "Packed.",
        date(2026, 11, 23),
    )


def test_what_is_not_wanted_is_a_choice_with_its_day_and_asks_for_nothing_more(open_plan: Open) -> None:
    section, _ = open_plan()
    with_need(section, ActionForm(what="Ring the landlord", due_on=date(2026, 11, 20)))
    section.cards()[0].change.click()
    form = section.need_form
    assert not form.state_on.isVisible()
    form.state.choose(NeedState.NOT_WANTED)
    form.state.chosen.emit(NeedState.NOT_WANTED)
    assert form.state_on.isVisible()
    form.save_action.trigger()
    (card,) = section.cards()
    assert "Not wanted: a choice, 23 November." in words_on(section)
    assert [chip.text() for chip in card.rows[0].findChildren(Chip)] == []


def test_a_review_that_is_due_is_said_by_a_word_until_the_plan_was_gone_through(
    open_plan: Open, office: Office
) -> None:
    section, _ = open_plan()
    with_need(section)
    assert not section.due.isVisible()
    office.clock.later(days=16)
    section.refresh()
    assert section.due.isVisible()
    section.go_through.click()
    form = section.review_form
    form.note.show_words("The chain is fitted.")
    form.next_on.edit.setText("+60d")
    form.save_action.trigger()
    assert "after 28 days at the latest" in form.message.headline.text()
    form.next_on.edit.setText("+7d")
    form.save_action.trigger()
    assert not section.due.isVisible()
    assert section.standing.text() == "Gone through together 9 December. Review due 16 December."
    assert f"9 December, {ADVOCATE}. Next 16 December." in words_on(section)
