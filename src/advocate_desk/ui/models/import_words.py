"""How an import is put in words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from advocate_desk.domain.dates_in_words import clock_time, in_london, long_date, near_date
from advocate_desk.domain.duplicates import Compared, Sameness, Trait
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.caseload_plan import ImportLine, UndoReport
from advocate_desk.services.caseload_report import CaseloadReport, SheetCount, SideBySide, TakenRow
from advocate_desk.ui.models.keeping_words import moment_words

TRAITS = {
    Trait.NAMES: "Name",
    Trait.BORN_ON: "Date of birth",
    Trait.PHONES: "Phone",
    Trait.POSTCODE: "Postcode",
}
SAMENESS = {
    Sameness.SAME: ("Same", "ok", "check-circle"),
    Sameness.LIKE: ("Alike", "info", "circle-half"),
    Sameness.DIFFERS: ("Differs", "warn", "warning-circle"),
    Sameness.NOT_BOTH: ("Not on both sides", "plain", "circle-dashed"),
}
_HIDDEN = {Trait.PHONES, Trait.POSTCODE}
KINDS = {SheetKind.CLIENTS: "Clients", SheetKind.REFERRALS: "Referrals", SheetKind.CONTACTS: "Contacts"}
UNCHECKED = (
    "Every plan for safe contact that comes in is unchecked, and due for checking at once. A cell that leaves doubt "
    "only ever makes contact safer: blank, “?” and words where a number should be all mean no."
)
NOTHING_YET = "Nothing has been written yet. Import keeps all of it at once, or nothing."


def counted(number: int, one: str, many: str) -> str:
    """Return ``1 case``, ``2,400 cases``."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


def brought_words(cases: int, contacts: int, referrals: int) -> str:
    """Return ``42 cases, 120 contacts, 18 referrals``; what there is none of is left out, but for cases."""
    more = ((contacts, "contact", "contacts"), (referrals, "referral", "referrals"))
    return ", ".join([counted(cases, "case", "cases"), *(counted(*one) for one in more if one[0])])


def until_words(until: datetime, now: datetime) -> str:
    """Return ``tomorrow, 10:42am``."""
    local, today = in_london(until), in_london(now).date()
    day = {0: "today", 1: "tomorrow"}.get((local.date() - today).days) or near_date(local.date(), today)
    return f"{day}, {clock_time(local.time())}"


def line_words(line: ImportLine, now: datetime) -> tuple[str, str]:
    """Return what an import brought, and who made it and until when it can be taken back."""
    when = moment_words(line.imported_at, in_london(now).date())
    by = f"{sentence_start(when)}, by {line.by}" if line.by else sentence_start(when)
    return brought_words(line.cases, line.contacts, line.referrals), f"{by}. Until {until_words(line.until, now)}."


def undone_words(report: UndoReport) -> tuple[str, str]:
    """Return what was taken back, and what stays."""
    taken = f"Taken back: {counted(report.cases, 'case', 'cases')}."
    if not report.kept:
        return taken, ""
    return (
        taken,
        f"Somebody has worked on these since, or begun to write in them, so they stay: {', '.join(report.kept)}.",
    )


def count_row(count: SheetCount) -> tuple[str, ...]:
    """Return one sheet's row of the preview."""
    name = count.name or (KINDS[count.kind] if count.kind else "")
    if count.kind is None:
        return name, "Not read", "", "", "", count.not_read
    left = f"{count.left_out:,}" if count.left_out else ""
    return name, KINDS[count.kind], f"{count.rows_read:,}", f"{count.taken:,}", f"{count.already_here:,}", left


def pairs(report: CaseloadReport) -> tuple[tuple[TakenRow, SideBySide], ...]:
    """Return every row that may repeat somebody, with each it may repeat."""
    return tuple((row, pair) for row in report.taken for pair in row.side_by_side)


def compared_lines(pair: SideBySide) -> list[tuple[str, str, str, tuple[str, str, str]]]:
    """Return how two people compare, trait by trait.

    A number or postcode of somebody who is here already is said only where the file says the same.
    """
    from_file = pair.beside.startswith("row ")
    return [
        (TRAITS[one.trait], _values(one, one.new), _known(one, hidden=not from_file), SAMENESS[one.sameness])
        for one in pair.compared
    ]


def _known(one: Compared, *, hidden: bool) -> str:
    if not hidden or one.trait not in _HIDDEN or not one.known:
        return _values(one, one.known)
    shared = tuple(value for value in one.known if value in one.new)
    return _values(one, shared) if shared else "Kept, not shown here"


def _values(one: Compared, values: Sequence[str | date]) -> str:
    if not values:
        return "Nothing"
    told = [long_date(value) if isinstance(value, date) else value for value in values]
    return "\n".join(f"+{value}" if one.trait is Trait.PHONES else value for value in dict.fromkeys(told))


def notices(report: CaseloadReport) -> Iterator[tuple[str, str, str]]:
    """Yield what is worth a look, as row, what, and why: possible repeats first, then contact made safer."""
    for row, pair in pairs(report):
        yield f"Row {row.row}", "May be the same person", f"Like {pair.beside}. They will be linked, never merged."
    for row in report.taken:
        for why in row.narrowed:
            yield f"Row {row.row}", "Contact made safer", sentence_start(why)
    for row in report.taken:
        if row.kept:
            yield f"Row {row.row}", "Kept as a note", ", ".join(row.kept)
