"""One day that clocks count from, as it was written down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from advocate_desk.domain.dates_in_words import long_date, time_and_day
from advocate_desk.services.keep_clocks import KeyDateLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyDateActs:
    """What the buttons of a day call."""

    put_right: Callable[[KeyDateLine], None]
    take_out: Callable[[KeyDateLine], None]


class KeyDateCard(RecordCard):
    """One day on record. Without ``acts`` it is only read."""

    def __init__(self, desk: DeskContext, line: KeyDateLine, acts: KeyDateActs | None) -> None:
        super().__init__()
        self.line = line
        one = line.key_date
        when = time_and_day(one.at) if one.at else long_date(one.on) if one.on else "Nobody knows the day"
        told = f"Told by {one.told_by.rstrip('.')}." if one.told_by.strip() else ""
        proof = f"To show it: {one.proof.rstrip('.')}." if one.proof.strip() else ""
        by = f"Recorded by {line.recorded_by}." if line.recorded_by else ""
        said = [Words(line.title, "strong", wrap=True), Words(when, wrap=True)]
        for words in (line.about, " ".join(part for part in (told, proof, by) if part), one.note.strip()):
            if words:
                said.append(Words(words, "secondary", wrap=True))
        self.links: list[Button] = []
        if acts is not None:
            for label, act in (("Put right", acts.put_right), ("Take out", acts.take_out)):
                link = Button(desk.theme, label, "link", "", partial(act, line))
                link.setAccessibleName(f"{label}: {line.title}, {when}")
                self.links.append(link)
        chip = ("Known", "plain", "calendar-blank") if one.on else ("Day not known", "warn", "question")
        self.lay_out(said, Chip(desk.theme, *chip), self.links, beside=True)
        self.stops = tuple(self.links)
