"""One agreement to be supported, and what follows where it was withdrawn."""

from collections.abc import Callable, Iterator

from advocate_desk.domain.agreement_rules import still_to_explain
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_agreements import AfterWithdrawal, AgreementLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words


class AgreementCard(RecordCard):
    """One agreement: how it was given, when to ask again, and whether it holds.

    Args:
        desk: gives theme and role.
        line: the agreement.
        after: what follows from its withdrawal; None where it was not withdrawn, or another one counts.
        withdraw: called to withdraw it.
        take_back: called where a withdrawal of today was a mistake.
    """

    def __init__(
        self,
        desk: DeskContext,
        line: AgreementLine,
        after: AfterWithdrawal | None,
        withdraw: Callable[[], None],
        take_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.withdraw = Button(desk.theme, "Withdraw…", "", "", withdraw)
        self.withdraw.setAccessibleName(f"Withdraw agreement of {line.name}")
        self.take_back = Button(desk.theme, "Pressed by mistake: take it back", "", "", take_back)
        self.stops = (self.withdraw, self.take_back)
        self.lay_out(_words(line, after), _chip(desk.theme, line), self.stops)
        works = desk.who.may(Action.WORK_ON_CASES)
        self.withdraw.setVisible(works and line.counts and line.agreement.withdrawn_on is None)
        self.take_back.setVisible(works and line.may_undo)


def agreed_words(line: AgreementLine) -> str:
    """Return when and how it was given, through whom, and who wrote it down."""
    agreement = line.agreement
    how = agreement.how[:1].lower() + agreement.how[1:]
    through = f", interpreted by {agreement.interpreter}" if agreement.interpreter.strip() else ""
    by = f" Written down by {line.recorded_by}." if line.recorded_by else ""
    return f"Agreed {long_date(agreement.given_on)}, {how}{through}.{by}"


def follow_up(line: AgreementLine, after: AfterWithdrawal | None) -> Iterator[str]:
    """Yield what is to be done or said after a withdrawal, each on a line of its own."""
    if after is None or line.agreement.withdrawn_on is None:
        return
    for told in after.words:
        yield f"•  {told}"


def _words(line: AgreementLine, after: AfterWithdrawal | None) -> Iterator[Words]:
    yield Words(line.name, "strong", wrap=True)
    yield Words(agreed_words(line), wrap=True)
    yield Words(line.standing, "warn" if _is_open(line) else "secondary", wrap=True)
    for told in follow_up(line, after):
        yield Words(told, "secondary", wrap=True)


def _is_open(line: AgreementLine) -> bool:
    """Say whether something about an agreement that counts is still to be done."""
    return line.counts and (line.due or bool(line.left_to_ask) or _is_unexplained(line))


def _is_unexplained(line: AgreementLine) -> bool:
    return line.agreement.withdrawn_on is None and bool(still_to_explain(line.agreement))


def _chip(theme: Theme, line: AgreementLine) -> Chip:
    if line.agreement.withdrawn_on is not None:
        return Chip(theme, "Withdrawn", "plain", "prohibit")
    if not line.counts:
        return Chip(theme, "Earlier", "plain", "clock")
    if line.due:
        return Chip(theme, "Ask again", "warn", "clock")
    if _is_unexplained(line):
        return Chip(theme, "To explain", "warn", "warning")
    return Chip(theme, "Agreed", "ok", "check-circle-fill")
