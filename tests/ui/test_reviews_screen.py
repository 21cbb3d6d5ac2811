from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import StoppedBySafetyRule
from advocate_desk.domain.referral import ReviewState
from advocate_desk.domain.users import Role
from advocate_desk.services.review_referral import ReviewItem
from advocate_desk.services.write_letter import LetterView
from advocate_desk.ui.desk import Who
from advocate_desk.ui.models.review_queue import SECOND_LINE
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.reviews import ReviewsScreen
from advocate_desk.ui.theme import Theme
from tests.support.desk import make_desk
from tests.support.example_letters import PROTECTED, ExampleLetter
from tests.support.example_referrals import ExampleReviews, waiting, written
from tests.support.prompts import RecordedPrompts
from tests.support.records import SUPERVISOR

NOBODY_ASKED = SimpleNamespace(questions=SimpleNamespace(waiting=tuple))
OWN = "Nobody approves their own referral. Another supervisor can approve it."


@dataclass
class LetterOfAny(ExampleLetter):
    """The same letter for every referral that waits."""

    def view(self, referral_id: UUID) -> LetterView:
        return replace(super().view(self.referral.id), referral_id=referral_id)


@dataclass
class Bench:
    """The Reviews screen with everything around it."""

    screen: ReviewsScreen
    reviews: ExampleReviews
    prompts: RecordedPrompts
    qtbot: QtBot
    counts: list[tuple[str, int]] = field(default_factory=list)

    def key(self, key: Qt.Key) -> None:
        holder = self.screen.window().focusWidget() or self.screen
        self.qtbot.keyClick(holder, key)

    def shown(self) -> str:
        return self.screen.letter.title.text()


Build = Callable[..., Bench]


@pytest.fixture
def open_reviews(theme: Theme, qtbot: QtBot, qapp: QApplication) -> Build:
    def build(*items: ReviewItem, role: Role = Role.SUPERVISOR, why: str = "She is with a friend.") -> Bench:
        letter = LetterOfAny(referral=replace(written(), why=why), review=ReviewState.AWAITING_REVIEW)
        reviews, prompts = ExampleReviews(items), RecordedPrompts()
        who = Who(user_id=SUPERVISOR, name="Sam Supervisor", role=role, is_sample=True)
        desk = make_desk(qapp, theme, reviews=reviews, letters=letter, prompts=prompts, who=who, safety=NOBODY_ASKED)
        screen = ReviewsScreen(desk, Place("reviews"))
        qtbot.addWidget(screen)
        bench = Bench(screen, reviews, prompts, qtbot)
        desk.navigator.counted.connect(lambda key, number: bench.counts.append((key, number)))
        screen.refresh()
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.list.setFocus()
        return bench

    return build


def test_j_and_k_go_through_what_waits(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1))
    assert bench.shown() == "Emergency housing: Exampleshire Council"
    bench.key(Qt.Key.Key_J)
    assert bench.shown() == "Counselling: Exampleshire Council"
    bench.key(Qt.Key.Key_J)
    assert bench.shown() == "Counselling: Exampleshire Council"
    bench.key(Qt.Key.Key_K)
    assert bench.shown() == "Emergency housing: Exampleshire Council"


def test_enter_leads_to_the_letter(open_reviews: Build) -> None:
    bench = open_reviews(waiting())
    bench.key(Qt.Key.Key_Return)
    assert bench.screen.letter.hasFocus()


def test_the_whole_letter_is_there_to_read(open_reviews: Build) -> None:
    bench = open_reviews(waiting())
    words = "\n".join(label.text() for label in bench.screen.letter.findChildren(QLabel))
    for part in ("Private and confidential", written().ask, "Text 07700 900123 first", "She is with a friend."):
        assert part in words


def test_a_approves_after_a_question_that_names_the_letter_and_the_next_opens(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1), waiting(2))
    bench.key(Qt.Key.Key_A)
    assert bench.prompts.asked == ["Approve letter R3 to Exampleshire Council, 2 pages?"]
    assert bench.reviews.calls == [("approve", waiting(0).referral_id, "")]
    assert bench.shown() == "Counselling: Exampleshire Council"
    assert bench.counts == [("reviews", 3), ("reviews", 2)]


def test_what_is_shared_without_consent_says_so_in_the_queue_and_in_the_question(open_reviews: Build) -> None:
    item = waiting(1, without_consent="vital interests")
    bench = open_reviews(item)
    queued = bench.screen.queue.index(0)
    assert queued.data(SECOND_LINE).endswith("No consent")
    assert queued.data(Qt.ItemDataRole.AccessibleTextRole).endswith("without consent")
    bench.key(Qt.Key.Key_A)
    assert "you approve sharing on vital interests, and its reason" in bench.prompts.effects[-1]


def test_nothing_is_approved_without_the_answer(open_reviews: Build) -> None:
    bench = open_reviews(waiting())
    bench.prompts.says_yes = False
    bench.key(Qt.Key.Key_A)
    assert bench.prompts.asked
    assert bench.reviews.calls == []


def test_b_without_a_reason_leads_to_the_comment_and_with_one_sends_back(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1))
    bench.key(Qt.Key.Key_B)
    assert bench.screen.comment.hasFocus()
    assert bench.reviews.calls == []
    bench.qtbot.keyClicks(bench.screen.comment, "Above all, by when?")
    assert bench.screen.comment.toPlainText() == "Above all, by when?"
    bench.screen.list.setFocus()
    bench.key(Qt.Key.Key_B)
    assert bench.reviews.calls == [("send_back", waiting(0).referral_id, "Above all, by when?")]
    assert bench.screen.comment.toPlainText() == ""
    assert bench.shown() == "Counselling: Exampleshire Council"


def test_after_a_decision_in_the_middle_the_next_opens(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1), waiting(2))
    bench.key(Qt.Key.Key_J)
    bench.key(Qt.Key.Key_A)
    assert bench.shown() == "Legal advice: Exampleshire Council"


def test_the_last_in_the_queue_is_followed_by_the_first(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1))
    bench.key(Qt.Key.Key_J)
    bench.key(Qt.Key.Key_A)
    assert bench.shown() == "Emergency housing: Exampleshire Council"


def test_nobody_approves_their_own_and_the_screen_says_so(open_reviews: Build) -> None:
    bench = open_reviews(waiting(why_not_approve=OWN))
    assert bench.screen.message.detail.text() == OWN
    bench.key(Qt.Key.Key_A)
    assert bench.prompts.asked == []
    assert bench.reviews.calls == []
    assert OWN in bench.screen.approve.reasons
    assert bench.counts == [("reviews", 0)]


def test_an_advocate_sees_what_waits_and_why_they_cannot_decide(open_reviews: Build) -> None:
    bench = open_reviews(waiting(why_not_approve="Only a supervisor can decide a review."), role=Role.ADVOCATE)
    bench.key(Qt.Key.Key_B)
    assert bench.screen.send_back.reasons
    assert bench.reviews.calls == []


def test_a_letter_with_a_stop_cannot_be_approved(open_reviews: Build) -> None:
    bench = open_reviews(waiting(), why=f"She is at {PROTECTED}.")
    bench.key(Qt.Key.Key_A)
    assert bench.prompts.asked == []
    assert "Do not disclose" in bench.screen.message.detail.text()


def test_what_the_services_refuse_is_said_and_the_item_stays(
    open_reviews: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = open_reviews(waiting())

    def refuse(referral_id: UUID, comment: str = "") -> UUID:
        raise StoppedBySafetyRule(("The consent was withdrawn on 22 November 2026.",))

    monkeypatch.setattr(bench.reviews, "approve", refuse)
    bench.key(Qt.Key.Key_A)
    assert "withdrawn" in bench.screen.message.detail.text()
    assert bench.shown() == "Emergency housing: Exampleshire Council"


def test_a_comment_half_typed_belongs_to_its_letter_and_is_there_when_it_is_picked_again(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1))
    bench.qtbot.keyClicks(bench.screen.comment, "Above all")
    bench.screen.list.setFocus()
    bench.key(Qt.Key.Key_J)
    assert bench.screen.comment.toPlainText() == ""
    bench.key(Qt.Key.Key_K)
    assert bench.screen.comment.toPlainText() == "Above all"


def test_an_empty_queue_says_so(open_reviews: Build) -> None:
    bench = open_reviews()
    words = [label.text() for label in bench.screen.findChildren(QLabel) if label.isVisibleTo(bench.screen)]
    assert "Nothing waits for review." in words
    assert bench.counts == [("reviews", 0)]


def test_after_the_last_decision_the_keyboard_is_at_the_way_to_today(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0))
    went: list[Place] = []
    bench.screen.desk.navigator.went.connect(went.append)
    bench.key(Qt.Key.Key_A)
    assert bench.reviews.calls == [("approve", waiting(0).referral_id, "")]
    assert bench.screen.to_today.hasFocus()
    bench.key(Qt.Key.Key_Return)
    assert went == [Place("today")]


def test_what_comes_in_while_the_queue_is_empty_has_the_keyboard(open_reviews: Build) -> None:
    bench = open_reviews()
    bench.screen.first_focus().setFocus()
    bench.reviews.items = (waiting(0),)
    bench.screen.refresh()
    assert bench.screen.list.hasFocus()


def test_a_queue_that_becomes_empty_takes_the_keyboard_from_nobody_else(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0))
    other = QLineEdit(bench.screen)
    other.show()
    other.setFocus()
    bench.reviews.items = ()
    bench.screen.refresh()
    assert other.hasFocus()


def test_lock_and_back_lead_to_the_letter_that_was_read(open_reviews: Build) -> None:
    bench = open_reviews(waiting(0), waiting(1))
    bench.key(Qt.Key.Key_J)
    place = bench.screen.place()
    bench.key(Qt.Key.Key_K)
    bench.screen.arrive(place)
    bench.screen.refresh()
    assert bench.shown() == "Counselling: Exampleshire Council"
