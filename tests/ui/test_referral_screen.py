from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.domain.errors import EntryRefused, NotFound
from advocate_desk.domain.referral import PROGRESS_MOVES, ProgressState, ReviewState, must_carry
from advocate_desk.services.make_referral import NewConsent, ProgressReport, ReferralForm
from advocate_desk.ui import typed_draft
from advocate_desk.ui.dialogs.record_consent import RecordConsentDialog
from advocate_desk.ui.dialogs.record_progress import RecordProgressDialog
from advocate_desk.ui.models.referral_draft import Typed
from advocate_desk.ui.models.referral_words import Reached, line_of_states, move_times
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screens.referral import NEW, ReferralScreen
from advocate_desk.ui.theme import Theme
from tests.support.accessible import controls
from tests.support.desk import MemoryDrafts, make_desk
from tests.support.example_letters import PROTECTED, REFERRAL, ExampleLetter
from tests.support.example_referrals import AGREED, HOUSING, MOBILE, ExampleReferrals, sent, written
from tests.support.held_tasks import HeldTasks
from tests.support.records import AGENCY, CASE

# The list of offers is a window of its own, which the offscreen platform can neither raise nor let grab the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass
class Bench:
    """One referral's screen with everything around it."""

    screen: ReferralScreen
    letter: ExampleLetter
    referrals: ExampleReferrals
    drafts: MemoryDrafts
    went: list[Place]
    saved: list[tuple[SavedState, str]]
    tasks: HeldTasks

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        holder = self.screen.window().focusWidget() or self.screen
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(holder, key, modifier)

    qtbot: QtBot

    def type(self, where: QWidget, words: str) -> None:
        where.setFocus()
        if isinstance(where, QPlainTextEdit):
            where.selectAll()
        self.qtbot.keyClicks(where, words)

    def send(self) -> None:
        action = self.screen.main_action()
        assert action is not None
        action.trigger()


Build = Callable[..., Bench]


@pytest.fixture
def open_screen(theme: Theme, qtbot: QtBot, qapp: QApplication) -> Build:
    """Return a builder of a screen on an example; keywords change the letter, ``moves`` and ``place``."""

    def build(place: Place | None = None, drafts: MemoryDrafts | None = None, **fields: object) -> Bench:
        moves = fields.pop("moves", ())
        next_progress = fields.pop("next_progress", ())
        letter = ExampleLetter(**{"referral": written(), **fields})  # type: ignore[arg-type]
        referrals = ExampleReferrals(letter, moves=moves, next_progress=next_progress)  # type: ignore[arg-type]
        drafts, tasks = drafts or MemoryDrafts(), HeldTasks()
        desk = make_desk(qapp, theme, referrals=referrals, letters=letter, drafts=drafts, tasks=tasks)
        went: list[Place] = []
        saved: list[tuple[SavedState, str]] = []
        desk.navigator.went.connect(went.append)
        desk.navigator.saved.connect(lambda state, more: saved.append((state, more)))
        screen = ReferralScreen(desk, place or Place("referral", REFERRAL))
        qtbot.addWidget(screen)
        screen.refresh()
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return Bench(screen, letter, referrals, drafts, went, saved, tasks, qtbot)

    return build


def forms(bench: Bench) -> list[ReferralForm]:
    return [call for call in bench.referrals.calls if isinstance(call, ReferralForm)]


def test_an_agency_is_found_by_three_letters_and_taken_with_enter(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    form = bench.screen.editor.form
    bench.type(form.agency, "hou")
    bench.key(Qt.Key.Key_Return)
    assert form.agency.text() == "Housing Options, Exampleshire Council"
    assert form.agency_checked.text() == (
        "Details checked 3 November 2026. Promises an answer within 5 working days. "
        "No answers yet to what was sent from here."
    )
    assert bench.screen.editor.typed().service_id == HOUSING.id
    assert form.ask.hasFocus()


def test_whoever_types_where_an_agency_stands_already_names_another(open_screen: Build) -> None:
    bench = open_screen()
    form = bench.screen.editor.form
    form.agency.setFocus(Qt.FocusReason.OtherFocusReason)
    bench.screen.editor.agency.show_choice("Sample Refuge", AGENCY, None)
    bench.qtbot.keyClicks(form.agency, "hou")
    assert form.agency.text() == "hou"


def test_the_arrow_keys_go_through_the_offers_and_leave_what_is_typed(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    form = bench.screen.editor.form
    bench.type(form.agency, "exa")
    offers = bench.screen.editor.agency.offers
    labels = [offers.model().index(row, 0).data() for row in range(offers.model().rowCount())]
    bench.qtbot.keyClick(offers, Qt.Key.Key_Down)
    assert form.agency.text() == "exa"
    bench.qtbot.keyClick(offers, Qt.Key.Key_Return)
    assert form.agency.text() == labels[1]
    assert not offers.isVisible()


def test_a_service_that_takes_nobody_cannot_be_chosen(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    bench.type(bench.screen.editor.form.agency, "refuge")
    bench.key(Qt.Key.Key_Return)
    assert bench.screen.editor.typed().agency_id is None
    assert "no longer takes people" in bench.screen.editor.form.agency_error.text()


def test_an_agency_typed_and_not_chosen_is_nobodys(open_screen: Build) -> None:
    bench = open_screen()
    assert bench.screen.editor.typed().agency_id == AGENCY
    bench.type(bench.screen.editor.form.agency, "x")
    assert bench.screen.editor.typed().agency_id is None
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert forms(bench) == []
    assert bench.screen.editor.form.agency_error.text() in bench.screen.message.detail.text()


def test_the_day_a_reply_is_needed_is_read_back_in_words(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    form = bench.screen.editor.form
    bench.type(form.reply_by, "+2d")
    assert form.reply_by_read.text() == "Wednesday 25 November 2026, 5pm"
    form.reply_by.clear()
    bench.type(form.reply_by, "whenever")
    bench.key(Qt.Key.Key_Tab)
    assert "cannot be read" in form.reply_by_error.text()


def test_control_s_keeps_the_referral_and_says_saved_only_then(open_screen: Build) -> None:
    bench = open_screen()
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert [form.ask for form in forms(bench)] == ["Please ring us."]
    assert [state for state, _ in bench.saved] == [SavedState.SAVING, SavedState.SAVED]


def test_saving_changes_nothing_that_nobody_touched(open_screen: Build) -> None:
    basis = replace(
        written(),
        consent_id=None,
        lawful_basis=LawfulBasis.VITAL_INTERESTS,
        lawful_basis_reason="Her life is at risk tonight.",
    )
    bench = open_screen(referral=basis)
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert bench.letter.referral == replace(basis, ask="Please ring us.")


def test_words_that_cannot_be_saved_stay_and_are_kept_as_a_draft(open_screen: Build) -> None:
    bench = open_screen()
    bench.letter.failure = EntryRefused("That consent belongs to another case. Choose again.")
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert "belongs to another case" in bench.screen.message.headline.text()
    assert bench.screen.editor.form.ask.toPlainText() == "Please ring us."
    assert "Please ring us." in "".join(bench.drafts.kept.values())
    assert SavedState.NOT_SAVED in [state for state, _ in bench.saved]


def test_some_time_after_the_last_key_the_words_are_a_draft(
    open_screen: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_draft, "AFTER_MS", 0)
    bench = open_screen()
    bench.type(bench.screen.editor.form.why, "!")
    qtbot.waitUntil(lambda: list(bench.drafts.kept) == [f"referral {REFERRAL.hex}"])
    assert forms(bench) == []


def test_words_from_before_come_back_and_can_be_discarded(open_screen: Build) -> None:
    first = open_screen()
    first.type(first.screen.editor.form.ask, "Half a sent")
    first.screen.keep_draft(lambda: None)
    again = open_screen(drafts=first.drafts)
    assert again.screen.editor.form.ask.toPlainText() == "Half a sent"
    assert again.screen.found.isVisibleTo(again.screen)
    again.screen.discard.setFocus()
    again.key(Qt.Key.Key_Return)
    assert again.screen.editor.form.ask.toPlainText() == written().ask
    assert again.drafts.kept == {}


def test_saving_erases_the_draft(open_screen: Build) -> None:
    bench = open_screen()
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.screen.keep_draft(lambda: None)
    assert bench.drafts.kept
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert bench.drafts.kept == {}


def test_coming_back_does_not_overwrite_what_is_half_typed(open_screen: Build) -> None:
    bench = open_screen()
    bench.type(bench.screen.editor.form.ask, "Half")
    bench.screen.refresh()
    assert bench.screen.editor.form.ask.toPlainText() == "Half"


def test_sending_keeps_the_words_first(open_screen: Build) -> None:
    bench = open_screen()
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.send()
    assert [call[0] for call in bench.letter.calls] == ["save", "send_for_review"]
    assert not bench.screen.editor.isVisibleTo(bench.screen)
    assert bench.screen.request.isVisibleTo(bench.screen)


def test_a_stop_keeps_it_from_the_supervisor_and_says_why(open_screen: Build) -> None:
    bench = open_screen(referral=replace(written(), why=f"She is at {PROTECTED}."))
    assert bench.screen.head.send.reasons == ("This address is marked Do not disclose. Take it out.",)
    bench.send()
    assert "Do not disclose" in bench.screen.message.detail.text()
    assert bench.letter.calls == []


def test_what_was_sent_back_shows_the_reason_and_can_be_mended(open_screen: Build) -> None:
    bench = open_screen(review=ReviewState.RETURNED, returned_because="Give a time.")
    assert bench.screen.standing.detail.text() == "Give a time."
    assert bench.screen.editor.isVisibleTo(bench.screen)
    bench.send()
    assert bench.letter.review is ReviewState.AWAITING_REVIEW


def test_what_is_with_the_supervisor_is_read_only_until_it_is_taken_back(open_screen: Build) -> None:
    bench = open_screen(review=ReviewState.AWAITING_REVIEW)
    assert not bench.screen.editor.isVisibleTo(bench.screen)
    bench.screen.head.take_back.setFocus()
    bench.key(Qt.Key.Key_Return)
    assert bench.screen.editor.isVisibleTo(bench.screen)


def test_a_new_referral_is_on_record_before_its_letter_is_shown(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    bench.type(bench.screen.editor.form.agency, "hou")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_P, ctrl=True)
    assert len(forms(bench)) == 1
    assert bench.went == [Place("letter", REFERRAL)]
    assert bench.screen.place() == Place("referral", REFERRAL)


def read_late(bench: Bench) -> ReferralScreen:
    """Return another screen of the same referral, in front, which has not been read in yet."""
    bench.tasks.held = []
    late = ReferralScreen(bench.screen.desk, Place("referral", REFERRAL))
    bench.qtbot.addWidget(late)
    late.refresh()
    with bench.qtbot.waitActive(late):
        late.show()
        late.activateWindow()
    bench.qtbot.keyClick(late, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert bench.went == []
    return late


def test_the_letter_asked_for_before_the_referral_is_read_is_shown_as_soon_as_it_is(open_screen: Build) -> None:
    bench = open_screen()
    late = read_late(bench)
    bench.tasks.answer()
    assert bench.went == [Place("letter", REFERRAL)]
    late.refresh()
    assert bench.went == [Place("letter", REFERRAL)], "asked for once, shown once"


def test_whoever_has_gone_elsewhere_meanwhile_is_not_led_to_the_letter(open_screen: Build) -> None:
    bench = open_screen()
    read_late(bench).hide()
    bench.tasks.answer()
    assert bench.went == []


def test_a_referral_that_cannot_be_read_says_so_when_its_letter_is_asked_for(
    open_screen: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = open_screen()
    late = read_late(bench)

    def refuse(_referral_id: object) -> object:
        raise NotFound

    monkeypatch.setattr(bench.referrals, "view", refuse)
    bench.tasks.answer()
    assert late.message.headline.text() == str(NotFound())
    monkeypatch.undo()
    late.refresh()
    assert bench.went == []


def test_nothing_has_happened_to_a_referral_that_is_not_on_record(open_screen: Build) -> None:
    moves = (ProgressState.WITHDRAWN,)
    new, kept = open_screen(Place("referral", CASE, NEW), next_progress=moves), open_screen(next_progress=moves)
    assert not new.screen.states.question.isVisibleTo(new.screen)
    assert kept.screen.states.question.isVisibleTo(kept.screen)


def test_a_new_referral_saved_twice_in_a_hurry_is_on_record_once(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    bench.type(bench.screen.editor.form.agency, "hou")
    bench.key(Qt.Key.Key_Return)
    bench.tasks.held = []
    bench.key(Qt.Key.Key_S, ctrl=True)
    bench.send()
    bench.tasks.answer()
    assert [call[0] for call in bench.letter.calls] == ["save", "send_for_review"]


def test_what_is_typed_while_saving_is_not_lost(open_screen: Build) -> None:
    bench = open_screen()
    bench.type(bench.screen.editor.form.ask, "Please ring us.")
    bench.tasks.held = []
    bench.key(Qt.Key.Key_S, ctrl=True)
    bench.qtbot.keyClicks(bench.screen.editor.form.ask, " Today.")
    bench.tasks.answer()
    assert bench.screen.editor.form.ask.toPlainText() == "Please ring us. Today."
    bench.key(Qt.Key.Key_S, ctrl=True)
    assert [form.ask for form in forms(bench)] == ["Please ring us.", "Please ring us. Today."]


def test_the_consent_on_file_for_this_agency_and_purpose_is_taken(open_screen: Build) -> None:
    bench = open_screen(Place("referral", CASE, NEW))
    editor = bench.screen.editor
    assert editor.typed().consent_id is None
    assert editor.form.without_consent.isVisibleTo(editor)
    bench.type(editor.form.agency, "hou")
    bench.key(Qt.Key.Key_Return)
    assert editor.typed().consent_id == AGREED.id
    assert not editor.form.without_consent.isVisibleTo(editor)
    editor.form.share_needs.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert "does not cover language and access needs" in editor.form.consent_covers.text()


def test_consent_is_recorded_for_what_is_ticked_and_picked_at_once(open_screen: Build) -> None:
    bench = open_screen()
    editor = bench.screen.editor
    editor.record_consent.setFocus()
    bench.key(Qt.Key.Key_Return)
    dialog = next(one for one in editor.findChildren(RecordConsentDialog))
    dialog.form.expires_on.setText("+12w")
    dialog.record()
    recorded = next(call for call in bench.referrals.calls if isinstance(call, NewConsent))
    assert (recorded.agency_id, recorded.shares, recorded.points) == (AGENCY, written().shares, (MOBILE.point_id,))
    assert (recorded.given_on, recorded.how) == (date(2026, 11, 23), "In person")
    assert recorded.expires_on == date(2027, 2, 15)
    assert editor.typed().consent_id == bench.referrals.consents[-1].id


def test_what_happened_asks_for_what_the_move_must_carry(open_screen: Build) -> None:
    bench = open_screen(
        review=ReviewState.APPROVED,
        progress=ProgressState.SENT,
        moves=sent(),
        next_progress=(ProgressState.DECLINED, ProgressState.WAITING_LIST),
    )
    buttons = [one for one in controls(bench.screen) if one.parentWidget() is bench.screen.states]
    buttons[0].setFocus()
    bench.key(Qt.Key.Key_Return)
    dialog = next(one for one in bench.screen.findChildren(RecordProgressDialog))
    form = dialog.form
    assert form.reason_code.isVisibleTo(dialog)
    assert not any(
        field.isVisibleTo(dialog) for field in (form.told_by, form.expected_on, form.review_on, form.outcome)
    )
    dialog.record()
    assert form.reason_code_error.text() == "Choose a reason."
    assert bench.referrals.calls == []
    form.reason_code.setCurrentIndex(form.reason_code.findData("out_of_area"))
    dialog.record()
    report = bench.referrals.calls[-1]
    assert isinstance(report, ProgressReport)
    assert (report.to_state, report.reason) == (ProgressState.DECLINED, "out_of_area")
    assert report.happened_at == datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def test_a_move_that_is_refused_keeps_what_was_typed(open_screen: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = open_screen(progress=ProgressState.SENT, moves=sent(), next_progress=(ProgressState.ACKNOWLEDGED,))

    def refuse(_report: ProgressReport) -> None:
        raise EntryRefused("This referral has moved on since you looked.")

    monkeypatch.setattr(bench.referrals, "record_progress", refuse)
    bench.screen.states.happened.emit(ProgressState.ACKNOWLEDGED)
    dialog = next(one for one in bench.screen.findChildren(RecordProgressDialog))
    dialog.form.told_by.setText("Duty desk")
    dialog.record()
    assert "moved on" in dialog.message.headline.text()
    assert dialog.form.told_by.text() == "Duty desk"
    assert dialog.record_button.isEnabled()


def test_the_line_of_states_tells_what_was_and_what_is_ahead() -> None:
    line = line_of_states(ReviewState.APPROVED, ProgressState.SENT, sent())
    assert [(one.words, one.reached) for one in line] == [
        ("Draft", Reached.DONE),
        ("Review", Reached.DONE),
        ("Approved", Reached.DONE),
        ("Sent", Reached.HERE),
        ("Reply", Reached.AHEAD),
        ("Outcome", Reached.AHEAD),
    ]


@pytest.mark.parametrize("progress", list(ProgressState))
def test_every_state_has_one_place_on_the_line(progress: ProgressState) -> None:
    line = line_of_states(ReviewState.APPROVED, progress, sent())
    assert [one.reached for one in line].count(Reached.HERE) == 1


def test_history_tells_when_it_happened_and_when_it_was_recorded() -> None:
    words = move_times(sent()[-1], "Jo Advocate")
    assert words == "Happened 23 November 2026, 9:30am. Recorded 23 November 2026, 10:30am by Jo Advocate"


@pytest.mark.parametrize("current", list(ProgressState))
def test_every_move_that_may_be_made_can_be_asked_for(current: ProgressState) -> None:
    known = {"told_by", "reason", "outcome", "expected_on", "review_on", "note", "method", "letter_id"}
    assert all(must_carry(current, target) <= known for target in PROGRESS_MOVES[current])


texts = st.text(max_size=40)
ids = st.uuids()


@given(
    st.builds(
        Typed,
        agency_text=texts,
        agency_id=st.none() | ids,
        service_id=st.none() | ids,
        purpose=texts,
        ask=texts,
        why=texts,
        reply_by=texts,
        shares=st.lists(st.sampled_from(Share), unique=True).map(tuple),
        points=st.lists(ids, max_size=3).map(tuple),
        consent_id=st.none() | ids,
        basis=st.none() | st.sampled_from(LawfulBasis),
        basis_reason=texts,
    )
)
def test_a_draft_comes_back_as_it_was(typed: Typed) -> None:
    assert Typed.from_text(typed.to_text()) == typed


@given(texts)
def test_a_draft_that_is_none_is_left_alone(text: str) -> None:
    assert Typed.from_text(text) is None
