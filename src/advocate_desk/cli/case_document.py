"""One case as a document and as words. What is not safe to use is in neither."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from advocate_desk.cli.output import Document
from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.hidden_points import KIND_WORDS, HiddenPoint
from advocate_desk.domain.people import PointKind, shown_name
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.check_contact import OpenWays
from advocate_desk.services.show_case import CaseSummary, LatestEntry, ReferralLine, StepView


def case_document(summary: CaseSummary, ways: OpenWays, values: Mapping[UUID, str]) -> Document:
    """Return the case as ``case show --json`` prints it. ``values`` are those of the points that were revealed."""
    case_, client = summary.case, summary.client
    return {
        "id": str(case_.id),
        "reference": case_.reference,
        "name": shown_name(client),
        "known_as": list(client.known_as),
        "pronouns": client.pronouns,
        "date_of_birth": as_day(client.date_of_birth),
        "status": case_.status.value,
        "lead": summary.lead_name,
        "risk": summary.level.value if summary.level else None,
        "risk_score": summary.high_risk_score,
        "children": summary.children,
        "referred_on": as_day(case_.referred_on),
        "referred_by": case_.referred_by,
        "opened_on": as_day(case_.opened_on),
        "closed_on": as_day(case_.closed_on),
        "open_days": summary.open_days,
        "marac_on": as_day(summary.marac_on),
        "reported_to_police": case_.reported_to_police,
        "crime_reference": case_.crime_reference,
        "client_number": case_.client_number,
        "kinds_of_abuse": list(case_.kinds_of_abuse),
        "safe_to_call": ways.allows(Method.CALL),
        "safe_to": safe_to(ways),
        "safe_contact": _contact_document(summary),
        "contact_points": [_point_document(point, ways, values) for point in summary.points],
        "steps": [_step_document(step) for step in summary.steps],
        "tasks": [
            {"title": task.title, "due": task.due_line, "late": task.late, "done": task.done} for task in summary.tasks
        ],
        "referrals": [_referral_document(line) for line in summary.referrals],
        "latest": [_entry_document(entry) for entry in summary.latest],
    }


def _contact_document(summary: CaseSummary) -> Document:
    banner, plan = summary.banner, summary.plan
    return {
        "recorded": banner.recorded,
        "headline": banner.headline,
        "never": banner.never,
        "detail": banner.detail,
        "stale": banner.stale,
        "may_show_number": banner.may_show_number,
        "answers": {method.value: plan.answer(method).value for method in Method} if plan else None,
        "times": plan.times if plan else None,
        "windows": list(plan.windows) if plan else None,
        "exceptions": list(plan.exceptions) if plan else None,
        "first": plan.first_method.value if plan and plan.first_method else None,
        "identity": plan.identity if plan else None,
        "text_wording": plan.text_wording if plan else None,
        "if_someone_else_answers": plan.if_someone_else_answers if plan else None,
        "who_may_answer": plan.who_may_answer if plan else None,
        "professional": plan.professional if plan else None,
        "emergency": plan.emergency if plan else None,
        "checked_on": as_day(plan.checked_on) if plan else None,
        "check_again_by": as_day(plan.check_again_by) if plan else None,
    }


def _step_document(step: StepView) -> Document:
    return {
        "lane": step.lane.value,
        "title": step.title,
        "state": step.state.value,
        "late": step.late,
        "status": step.status_line,
    }


def _referral_document(line: ReferralLine) -> Document:
    return {
        "id": str(line.referral_id),
        "reference": line.reference,
        "purpose": line.purpose,
        "agency": line.agency,
        "review": line.review.value,
        "progress": line.progress.value,
        "state": line.state_label,
        "late": line.late,
    }


def _entry_document(entry: LatestEntry) -> Document:
    return {
        "happened_at": as_moment(entry.happened_at),
        "kind": entry.kind,
        "headline": entry.headline,
        "text": None if entry.distressing else entry.text,
        "distressing": entry.distressing,
    }


def _point_document(point: HiddenPoint, ways: OpenWays, values: Mapping[UUID, str]) -> Document:
    return {
        "kind": point.kind.value,
        "safe": may_be_shown(point, ways),
        "said": point.safe.value,
        "disclosure": point.disclosure.value,
        "safe_for": [method.value for method in point.open_ways],
        "never": not point.open_ways and not point.closed_ways and bool(point.warning),
        "value": values.get(point.point_id),
    }


_WAYS_OF = {
    PointKind.PHONE: (Method.CALL, Method.TEXT),
    PointKind.EMAIL: (Method.EMAIL,),
    PointKind.ADDRESS: (Method.POST,),
}


def may_be_shown(point: HiddenPoint, ways: OpenWays) -> bool:
    """Say whether a point of hers may be used today. What may not is not put before anybody's eyes."""
    return not point.warning and any(ways.allows(method) for method in _WAYS_OF.get(point.kind, ()))


def safe_to(ways: OpenWays) -> Document:
    """Return each way of contact with whether it may be used today, and why."""
    return {
        method.value: {
            "allowed": verdict.allowed,
            "why": verdict.why or verdict.keep_to,
            "opens_at": as_moment(verdict.opens),
        }
        for method, verdict in ways.ways.items()
    }


def case_words(summary: CaseSummary, ways: OpenWays, values: Mapping[UUID, str]) -> list[str]:
    """Return the case as lines to read, how to contact her safely first."""
    case_, banner = summary.case, summary.banner
    risk = f"{summary.level.value} risk" if summary.level else "no risk level"
    lines = [
        f"{case_.reference}  {shown_name(summary.client)}  {risk}  {label(case_.status)}  {summary.lead_name}",
        f"SAFE CONTACT: {banner.headline}",
        *(line for line in (banner.never, banner.detail) if line),
        *([] if ways.allows(Method.CALL) else [f"Not safe to call. {ways.ways[Method.CALL].why}"]),
    ]
    lines += [
        f"{KIND_WORDS[point.kind]}: {values[point.point_id]}" if point.point_id in values else point.masked
        for point in summary.points
    ]
    lines += [f"{step.lane.value}: {step.title}. {step.status_line}" for step in summary.steps]
    lines += [f"To do: {task.title}. {task.due_line}" for task in summary.tasks if not task.done]
    lines += [f"{each.reference}: {each.purpose} to {each.agency}. {each.state_label}" for each in summary.referrals]
    for entry in summary.latest:
        text = "(open it in the desk)" if entry.distressing else entry.text
        lines.append(f"{entry.happened_at:%Y-%m-%d %H:%M}  {entry.headline}  {text}")
    return lines


def as_day(day: date | None) -> str | None:
    """Return a day as ISO 8601."""
    return day.isoformat() if day else None


def as_moment(moment: datetime | None) -> str | None:
    """Return a moment as ISO 8601, in UTC."""
    return moment.isoformat() if moment else None
