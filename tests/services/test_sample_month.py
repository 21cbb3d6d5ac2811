"""The sample month: invented people only, every state there is, and nothing that could be real."""

import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import phone_numbers
from advocate_desk.app.rules import rulebook
from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import Appointment, AppointmentState, Wish
from advocate_desk.domain.case_lifecycle import CASE_MOVES, Need, must_carry
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseLink, CaseStatus, LinkKind
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import ClockState
from advocate_desk.domain.closing_the_loop import Signpost
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contact_rules import is_stale
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Note
from advocate_desk.domain.court import CourtOrder, OrderEventKind
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.errors import KnownFailure, NeverChanged, SampleVault, WrongPassphrase
from advocate_desk.domain.identifiers import read_case_reference
from advocate_desk.domain.order_rules import OrderStanding
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMark, StepMove, StepState
from advocate_desk.domain.pathway_words import APART_WORDS
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Role, User
from advocate_desk.services import sample_month
from advocate_desk.services.count_clocks import clocks_of_cases
from advocate_desk.services.keep_orders import KeepOrders
from advocate_desk.services.keep_pathway import KeepPathway
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import CaseloadFilter, RecordT, UnitOfWork
from advocate_desk.services.reading import by_case, steps_now
from advocate_desk.services.sample_content import Draw, MonthClock, read_content
from advocate_desk.services.sample_lives import how_many_lives
from advocate_desk.services.sample_sketch import Sketch, sketch
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from tests.services.desk import vaults_at

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
RULES = rulebook()
KINDS: tuple[type[Record], ...] = (
    Agency,
    Case,
    CaseLink,
    Consent,
    Contact,
    ContactPoint,
    Note,
    PathwayStep,
    Person,
    Referral,
    ReferralMove,
    RiskAssessment,
    SafeContactPlan,
    Service,
    StepMove,
    Task,
    User,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def vaults(place: Path) -> OpenVaults:
    return vaults_at(place / "state", MonthClock(NOW))


@pytest.fixture(scope="module")
def made(place: Path) -> sample_month.SampleVault:
    clock = MonthClock(NOW)
    vaults = vaults_at(place / "state", clock)
    return sample_month.build(vaults, clock, RULES, phone_numbers(), place / "sample.advault")


@pytest.fixture(scope="module")
def jo(vaults: OpenVaults, made: sample_month.SampleVault) -> Iterator[Session]:
    session = vaults.unlock(made.folder, "Jo Advocate", made.passphrase)
    yield session
    session.close()


@pytest.fixture
def unit(jo: Session) -> Iterator[UnitOfWork]:
    with jo.work() as unit:
        yield unit


def everything(session: Session, kind: type[RecordT]) -> tuple[RecordT, ...]:
    with session.work() as unit:
        return unit.find(kind)


def test_it_is_a_working_month_of_one_advocate_and_two_colleagues(jo: Session, unit: UnitOfWork) -> None:
    cases = unit.find(Case)
    leads = Counter(case.lead_id for case in cases)
    lives = {move.case_id for move in unit.find(CaseMove)} - {case.id for case in cases if case.marac_on}
    assert len(lives) == how_many_lives()
    assert sorted(leads.values()) == [5, 5, 30 + len(lives)]
    assert leads[jo.user.id] == 30 + len(lives)
    contacts = [entry for entry in unit.find(Contact) if entry.case_id not in lives]
    assert len(contacts) == 400
    month = [entry for entry in contacts if NOW - entry.happened_at <= timedelta(days=31)]
    assert len(month) == 400
    assert all(read_case_reference(case.reference) == case.reference for case in cases)
    assert len({entry.summary for entry in unit.find(Contact)}) >= 60


def test_nothing_in_it_happened_after_now(unit: UnitOfWork) -> None:
    moments = [entry.happened_at for entry in (*unit.find(Contact), *unit.find(Note), *unit.find(ReferralMove))]
    moments += [entry.recorded_at for entry in (*unit.find(Contact), *unit.find(ReferralMove), *unit.find(StepMove))]
    assert max(moments) <= NOW


def test_every_state_of_both_machines_is_in_it(jo: Session) -> None:
    make, show = MakeReferral(jo, RULES), ShowCase(jo, RULES)
    views = [make.view(referral.id) for referral in everything(jo, Referral)]
    assert {view.review for view in views} == set(ReviewState)
    assert {view.progress for view in views} == set(ProgressState)
    lines = [line for case in everything(jo, Case) for line in show.summary(case.id).referrals]
    assert any(line.late for line in lines)
    assert any("No reply" in line.state_label for line in lines)


def test_a_step_stands_every_way_it_can_and_everything_said_about_reporting_is_in_it(
    jo: Session, unit: UnitOfWork
) -> None:
    steps = {step.id: step for step in unit.find(PathwayStep)}
    moves = unit.find(StepMove)
    assert {one.state for one in steps_now(tuple(steps.values()), moves, NOW.date())} == set(StepState)
    came = {(steps[move.step_id].code, move.stage) for move in moves}
    told = {"considering", "not_known", "called", "reported", "reported_by_other", "reported_anonymously"}
    recorded = {"recorded_as_crime", "recorded_non_crime", "not_recorded"}
    assert {("police_report", stage) for stage in told | recorded} <= came
    assert {("charge", "convicted"), ("charge", "acquitted"), ("police_review", "asked")} <= came
    marks = {mark.mark for mark in unit.find(StepMark)}
    assert {"no_longer_supports", "on_hold", "suspect_not_identified", "suspect_is_police"} <= marks


def test_work_with_the_other_person_is_in_it_and_kept_from_her_advocate(jo: Session) -> None:
    cases = {case.id: case for case in everything(jo, Case)}
    (apart,) = [step for step in everything(jo, PathwayStep) if step.code == "other_party_programme"]
    assert cases[apart.case_id].lead_id == jo.user.id != apart.worker_id
    card = KeepPathway(jo, RULES).view(apart.case_id).card(apart.id)
    assert card is not None
    assert card.status_line == APART_WORDS


def test_gaps_of_several_kinds_are_lit_in_it(jo: Session) -> None:
    mine = [case for case in everything(jo, Case) if case.lead_id == jo.user.id]
    lanes = [lane for case in mine for lane in KeepPathway(jo, RULES).view(case.id).lanes]
    lit = {gap.code for lane in lanes for gap in lane.gaps}
    assert {"no_advocate_offered", "no_report_status", "order_not_served", "no_measures_asked"} <= lit


def test_every_standing_of_an_order_and_everything_that_may_happen_to_one_is_in_it(jo: Session) -> None:
    orders = KeepOrders(jo, RULES)
    cases = {order.case_id for order in everything(jo, CourtOrder)}
    lines = [line for case_id in cases for line in orders.view(case_id).orders]
    assert {line.stand.standing for line in lines} == set(OrderStanding)
    assert {one.event.kind for line in lines for one in line.events} >= {
        OrderEventKind.BREACHED,
        OrderEventKind.EXTENDED,
        OrderEventKind.DISCHARGED,
    }
    assert any(line.order.is_undertaking and line.breaches for line in lines)
    kept = everything(jo, Appointment)
    assert {one.state for one in kept} == set(AppointmentState)
    assert {wish for one in kept for wish in one.wishes.values()} >= {Wish.WANTED, Wish.NOT_WANTED, Wish.NOT_SURE}


def test_the_loop_is_closed_in_it_in_every_way_it_can_be(jo: Session) -> None:
    views = [MakeReferral(jo, RULES).view(referral.id) for referral in everything(jo, Referral)]
    assert any(view.need for view in views)
    assert any(view.next_ask and view.next_ask.may_decide(NOW) for view in views)
    assert any(view.follows for view in views)
    assert len({view.referral.reply_reference for view in views}) == len(views)
    assert {bool(one.came_of_it) for one in everything(jo, Signpost)} == {True, False}
    assert any(agency.promised_reply for agency in everything(jo, Agency))


def test_every_level_lane_step_state_and_answer_is_in_it(unit: UnitOfWork) -> None:
    levels = {signed.level for signed in unit.find(RiskAssessment)}
    assert levels == set(RiskLevel)
    assessed = {signed.case_id for signed in unit.find(RiskAssessment)}
    assert {case.id for case in unit.find(Case)} - assessed
    steps = steps_now(unit.find(PathwayStep), unit.find(StepMove), NOW.date())
    assert {(step.step.lane, step.state) for step in steps} >= {
        *((Lane.REPORT, state) for state in (StepState.WAITING, StepState.DONE, StepState.NOT_WANTED)),
        *((Lane.SUPPORT, state) for state in StepState),
        *((Lane.JUSTICE, state) for state in (StepState.WAITING, StepState.NOT_STARTED, StepState.NOT_WANTED)),
    }
    assert any(step.late for step in steps)
    answers = {answer for signed in unit.find(RiskAssessment) for answer in signed.answers.values()}
    assert answers == set(Answer)
    assert any(signed.imported_score is not None for signed in unit.find(RiskAssessment))
    assert {case.status for case in unit.find(Case)} == set(CaseStatus)


def test_every_life_in_it_went_by_moves_there_are(unit: UnitOfWork) -> None:
    cases = {case.id: case for case in unit.find(Case)}
    told = by_case(unit.find(CaseMove, order_by=("recorded_at", "id")))
    assert len(told) == how_many_lives() + 1, "and the case of the pictures"
    for case_id, moves in told.items():
        went = [move.to_status for move in moves]
        assert went[0] is CaseStatus.RECEIVED
        assert all(target in CASE_MOVES[before] for before, target in pairwise(went))
        assert cases[case_id].status is went[-1]
        for before, move in pairwise(moves):
            assert must_carry(before.to_status, move.to_status) <= carried(move)


def carried(move: CaseMove) -> set[Need]:
    given = {Need.REASON: move.reason, Need.SENT_TO: move.sent_to, Need.CLOSURE: move.closure}
    return {need for need, value in given.items() if value}


def test_the_mess_of_real_work_is_in_it(unit: UnitOfWork) -> None:
    contacts = unit.find(Contact)
    of_a_spreadsheet_alone = {ContactResult.NOT_IN_TOUCH, ContactResult.NOT_KNOWN}
    assert {entry.result for entry in contacts} == set(ContactResult) - of_a_spreadsheet_alone
    assert {entry.kind for entry in contacts} == set(ContactKind)
    assert any(entry.corrects_id for entry in contacts)
    assert any(entry.distressing for entry in contacts)
    assert any(entry.recorded_at - entry.happened_at > timedelta(days=1) for entry in contacts)
    plans = unit.find(SafeContactPlan)
    assert len(plans) < len(unit.find(Case))
    today = NOW.date()
    assert {is_stale(plan, (), today) for plan in plans} == {True, False}
    assert any(plan.checked_on is None for plan in plans)
    assert any({plan.call, plan.text, plan.email, plan.post, plan.voicemail} == {Answer.NO} for plan in plans)
    kinds = sorted(link.kind for link in unit.find(CaseLink))
    assert kinds == [LinkKind.POSSIBLE_CONFLICT, LinkKind.POSSIBLE_DUPLICATE]
    assert {service.status for service in unit.find(Service)} == set(ServiceStatus)
    assert any(not person.name_to_use.isascii() for person in unit.find(Person, role=PersonRole.CLIENT))
    assert any(consent.withdrawn_on for consent in unit.find(Consent))


def test_the_case_of_the_pictures_says_what_they_show(jo: Session) -> None:
    (row,) = ListCaseload(jo).find("Ceri Sample").rows
    summary = ShowCase(jo, RULES).summary(row.case_id)
    assert summary.level is RiskLevel.HIGH
    assert (summary.high_risk_score, summary.children, summary.open_days) == (16, 2, 12)
    assert summary.banner.headline.startswith("Text first")
    assert "the library" in summary.banner.detail
    assert [(line.purpose, line.state_label) for line in summary.referrals] == [
        ("Emergency housing", "Sent"),
        ("Counselling", "No reply"),
        ("Legal advice", "Draft"),
    ]
    assert [(task.title, task.due_line) for task in summary.tasks][:2] == [
        ("Chase counselling reply", "Overdue 2 days"),
        ("Confirm housing offer", "Due today, 5pm"),
    ]
    assert [entry.headline for entry in summary.latest][:2] == [
        "Text message from client",
        "Referral letter sent to Exampleshire Council",
    ]
    assert {step.title: step.status_line for step in summary.steps}["Emergency housing"] == (
        "With council. Reply due today"
    )
    done = [(row.lanes[lane].done, row.lanes[lane].total) for lane in range(3)]
    assert done == [(2, 2), (1, 3), (0, 3)]


def test_everybody_in_it_signs_in_with_the_public_passphrase(
    vaults: OpenVaults, made: sample_month.SampleVault, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made.folder, tmp_path / "copy.advault"))
    roles = {user.name: user.role for user in made.users}
    assert roles["Sam Supervisor"] is Role.SUPERVISOR
    assert set(roles.values()) == set(Role)
    for name, role in roles.items():
        session = vaults.unlock(folder, name, made.passphrase)
        assert session.role is role
        session.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, "Jo Advocate", "another passphrase altogether")


def test_it_can_never_become_real(jo: Session) -> None:
    assert jo.settings().is_sample
    with pytest.raises(SampleVault):
        jo.refuse_real_people()
    settings = jo.settings()
    with pytest.raises(NeverChanged), jo.work() as unit:
        unit.change(settings, is_sample=False)


PHONE = re.compile(r"(?:\+?44|\b0)(?:[ ()-]?\d){9,10}")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
MAIL = re.compile(r"\S+@\S+|https?://\S+")
FREE = re.compile(r"(?:44|0)7700900\d{3}|(?:44|0)2079460\d{3}")


def unreal(text: str) -> list[str]:
    """Return what in ``text`` could belong to somebody: a number, postcode or address not kept free for this."""
    found = [number for number in PHONE.findall(text) if not FREE.fullmatch(re.sub(r"\D", "", number))]
    found += [postcode for postcode in POSTCODE.findall(text) if not postcode.startswith("ZZ99")]
    return found + [place for place in MAIL.findall(text) if not place.rstrip(".,)/").endswith(".example")]


def test_no_number_postcode_or_address_in_it_could_be_anybodys(unit: UnitOfWork) -> None:
    texts = [
        text
        for kind in KINDS
        for record in unit.find(kind)
        for name in (one.name for one in fields(record))
        if name not in {"content_digest", "signature"}  # figures drawn by chance, which nobody could ring
        for text in _texts(getattr(record, name))
    ]
    assert len(texts) > 3000
    assert [found for text in texts for found in unreal(text)] == []
    assert [
        found
        for file in sorted(resource("sample").glob("*.toml"))
        for text in _texts(_read(file))
        for found in unreal(text)
    ] == []
    numbers = [point.value for point in unit.find(ContactPoint) if point.kind is PointKind.PHONE]
    assert len(numbers) > 30


def test_the_check_for_what_could_be_real_finds_what_is() -> None:
    mobile = "07911 " + "123456"
    assert unreal(f"Ring 0117 496 0000 or {mobile}") == ["0117 496 0000", mobile]
    assert unreal("1 Street, BS1 5TR") == ["BS1 5TR"]  # why: the check is shown what it must find
    assert unreal("somebody@mail.test")
    assert unreal("07700 900123, 020 7946 0333, ZZ99 3AA, a@b.example") == []


def _read(file: Path) -> object:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def test_every_surname_says_that_it_is_invented(unit: UnitOfWork) -> None:
    people = tomllib.loads(resource("sample", "people.toml").read_text(encoding="utf-8"))
    surnames = {*people["surnames"], "Pretend", "Sample"}
    for person in unit.find(Person):
        assert set(person.name_to_use.split(" ", 1)[1].split("-")) <= surnames


def test_no_word_in_it_doubts_anybody(unit: UnitOfWork) -> None:
    doubt = re.compile(r"\balleg|\bclaims?\b|failed to engage|non-compliant|\bDNA\b|\brefus", re.IGNORECASE)
    words = [entry.summary for entry in unit.find(Contact)] + [note.text for note in unit.find(Note)]
    assert [text for text in words if doubt.search(text)] == []


def test_it_verifies_and_rebuilds_to_the_same_records(
    vaults: OpenVaults, made: sample_month.SampleVault, tmp_path: Path
) -> None:
    rebuilt = tmp_path / "rebuilt.advault"
    folder = Path(shutil.copytree(made.folder, tmp_path / "copy.advault"))
    sam = vaults.unlock(folder, "Sam Supervisor", made.passphrase)
    vaults.verify(sam)
    vaults.rebuild(sam, rebuilt)
    with sam.work() as unit:
        before = {kind: unit.find(kind, order_by=("id",)) for kind in KINDS}
    sam.close()
    again = vaults.unlock(rebuilt, "Sam Supervisor", made.passphrase)
    with again.work() as unit:
        assert {kind: unit.find(kind, order_by=("id",)) for kind in KINDS} == before
    vaults.verify(again)
    again.close()


def test_the_same_seed_invents_the_same_people() -> None:
    def people(seed: int) -> list[Sketch]:
        content, draw = read_content(), Draw(seed)
        return [sketch(place, content, draw) for place in range(40)]

    assert people(7) == people(7)
    assert people(7) != people(8)


def test_a_small_sample_has_every_state_too_and_stopping_leaves_nothing(tmp_path: Path) -> None:
    clock = MonthClock(NOW)
    vaults = vaults_at(tmp_path / "state", clock)
    folder = tmp_path / "two.advault"
    with pytest.raises(KnownFailure, match="not finished"):
        sample_month.build(
            vaults, clock, RULES, phone_numbers(), folder, cases=2, progress=lambda done, total: done < 3
        )
    assert not folder.exists()
    made = sample_month.build(vaults, clock, RULES, phone_numbers(), folder, cases=2)
    session = vaults.unlock(folder, "Jo Advocate", made.passphrase)
    make = MakeReferral(session, RULES)
    assert ListCaseload(session).page(CaseloadFilter(open_only=False)).total == 2 + how_many_lives()
    with session.work() as unit:
        referrals = unit.find(Referral)
    assert {make.view(referral.id).progress for referral in referrals} == set(ProgressState)
    session.close()


def test_every_state_of_a_clock_stands_in_the_month_and_every_kind_of_entry(jo: Session) -> None:
    with jo.work() as unit:
        found = clocks_of_cases(unit, jo, RULES, unit.find(Case), jo.clock.now())
    clocks = [clock for several in found.values() for clock in several]
    assert {clock.state for clock in clocks} == set(ClockState)
    assert any(clock.with_enhanced for clock in clocks)
    kinds = {entry.kind for clock in clocks for entry in clock.entries}
    assert kinds >= set(ClockEntryKind) - {ClockEntryKind.TAKEN_BACK, ClockEntryKind.RESUMED}
