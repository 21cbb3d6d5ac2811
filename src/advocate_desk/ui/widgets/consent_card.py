"""One consent to share, and taking it back."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.consent import Share
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_consent import ConsentLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words

LAPSES = "Letters approved on it lapse at once and cannot leave."
OUTLIVED = "Support was ended since, and this still holds. Ask: withdraw it, or record that it was given again."


class ConsentCard(RecordCard):
    """One consent. Withdrawing it takes a press, then what follows from it, then a second press.

    Args:
        desk: gives theme, day and role.
        line: the consent.
        withdraw: called once it was said twice.
        take_back: called where a withdrawal of today was a mistake.
        ask_again: called to record that it was given again.
    """

    def __init__(
        self,
        desk: DeskContext,
        line: ConsentLine,
        withdraw: Callable[[], None],
        take_back: Callable[[], None],
        ask_again: Callable[[], None],
    ) -> None:
        super().__init__()
        theme = desk.theme
        about = f"{line.consent.purpose}, {line.agency}"
        self.begin = Button(theme, "Withdraw…", "", "", self._ask)
        self.begin.setAccessibleName(f"Withdraw consent: {about}")
        self.again = Button(theme, "Given again…", "", "", ask_again)
        self.again.setAccessibleName(f"Record that consent was given again: {about}")
        self.withdraw = Button(theme, "Withdraw consent", "danger", "", withdraw)
        self.keep = Button(theme, "Keep consent", "", "", self._keep)
        self.take_back = Button(theme, "Pressed by mistake: take it back", "", "", take_back)
        self.stops = (self.again, self.begin, self.take_back, self.keep, self.withdraw)
        self._asking = QWidget()
        self.lay_out(_words(line), _chip(desk, line), (self.again, self.begin, self.take_back))
        self._lay_out_asking(line)
        works = desk.who.may(Action.WORK_ON_CASES)
        self.begin.setVisible(line.holds and works)
        self.again.setVisible((line.due or line.outlived_support) and works)
        self.take_back.setVisible(line.may_undo and works)
        self._asking.hide()

    def _ask(self) -> None:
        self._asking.show()
        self.begin.hide()
        self.keep.setFocus()

    def _keep(self) -> None:
        self._asking.hide()
        self.begin.show()
        self.begin.setFocus()

    def _lay_out_asking(self, line: ConsentLine) -> None:
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(Words(f"{_waiting(line)}The consent stays listed with today's date.", "warn", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.withdraw)
        asking.addLayout(buttons)
        self.body.addWidget(self._asking)


def shared_words(line: ConsentLine) -> str:
    """Return what may be shared: ``May be shared: the risk summary; phone, safe to text.``."""
    facts = [SHARE_LABELS[share] for share in line.consent.shares]
    facts += [f"{point.words[:1].lower()}{point.words[1:]}" for point in line.points]
    return f"May be shared: {'; '.join(facts)}." if facts else "Nothing beyond the name and the request may be shared."


def given_words(line: ConsentLine) -> str:
    """Return when, by whom and how it was given, through whom, and who wrote it down."""
    consent = line.consent
    giver = f" by {line.given_by}" if line.given_by else ""
    how = consent.how[:1].lower() + consent.how[1:]
    through = f", interpreted by {consent.interpreter}" if consent.interpreter.strip() else ""
    by = f" Written down by {line.recorded_by}." if line.recorded_by else ""
    return f"Given {long_date(consent.given_on)}{giver}, {how}{through}.{by}"


def _words(line: ConsentLine) -> Iterator[Words]:
    yield Words(line.consent.purpose, "strong", wrap=True)
    yield Words(f"With {line.agency}", wrap=True)
    yield Words(shared_words(line), wrap=True)
    yield Words(given_words(line), "secondary", wrap=True)
    yield Words(line.standing, "secondary", wrap=True)
    for warning in _warnings(line):
        yield Words(warning, "warn", wrap=True)


def _warnings(line: ConsentLine) -> Iterator[str]:
    """Yield what stands in the way of a consent that holds."""
    if not line.holds:
        return
    if line.outlived_support:
        yield OUTLIVED
    closed = [SHARE_LABELS[share] for share in Share if share in line.consent.shares and share in line.kept_from.shares]
    if len(line.kept_from.points_left(line.consent.points)) < len(line.consent.points):
        closed.append("a contact detail")
    if closed:
        yield f"Kept from them all the same: {joined(closed)}. See “Must be kept from”."
    yield from line.missing


def _waiting(line: ConsentLine) -> str:
    number = line.letters_waiting
    if not number:
        return f"{LAPSES} "
    letters = "1 approved letter waits" if number == 1 else f"{number} approved letters wait"
    return f"{LAPSES} {letters} to leave on it now. "


def _chip(desk: DeskContext, line: ConsentLine) -> Chip:
    if line.due or line.outlived_support:
        return Chip(desk.theme, "Ask again", "warn", "clock")
    if line.holds:
        return Chip(desk.theme, "Holds", "ok", "check-circle-fill")
    if line.consent.withdrawn_on is not None:
        return Chip(desk.theme, "Withdrawn", "plain", "prohibit")
    return Chip(desk.theme, "Ended", "warn", "clock")
