"""Whether an approved letter may leave: its approval holds, the signature is a supervisor's, nothing leaks."""

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import FileExists, LetterFailed, NoRights, NotAllowed, StoppedBySafetyRule
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.letter import CopyMade, Letter, LetterContent, LetterCopy
from advocate_desk.domain.people import Disclosure
from advocate_desk.domain.referral import Machine, Referral, ReferralMove, ReviewState
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.platforms import this_platform
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.ports import LetterRenderer, PageImage
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import Finding, WriteLetter
from tests.services.desk import (
    ADVOCATE,
    LETTERS,
    SUPERVISOR,
    Office,
    change,
    form,
    form_like,
    keep,
    phone_of,
)


class Pressless:
    """Draws nothing, for what is not about drawing; it keeps what it was asked to draw."""

    def __init__(self) -> None:
        self.drawn: list[LetterContent] = []

    def render(self, content: LetterContent) -> bytes:
        self.drawn.append(content)
        return b"%PDF-1.7"

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        return ()

    def close(self) -> None: ...


class Broken(Pressless):
    """A press that cannot draw."""

    def render(self, content: LetterContent) -> bytes:
        raise LetterFailed("A character no font here knows.")


def lapse_by(cause: str, office: Office, session: Session, referral_id: UUID) -> None:
    make = MakeReferral(session, office.rules)
    referral = make.view(referral_id).referral
    if cause == "other words":
        make.save(form_like(referral, ask="Offer something else."), referral)
    elif cause == "consent withdrawn":
        assert referral.consent_id
        make.withdraw_consent(referral.consent_id, date(2026, 11, 23))
    elif cause == "consent expired":
        office.clock.later(days=10)
    elif cause == "number became protected":
        change(session, phone_of(office, session), disclosure=Disclosure.DO_NOT_DISCLOSE)
    elif cause == "plan due again":
        with session.work() as unit:
            plan = unit.find(SafeContactPlan)[0]
        change(session, plan, check_again_by=date(2026, 11, 22))
    else:
        with session.work() as unit:
            agency = unit.get(Agency, office.agency_id)
        change(session, agency, postal_address=("New Civic Centre", "NORTHBRIDGE ZZ99 3AB"))


@pytest.mark.parametrize(
    "cause",
    [
        "other words",
        "consent withdrawn",
        "consent expired",
        "number became protected",
        "plan due again",
        "recipient moved",
    ],
)
def test_an_approval_lapses_by_itself_and_the_letter_stays_in(approved_office: Office, cause: str) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        letters, make = WriteLetter(session, Pressless(), office.rules), MakeReferral(session, office.rules)
        assert letters.view(referral_id).why_not_leave == ()
        lapse_by(cause, office, session, referral_id)
        assert make.view(referral_id).review is ReviewState.APPROVAL_LAPSED
        with pytest.raises(StoppedBySafetyRule) as stopped:
            letters.release(referral_id, CopyMade.PRINTED)
        assert stopped.value.reasons == letters.view(referral_id).why_not_leave
        assert copies(session) == ()
        view = make.take_back(referral_id)
        assert [move.to_state for move in view.moves] == ["awaiting_review", "approved", "approval_lapsed", "draft"]


def test_words_changed_back_do_not_bring_an_approval_back(approved_office: Office) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        make, letters = MakeReferral(session, office.rules), WriteLetter(session, Pressless(), office.rules)
        approved = make.view(referral_id).referral
        changed = make.save(form_like(approved, ask="Offer something else."), approved)
        make.take_back(referral_id)
        make.save(form_like(changed, ask=approved.ask), changed)
        with pytest.raises(StoppedBySafetyRule, match="draft"):
            letters.release(referral_id, CopyMade.PRINTED)
        assert copies(session) == ()


def test_what_became_unsafe_while_it_waited_is_not_approved(sent_office: Office) -> None:
    office, referral_id = sent_office, sent_office.referral_id
    with office.as_user(ADVOCATE) as session:
        lapse_by("consent withdrawn", office, session, referral_id)
    with office.as_user(SUPERVISOR) as session:
        with pytest.raises(StoppedBySafetyRule, match="withdrawn"):
            ReviewReferral(session, office.rules).approve(referral_id)
        with session.work() as unit:
            assert unit.find(Letter) == ()


def test_time_alone_and_a_birthday_do_not_lapse_an_approval(approved_office: Office) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    office.clock.later(days=7)
    with office.as_user(ADVOCATE) as session:
        assert WriteLetter(session, Pressless(), office.rules).view(referral_id).why_not_leave == ()


def copies(session: Session) -> tuple[LetterCopy, ...]:
    with session.work() as unit:
        return unit.find(LetterCopy, order_by=("copy_number",))


def test_copies_are_numbered_and_each_says_how_and_by_whom(approved_office: Office) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(LETTERS) as session:
        letters = WriteLetter(session, Pressless(), office.rules)
        letters.release(referral_id, CopyMade.PRINTED)
        letters.release(referral_id, CopyMade.EXPORTED)
        assert [(one.copy_number, one.made) for one in copies(session)] == [
            (1, CopyMade.PRINTED),
            (2, CopyMade.EXPORTED),
        ]
        assert {one.made_by for one in copies(session)} == {session.user.id}
        assert letters.view(referral_id).copies == 2


@pytest.mark.parametrize("planted", ["own signature", "another's words", "no signature", "nonsense", "noughts"])
def test_a_planted_approval_is_refused(sent_office: Office, planted: str) -> None:
    """An advocate who writes rows past the screens still has no supervisor's key."""
    office, referral_id = sent_office, sent_office.referral_id
    with office.as_user(SUPERVISOR) as session:
        supervisor_id = session.user.id
    with office.as_user(ADVOCATE) as session:
        content = WriteLetter(session, Pressless(), office.rules).view(referral_id).content
        content = replace(
            content, date_line="23 November 2026", approval_line="Checked and approved by Sam Supervisor."
        )
        letter = frozen(office, session, referral_id, content, supervisor_id)
        digest = bytes.fromhex(letter.content_digest)
        signature = {
            "own signature": session.vault.sign(digest).hex(),
            "another's words": session.vault.sign(b"other words").hex(),
            "no signature": "",
            "nonsense": "not hex",
            "noughts": "00" * 64,
        }[planted]
        keep(session, letter, planted_move(office, session, letter, supervisor_id, signature))
        with pytest.raises(StoppedBySafetyRule, match="does not prove"):
            WriteLetter(session, Pressless(), office.rules).release(referral_id, CopyMade.PRINTED)
        assert copies(session) == ()


def test_a_true_approval_moved_to_other_words_is_refused(approved_office: Office) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            approval = unit.find(ReferralMove, to_state=ReviewState.APPROVED)[0]
            letter = unit.find(Letter)[0]
        content = replace(LetterContent.from_json(letter.content), greeting="Dear Pat")
        other = frozen(office, session, referral_id, content, letter.approved_by)
        swapped = replace(
            approval,
            id=new_id(office.clock.now()),
            version=None,
            letter_id=other.id,
            content_digest=other.content_digest,
            recorded_at=approval.recorded_at.replace(microsecond=9),
        )
        keep(session, replace(other, approved_at=datetime(2026, 11, 23, 23, 0, tzinfo=UTC)), swapped)
        with pytest.raises(StoppedBySafetyRule, match="does not prove"):
            WriteLetter(session, Pressless(), office.rules).release(referral_id, CopyMade.PRINTED)


def frozen(office: Office, session: Session, referral_id: UUID, content: LetterContent, by: UUID) -> Letter:
    return Letter(
        id=new_id(office.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        referral_id=referral_id,
        content=content.to_json(),
        content_digest=content.digest(),
        approved_by=by,
        approved_at=session.clock.now(),
    )


def planted_move(office: Office, session: Session, letter: Letter, by: UUID, signature: str) -> ReferralMove:
    later = session.clock.now().replace(microsecond=500)
    return ReferralMove(
        id=new_id(later),
        stream_id=office.case_id,
        case_id=office.case_id,
        referral_id=letter.referral_id,
        machine=Machine.REVIEW,
        from_state=ReviewState.AWAITING_REVIEW,
        to_state=ReviewState.APPROVED,
        happened_at=later,
        recorded_at=later,
        actor_id=by,
        letter_id=letter.id,
        content_digest=letter.content_digest,
        signature=signature,
    )


def test_a_referral_from_before_the_import_is_never_printed(office: Office, session: Session) -> None:
    referral = MakeReferral(session, office.rules).save(form(office), None)
    now = office.clock.now()
    keep(
        session,
        ReferralMove(
            id=new_id(now),
            stream_id=office.case_id,
            case_id=office.case_id,
            referral_id=referral.id,
            machine=Machine.REVIEW,
            from_state=ReviewState.DRAFT,
            to_state=ReviewState.BEFORE_IMPORT,
            happened_at=now,
            recorded_at=now,
            actor_id=session.user.id,
        ),
    )
    with pytest.raises(StoppedBySafetyRule, match="before the import"):
        WriteLetter(session, Pressless(), office.rules).release(referral.id, CopyMade.PRINTED)
    with session.work() as unit:
        assert len(unit.find(Referral)) == 1


def test_what_was_checked_on_a_day_to_come_is_to_be_looked_at(sent_office: Office, draws: LetterRenderer) -> None:
    def looks() -> set[str]:
        with sent_office.as_user(ADVOCATE) as session:
            checks = WriteLetter(session, draws, sent_office.rules).view(sent_office.referral_id).checks
        return {check.title for check in checks if check.finding is Finding.LOOK}

    told = {
        "The agency's details were checked on 3 November 2026",
        "The risk summary bears a day still to come, 20 November 2026",
    }
    assert not told & looks()
    sent_office.clock.later(days=-30)
    assert told <= looks()


def test_the_print_desk_sees_approved_letters_and_no_other(sent_office: Office) -> None:
    office, referral_id = sent_office, sent_office.referral_id
    with office.as_user(LETTERS) as session:
        with pytest.raises(NotAllowed):
            WriteLetter(session, Pressless(), office.rules).view(referral_id)
        with pytest.raises(NotAllowed):
            MakeReferral(session, office.rules).view(referral_id)


def test_an_export_is_private_whole_and_overwrites_nothing_untold(approved_office: Office, tmp_path: Path) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    folder = tmp_path / "out"
    folder.mkdir()
    to = folder / "letter.pdf"
    with office.as_user(LETTERS) as session:
        letters = WriteLetter(session, Pressless(), office.rules)
        letters.export(referral_id, to)
        assert stat.S_IMODE(to.stat().st_mode) == 0o600
        to.write_bytes(b"somebody's own")
        with pytest.raises(FileExists):
            letters.export(referral_id, to)
        assert to.read_bytes() == b"somebody's own"
        letters.export(referral_id, to, overwrite=True)
        assert to.read_bytes() == b"%PDF-1.7"
        with pytest.raises(NoRights):
            letters.export(referral_id, folder / "missing" / "letter.pdf")
        assert [one.copy_number for one in copies(session)] == [1, 2]
    assert [path.name for path in folder.iterdir()] == ["letter.pdf"]


def test_a_letter_that_cannot_be_drawn_is_no_copy(approved_office: Office, tmp_path: Path) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(LETTERS) as session:
        letters = WriteLetter(session, Broken(), office.rules)
        with pytest.raises(LetterFailed):
            letters.release(referral_id, CopyMade.PRINTED)
        with pytest.raises(LetterFailed):
            letters.export(referral_id, tmp_path / "letter.pdf")
        assert copies(session) == ()
    assert not (tmp_path / "letter.pdf").exists()


@pytest.mark.parametrize("step", ["write_durably", "place_durably"])
def test_a_power_cut_while_exporting_leaves_no_letter_the_record_does_not_know(
    approved_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    to = tmp_path / "letter.pdf"
    with office.as_user(LETTERS) as session:
        monkeypatch.setattr(type(this_platform()), step, cut)
        with pytest.raises(PowerCut):
            WriteLetter(session, Pressless(), office.rules).export(referral_id, to)
        monkeypatch.undo()
        known = len(copies(session))
    assert not to.exists()
    assert known == (1 if step == "place_durably" else 0)


class PowerCut(BaseException):
    """The computer stops here."""


def cut(*_: object) -> None:
    raise PowerCut


def test_half_typed_words_are_drawn_and_checked_and_never_kept(office: Office, session: Session) -> None:
    letters = WriteLetter(session, Pressless(), office.rules)
    view = letters.compose(form(office, why="She is at 4 Friend Street."), None)
    assert view.letter_id is None
    stops = [check for check in view.checks if check.finding is Finding.STOP]
    assert any("Do not disclose" in check.title and check.place for check in stops)
    assert view.why_not_leave
    with session.work() as unit:
        assert unit.find(Referral) == ()


def test_a_letter_goes_out_as_it_was_approved(approved_office: Office) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(LETTERS) as session:
        press = Pressless()
        WriteLetter(session, press, office.rules).release(referral_id, CopyMade.PRINTED)
        with session.work() as unit:
            kept = unit.find(Letter)[0]
    assert press.drawn[0].to_json() == kept.content
    assert press.drawn[0].approval_line.startswith("Checked and approved by Sam Supervisor")
