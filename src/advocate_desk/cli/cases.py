"""`case ...`: the caseload, a search, one case."""

from collections.abc import Mapping
from uuid import UUID

import click

from advocate_desk.cli.case_document import as_day, as_moment, case_document, case_words, may_be_shown, safe_to
from advocate_desk.cli.clocks_document import clocks_document, clocks_words
from advocate_desk.cli.consent_document import ConsentFile, consent_document, consent_words, read_consent
from advocate_desk.cli.court_document import court_document, court_words
from advocate_desk.cli.kept_document import files_document, incidents_document, kept_words
from advocate_desk.cli.likeness_document import likeness_document, likeness_words
from advocate_desk.cli.marac_document import marac_document, marac_words
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.output import Document
from advocate_desk.cli.pathway import pathway, step
from advocate_desk.cli.people_document import (
    people_document,
    people_words,
    plan_document,
    plan_words,
    signposts_document,
)
from advocate_desk.cli.risk import read_risk, risk_document, risk_words
from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.check_contact import CheckContact, OpenWays
from advocate_desk.services.court_file import read_court
from advocate_desk.services.list_caseload import CaseloadPage, CaseloadRow
from advocate_desk.services.marac_file import read_marac
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import CaseSummary

_PAGE = 500
_MOST_FOUND = 200
_NOT_SAFE = "not safe to call"


@click.group()
def case() -> None:
    """Look at the caseload, as the screens show it."""


case.add_command(pathway)
case.add_command(step)


@case.command("list")
@common_options
@click.option("--all", "with_closed", is_flag=True, help="Closed cases too.")
@pass_options
def list_cases(options: Options, with_closed: bool) -> None:
    """List the cases: high risk first, then by name."""
    wanted = CaseloadFilter(open_only=not with_closed)
    rows: list[CaseloadRow] = []
    with signed_in(options) as session:
        caseload = options.doors.list_caseload(session)
        page = caseload.page(wanted, offset=0, limit=_PAGE)
        while page.rows:
            rows += page.rows
            page = caseload.page(wanted, offset=len(rows), limit=_PAGE)
        ways = _ways(session, rows)
    _answer(options, CaseloadPage(rows=tuple(rows), total=page.total), ways)


@case.command()
@common_options
@click.argument("text", metavar="TEXT")
@pass_options
def find(options: Options, text: str) -> None:
    """Find cases by name, alias, reference, phone digits or words of a note."""
    with signed_in(options) as session:
        page = options.doors.list_caseload(session).find(text, limit=_MOST_FOUND)
        ways = _ways(session, page.rows)
    _answer(options, page, ways)


@case.command()
@common_options
@click.argument("reference", metavar="REF")
@click.option(
    "--reveal",
    "why",
    metavar="WHY",
    help="Print the numbers and addresses that may be used now. WHY (calling now, texting now, writing now, police "
    "asked, updating, or words of your own) is kept in the case's timeline.",
)
@pass_options
def show(options: Options, reference: str, why: str | None) -> None:
    """Show one case, as the screens do: numbers and addresses stay hidden without --reveal."""
    with signed_in(options) as session:
        service = options.doors.show_case(session)
        summary = service.summary(service.by_reference(reference))
        ways = CheckContact(session).of([summary.case.id])[summary.case.id]
        values = _reveal(options, session, summary, ways, why) if why is not None else {}
        agreed = _consent_of(options, session, summary.case.id)
        asked = options.doors.safety(session).questions.of_case(summary.case.id)
        safety, today = options.doors.safety(session), session.clock.today()
        marac, plan = read_marac(safety, summary.case.id), safety.plan.view(summary.case.id)
        people = options.doors.keep_people(session).people(summary.case.id)
        childhood = safety.childhood.view(summary.case.id)
        signposts = options.doors.way(session).signposts.view(summary.case.id)
        incidents, files = safety.incidents.view(summary.case.id), safety.files.files(summary.case.id)
        risk = read_risk(options.doors.assess_risk(session), safety.flags, summary.case.id)
    document: dict[str, object] = {**case_document(summary, ways, values), **risk_document(risk)}
    document |= {"marac": marac_document(marac, today)}
    document |= {"people": people_document(people, childhood), "plan": plan_document(plan, today)}
    document["signposts"] = signposts_document(signposts)
    document |= {"incidents": incidents_document(incidents), "files": files_document(files)}
    document |= consent_document(agreed)
    document |= {"who_is_this": likeness_document(asked, summary.case.id)}
    words = [*case_words(summary, ways, values), *risk_words(risk), *likeness_words(asked, summary.case.id)]
    words += [*consent_words(agreed), *kept_words(incidents, files), *marac_words(marac, today)]
    options.out.answer(document, [*words, *people_words(people, childhood), *plan_words(plan, today)])


@case.command("court")
@common_options
@click.argument("reference", metavar="REF")
@pass_options
def court(options: Options, reference: str) -> None:
    """Show the orders, hearings, appointments, suspects and charges of one case."""
    with signed_in(options) as session:
        case_id = options.doors.show_case(session).by_reference(reference)
        summary = options.doors.show_case(session).summary(case_id)
        file, today = read_court(options.doors.way(session), case_id), session.clock.today()
    options.out.answer(court_document(summary.case.reference, file), court_words(file, today))


@case.command("clocks")
@common_options
@click.argument("reference", metavar="REF")
@pass_options
def clocks(options: Options, reference: str) -> None:
    """Show what is owed by whom and until when in one case: number, unit, start and source. Check each."""
    with signed_in(options) as session:
        case_id = options.doors.show_case(session).by_reference(reference)
        summary = options.doors.show_case(session).summary(case_id)
        view = options.doors.way(session).clocks.view(case_id)
        now, today = session.clock.now(), session.clock.today()
    options.out.answer(clocks_document(summary.case.reference, view, now, today), clocks_words(view, now, today))


def _consent_of(options: Options, session: Session, case_id: UUID) -> ConsentFile:
    safety = options.doors.safety(session)
    return read_consent(safety.agreements, options.doors.keep_consent(session), safety.withheld, case_id)


def _reveal(options: Options, session: Session, summary: CaseSummary, ways: OpenWays, why: str) -> Mapping[UUID, str]:
    """Return the values that may be used now, in the way WHY names. Each showing is on record before it is printed."""
    reason = _REASONS.get(why.strip().lower(), RevealReason.OTHER)
    reveals = options.doors.reveal_point(session)
    return {
        point.point_id: reveals.reveal(point.point_id, reason, why).value
        for point in summary.points
        if may_be_shown(point, ways) and _is_for(point, reason)
    }


def _is_for(point: HiddenPoint, reason: RevealReason) -> bool:
    """Say whether a point may be used in the way a reason names: one that is safe to text is no number to call."""
    method = _WAY_OF.get(reason) if point.kind is PointKind.PHONE else None
    return method is None or method in point.open_ways


_WAY_OF = {
    RevealReason.CALLING_NOW: Method.CALL,
    RevealReason.TEXTING_NOW: Method.TEXT,
    RevealReason.WRITING_NOW: Method.TEXT,
}


_REASONS = {
    "calling now": RevealReason.CALLING_NOW,
    "texting now": RevealReason.TEXTING_NOW,
    "writing now": RevealReason.WRITING_NOW,
    "police asked": RevealReason.POLICE_ASKED,
    "updating": RevealReason.UPDATING,
}


def _ways(session: Session, rows: list[CaseloadRow] | tuple[CaseloadRow, ...]) -> Mapping[UUID, OpenWays]:
    return CheckContact(session).of([row.case_id for row in rows])


def _answer(options: Options, page: CaseloadPage, ways: Mapping[UUID, OpenWays]) -> None:
    options.out.answer(
        {"total": page.total, "cases": [_row_document(row, ways[row.case_id]) for row in page.rows]},
        [*(_row_words(row, ways[row.case_id]) for row in page.rows), f"{page.total} in all."],
    )


def _row_document(row: CaseloadRow, ways: OpenWays) -> Document:
    return {
        "id": str(row.case_id),
        "reference": row.reference,
        "name": row.name,
        "risk": row.level.value if row.level else None,
        "open": row.is_open,
        "lead": row.lead_name,
        "next_step": row.next_step,
        "next_due": as_day(row.next_due),
        "late": row.late,
        "last_contact_at": as_moment(row.last_contact_at),
        "lanes": {
            lane.lane.value: {"done": lane.done, "total": lane.total, "late": lane.late, "wanted": lane.wanted}
            for lane in row.lanes
        },
        "found_by": row.found_by,
        "safe_to_call": ways.allows(Method.CALL),
        "safe_to": safe_to(ways),
        "status": row.status.value,
    }


def _row_words(row: CaseloadRow, ways: OpenWays) -> str:
    risk = row.level.value if row.level else "no risk level"
    calling = "safe to call" if ways.allows(Method.CALL) else _NOT_SAFE
    found = f"  ({row.found_by})" if row.found_by else ""
    return f"{row.reference}  {row.name}  {risk}  {label(row.status)}  {row.lead_name}  {calling}{found}"
