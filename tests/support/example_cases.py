"""Services of cases that hold a few invented examples, and remember what was asked of them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import ContactKind, ContactResult
from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.domain.reveals import SHOWN_SECONDS, RevealReason
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.keep_flags import FlagsView
from advocate_desk.services.list_caseload import CaseloadPage, CaseloadRow, LaneCount
from advocate_desk.services.log_contact import BeforeEntry, NewContact, NewNote
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.reveal_point import Shown
from advocate_desk.services.show_case import (
    CaseSummary,
    LatestEntry,
    ReferralLine,
    SafeContactBanner,
    StepView,
    TaskView,
)
from tests.support.records import hidden_phone, numbered

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
CERI, DANA = numbered(100), numbered(101)


def lane(lane: Lane, done: int, total: int, *, late: bool = False) -> LaneCount:
    """Return how far a lane has come."""
    return LaneCount(lane=lane, done=done, total=total, late=late, wanted=True)


def caseload_row(number: int = 0, **fields: object) -> CaseloadRow:
    """Return one row of the caseload, numbered so that many differ."""
    row = CaseloadRow(
        case_id=CERI if number == 0 else numbered(100 + number),
        reference="AD-7KQ2-9MF",
        name="Ceri Sample" if number == 0 else f"Dana Example {number}",
        level=RiskLevel.HIGH if number == 0 else RiskLevel.STANDARD,
        lanes=(lane(Lane.REPORT, 2, 2), lane(Lane.SUPPORT, 1, 3, late=number == 0), lane(Lane.JUSTICE, 0, 0)),
        next_step="Chase counselling reply",
        next_due=date(2026, 11, 21),
        late=number == 0,
        last_contact_at=NOW,
        lead_name="Jo Advocate",
        is_open=True,
    )
    return replace(row, **fields)  # type: ignore[arg-type]  # a builder takes any field of its record


@dataclass
class ExampleCaseload:
    """`ListCaseload` with as many rows as wanted."""

    total: int = 12
    wanted: list[CaseloadFilter] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)

    def page(self, wanted: CaseloadFilter, offset: int = 0, limit: int = 50) -> CaseloadPage:
        self.wanted.append(wanted)
        self.offsets.append(offset)
        last = min(self.total, offset + limit)
        return CaseloadPage(rows=tuple(caseload_row(number) for number in range(offset, last)), total=self.total)

    def find(self, text: str, limit: int = 50) -> CaseloadPage:
        self.searched.append(text)
        if text.startswith("nobody"):
            return CaseloadPage(rows=(), total=0)
        return CaseloadPage(rows=(caseload_row(found_by="name"),), total=1)


def summary(case_id: UUID = CERI, **fields: object) -> CaseSummary:
    """Return the summary of Ceri Sample's case, but for ``fields``."""
    blank = CaseSummary(
        case=_case(case_id),
        client=_client(case_id),
        lead_name="Jo Advocate",
        level=RiskLevel.HIGH,
        high_risk_score=16,
        children=2,
        open_days=12,
        consent_given_on=date(2026, 11, 20),
        banner=_banner(),
        plan=None,
        points=(hidden_phone(),),
        steps=(
            step(1, Lane.REPORT, "Reported to police", StepState.DONE, "Done 19 November"),
            step(2, Lane.SUPPORT, "Emergency housing", StepState.WAITING, "With council. Reply due today"),
            step(3, Lane.SUPPORT, "Counselling", StepState.WAITING, "Reply overdue by 2 days", late=True),
            step(4, Lane.SUPPORT, "Group programme", StepState.NOT_WANTED, "Not wanted"),
        ),
        tasks=(_task(),),
        referrals=(_referral_line(),),
        latest=(
            entry("Text message from client", "Safe to talk Thursday after 10am."),
            entry("Call", "What was said is hard to read.", distressing=True),
        ),
        flags=FlagsView(up=(), ended=()),
    )
    return replace(blank, **fields)  # type: ignore[arg-type]  # a builder takes any field of its record


def _case(case_id: UUID) -> Case:
    return Case(
        id=case_id,
        stream_id=case_id,
        reference="AD-7KQ2-9MF",
        client_id=numbered(1),
        what_she_wants="A place away from here with the girls",
        marac_on=date(2026, 12, 3),
    )


def _client(case_id: UUID) -> Person:
    return Person(
        id=numbered(1),
        stream_id=case_id,
        case_id=case_id,
        role=PersonRole.CLIENT,
        name_to_use="Ceri Sample",
        pronouns="she/her",
    )


def _banner() -> SafeContactBanner:
    return SafeContactBanner(
        recorded=True,
        headline="Text first, Monday to Friday, 10am to 2pm.",
        never="Do not leave voicemail. Do not write to any address.",
        detail="Say “the library” if someone else answers. Checked 20 November. Check again by 27 November.",
        stale=False,
        may_show_number=True,
    )


def _task() -> TaskView:
    return TaskView(
        task_id=numbered(300),
        title="Chase counselling reply",
        due_line="Overdue 2 days",
        late=True,
        due_today=False,
        done=False,
    )


def _referral_line() -> ReferralLine:
    return ReferralLine(
        referral_id=numbered(40),
        reference="AD-7KQ2-9MF / R3",
        purpose="Emergency housing",
        agency="Exampleshire Council",
        review=ReviewState.APPROVED,
        progress=ProgressState.SENT,
        state_label="Sent",
        late=False,
    )


def step(number: int, lane: Lane, title: str, state: StepState, line: str, *, late: bool = False) -> StepView:
    """Return one step of a lane."""
    return StepView(step_id=numbered(400 + number), lane=lane, title=title, state=state, late=late, status_line=line)


def entry(headline: str, text: str, *, distressing: bool = False) -> LatestEntry:
    """Return one entry of the latest."""
    return LatestEntry(
        happened_at=NOW - timedelta(hours=1),
        kind="contact",
        contact_kind=ContactKind.TEXT,
        headline=headline,
        text=text,
        distressing=distressing,
    )


@dataclass
class ExampleCases:
    """`ShowCase` with one case."""

    shown: CaseSummary = field(default_factory=summary)
    finished: list[tuple[UUID, bool]] = field(default_factory=list)

    def summary(self, case_id: UUID) -> CaseSummary:
        return self.shown

    def finish_task(self, task_id: UUID, done: bool = True) -> None:
        self.finished.append((task_id, done))


@dataclass
class ExampleReveals:
    """`RevealPoint` that remembers what was asked for and why."""

    value: str = "07700 900123"
    asked: list[tuple[UUID, RevealReason, str]] = field(default_factory=list)

    def reveal(self, point_id: UUID, reason: RevealReason, other_reason: str = "") -> Shown:
        self.asked.append((point_id, reason, other_reason))
        return Shown(value=self.value, until=NOW + timedelta(seconds=SHOWN_SECONDS))


@dataclass
class ExampleContacts:
    """`LogContact` that remembers what was logged."""

    allowed: bool = True
    logged: list[NewContact] = field(default_factory=list)
    noted: list[NewNote] = field(default_factory=list)

    def log(self, new: NewContact) -> UUID:
        self.logged.append(new)
        return numbered(500)

    def add_note(self, new: NewNote) -> UUID:
        self.noted.append(new)
        return numbered(501)

    def may_use(
        self, case_id: UUID, kind: ContactKind, result: ContactResult | None = None, at: datetime | None = None
    ) -> BeforeEntry:
        why = "" if self.allowed else "Nobody has said yet that calling is safe."
        return BeforeEntry(allowed=self.allowed, why=why, keep_to="", asks_why=not self.allowed)
