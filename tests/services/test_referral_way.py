"""A referral on its whole way: written, sent back, approved by somebody else, printed, sent, answered."""

import pytest

from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused, StoppedBySafetyRule
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ProgressState, Referral, ReviewState
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.make_referral import MakeReferral, ProgressReport
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import (
    ADVOCATE,
    LETTERS,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Office,
    consent_for,
    form,
    form_like,
    other_case_with_phone,
    phone_of,
    text_of,
)


def test_a_referral_goes_its_whole_way_between_two_people(sent_office: Office, draws: LetterRenderer) -> None:
    office, referral_id = sent_office, sent_office.referral_id
    with office.as_user(SUPERVISOR) as session:
        reviews = ReviewReferral(session, office.rules)
        (item,) = reviews.queue()
        assert (item.referral_id, item.version, item.why_not_approve) == (referral_id, 1, "")
        reviews.send_back(referral_id, "Give the hour.")
    office.clock.later(hours=1)
    with office.as_user(ADVOCATE) as session:
        make = MakeReferral(session, office.rules)
        view = make.view(referral_id)
        assert (view.review, view.returned_because) == (ReviewState.RETURNED, "Give the hour.")
        make.save(form_like(view.referral, ask="Offer her a place by 5pm."), view.referral)
        assert make.send_for_review(referral_id).review is ReviewState.AWAITING_REVIEW
    office.clock.later(hours=1)
    with office.as_user(SUPERVISOR) as session:
        reviews = ReviewReferral(session, office.rules)
        assert reviews.queue()[0].version == 2
        reviews.approve(referral_id, "Well put.")
        assert reviews.queue() == ()
    office.clock.later(hours=1)
    with office.as_user(LETTERS) as session:
        letters = WriteLetter(session, draws, office.rules)
        pdf, name = letters.release(referral_id, CopyMade.PRINTED)
        letters.mark_sent(referral_id, "secure email", office.clock.now())
    assert name.startswith("Letter AD-")
    assert name.endswith(" R1.pdf")
    assert "Ceri" not in name
    words = text_of(pdf)
    assert "Offer her a place by 5pm." in words
    assert "07700 900123" in words
    assert "Checked and approved by Sam Supervisor" in words
    assert "Friend Street" not in words
    office.clock.later(days=1)
    with office.as_user(ADVOCATE) as session:
        make = MakeReferral(session, office.rules)
        report = ProgressReport(
            referral_id=referral_id, to_state=ProgressState.ACKNOWLEDGED, happened_at=office.clock.now(), told_by="Duty"
        )
        assert make.record_progress(report).progress is ProgressState.ACKNOWLEDGED
        office.vaults.verify(session)


def test_nobody_approves_their_own_and_an_advocate_approves_nothing(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        consent = consent_for(office, session)
        make = MakeReferral(session, office.rules)
        own = make.save(form(office, consent), None)
        make.send_for_review(own.id)
        reviews = ReviewReferral(session, office.rules)
        assert "own" in reviews.queue()[0].why_not_approve
        with pytest.raises(MoveRefused, match="their own"):
            reviews.approve(own.id)
    with office.as_user(ADVOCATE) as session, pytest.raises(MoveRefused, match="supervisor"):
        ReviewReferral(session, office.rules).approve(own.id)
    with office.as_user(OTHER_SUPERVISOR) as session:
        assert ReviewReferral(session, office.rules).approve(own.id)


def test_without_consent_or_basis_nothing_goes_to_review_and_every_reason_is_told_at_once(
    office: Office, session: Session
) -> None:
    make = MakeReferral(session, office.rules)
    leaking = form(office, ask="", why="She is at 4 Friend Street. His number is 07700 900 666.")
    referral = make.save(leaking, None)
    with pytest.raises(StoppedBySafetyRule) as stopped:
        make.send_for_review(referral.id)
    told = " ".join(stopped.value.reasons)
    assert "no consent" in told
    assert "asks for nothing" in told
    assert "marked Do not disclose" in told
    assert "of the other person" in told
    assert "Friend" not in told
    assert make.view(referral.id).review is ReviewState.DRAFT
    assert make.view(referral.id).why_not_review == stopped.value.reasons


def test_a_letter_that_nobody_could_answer_stays_until_the_service_has_a_number(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        KeepSettings(session).change(phone="")
    with office.as_user(ADVOCATE) as session:
        consent = consent_for(office, session)
        make = MakeReferral(session, office.rules)
        referral = make.save(form(office, consent), None)
        with pytest.raises(StoppedBySafetyRule, match="no number or email of ours") as stopped:
            make.send_for_review(referral.id)
        assert "your service's phone under Settings" in stopped.value.reasons[0]
    with office.as_user(SUPERVISOR) as session:
        KeepSettings(session).change(phone="020 7946 0304")
    with office.as_user(ADVOCATE) as session:
        MakeReferral(session, office.rules).send_for_review(referral.id)
    with office.as_user(SUPERVISOR) as session:
        KeepSettings(session).change(phone="")
        with pytest.raises(StoppedBySafetyRule, match="no number or email of ours"):
            ReviewReferral(session, office.rules).approve(referral.id)


def test_a_lawful_basis_needs_its_reason_and_never_carries_a_number(office: Office, session: Session) -> None:
    make = MakeReferral(session, office.rules)
    basis = {"lawful_basis": LawfulBasis.VITAL_INTERESTS, "consent_id": None}
    without = make.save(form(office, **basis), None)
    with pytest.raises(StoppedBySafetyRule, match="reason for sharing"):
        make.send_for_review(without.id)
    point = phone_of(office, session).id
    with_number = make.save(form(office, **basis, lawful_basis_reason="Her life.", points=(point,)), None)
    with pytest.raises(StoppedBySafetyRule, match="only with consent"):
        make.send_for_review(with_number.id)
    plain = make.save(form(office, **basis, lawful_basis_reason="Her life is in danger."), None)
    assert make.send_for_review(plain.id).review is ReviewState.AWAITING_REVIEW


def test_the_supervisor_reads_the_basis_and_its_reason_before_approving(office: Office, draws: LetterRenderer) -> None:
    basis = {"lawful_basis": LawfulBasis.VITAL_INTERESTS, "lawful_basis_reason": "Threats to kill.", "consent_id": None}
    with office.as_user(ADVOCATE) as session:
        make = MakeReferral(session, office.rules)
        saved = make.save(form(office, **basis), None)
        make.send_for_review(saved.id)
    with office.as_user(SUPERVISOR) as session:
        (item,) = ReviewReferral(session, office.rules).queue()
        assert (item.without_consent, item.why_not_approve) == ("vital interests", "")
        checks = WriteLetter(session, draws, office.rules).view(saved.id).checks
        (shared,) = [one for one in checks if one.title.startswith("Shared without consent")]
        assert shared.why == "Reason: Threats to kill."
        assert "Threats" not in shared.sentence


def test_a_number_of_another_case_stops_a_letter(office: Office, session: Session) -> None:
    other = other_case_with_phone(session, "07700 900777", "447700900777")
    consent = consent_for(office, session)
    make = MakeReferral(session, office.rules)
    referral = make.save(form(office, consent, why="Ring 07700-900-777 about her."), None)
    with pytest.raises(StoppedBySafetyRule, match="from another case"):
        make.send_for_review(referral.id)
    assert other != office.case_id


def test_the_same_number_kept_in_an_earlier_case_of_hers_does_not_stop_her_own_letter(
    office: Office, session: Session
) -> None:
    other_case_with_phone(session, "07700 900123", "447700900123")
    consent = consent_for(office, session, phone_of(office, session).id)
    make = MakeReferral(session, office.rules)
    referral = make.save(form(office, consent), None)
    assert make.send_for_review(referral.id).review is ReviewState.AWAITING_REVIEW


def test_only_its_author_changes_a_referral_and_not_while_it_waits(sent_office: Office) -> None:
    office, referral_id = sent_office, sent_office.referral_id
    with office.as_user(ADVOCATE) as session:
        make = MakeReferral(session, office.rules)
        kept = make.view(referral_id).referral
        with pytest.raises(MoveRefused, match="Take it back"):
            make.save(form_like(kept, ask="Something else."), kept)
        make.take_back(referral_id)
        assert make.save(form_like(kept, ask="Something else."), kept).ask == "Something else."
    with office.as_user(SUPERVISOR) as session:
        make = MakeReferral(session, office.rules)
        kept = make.view(referral_id).referral
        with pytest.raises(MoveRefused, match="Only its author"):
            make.save(form_like(kept, ask="Mine."), kept)
        with pytest.raises(MoveRefused, match="Only its author"):
            make.send_for_review(referral_id)


def test_two_forms_on_one_field_never_overwrite_one_another_unseen(office: Office, session: Session) -> None:
    make = MakeReferral(session, office.rules)
    opened = make.save(form(office), None)
    make.save(form_like(opened, ask="First words."), opened)
    with pytest.raises(ChangedMeanwhile):
        make.save(form_like(opened, ask="Second words."), opened)
    make.save(form_like(opened, why="Untouched by the other form."), opened)
    now = make.view(opened.id).referral
    assert (now.ask, now.why) == ("First words.", "Untouched by the other form.")


def test_a_referral_names_an_agency_that_takes_people_and_nothing_of_another_case(
    office: Office, session: Session
) -> None:
    make = MakeReferral(session, office.rules)
    choice = next(one for one in make.agencies("evening") if one.service)
    assert "no longer takes" in choice.refusal
    with pytest.raises(EntryRefused, match="no longer takes"):
        make.save(form(office, service_id=choice.service.id if choice.service else None), None)
    with pytest.raises(EntryRefused, match="Choose the agency"):
        make.save(form(office, agency_id=None, service_id=None), None)
    other = other_case_with_phone(session, "07700 900777", "447700900777")
    with pytest.raises(EntryRefused, match="another case"):
        make.save(form(office, points=(phone_of(office, session).id,), case_id=other), None)
    with session.work() as unit:
        assert unit.find(Referral) == ()


def test_a_blank_referral_brings_what_she_agreed_to_and_keeps_nothing(office: Office, session: Session) -> None:
    make = MakeReferral(session, office.rules)
    assert make.blank(office.case_id).agency is None
    consent = consent_for(office, session)
    blank = make.blank(office.case_id)
    assert (blank.referral.consent_id, blank.referral.agency_id) == (consent.id, office.agency_id)
    assert blank.agency is not None
    assert [point.masked for point in blank.shareable_points] == ["Phone, safe to call and text · hidden"]
    with session.work() as unit:
        assert unit.find(Referral) == ()


def test_what_the_agency_did_needs_what_it_must_carry_and_who_may_say_it(
    approved_office: Office, draws: LetterRenderer
) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        make, letters = MakeReferral(session, office.rules), WriteLetter(session, draws, office.rules)
        now = office.clock.now()
        with pytest.raises(MoveRefused, match="No copy"):
            letters.mark_sent(referral_id, "post", now)
        letters.release(referral_id, CopyMade.PRINTED)
        with pytest.raises(MoveRefused, match="how the letter was sent"):
            letters.mark_sent(referral_id, " ", now)
        letters.mark_sent(referral_id, "post", now)
        with pytest.raises(MoveRefused, match="sent already"):
            letters.mark_sent(referral_id, "post", now)
        assert ProgressState.NO_RESPONSE not in make.view(referral_id).next_progress
        for report, sentence in (
            (ProgressReport(referral_id=referral_id, to_state=ProgressState.SENT, happened_at=now), "printed or"),
            (ProgressReport(referral_id=referral_id, to_state=ProgressState.DECLINED, happened_at=now), "reason"),
            (
                ProgressReport(referral_id=referral_id, to_state=ProgressState.NO_RESPONSE, happened_at=now, note="x"),
                "supervisor",
            ),
        ):
            with pytest.raises(MoveRefused, match=sentence):
                make.record_progress(report)
        assert make.view(referral_id).progress is ProgressState.SENT


def test_a_letter_that_left_is_not_rewritten_but_another_is_written(
    approved_office: Office, draws: LetterRenderer
) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        make, letters = MakeReferral(session, office.rules), WriteLetter(session, draws, office.rules)
        letters.release(referral_id, CopyMade.PRINTED)
        letters.mark_sent(referral_id, "post", office.clock.now())
        kept = make.view(referral_id).referral
        with pytest.raises(MoveRefused, match="has left"):
            make.save(form_like(kept, ask="Something else."), kept)
        assert make.save(form(office), None).number == 2


def test_more_information_is_answered_by_a_new_letter_with_an_approval_of_its_own(
    approved_office: Office, draws: LetterRenderer
) -> None:
    office, referral_id = approved_office, approved_office.referral_id
    with office.as_user(ADVOCATE) as session:
        make, letters = MakeReferral(session, office.rules), WriteLetter(session, draws, office.rules)
        letters.release(referral_id, CopyMade.PRINTED)
        letters.mark_sent(referral_id, "post", office.clock.now())
        asked = ProgressState.MORE_INFORMATION_ASKED
        make.record_progress(
            ProgressReport(
                referral_id=referral_id, to_state=asked, happened_at=office.clock.now(), note="Which areas are safe?"
            )
        )
        kept = make.view(referral_id).referral
        make.save(form_like(kept, ask="Offer her a place outside Northbridge and Millbrook."), kept)
        assert make.view(referral_id).review is ReviewState.APPROVAL_LAPSED
        with pytest.raises(MoveRefused, match="sent already"):
            letters.mark_sent(referral_id, "post", office.clock.now())
        make.send_for_review(referral_id)
    with office.as_user(SUPERVISOR) as session:
        ReviewReferral(session, office.rules).approve(referral_id)
    with office.as_user(ADVOCATE) as session:
        make, letters = MakeReferral(session, office.rules), WriteLetter(session, draws, office.rules)
        letters.release(referral_id, CopyMade.PRINTED)
        letters.mark_sent(referral_id, "post", office.clock.now())
        assert make.view(referral_id).progress is ProgressState.SENT
