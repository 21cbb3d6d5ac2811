"""Every text field takes any string and keeps it exactly, or refuses it in words; a letter prints it as typed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import renderer
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.errors import TextRefused
from advocate_desk.domain.referral import ProgressState, ReferralMove
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Role, User
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact, NewContact
from advocate_desk.services.make_referral import MakeReferral, NewConsent, ProgressReport
from advocate_desk.services.open_vault import NewUser, NewVault
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.faults.hostile import HOSTILE, MARKUP, refused_in_words
from tests.faults.striking import spread
from tests.services.desk import (
    ADMINISTRATOR,
    ADVOCATE,
    PASSPHRASE,
    SUPERVISOR,
    Office,
    consent_for,
    copy_office,
    form,
    make_office,
    text_of,
)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A small service at work; nobody works in it but in copies."""
    return make_office(tmp_path_factory.mktemp("any text"))


@pytest.fixture(scope="session")
def session(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The advocate in a copy that the tests here only ever add to."""
    with copy_office(office, tmp_path_factory.mktemp("filled")).as_user(ADVOCATE) as session:
        yield session


@pytest.fixture
def fresh(office: Office, tmp_path: Path) -> Iterator[Session]:
    """The advocate in a copy of the office that stays small: what was added by other tests slows a case down."""
    with copy_office(office, tmp_path).as_user(ADVOCATE) as session:
        yield session


@pytest.fixture(scope="session")
def draws() -> Iterator[LetterRenderer]:
    worker = renderer()
    yield worker
    worker.close()


def logs(office: Office, session: Session, text: str) -> None:
    kept = LogContact(session).log(
        NewContact(
            case_id=office.case_id,
            kind=ContactKind.CALL,
            direction=Direction.INCOMING,
            result=ContactResult.SPOKE,
            happened_at=session.clock.now(),
            summary=text,
            next_title=text,
        )
    )
    with session.work() as unit:
        assert unit.get(Contact, kept).summary == text
        assert not text.strip() or unit.find(Task, title=text)


def consents(office: Office, session: Session, text: str) -> None:
    kept = MakeReferral(session, office.rules).record_consent(
        NewConsent(
            case_id=office.case_id,
            agency_id=office.agency_id,
            purpose=text,
            shares=(),
            points=(),
            given_on=date(2026, 11, 20),
            how=text,
            interpreter=text,
        )
    )
    assert (kept.purpose, kept.how, kept.interpreter) == (text, text, text)


def refers(office: Office, session: Session, text: str) -> None:
    make = MakeReferral(session, office.rules)
    typed = form(office, purpose=text, ask=text, why=text, lawful_basis_reason=text)
    kept = make.save(typed, None)
    assert (kept.purpose, kept.ask, kept.why, kept.lawful_basis_reason) == (text, text, text, text)


def progresses(office: Office, session: Session, text: str) -> None:
    make = MakeReferral(session, office.rules)
    referral = make.save(form(office), None)
    report = ProgressReport(
        referral_id=referral.id,
        to_state=ProgressState.WITHDRAWN,
        happened_at=session.clock.now(),
        reason="her_choice",
        note=text,
        told_by=text,
        outcome=text,
    )
    make.record_progress(report)
    with session.work() as unit:
        (move,) = unit.find(ReferralMove, referral_id=referral.id)
    assert (move.note, move.told_by, move.outcome) == (text, text, text)


SOME, SOME_SHARED = 12, 40
"""In the short form so many of the strings for a reason to send back, and so many of the shared list for each field."""
FIELDS = (logs, consents, refers, progresses)


def shared_strings(repository: Path) -> Sequence[str]:
    path = repository.parent / "shared" / "data" / "blns.json"
    if not path.is_file():
        pytest.skip("the list of hostile strings (../shared/data/blns.json) is not beside this checkout")
    strings: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return strings


@pytest.mark.parametrize("field", FIELDS)
def test_our_own_hostile_strings_are_kept_exactly_or_refused_in_words(
    office: Office, session: Session, field: Callable[[Office, Session, str], None]
) -> None:
    refused = [text for text in HOSTILE if refused_in_words(text, lambda text=text: field(office, session, text))]
    assert {"\0", "a\0b", "\ud800", "a" * 20_001} <= set(refused)
    assert not {*MARKUP, "e\u0301", "\u00e9", "عائشة", "a\nb"} & set(refused)


@pytest.mark.parametrize("field", [logs, consents, refers])
def test_the_shared_hostile_strings_are_kept_exactly_or_refused_in_words(
    office: Office, session: Session, repository: Path, whole: bool, field: Callable[[Office, Session, str], None]
) -> None:
    every = shared_strings(repository)
    strings = every if whole else spread(every, SOME_SHARED)
    refused = [text for text in strings if refused_in_words(text, lambda text=text: field(office, session, text))]
    assert len(refused) < 20


def test_control_a_field_that_changes_what_was_typed_is_caught(office: Office, session: Session) -> None:
    with pytest.raises(AssertionError):
        refused_in_words("a ", lambda: _stripping(office, session, "a "))


def _stripping(office: Office, session: Session, text: str) -> None:
    kept = MakeReferral(session, office.rules).save(form(office, why=text.strip()), None)
    assert kept.why == text


def test_a_reason_for_sending_back_is_kept_exactly_or_refused_in_words(
    office: Office, fresh: Session, whole: bool
) -> None:
    with fresh.work() as unit:
        supervisor = unit.find(User, display_name=SUPERVISOR)[0]
    reviews = ReviewReferral(replace(fresh, user=supervisor, role=Role.SUPERVISOR), office.rules)
    make = MakeReferral(fresh, office.rules)
    referral = make.save(form(office, consent_for(office, fresh)), None)
    for text in HOSTILE if whole else spread(HOSTILE, SOME):
        make.send_for_review(referral.id)
        if refused_in_words(text, lambda text=text: reviews.send_back(referral.id, text)):
            make.take_back(referral.id)
        else:
            assert make.view(referral.id).returned_because == text


def test_no_search_is_an_error(fresh: Session, repository: Path) -> None:
    found = ListCaseload(fresh)
    for text in (*HOSTILE, *shared_strings(repository)):
        assert found.find(text).total >= 0
    assert found.find("ceri").total == 1


def test_markup_in_a_referral_is_printed_as_typed_and_does_nothing(
    office: Office, session: Session, draws: LetterRenderer
) -> None:
    letters = WriteLetter(session, draws, office.rules)
    for text in MARKUP:
        typed = form(office, ask=f"Ask {text} so.", why=f"Why {text} so.")
        pdf = letters.pdf(letters.compose(typed, None).content)
        printed = "".join(text_of(pdf).replace("\ufffe", "-").split())
        assert "".join(f"Ask{text}so.".split()) in printed
        assert "".join(f"Why{text}so.".split()) in printed
        assert not [name for name in (b"/URI", b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile") if name in pdf]


NAMES = ("<b>Ceri</b>", "Siân Ŵyn", "عائشة", "\u202eabc", "'; DROP TABLE person; --", "a\0b", "\ud800", "x" * 300)


def test_a_name_to_sign_in_with_is_kept_exactly_or_refused_in_words(office: Office, tmp_path: Path) -> None:
    own = copy_office(office, tmp_path)
    with own.as_user(ADMINISTRATOR) as session:
        for text in NAMES:
            new = NewUser(sign_in_name=text, role=Role.ADVOCATE, passphrase=PASSPHRASE, job_title=text)
            if not refused_in_words(text, lambda new=new: own.vaults.add_user(session, new)):
                with session.work() as unit:
                    (kept,) = unit.find(User, display_name=text)
                assert kept.job_title == text


@pytest.mark.parametrize("text", ["<b>Ceri</b>", "\u202eعائشة", "a\0b", "\ud800"])
def test_the_services_name_at_creation_is_kept_exactly_or_refused_and_no_vault_made(
    office: Office, tmp_path: Path, text: str
) -> None:
    own = replace(office, folder=tmp_path / "new.advault")
    new = NewVault(folder=own.folder, service_name=text, user_name=f"Ceri {text}", passphrase=PASSPHRASE)
    try:
        session, _ = own.vaults.create(new)
    except TextRefused:
        assert not own.folder.exists()
        return
    assert session.settings().service_name == text
    session.close()
