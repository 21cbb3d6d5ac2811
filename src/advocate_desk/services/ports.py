"""What the services need of the outside, as protocols. app/bootstrap.py chooses who fulfils them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import UUID

from advocate_desk.domain.agenda import Agenda, AgendaFilter
from advocate_desk.domain.appointments import Appointment
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.letter import LetterContent
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import FieldsWritten, Record
from advocate_desk.domain.referral import ReferralMove
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.services.file_ports import NamedFile
from advocate_desk.services.vault_ports import OpenVault

RecordT = TypeVar("RecordT", bound=Record)

Progress = Callable[[int, int], bool]
"""Called with done and total; returns False to stop."""


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the day in Europe/London."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A search hit. ``why`` names the kind of match ("name", "reference", "reply reference", "phone", "note")."""

    case_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadFilter:
    """Which cases to list. None means no limit on that count."""

    lead_id: UUID | None = None
    open_only: bool = True
    level: RiskLevel | None = None
    case_ids: tuple[UUID, ...] | None = None


class UnitOfWork(Protocol):
    """One transaction: reads, then writes that all become durable together or not at all.

    Leaving the ``with`` block without `commit` undoes everything. Every write becomes part of one signed
    change record for each stream it touches; there is no other way to write.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def add(self, record: Record) -> None:
        """Keep a new record."""
        ...

    def change(self, record: Record, **fields: object) -> None:
        """Set ``fields`` of ``record``, which is the state the form was opened on.

        Raises:
            ChangedMeanwhile: one of the fields was changed after ``record.version``.
            NeverChanged: records of this kind are only ever added to.
        """
        ...

    def remove(self, *records: Record) -> None:
        """Take ``records`` out of every list, of whatever kind they are. They stay in the history.

        Raises:
            ChangedMeanwhile: somebody else removed one, or brought it back, after its ``version``.
        """
        ...

    def commit(self, why: str) -> None:
        """Make it durable; returns only when it is on the disk. ``why`` is words of ours, no person's.

        Raises:
            DiskFull, DiskFailed, NoRights, RecordsDamaged: nothing was changed.
        """
        ...

    def get(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return one record.

        Raises:
            NotFound: no such record, or somebody deleted it.
        """
        ...

    def get_removed(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return one record that somebody deleted, so that the delete can be taken back.

        Raises:
            NotFound: no such record, or it is not deleted.
        """
        ...

    def find(
        self,
        kind: type[RecordT],
        /,
        *,
        order_by: Sequence[str] = (),
        limit: int | None = None,
        **where: object,
    ) -> tuple[RecordT, ...]:
        """Return the records whose fields equal ``where``; a tuple means any of its values.

        ``order_by`` names fields, ``-field`` for falling order. Deleted records are left out.
        """
        ...

    def changes_of(self, stream_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return for each of these streams how many changes were ever made to it; every one of them counts."""
        ...

    def drafted(self) -> frozenset[UUID]:
        """Return what anybody has begun to write about: the ids in the keys of everybody's drafts, not their words."""
        ...

    def search(self, text: str, limit: int = 50) -> tuple[Found, ...]:
        """Find cases by names, aliases, references, phone digits and notes; accents and case ignored.

        Every word must begin a word found; four or more figures find any part of a phone number.
        """
        ...

    def caseload(self, wanted: CaseloadFilter, offset: int, limit: int) -> tuple[tuple[UUID, ...], int]:
        """Return a page of case ids (high risk first, then by name) and how many there are in all."""
        ...

    def agenda(self, wanted: AgendaFilter) -> Agenda:
        """Return what is due."""
        ...

    def held_open(self, wanted: AgendaFilter, most: int) -> tuple[tuple[UUID, ...], int]:
        """Return at most ``most`` open cases in reach of ``wanted``, high risk first, and how many there are in all."""
        ...

    def open_by_lead(self) -> Mapping[UUID, Mapping[str, int]]:
        """Return for each lead how many open cases there are of each level of risk; "" is a level nobody judged."""
        ...

    def in_danger(self, wanted: AgendaFilter, ended: frozenset[CaseStatus]) -> tuple[UUID, ...]:
        """Return the cases in reach of ``wanted``, but for those of a status among ``ended``, that can be watched:
        risk was high in them at any time, or they have an incident.
        """
        ...

    def young(self, wanted: AgendaFilter, born_from: date) -> tuple[Person, ...]:
        """Return the people of open cases in reach of ``wanted`` who may be under eighteen; never the other person.

        They were born on ``born_from`` or later, or are children whose birth nobody knows.
        """
        ...

    def needs(self, wanted: AgendaFilter) -> tuple[SupportNeed, ...]:
        """Return the needs of open cases in reach of ``wanted``, and of others in which something is theirs to do."""
        ...

    def silent(self, wanted: AgendaFilter) -> tuple[ReferralMove, ...]:
        """Return the last move of each referral in reach of ``wanted`` that an agency owes an answer to.

        Those of closed cases too: an answer may still come. The longest silent come first.
        """
        ...

    def appointments(self, wanted: AgendaFilter) -> tuple[Appointment, ...]:
        """Return appointments that are planned and near or past, of open cases in reach of ``wanted``, and of any
        other open case those that the user goes to; the first first.
        """
        ...

    def orders(self, wanted: AgendaFilter) -> tuple[CourtOrder, ...]:
        """Return the orders that were made in open cases in reach of ``wanted``, whatever became of them since."""
        ...

    def flags(self, wanted: AgendaFilter) -> tuple[Flag, ...]:
        """Return the flags up whose day is near or past: one's own, and where asked those nobody here owns."""
        ...

    def points_in(self, text: str) -> tuple[ContactPoint, ...]:
        """Return every contact point in the vault that occurs in ``text``, spacing and case ignored."""
        ...

    def known_by(self, keys: Collection[str], most: int) -> tuple[UUID, ...]:
        """Return the ids of at most ``most`` people who share any of the keys of `likeness_keys`.

        Those who share the most and the rarest come first. Removed people are left out.
        """
        ...

    def story(self, record: Record) -> tuple[FieldsWritten, ...]:
        """Return every change of ``record``, the newest first, as far back as the history is kept."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """Half-typed words, kept outside the history and erased on save or discard."""

    key: str
    body: str
    saved_at: datetime


class Drafts(Protocol):
    """Where half-typed words wait. Each user sees their own."""

    def keep(self, key: str, body: str) -> None:
        """Keep ``body`` under ``key``, in place of what was there."""
        ...

    def load(self, key: str) -> Draft | None:
        """Return what is kept under ``key``."""
        ...

    def erase(self, key: str) -> None:
        """Forget ``key``."""
        ...


class RecordStore(Protocol):
    """The records of an open vault."""

    @property
    def drafts(self) -> Drafts:
        """Half-typed words."""
        ...

    def work(self) -> UnitOfWork:
        """Begin a unit of work."""
        ...

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Check the file, the journal's chain and signatures, and that the tables equal the journal.

        Returns:
            What is hurt, in sentences; empty when all is well.
        """
        ...

    def named_files(self) -> tuple[NamedFile, ...]:
        """Return every sealed file that a record names, one somebody removed or the history too."""
        ...

    def replay_into(self, path: Path) -> None:
        """Write a new records file at ``path``, under the same key, by applying the journal from the start."""
        ...

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the records, still encrypted, to ``path`` and check the copy before returning."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PageImage:
    """One page of a letter as pixels: 32-bit BGRX rows of ``stride`` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class LetterRenderer(Protocol):
    """Draws letters, in a process that holds no key."""

    def render(self, content: LetterContent) -> bytes:
        """Return the PDF, already read back and found to say what ``content`` says.

        Raises:
            LetterFailed: with the reason a person can act on, such as a character no font here knows.
        """
        ...

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Return the pages as pictures."""
        ...

    def close(self) -> None:
        """End the process."""
        ...


class PhoneNumbers(Protocol):
    """Reads phone numbers as people in the United Kingdom write them."""

    def digits(self, typed: str) -> str:
        """Return E.164 digits without the plus, or "" where ``typed`` is not a number."""
        ...


class Resemblance(Protocol):
    """Scores how alike two names are."""

    def score(self, one: str, other: str) -> float:
        """Return 0 (nothing alike) to 100 (the same)."""
        ...


class RecordStores(Protocol):
    """Makes and opens the records of a vault somebody has unlocked."""

    def create(self, vault: OpenVault) -> RecordStore:
        """Make the records file of a new vault."""
        ...

    def open(self, vault: OpenVault) -> RecordStore:
        """Open the records; a vault of an older format is brought up to date after a verified copy.

        Raises:
            RecordsDamaged, NewerFormat, NoRights, DiskFull: nothing was changed.
        """
        ...
