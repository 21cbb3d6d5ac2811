"""Who is this, at the desk: asked calmly, decided with a reason side by side, and taken back."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.cases import LinkKind
from advocate_desk.domain.people import PersonRole, PointKind
from advocate_desk.services.keep_people import LOOK_ALIKE, PersonForm
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.screens.reviews import ReviewsScreen
from advocate_desk.ui.screens.who_is_this import NOTHING_WAITS, REASON_WANTED, WhoIsThisScreen
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
HER_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900123")
AGAIN = NewCase(name_to_use="Cery Sample", points=(HER_PHONE,))


def screen_of(seat: Seat, qtbot: QtBot) -> WhoIsThisScreen:
    shell = frame(seat.desk, Place("who-is-this"))
    qtbot.addWidget(shell)
    shell.show()
    (screen,) = shell.findChildren(WhoIsThisScreen)
    return screen


def people_of(seat: Seat, case_id: UUID, qtbot: QtBot) -> PeopleSection:
    shell = frame(seat.desk, Place("case", case_id, "people"))
    qtbot.addWidget(shell)
    shell.show()
    (section,) = shell.findChildren(PeopleSection)
    return section


def seen(screen: WhoIsThisScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen))


def offered(screen: WhoIsThisScreen) -> list[LinkKind]:
    return [kind for kind, button in screen.answers.items() if button.isVisibleTo(screen)]


def both_sides(seat: Seat, office: Office) -> UUID:
    """Open a case whose client is the other person of the office's case."""
    opened = seat.desk.opening.open(NewCase(name_to_use="Pat Pretend"))
    return opened.case_id


def test_the_two_lie_side_by_side_without_a_number_or_an_address(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    reference = seat.desk.opening.open(AGAIN).reference
    screen = screen_of(seat, qtbot)
    words = seen(screen)
    for part in ("1 to decide.", "May be one person", "name, phone", "Cery Sample", "Ceri Sample", reference):
        assert part in words
    assert "900123" not in words
    assert "ZZ99" not in words  # "7QQ" alone may stand in a reference by chance
    assert offered(screen) == [LinkKind.SAME_PERSON, LinkKind.NOT_THE_SAME]


def test_a_decision_asks_for_its_reason_and_its_undo_brings_the_question_back(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    again = seat.desk.opening.open(AGAIN).case_id
    screen, safety = screen_of(seat, qtbot), seat.desk.safety
    screen.answers[LinkKind.SAME_PERSON].click()
    assert REASON_WANTED in seen(screen)
    assert len(safety.questions.waiting()) == 1
    screen.reason.setPlainText("She showed the letter from spring.")
    screen.answers[LinkKind.SAME_PERSON].click()
    assert {case.id for case in safety.likeness.episodes_of(again)} == {again, office.case_id}
    assert "Decided: same person" in seen(screen)
    assert "She showed the letter from spring." in seen(screen)
    seat.undo[-1]()
    assert len(safety.questions.waiting()) == 1
    assert {case.id for case in safety.likeness.episodes_of(again)} == {again}


def test_what_was_decided_is_taken_back_with_a_reason(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    seat.desk.opening.open(AGAIN)
    (asked,) = seat.desk.safety.questions.waiting()
    seat.desk.safety.likeness.answer(asked.link.id, LinkKind.NOT_THE_SAME, "Her aunt.")
    screen = screen_of(seat, qtbot)
    assert offered(screen) == []
    screen.reason.setPlainText("They are one after all.")
    screen.take_back.click()
    assert len(seat.desk.safety.questions.waiting()) == 1


def test_nothing_waits_says_so(sit_down: SitDown, qtbot: QtBot) -> None:
    assert NOTHING_WAITS in seen(screen_of(sit_down(ADVOCATE), qtbot))


def test_a_conflict_is_told_to_a_worker_in_one_sentence_and_to_a_supervisor_whole(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    other_side = both_sides(seat, office)
    for case_id in (office.case_id, other_side):
        (banner,) = people_of(seat, case_id, qtbot).known.banners()
        assert banner.headline.text() == LOOK_ALIKE
        assert banner.detail.text() == ""
    assert NOTHING_WAITS in seen(screen_of(seat, qtbot))


def test_a_supervisor_decides_a_conflict_that_reviews_lead_to(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(SUPERVISOR)
    both_sides(seat, office)
    shell = frame(seat.desk, Place("reviews"))
    qtbot.addWidget(shell)
    shell.show()
    (reviews,) = shell.findChildren(ReviewsScreen)
    assert reviews.who.text() == "Who is this? 1 to decide"
    reviews.who.click()
    assert seat.went[-1] == Place("who-is-this")
    screen = screen_of(seat, qtbot)
    words = seen(screen)
    for part in ("Both sides of one story may be with us", "Pat Pretend", "other person", ADVOCATE, SUPERVISOR):
        assert part in words
    assert offered(screen) == [LinkKind.CONFLICT, LinkKind.NO_CONFLICT]
    screen.reason.setPlainText("He rang about the same flat.")
    screen.answers[LinkKind.CONFLICT].click()
    assert seat.desk.safety.questions.waiting() == ()


def test_a_new_name_of_a_case_is_asked_about_beside_its_people_and_leads_to_the_two(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    other = seat.desk.opening.open(NewCase(name_to_use="Robin Invented")).case_id
    assert people_of(seat, other, qtbot).known.banners() == []
    client = next(view for view in seat.desk.people.people(other) if view.person.role is PersonRole.CLIENT)
    born = next(view.person.date_of_birth for view in seat.desk.people.people(office.case_id))
    form = PersonForm(name_to_use="Robin Invented", known_as=("Keri Sampel",), date_of_birth=born)
    seat.desk.people.change_person(client.person, form)
    section = people_of(seat, other, qtbot)
    (banner,) = section.known.banners()
    assert banner.headline.text() == "Somebody like Robin Invented is on record"
    assert seat.desk.cases.summary(office.case_id).case.reference in banner.detail.text()
    compare = next(iter(section.known.findChildren(type(section.add))))
    compare.click()
    assert seat.went[-1].screen == "who-is-this"


@pytest.mark.parametrize("who", [ADVOCATE, SUPERVISOR])
def test_a_half_typed_reason_waits_for_its_pair(sit_down: SitDown, office: Office, qtbot: QtBot, who: str) -> None:
    seat = sit_down(who)
    seat.desk.opening.open(AGAIN)
    screen = screen_of(seat, qtbot)
    screen.reason.setPlainText("She showed")
    screen.keep_draft(lambda: None)
    assert screen_of(seat, qtbot).reason.toPlainText() == "She showed"
