"""What is owed by whom and by when, and the limits the law sets: data, each with its source and the day it was checked.

Nothing of it is advice. What a clock shows is its number, its unit, what it counts from, where that was read, and that
it is to be checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from advocate_desk.domain.rule_table import Provenance, RuleTable
from advocate_desk.domain.settings import Nation


class CountBy(StrEnum):
    """How a period is counted.

    ``WD`` working days after the day of the event; ``CAL`` days; ``MON`` the same day number of a later month;
    ``SAR`` a month as requests for one's own data count it; ``HRS`` hours that pass; ``HRS-X`` hours without Sundays,
    Christmas Day, Good Friday and bank holidays of England and Wales; ``INCL`` days or months of which the first is
    the day itself.
    """

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CAL"
    MONTHS = "MON"
    DATA_REQUEST = "SAR"
    HOURS = "HRS"
    HOURS_BUT_HOLIDAYS = "HRS-X"
    FIRST_DAY_COUNTS = "INCL"


class Unit(StrEnum):
    """What an amount is of."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


UNITS: Mapping[CountBy, frozenset[Unit]] = {
    CountBy.WORKING_DAYS: frozenset({Unit.WORKING_DAYS}),
    CountBy.CALENDAR_DAYS: frozenset({Unit.DAYS}),
    CountBy.MONTHS: frozenset({Unit.MONTHS, Unit.YEARS}),
    CountBy.DATA_REQUEST: frozenset({Unit.MONTHS}),
    CountBy.HOURS: frozenset({Unit.HOURS}),
    CountBy.HOURS_BUT_HOLIDAYS: frozenset({Unit.HOURS}),
    CountBy.FIRST_DAY_COUNTS: frozenset({Unit.DAYS, Unit.MONTHS, Unit.YEARS}),
}
"""The units each way of counting may have."""


class Owes(StrEnum):
    """Who has to act. Only what our service owes can be our own lateness."""

    OUR_SERVICE = "our_service"
    HER = "her"
    POLICE = "police"
    PROSECUTION = "prosecution"
    WITNESS_CARE = "witness_care"
    COURT = "court"
    PROBATION = "probation"
    COUNCIL = "council"
    CHILDRENS_SERVICES = "childrens_services"
    COMPENSATION_AUTHORITY = "compensation_authority"
    HOME_OFFICE = "home_office"
    OTHER_PERSON = "other_person"
    PROFESSIONAL = "professional"
    MARAC_COORDINATOR = "marac_coordinator"


class DutyKind(StrEnum):
    """What passing the day means.

    ``promise``: somebody said they would by then; late is a chase to write. ``limit``: after it a door may be shut.
    ``window``: within it something counts as something, such as a repeat; passing it is no lateness. ``target``: ours.
    """

    PROMISE = "promise"
    LIMIT = "limit"
    WINDOW = "window"
    TARGET = "target"


class Only(StrEnum):
    """For whom alone a clock runs, where the law tells people apart: by their age when it happened and when they told
    the police, by the police's decision, by their age when the case was closed.
    """

    ADULT_THEN = "adult_then"
    CHILD_WHO_TOLD_AS_CHILD = "child_who_told_as_child"
    CHILD_WHO_TOLD_AS_ADULT = "child_who_told_as_adult"
    ENHANCED_RIGHTS = "enhanced_rights"
    ADULT_AT_CLOSING = "adult_at_closing"
    SEVENTEEN_AT_CLOSING = "seventeen_at_closing"
    YOUNGER_AT_CLOSING = "younger_at_closing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """So much, counted so, from the first of these events: codes of key dates, of stages (``step.stage``) or of records
    (`case_events.RecordEvent`). Of a further limb, ``anywhere`` says that they count from whatever line of the case; by
    themselves they begin nothing.
    """

    by: CountBy
    amount: int
    unit: Unit
    starts: tuple[str, ...]
    anywhere: bool = False

    def words(self) -> str:
        """Return ``5 working days``, ``1 month``."""
        return amount_words(self.amount, self.unit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One clock.

    ``limbs`` are several where the earliest of them counts. ``enhanced`` is the amount with enhanced rights, None where
    they change nothing. ``ends`` are the events that meet it; ``is_of_line`` says that these count only on the line it
    began on. Each event of the first limb starts a clock of its own; where it counts ``from_first`` there is one for
    the case, from the first of them. Without a start of its own a clock may run from the end of the clock ``after``:
    the latest day if both use their full time. ``law_from`` and ``law_until`` bound the day of the event that starts it
    (until: the first day it holds no more). ``extends_to`` are the longer periods it may be given, in their order.
    ``chase`` is what to ask for once it is late.

    With ``only_newest`` a newer start takes the place of the older (bail extended, a hearing listed again).
    ``expected_after`` are events that show that its own start must have been: without one the clock is shown, unknown,
    and its day is asked for; with ``expected_once`` one such clock for the case, until any start is there, before the
    event or after it. ``happened`` and ``told`` are the events `Only` asks an age at: when it happened, and when
    the police were first told. ``is_own`` says that the service wrote it, so that what is local is its own to know.
    """

    code: str
    version: int
    title: str
    owes: Owes
    kind: DutyKind
    limbs: tuple[Counted, ...]
    enhanced: int | None
    ends: tuple[str, ...]
    is_of_line: bool
    after: str
    nations: tuple[Nation, ...]
    law_from: date | None
    law_until: date | None
    only: tuple[Only, ...]
    may_pause: bool
    from_first: bool
    extends_to: tuple[Counted, ...]
    note: str
    chase: str
    provenance: Provenance
    only_newest: bool = False
    expected_after: tuple[str, ...] = ()
    expected_once: bool = False
    happened: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    is_own: bool = False


def amount_words(amount: int, unit: Unit) -> str:
    """Return ``5 working days``, ``1 month``."""
    return f"{amount} {unit if amount != 1 else unit.removesuffix('s')}"


def parse_duties(data: Mapping[str, object], file: str) -> tuple[Duty, ...]:
    """Read the clocks of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, a unit does not go with its way of counting, or a code is
            there twice.
    """
    table = RuleTable(data, file)
    duties = table.rows("duties", duty_definition)
    table.done()
    table.each_once("duties", [one.code for one in duties])
    return duties


def duty_definition(row: RuleTable) -> Duty:
    """Read one clock.

    Raises:
        RuleFileRefused: as `parse_duties`.
    """
    limbs = (counted(row), *row.rows_or_none("or_earlier", _further_limb))
    law_from, law_until = row.day_or_none("law_from"), row.day_or_none("law_until")
    if law_from and law_until and law_until <= law_from:
        raise row.refuse("law_until", "must be later than law_from")
    after = row.text_or("after", "")
    if not after and not all(one.starts for one in limbs):
        raise row.refuse("starts", "must name the event it counts from")
    return Duty(
        code=row.text("code"),
        version=row.whole("version"),
        title=row.text("title"),
        owes=row.one_of("owes", Owes),
        kind=row.one_of("kind", DutyKind),
        limbs=limbs,
        enhanced=row.whole_or_none("enhanced"),
        ends=row.texts("ends"),
        is_of_line=row.is_set("is_of_line"),
        after=after,
        nations=row.some_of("nations", Nation),
        law_from=law_from,
        law_until=law_until,
        only=row.some_of("only", Only) if row.has("only") else (),
        may_pause=row.is_set("may_pause"),
        from_first=row.is_set("from_first"),
        extends_to=row.rows_or_none("extends_to", counted),
        note=row.text_or("note", ""),
        chase=row.text_or("chase", ""),
        provenance=row.provenance(),
        only_newest=row.is_set("only_newest"),
        expected_after=row.texts("expected_after"),
        expected_once=row.is_set("expected_once"),
        happened=row.texts("happened"),
        told=row.texts("told"),
    )


def _further_limb(row: RuleTable) -> Counted:
    return replace(counted(row), anywhere=row.is_set("anywhere"))


def counted(row: RuleTable) -> Counted:
    """Read how something is counted.

    Raises:
        RuleFileRefused: the unit is unknown, or does not go with the way of counting.
    """
    by, unit = row.one_of("rule", CountBy), row.one_of("unit", Unit)
    if unit not in UNITS[by]:
        raise row.refuse("unit", f"must be {' or '.join(sorted(UNITS[by]))} where the rule is {by}")
    return Counted(by=by, amount=row.whole("amount"), unit=unit, starts=row.texts("starts"))
