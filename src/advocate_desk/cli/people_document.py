"""The people of a case and its plan, as a document and as words. No number, no address: their kinds alone."""

from datetime import date

from advocate_desk.cli.case_document import as_day
from advocate_desk.cli.output import Document
from advocate_desk.domain.people import PersonRole
from advocate_desk.domain.safeguarding import PromptNow
from advocate_desk.services.keep_childhood import ChildhoodView, YoungPerson
from advocate_desk.services.keep_people import PersonView
from advocate_desk.services.keep_plan import ActionLine, NeedLine, PlanView
from advocate_desk.services.keep_signposts import SignpostLine

_SAID = ("relationship", "gender", "language", "interpreter_needs", "never_interpreter", "access_needs")


def people_document(people: tuple[PersonView, ...], childhood: ChildhoodView) -> list[Document]:
    """Return ``people`` as ``case show --json`` prints it."""
    young = {one.person.id: one for one in childhood.young}
    return [_person(view, young.get(view.person.id)) for view in people]


def plan_document(view: PlanView, today: date) -> Document:
    """Return ``plan`` as ``case show --json`` prints it."""
    return {
        "review_on": as_day(view.due.review_on),
        "review_due": view.due.review_is_due,
        "needs": [_need(line, today) for line in view.needs],
        "reviews": [
            {
                "reviewed_on": as_day(one.reviewed_on),
                "next_on": as_day(one.next_on),
                "by": view.staff.get(one.recorded_by, ""),
                "note": one.note,
            }
            for one in view.reviews
        ],
    }


def signposts_document(lines: tuple[SignpostLine, ...]) -> list[Document]:
    """Return ``signposts`` as ``case show --json`` prints it: services that were named. None of them is a referral."""
    return [
        {
            "to": line.signpost.to,
            "why": line.signpost.why,
            "on": as_day(line.signpost.on),
            "how": line.signpost.how,
            "need": line.need or None,
            "by": line.told_by,
            "came_of_it": line.signpost.came_of_it,
            "heard_on": as_day(line.signpost.heard_on),
        }
        for line in lines
    ]


def people_words(people: tuple[PersonView, ...], childhood: ChildhoodView) -> list[str]:
    """Return who is at risk from whom and what waits for the young, as lines to read."""
    lines = [
        f"OTHER PERSON: {view.name}. Never contacted, never a recipient."
        for view in people
        if view.person.role is PersonRole.OTHER_PERSON
    ]
    for one in childhood.young:
        told = [line.holder for line in one.holders if line.may_be_told]
        safe = f"Safe to tell: {', '.join(told)}" if told else "Nobody known who is safe to tell"
        lines.append(f"Under eighteen: {one.name}. {safe}")
        lines += [f"To answer: {now.prompt.title} {one.name}" for now in one.prompts if now.answer is None]
    return lines


def plan_words(view: PlanView, today: date) -> list[str]:
    """Return what of the plan is open, as lines to read; none where there is no plan."""
    if not view.needs:
        return []
    lines = [f"{'LATE: ' if view.due.review_is_due else ''}Plan: {view.due.review_words}"]
    for line in view.needs:
        for one in line.actions:
            if one.action.done_on is None:
                due = f", by {one.action.due_on.isoformat()}" if one.action.due_on else ""
                late = "LATE: " if _is_late(one, today) else ""
                lines.append(f"{late}Plan: {' '.join(one.action.what.split())}. {one.owner or 'Nobody named'}{due}")
    return lines


def _person(view: PersonView, young: YoungPerson | None) -> Document:
    person = view.person
    told: Document = {
        "role": person.role.value,
        "name": view.name,
        "known_as": list(person.known_as),
        "date_of_birth": as_day(person.date_of_birth),
        **{name: getattr(person, name) for name in _SAID},
        "interpreter": person.interpreter.value,
        "lives_with_client": person.lives_with_client.value,
        "works_at": person.works_at,
        "agency": view.agency,
        "vehicle": person.vehicle,
        "about": person.about,
        "never_a_recipient": person.role is PersonRole.OTHER_PERSON,
        "contact_points": [
            {"kind": one.kind.value, "said": one.safe.value, "disclosure": one.disclosure.value} for one in view.points
        ],
    }
    return {**told, "under_eighteen": _young(young) if young else None}


def _young(young: YoungPerson) -> Document:
    judged = young.can_decide
    return {
        "age": young.age,
        "holders": [
            {
                "who": line.holder,
                "holds": line.responsibility.holds.value,
                "safe_to_tell": line.may_be_told,
                "note": line.responsibility.note,
            }
            for line in young.holders
        ],
        "own_consent": {
            "able": judged.able.value,
            "to_what": judged.to_what,
            "why": judged.why,
            "judged_on": as_day(judged.judged_on),
        }
        if judged
        else None,
        "missing": list(young.missing),
        "prompts": [_prompt(now) for now in young.prompts],
    }


def _prompt(now: PromptNow) -> Document:
    answer = now.answer
    return {
        "code": now.prompt.code,
        "title": now.prompt.title,
        "state": answer.state.value if answer else None,
        "words": answer.words if answer else "",
        "answered_on": as_day(answer.answered_on if answer else None),
    }


def _need(line: NeedLine, today: date) -> Document:
    need = line.need
    return {
        "id": str(need.id),
        "area": need.area.value,
        "title": need.title,
        "her_words": need.her_words,
        "opened_on": as_day(need.opened_on),
        "state": need.state.value,
        "state_on": as_day(need.state_on),
        "actions": [
            {
                "what": one.action.what,
                "owner": one.owner,
                "due_on": as_day(one.action.due_on),
                "done_on": as_day(one.action.done_on),
                "came_of_it": one.action.came_of_it,
                "late": _is_late(one, today),
            }
            for one in line.actions
        ],
        "referrals": [
            {"id": str(one.referral_id), "number": one.number, "agency": one.agency, "state": one.state_label}
            for one in line.referrals
        ],
    }


def _is_late(line: ActionLine, today: date) -> bool:
    return line.due and line.action.due_on is not None and line.action.due_on < today
