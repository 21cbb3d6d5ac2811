"""One thing that must be kept from somebody: what, from whom, why, and until when."""

from collections.abc import Callable, Iterator

from advocate_desk.domain.users import Action
from advocate_desk.services.withhold import WithheldLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words


class WithheldCard(RecordCard):
    """One entry, with the ways to change and to lift it while it holds.

    Args:
        desk: gives theme and role.
        line: the entry.
        change: called to change it.
        lift: called to lift it.
    """

    def __init__(
        self, desk: DeskContext, line: WithheldLine, change: Callable[[], None], lift: Callable[[], None]
    ) -> None:
        super().__init__()
        about = f"{'; '.join(line.what)}, from {line.whom}"
        self.change = Button(desk.theme, "Change", "", "", change)
        self.change.setAccessibleName(f"Change what is withheld: {about}")
        self.lift = Button(desk.theme, "Lift…", "", "", lift)
        self.lift.setAccessibleName(f"Lift what is withheld: {about}")
        self.stops = (self.change, self.lift)
        self.lay_out(_words(line), _chip(desk.theme, line), self.stops, beside=True)
        works = desk.who.may(Action.WORK_ON_CASES) and line.holds
        self.change.setVisible(works)
        self.lift.setVisible(works)


def _words(line: WithheldLine) -> Iterator[Words]:
    yield Words("; ".join(line.what), "strong", wrap=True)
    yield Words(f"From {line.whom[:1].lower()}{line.whom[1:]}" if _is_word(line) else f"From {line.whom}")
    yield Words(line.withheld.why.strip(), wrap=True)
    yield Words(line.standing, "warn" if line.due else "secondary", wrap=True)
    if line.recorded_by:
        yield Words(f"Written down by {line.recorded_by}.", "secondary", wrap=True)


def _is_word(line: WithheldLine) -> bool:
    """Say whether from whom begins with a word of ours and not with a name."""
    return line.whom.startswith("Everybody")


def _chip(theme: Theme, line: WithheldLine) -> Chip:
    if not line.holds:
        return Chip(theme, "Lifted", "plain", "prohibit")
    if line.due:
        return Chip(theme, "Look again", "warn", "clock")
    return Chip(theme, "Withheld", "info", "shield-check")
