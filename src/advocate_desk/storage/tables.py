"""The tables, derived from the records of the domain so that a field stands once.

What annotations cannot say stands in `KINDS`: a table's name, what may change, what points where. Rows of a
case point only at rows of the same case (the reference names both) or at the shared stream; a CHECK holds
every row in its stream.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

import sqlalchemy as sa

from advocate_desk.domain.agreements import (
    OwnConsent,
    ParentalResponsibility,
    PromptAnswered,
    SupportAgreement,
    Withheld,
)
from advocate_desk.domain.appointments import Appointment
from advocate_desk.domain.attachments import Attachment, ExportedFile
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ReferralProblem
from advocate_desk.domain.cases import Case, CaseLink
from advocate_desk.domain.clock_entries import ClockEntry, EnhancedRights
from advocate_desk.domain.closing_the_loop import ReferralChase, Signpost
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.court import CourtOrder, OrderEvent
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.imports import CaseloadImport, ColumnMatch
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.keeping import BackupMade, DrillDone, Notice, NoticeSeen
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.letter import Letter, LetterCopy
from advocate_desk.domain.marac import (
    MaracAction,
    MaracDecision,
    MaracMeeting,
    MaracMinutes,
    MaracMinutesOpened,
    MaracReferral,
    MaracTransfer,
)
from advocate_desk.domain.own_instruments import InstrumentFile
from advocate_desk.domain.own_rules import BankDay, OwnRule
from advocate_desk.domain.pathway import PathwayStep, StepMark, StepMove
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.referral import Referral, ReferralMove
from advocate_desk.domain.reveals import PointRevealed
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import ContactOverride, SafeContactPlan
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.support_plan import SupportAction, SupportNeed, SupportReview
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import User
from advocate_desk.storage.values import Field, Kept, Plain, canonical, field

metadata = sa.MetaData()

_IDENTITY = frozenset({"id", "stream_id", "version", "case_id"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its table and fields, and which fields may change once it is kept.

    ``written`` are the fields a change record names; the rest says which row of which stream it is. ``insert`` is the
    statement that writes a row as `row_of` gives it.
    """

    name: str
    record: type[Record]
    table: sa.Table
    fields: Mapping[str, Field]
    changeable: frozenset[str]
    written: tuple[str, ...]
    insert: str

    def row_of(self, record: Record, given: Mapping[str, tuple[Plain, object]]) -> tuple[Plain, ...]:
        """Return ``record`` as its columns keep it; ``given`` are the JSON values that stand in the journal."""
        row = []
        for name, one in self.fields.items():
            plain = given[name][0] if name in given else one.to_plain(getattr(record, name))
            row.append(canonical(plain) if one.value.is_json and plain is not None else plain)
        return tuple(row)


def _kind(
    name: str,
    record: type[Record],
    *,
    only: Iterable[str] | None = None,
    fixed: Iterable[str] = (),
    to: Mapping[str, str] | None = None,
    indexes: Iterable[tuple[str, ...]] = (),
) -> Kind:
    """Derive a kind. ``only`` may change (none: append-only), or all but ``fixed``; ``to`` names what points where."""
    hints = get_type_hints(record)
    kept = {one.name: field(one.name, hints[one.name]) for one in fields(record)}
    changeable = frozenset(kept) - frozenset(fixed) if only is None else frozenset(only)
    table = sa.Table(
        name,
        metadata,
        *(_column(name, one) for one in kept.values()),
        *_stays_in_its_stream(name, kept),
        *_references(name, kept, to or {}),
        *(sa.Index(f"ix_{name}_{'_'.join(columns)}", *columns) for columns in indexes),
        sqlite_strict=True,
    )
    written = tuple(name for name in kept if name not in {"id", "stream_id", "version"})
    # Takes what columns keep, not what records hold: the journal has it in that form already.
    # Each column in quotes, for there are words of SQL among them, such as "on".
    columns = ", ".join(f'"{one}"' for one in kept)
    insert = f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(kept))})"  # noqa: S608 - names of ours alone
    return Kind(name, record, table, kept, changeable - _IDENTITY, written, insert)


def _column(table: str, one: Field) -> sa.Column[Any]:
    checks = []
    if one.value.allowed:
        # Not IN: SQLite would make a table of the list for every row it writes (measured: 60 microseconds each).
        words = " OR ".join(f"{one.name} = {word!r}" for word in one.value.allowed)
        checks.append(sa.CheckConstraint(words, name=f"ck_{table}_{one.name}"))
    is_key = one.name == "id"
    optional = one.nullable and one.name != "version"
    return sa.Column(one.name, Kept(one.value), *checks, primary_key=is_key, nullable=optional)


def _stays_in_its_stream(name: str, kept: Mapping[str, Field]) -> Iterable[sa.Constraint]:
    # Named, because a migration that copies a table would leave out a check without a name.
    stream = f"ck_{name}_stream"
    if name == "cases":
        yield sa.CheckConstraint("id = stream_id", name=stream)
    elif "case_id" in kept:
        yield sa.CheckConstraint("case_id = stream_id", name=stream)
        # Also the index by which a case is read, and what the references within the case point at.
        yield sa.UniqueConstraint("case_id", "id")
    else:
        yield sa.CheckConstraint(f"stream_id = '{SHARED_STREAM.hex}'", name=stream)


def _references(name: str, kept: Mapping[str, Field], to: Mapping[str, str]) -> Iterable[sa.Constraint]:
    own_case = "id" if name == "cases" else "case_id"
    if "case_id" in kept:
        yield _reference(["case_id"], ["cases.id"])
    for column, target in to.items():
        if target in _SHARED:
            yield _reference([column], [f"{target}.id"])
        else:
            yield _reference([own_case, column], [f"{target}.case_id", f"{target}.id"])


def _reference(columns: list[str], targets: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, targets, deferrable=True, initially="DEFERRED")


_SHARED = frozenset({"agencies", "services", "notices"})

# No reference goes to users: the vault's signed directory says who exists, and an entry by a colleague must
# be kept even where the row with their name has not arrived.
KINDS: tuple[Kind, ...] = (
    _kind(
        "cases",
        Case,
        fixed={"reference", "row_fingerprint", "import_id"},
        to={"client_id": "people", "referrer_agency_id": "agencies"},
        indexes=[("reference",), ("client_number",), ("row_fingerprint",), ("import_id",), ("lead_id", "status")],
    ),
    _kind("people", Person, to={"works_at_agency_id": "agencies"}, indexes=[("date_of_birth",)]),
    _kind("contact_points", ContactPoint, to={"person_id": "people"}),
    _kind("safe_contact_plans", SafeContactPlan, to={"person_id": "people"}),
    _kind(
        "case_links",
        CaseLink,
        only={"deleted_at", "why"},
        to={"agency_id": "agencies"},
        indexes=[("from_case_id",), ("to_case_id",)],
    ),
    _kind(
        "contacts",
        Contact,
        only=(),
        to={"corrects_id": "contacts", "point_id": "contact_points"},
        indexes=[("row_fingerprint",), ("import_id",)],
    ),
    _kind("notes", Note, only=(), to={"corrects_id": "notes"}),
    _kind("consents", Consent, only={"withdrawn_on"}, to={"agency_id": "agencies", "given_by_id": "people"}),
    _kind("risk_assessments", RiskAssessment, only=()),
    _kind("case_moves", CaseMove, only=(), to={"sent_to_agency_id": "agencies"}),
    _kind("case_closings", CaseClosing, only={"signed_at", "signed_by"}, to={"exit_assessment_id": "risk_assessments"}),
    _kind("referral_problems", ReferralProblem, fixed={"raised_at", "raised_by"}),
    _kind("incidents", Incident, only=(), to={"corrects_id": "incidents"}),
    _kind("contact_overrides", ContactOverride, only=(), to={"person_id": "people", "point_id": "contact_points"}),
    _kind("support_agreements", SupportAgreement, only={"withdrawn_on"}, to={"person_id": "people"}),
    _kind(
        "withheld", Withheld, fixed={"recorded_at", "recorded_by"}, to={"agency_id": "agencies", "person_id": "people"}
    ),
    _kind("parental_responsibilities", ParentalResponsibility, to={"child_id": "people", "holder_id": "people"}),
    _kind("own_consents", OwnConsent, only=(), to={"person_id": "people"}),
    _kind("prompts_answered", PromptAnswered, only=(), to={"person_id": "people"}),
    _kind("marac_referrals", MaracReferral, fixed={"written_at", "author_id"}),
    _kind("marac_meetings", MaracMeeting, to={"referral_id": "marac_referrals"}),
    _kind("marac_actions", MaracAction, to={"meeting_id": "marac_meetings"}),
    _kind("marac_minutes", MaracMinutes, only=(), to={"meeting_id": "marac_meetings"}),
    _kind("marac_minutes_opened", MaracMinutesOpened, only=(), to={"minutes_id": "marac_minutes"}),
    _kind(
        "marac_transfers", MaracTransfer, fixed={"recorded_at", "recorded_by"}, to={"referral_id": "marac_referrals"}
    ),
    _kind("marac_decisions", MaracDecision, only=()),
    _kind("support_needs", SupportNeed),
    _kind("support_actions", SupportAction, to={"need_id": "support_needs"}),
    _kind("support_reviews", SupportReview, only=()),
    _kind("flags", Flag, fixed={"raised_on"}),
    _kind("attachments", Attachment, only={"title", "note", "deleted_at"}, indexes=[("blob",)]),
    _kind("exported_files", ExportedFile, only=(), to={"attachment_id": "attachments"}),
    _kind("agencies", Agency, fixed={"import_id"}, indexes=[("name",), ("external_id",)]),
    _kind("services", Service, to={"agency_id": "agencies"}, indexes=[("agency_id",), ("external_id",)]),
    _kind(
        "pathway_steps",
        PathwayStep,
        to={"about_id": "people", "part_of_id": "pathway_steps", "need_id": "support_needs"},
    ),
    _kind(
        "step_moves",
        StepMove,
        only=(),
        to={"step_id": "pathway_steps", "takes_back_id": "step_moves"},
        indexes=[("step_id",)],
    ),
    _kind("step_marks", StepMark, only=(), to={"step_id": "pathway_steps"}),
    _kind(
        "court_orders",
        CourtOrder,
        fixed={"recorded_at", "recorded_by"},
        to={"step_id": "pathway_steps", "against_id": "people"},
    ),
    _kind("order_events", OrderEvent, only={"deleted_at"}, to={"order_id": "court_orders", "incident_id": "incidents"}),
    _kind(
        "appointments",
        Appointment,
        fixed={"recorded_at", "recorded_by"},
        to={"step_id": "pathway_steps", "order_id": "court_orders", "moved_to_id": "appointments"},
        indexes=[("goes_id",)],
    ),
    _kind("key_dates", KeyDate, only={"deleted_at"}, to={"step_id": "pathway_steps", "corrects_id": "key_dates"}),
    _kind("clock_entries", ClockEntry, only=()),
    _kind("enhanced_rights", EnhancedRights, only=()),
    _kind("tasks", Task),
    _kind(
        "referrals",
        Referral,
        fixed={"number", "author_id", "created_at", "row_fingerprint", "import_id"},
        to={
            "agency_id": "agencies",
            "service_id": "services",
            "consent_id": "consents",
            "need_id": "support_needs",
            "follows_id": "referrals",
        },
        indexes=[("row_fingerprint",), ("import_id",), ("reply_reference",)],
    ),
    _kind(
        "referral_moves",
        ReferralMove,
        only=(),
        to={"referral_id": "referrals", "letter_id": "letters"},
        indexes=[("referral_id",), ("machine", "to_state")],
    ),
    _kind("referral_chases", ReferralChase, only=(), to={"referral_id": "referrals"}),
    _kind(
        "signposts",
        Signpost,
        only={"came_of_it", "heard_on"},
        to={"agency_id": "agencies", "need_id": "support_needs"},
    ),
    _kind("letters", Letter, only=(), to={"referral_id": "referrals"}, indexes=[("referral_id",)]),
    _kind("letter_copies", LetterCopy, only=(), to={"letter_id": "letters"}, indexes=[("letter_id",)]),
    _kind("point_reveals", PointRevealed, only=(), to={"point_id": "contact_points"}),
    _kind("caseload_imports", CaseloadImport, only={"undone_at", "undone_by"}),
    _kind("column_matches", ColumnMatch, only={"field"}),
    _kind("backups_made", BackupMade, only=()),
    _kind("drills_done", DrillDone, only=()),
    _kind("notices", Notice, only=()),
    _kind("notices_seen", NoticeSeen, only=(), to={"notice_id": "notices"}),
    _kind("instrument_files", InstrumentFile, only={"ended_on"}),
    _kind("own_rules", OwnRule, only={"ended_on"}),
    _kind("bank_days", BankDay, only={"deleted_at"}),
    _kind("users", User),
    _kind("service_settings", ServiceSettings, fixed={"is_sample"}),
)

_BY_NAME = {kind.name: kind for kind in KINDS}
_BY_RECORD = {kind.record: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    """Return the kind a change record names."""
    return _BY_NAME[name]


def kind_of(record: type[Record]) -> Kind:
    """Return the kind of a class of records."""
    return _BY_RECORD[record]
