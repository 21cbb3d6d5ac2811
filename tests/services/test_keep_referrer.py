"""Where a referral came from, and the person's own part in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NotFound, TextRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.services.keep_referrer import KeepReferrer, OriginForm
from advocate_desk.services.session import Session
from tests.services.desk import Office


def test_only_what_was_changed_is_written_and_two_who_change_different_things_both_stand(
    session: Session, office: Office
) -> None:
    keep = KeepReferrer(session)
    opened = keep.view(office.case_id).case
    form = OriginForm.of(opened)
    keep.change(opened, replace(form, source=ReferralSource.HEALTH, referrer_agency_id=office.agency_id))
    keep.change(opened, replace(form, knows_of_referral=Answer.YES))
    view = keep.view(office.case_id)
    assert (view.case.source, view.case.knows_of_referral) == (ReferralSource.HEALTH, Answer.YES)
    assert view.agency == "Exampleshire Council"
    with pytest.raises(ChangedMeanwhile):
        keep.change(opened, replace(form, source=ReferralSource.POLICE))


def test_nothing_changed_writes_nothing(session: Session, office: Office) -> None:
    keep = KeepReferrer(session)
    before = keep.view(office.case_id).case
    keep.change(before, OriginForm.of(before))
    assert keep.view(office.case_id).case.version == before.version


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"referred_on": date(2026, 11, 24)}, EntryRefused),
        ({"referred_by": "Sam\x00"}, TextRefused),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_changed(
    session: Session, office: Office, changes: dict[str, object], refused: type[Exception]
) -> None:
    keep = KeepReferrer(session)
    before = keep.view(office.case_id).case
    with pytest.raises(refused):
        keep.change(before, replace(OriginForm.of(before), **changes))  # type: ignore[arg-type]  # one field each
    assert keep.view(office.case_id).case == before


def test_a_referral_cannot_have_come_in_later_than_now_nor_from_an_agency_nobody_knows(
    session: Session, office: Office
) -> None:
    keep = KeepReferrer(session)
    before = keep.view(office.case_id).case
    later = replace(OriginForm.of(before), received_at=office.clock.now() + timedelta(hours=1))
    with pytest.raises(EntryRefused, match="later than now"):
        keep.change(before, later)
    with pytest.raises(NotFound):
        keep.change(before, replace(OriginForm.of(before), referrer_agency_id=new_id(office.clock.now())))
