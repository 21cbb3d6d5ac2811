"""The invented cases of the sample month, before they are records: who, how safe, how far, how high the risk."""

from dataclasses import dataclass
from enum import StrEnum

from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.services.sample_content import Content, Draw


class PlanKind(StrEnum):
    """How well it is known what is safe."""

    CHECKED = "checked"
    STALE = "stale"
    NEVER_CHECKED = "never_checked"
    NOTHING_SAFE = "nothing_safe"
    MISSING = "missing"


class RiskKind(StrEnum):
    """How the risk was concluded."""

    HIGH = "high"
    HIGH_BY_JUDGEMENT = "high_by_judgement"
    MEDIUM = "medium"
    STANDARD = "standard"
    IMPORTED = "imported"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class SketchedStep:
    """A step: ``due`` is days from today, ``days_ago`` when its move happened, ``stage`` where exactly it came to."""

    lane: Lane
    code: str
    state: StepState
    days_ago: int = 3
    due: int | None = None
    title: str = ""
    waiting_on: str = ""
    stage: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SketchedPerson:
    """Somebody beside her: ``age`` in years for children, ``detail`` a relationship."""

    name: str
    age: int | None = None
    detail: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketch:
    """One invented case."""

    name: str
    legal_name: str = ""
    known_as: tuple[str, ...] = ()
    pronouns: str = "she/her"
    born: tuple[int, int, int] | None = None
    language: str = "English"
    access_needs: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    address_note: str = ""
    workplace: str = ""
    plan: PlanKind = PlanKind.CHECKED
    times: str = ""
    never: str = ""
    someone_else: str = ""
    check_every: int = 28
    text_and_call_only: bool = False
    risk: RiskKind = RiskKind.STANDARD
    risk_reason: str = ""
    steps: tuple[SketchedStep, ...] = ()
    children: tuple[SketchedPerson, ...] = ()
    other_person: SketchedPerson | None = None
    supporter: SketchedPerson | None = None
    wants: str = ""
    kinds_of_abuse: tuple[str, ...] = ()
    referred_by: str = ""
    opened_days_ago: int = 20
    status: CaseStatus = CaseStatus.OPEN
    closed_days_ago: int | None = None
    marac_in_days: int | None = None
    tasks: tuple[tuple[str, int | None, int], ...] = ()
    """What to do, in how many days (None where no day is set), and at what hour."""


_R, _S, _J = Lane.REPORT, Lane.SUPPORT, Lane.JUSTICE
_DONE, _WAITING, _NOT_WANTED, _NOT_STARTED = (
    StepState.DONE,
    StepState.WAITING,
    StepState.NOT_WANTED,
    StepState.NOT_STARTED,
)

# Each a way that lives go: reported, not reported by choice, reported by somebody else, only talking.
_WAYS: tuple[tuple[tuple[Lane, str, StepState, int | None], ...], ...] = (
    (
        (_R, "police_report", _DONE, None),
        (_R, "statement", _DONE, None),
        (_S, "safety_plan", _DONE, None),
        (_S, "housing", _WAITING, 2),
        (_J, "charging", _WAITING, None),
        (_J, "non_molestation", _WAITING, 9),
    ),
    (
        (_R, "police_report", _NOT_WANTED, None),
        (_S, "safety_plan", _DONE, None),
        (_S, "counselling", _WAITING, -3),
        (_J, "legal_advice", _NOT_STARTED, None),
    ),
    (
        (_R, "choice", _WAITING, 5),
        (_S, "safety_plan", _WAITING, 1),
        (_S, "health", _NOT_STARTED, None),
    ),
    (
        (_R, "choice", _DONE, None),
        (_R, "police_report", _NOT_WANTED, None),
        (_R, "statement", _NOT_WANTED, None),
        (_S, "refuge", _NOT_WANTED, None),
        (_S, "safety_plan", _DONE, None),
        (_J, "legal_advice", _NOT_WANTED, None),
        (_J, "non_molestation", _NOT_WANTED, None),
    ),
    (
        (_R, "police_report", _DONE, None),
        (_R, "crime_reference", _WAITING, -6),
        (_S, "marac", _WAITING, 6),
        (_S, "refuge", _DONE, None),
        (_J, "special_measures", _NOT_STARTED, None),
        (_J, "personal_statement", _NOT_WANTED, None),
    ),
    ((_S, "counselling", _DONE, None), (_S, "health", _WAITING, 0)),
    (),
    (
        (_R, "sarc", _DONE, None),
        (_R, "police_report", _NOT_WANTED, None),
        (_S, "health", _DONE, None),
        (_S, "counselling", _WAITING, 20),
        (_J, "compensation", _NOT_STARTED, None),
    ),
)
_PLANS = (
    PlanKind.CHECKED,
    PlanKind.CHECKED,
    PlanKind.STALE,
    PlanKind.CHECKED,
    PlanKind.MISSING,
    PlanKind.CHECKED,
    PlanKind.CHECKED,
    PlanKind.NEVER_CHECKED,
    PlanKind.NOTHING_SAFE,
)
_RISKS = (
    RiskKind.HIGH,
    RiskKind.MEDIUM,
    RiskKind.STANDARD,
    RiskKind.HIGH_BY_JUDGEMENT,
    RiskKind.NONE,
    RiskKind.MEDIUM,
    RiskKind.IMPORTED,
)
_CLOSED = frozenset({16, 18, 25, 27})
"""Places whose referral has come to its end, so that the case could be closed."""
_PRONOUNS = ("she/her", "she/her", "she/her", "she/her", "they/them", "she/her", "he/him", "")
_LAST_WITH_PHONE = 170
"""The range for drama has a thousand numbers; no two people here share one."""
_DUE = (-4, -1, 0, 0, 1, 3, 6, 12, None)


def sketch(place: int, content: Content, draw: Draw) -> Sketch:
    """Invent the case at ``place`` (counted from 0): its kind by its place, its details drawn."""
    people = content.people
    given = people["given"][place % len(people["given"])]
    surname = people["surnames"][(place * 5 + place // len(people["given"])) % len(people["surnames"])]
    risk = _RISKS[place % len(_RISKS)]
    status, closed = _status(place)
    return Sketch(
        name=f"{given} {surname}",
        legal_name=f"{given} {draw.one(people['surnames'])}-{surname}" if draw.chance(5) else "",
        known_as=(f"{given[:3]} {surname}",) if draw.chance(6) else (),
        pronouns=_PRONOUNS[place % len(_PRONOUNS)],
        born=None if draw.chance(9) else (draw.between(1948, 2007), draw.between(1, 12), draw.between(1, 28)),
        language=draw.one(people["languages"]),
        access_needs=draw.one(people["access_needs"]),
        phone="" if place % 11 == 10 or place > _LAST_WITH_PHONE else mobile(place * 4),
        email=f"person{place}@mail.example" if draw.chance(3) else "",
        address=_address(content, draw),
        address_note=draw.one(people["point_notes"]),
        workplace=f"{draw.one(people['workplaces'])}\n{_address(content, draw)}" if draw.chance(4) else "",
        plan=_PLANS[place % len(_PLANS)],
        times=draw.one(people["times"]),
        never=draw.one(people["never"]),
        someone_else=draw.one(people["someone_else_answers"]),
        risk=risk,
        risk_reason="The other person has found the new address." if risk is RiskKind.HIGH_BY_JUDGEMENT else "",
        steps=tuple(
            SketchedStep(lane=lane, code=code, state=state, due=due, days_ago=draw.between(2, 9))
            for lane, code, state, due in _WAYS[place % len(_WAYS)]
        ),
        children=_children(surname, place, content, draw),
        other_person=_other_person(place, surname, content, draw),
        supporter=SketchedPerson(
            name=f"{draw.one(people['given'])} {surname}", detail="Sister", phone=mobile(place * 4 + 2)
        )
        if draw.chance(4)
        else None,
        wants=people["wants"][place % len(people["wants"])],
        kinds_of_abuse=tuple(draw.some(people["kinds_of_abuse"], draw.between(1, 3))),
        referred_by=draw.one(people["referred_by"]),
        opened_days_ago=draw.between(27, 60),
        status=status,
        closed_days_ago=closed,
        marac_in_days=draw.between(2, 18) if risk is RiskKind.HIGH else None,
        tasks=() if status is CaseStatus.CLOSED else _tasks(content, draw),
    )


def mobile(number: int) -> str:
    """Return a number of the range Ofcom keeps free for drama, 07700 900000 to 900999."""
    return f"07700 900{(number * 7 + 13) % 1000:03}"


def _tasks(content: Content, draw: Draw) -> tuple[tuple[str, int | None, int], ...]:
    titles = draw.some(content.words["tasks"]["titles"], draw.between(0, 3))
    return tuple((title, draw.one(_DUE), draw.one((9, 10, 12, 17))) for title in titles)


def _status(place: int) -> tuple[CaseStatus, int | None]:
    if place % 29 in _CLOSED:
        return CaseStatus.CLOSED, 1
    return (CaseStatus.ON_HOLD if place % 13 == 12 else CaseStatus.OPEN), None


def _address(content: Content, draw: Draw) -> str:
    people = content.people
    letters = "BDEFGHJLNPQRSTUWXY"
    postcode = f"ZZ99 {draw.between(1, 9)}{draw.one(letters)}{draw.one(letters)}"
    return f"{draw.between(1, 98)} {draw.one(people['streets'])}\n{draw.one(people['towns'])}\n{postcode}"


def _children(surname: str, place: int, content: Content, draw: Draw) -> tuple[SketchedPerson, ...]:
    count = (0, 2, 1, 0, 3, 1)[place % 6]
    return tuple(
        SketchedPerson(
            name=f"{draw.one(content.people['given'])} {surname}",
            age=draw.between(0, 16),
            address=f"{draw.one(content.people['schools'])}\n{_address(content, draw)}" if draw.chance(2) else "",
        )
        for _ in range(count)
    )


def _other_person(place: int, surname: str, content: Content, draw: Draw) -> SketchedPerson | None:
    """Sometimes nobody is named: she need not say who."""
    if place % 10 == 7:
        return None
    people = content.people
    return SketchedPerson(
        name=f"{draw.one(people['other_names'])} {draw.one([surname, *people['surnames']])}",
        detail=draw.one(people["relationships"]),
        phone=mobile(place * 4 + 1) if draw.chance(2) else "",
        address=_address(content, draw) if draw.chance(2) else "",
    )
