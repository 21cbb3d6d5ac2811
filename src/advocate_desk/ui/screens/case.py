"""One case: who, how to contact her safely, and the sections around which both stay in sight."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import standing_words
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.people import PointKind, shown_name
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.users import Action
from advocate_desk.services.show_case import CaseSummary
from advocate_desk.services.show_timeline import Entry
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.case_consent import ConsentSection
from advocate_desk.ui.screens.case_contact import SafeContactSection
from advocate_desk.ui.screens.case_court import CourtSection
from advocate_desk.ui.screens.case_dates import DatesSection
from advocate_desk.ui.screens.case_files import FilesSection
from advocate_desk.ui.screens.case_incidents import IncidentsSection
from advocate_desk.ui.screens.case_marac import MaracSection
from advocate_desk.ui.screens.case_pathway import PathwaySection
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.screens.case_plan import PlanSection
from advocate_desk.ui.screens.case_risk import RiskSection
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.screens.case_status import StatusSection
from advocate_desk.ui.screens.case_summary import SummarySection
from advocate_desk.ui.screens.case_timeline import TimelineSection
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.concealing import conceal_all
from advocate_desk.ui.widgets.each_minute import each_minute
from advocate_desk.ui.widgets.flags_card import LOOKS
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.reveal import Reveal
from advocate_desk.ui.widgets.section_tabs import SectionTabs
from advocate_desk.ui.widgets.words import Words, plain_tooltip

RISK_CHIPS = {
    RiskLevel.HIGH: ("High risk", "danger", "warning-octagon-fill"),
    RiskLevel.MEDIUM: ("Medium risk", "warn", "warning-fill"),
    RiskLevel.STANDARD: ("Standard risk", "plain", "circle-half-fill"),
    None: ("Risk not assessed", "plain", "circle-dashed"),
}

SECTIONS: tuple[type[CaseSection], ...] = (
    SummarySection,
    PathwaySection,
    DatesSection,
    CourtSection,
    TimelineSection,
    PeopleSection,
    SafeContactSection,
    ConsentSection,
    IncidentsSection,
    RiskSection,
    MaracSection,
    PlanSection,
    FilesSection,
    StatusSection,
)
"""The sections in the order of their tabs."""
_MOST_CHIPS = 4
"""In the head; what is more is one press away."""
_FIGURES = 10
"""Sections that have a figure key: 1 to 9, then 0. Ctrl+PgUp and Ctrl+PgDn come to the others."""
LOG = "log"
"""The part of a place that opens the log beside the first section."""
FLAGS = "flags"
"""The part of a place that leads to the flags within the first section."""


class CaseScreen(Screen):
    """One case. `L` logs a contact, `R` begins a referral; Ctrl+PgUp and Ctrl+PgDn turn to another section."""

    key = "case"
    title = "Case"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        theme = desk.theme
        self._summary: CaseSummary | None = None
        self.name = Words(look="page-title", wrap=True)
        self.line = Words(look="secondary", wrap=True)
        self._chips = FlowLayout(8)
        self._head, self._chip_row = QWidget(), QWidget()
        self._main, self._head_lines, self._title = QVBoxLayout(), QVBoxLayout(self._head), QHBoxLayout()
        self.refer = Button(theme, "New referral", "", "share-fat", self._new_referral)
        self.log = Button(theme, "Log contact", "primary", "phone-call", self._log_contact)
        self.message = Message(theme)
        self.more = Button(theme, "", "link", "", self._show_flags)
        self.banner = Banner(theme, "warn", "shield-warning-fill", pinned=True)
        self.reveal = Reveal(desk, "Show number", "Hide number")
        self.banner.add_below(self.reveal)
        self.banner.add_action(self.reveal.button)
        self.tabs = SectionTabs("Sections of this case", {kind.part: kind.title for kind in SECTIONS})
        self._stack = QStackedWidget()
        self._sections: dict[str, CaseSection] = {}
        self._width = Width.WIDE
        self._log_wanted, self._flags_wanted, self._has_sheet = False, False, False
        self._lay_out()
        self._add_keys()
        self._turn_to(place.part)
        self.minute = each_minute(self, self._ask_again)

    @property
    def _case_id(self) -> UUID:
        if self._place.subject is None:
            raise LookupError("a case's place names the case")
        return self._place.subject

    @cached_property
    def sheet(self) -> LogContactSheet:
        """The log, built when it is first wanted: nobody waits for it who only came to read."""
        sheet = LogContactSheet(self.desk, self._case_id)
        sheet.stand_beside(self._width is Width.WIDE)
        self._row.addWidget(sheet)
        sheet.logged.connect(self._logged)
        sheet.closed.connect(self._sheet_closed)
        self._has_sheet = True
        return sheet

    @property
    def section(self) -> CaseSection:
        """The section in front."""
        return self._sections[self._place.part]

    def arrive(self, place: Place) -> None:
        super().arrive(place)
        self._log_wanted, self._flags_wanted = place.part == LOG, place.part == FLAGS
        self._turn_to(place.part)

    def heading(self) -> str:
        return shown_name(self._summary.client) if self._summary else self.title

    def main_action(self) -> QAction | None:
        if self._is_logging():
            return self.sheet.save_action
        return self.section.main_action() or self._log_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        sections = ("Ctrl+PgUp, Ctrl+PgDown", "Section before, next section")
        numbers = (f"{_number_key(0)} to {_number_key(min(len(SECTIONS), _FIGURES) - 1)}", "Go to a section")
        own = (("L, Ctrl+Shift+L", "Log contact"), ("R, Ctrl+Shift+R", "New referral"), ("N", "Add a note"))
        return (*own, sections, numbers, *self.section.keys())

    def search_field(self) -> QWidget | None:
        return self.section.search_field()

    def first_focus(self) -> QWidget | None:
        if (wanted := self.section.first_focus()) is not None:
            return wanted
        return self.log if self.log.isVisibleTo(self) else None

    def reflow(self, width: Width) -> None:
        self._width = width
        wide = width is Width.WIDE
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.tabs.fold(width is Width.NARROW)
        if self._has_sheet:
            self.sheet.stand_beside(wide)
        self._make_room()

    def _is_logging(self) -> bool:
        return self._has_sheet and self.sheet.isVisibleTo(self)

    def _make_room(self) -> None:
        """Where the sheet cannot stand beside the section it takes its place; the banner stays."""
        sheet, wide = self._is_logging(), self._width is Width.WIDE
        self._stack.setVisible(wide or not sheet)
        self.tabs.setVisible(wide or not sheet)
        works = self.desk.who.may(Action.WORK_ON_CASES)
        for button in (self.refer, self.log):
            button.setVisible(works and not sheet)
        for section in self._sections.values():
            section.reflow(Width.MEDIUM if sheet and wide else self._width)
        self._place_head()

    def _place_head(self) -> None:
        """Where there is little room, who it is scrolls with the section; the banner stays in sight above it.

        The sheet that takes the section's place says itself who it is.
        """
        narrow = self._width is Width.NARROW
        scrolls = narrow and self._stack.isVisibleTo(self)
        if narrow:
            self._head_lines.insertWidget(1, self._chip_row)
        else:
            self._title.insertWidget(1, self._chip_row, 1, Qt.AlignmentFlag.AlignVCenter)
        if scrolls:
            self.section.lead_with(self._head)
        else:
            self._main.insertWidget(0, self._head)
        self._head.setVisible(scrolls or not narrow)
        self._title.setStretch(0, int(narrow))
        self._head_lines.setSpacing(6 if narrow else 2)
        side = 0 if scrolls else 24
        self._head_lines.setContentsMargins(side, 2, side, 0)

    def _turn_to(self, part: str) -> None:
        """Bring a section to the front, building it if nobody looked at it yet. An unknown one is the first."""
        kind = next((kind for kind in SECTIONS if kind.part == part), SECTIONS[0])
        self._place = replace(self._place, part=kind.part)
        if kind.part not in self._sections:
            section = kind(self.desk, self._case_id)
            section.changed.connect(self.refresh_head)
            section.log_asked.connect(self._log_contact)
            self._sections[kind.part] = section
            self._stack.addWidget(section)
            self._make_room()
            if self._summary is not None:
                section.show_summary(self._summary)
        self._stack.setCurrentWidget(self.section)
        self._place_head()
        self.tabs.select(kind.part)

    def _choose(self, part: str) -> None:
        """Turn to a section within this screen; Back leaves the case, it does not leaf through its sections."""
        if part == self._place.part:
            return
        self.section.keep_draft(lambda: None)
        self._turn_to(part)
        self.section.refresh()

    def _add_note(self) -> None:
        """Turn to the timeline, whatever section is in front, and begin a note there."""
        if self.tabs.isVisibleTo(self) and self.desk.who.may(Action.WORK_ON_CASES):
            self._choose(TimelineSection.part)
            if isinstance(self.section, TimelineSection):
                self.section.open_note()

    def _jump(self, number: int) -> None:
        """Turn to a section by key, and take the keyboard there."""
        if not self.tabs.isVisibleTo(self):
            return
        self._choose(SECTIONS[number].part)
        (self.section.first_focus() or self.tabs.control(self._place.part)).setFocus()

    def _leaf(self, step: int) -> None:
        here = next(number for number, kind in enumerate(SECTIONS) if kind.part == self._place.part)
        self._jump((here + step) % len(SECTIONS))

    def refresh(self) -> None:
        self.refresh_head()
        self.section.refresh()

    def refresh_head(self) -> None:
        """Read what stands around the sections, and hand it to them."""
        work = partial(self.desk.cases.summary, self._case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error)

    def _ask_again(self) -> None:
        """Read whether it is still a safe time; where nothing changed, nothing moves."""
        work = partial(self.desk.cases.summary, self._case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show_if_changed, on_error=self._show_error)

    def _show_if_changed(self, summary: CaseSummary) -> None:
        if self._summary is None or (summary.banner, summary.points) != (self._summary.banner, self._summary.points):
            self._show(summary)
            self.section.refresh()

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _show(self, summary: CaseSummary) -> None:
        self._summary = summary
        self.message.clear()
        self.name.setText(shown_name(summary.client))
        self.line.setText(" · ".join(part for part in _line_parts(summary, self.desk) if part))
        self._show_chips(summary)
        self._show_banner(summary)
        for section in self._sections.values():
            section.show_summary(summary)
        self._make_room()
        if self._log_wanted:
            self._log_wanted = False
            self._log_contact()
        if self._flags_wanted:
            self._flags_wanted = False
            self._show_flags()

    def _show_chips(self, summary: CaseSummary) -> None:
        """Show the gravest few; the rest is one press away, named where the mouse rests and to a screen reader."""
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self.more:
                old.deleteLater()
        signs = _signs(summary, self.desk.clock.today())
        for sign in signs[:_MOST_CHIPS]:
            chip = Chip(self.desk.theme, sign.words, sign.role, sign.icon)
            chip.setAccessibleDescription(sign.reason)
            chip.setToolTip(plain_tooltip(sign.reason))
            self._chips.addWidget(chip)
        names = ", ".join(sign.words for sign in signs[_MOST_CHIPS:])
        self.more.setText(f"+{len(signs) - _MOST_CHIPS}")
        self.more.setToolTip(plain_tooltip(names))
        self.more.setAccessibleName(f"{len(signs) - _MOST_CHIPS} more: {names}")
        self.more.setVisible(bool(names))
        self._chips.addWidget(self.more)

    def _show_flags(self) -> None:
        """Turn to the summary, where every flag stands with its reason, and take the keyboard there."""
        self._choose(SummarySection.part)
        if isinstance(self.section, SummarySection):
            self.section.lead_to_flags()

    def _show_banner(self, summary: CaseSummary) -> None:
        banner = summary.banner
        self.banner.set_role("warn" if banner.recorded and not banner.stale else "danger")
        self.banner.say(" ".join(part for part in (banner.headline, banner.never) if part), banner.detail)
        phones = [point for point in summary.points if point.kind is PointKind.PHONE]
        usable = [point for point in phones if not point.warning]
        first = next(iter([*usable, *phones]), None)
        self.reveal.show_point(first)
        self.reveal.button.setVisible(first is not None and self.desk.who.may(Action.WORK_ON_CASES))

    def _new_referral(self) -> None:
        self.desk.navigator.go(Place("referral", self._case_id, "new"))

    def _log_contact(self, entry: Entry | None = None) -> None:
        """Open the log beside the section: for a new contact, or to put ``entry`` right."""
        if self._summary is not None and self.desk.who.may(Action.WORK_ON_CASES):
            name, has_plan = shown_name(self._summary.client), self._summary.banner.recorded
            self.sheet.open_for(name, entry.contact if entry else None, has_plan=has_plan)
            self._make_room()

    def keep_draft(self, then: Callable[[], None]) -> None:
        conceal_all(self)
        super().keep_draft(then)

    def _lay_out(self) -> None:
        pinned = QVBoxLayout()
        pinned.setContentsMargins(24, 4, 24, 0)
        pinned.setSpacing(6)
        for part in (self.message, self.banner, self.tabs):
            pinned.addWidget(part)
        self._lay_out_head()
        self._main.setSpacing(8)
        self._main.addWidget(self._head)
        self._main.addLayout(pinned)
        self._main.addWidget(self._stack, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(self._main, 1)
        self.tabs.chosen.connect(self._choose)

    def _lay_out_head(self) -> None:
        self._chip_row.setLayout(self._chips)
        self._chips.addWidget(self.more)
        self.more.hide()
        self._title.setSpacing(12)
        self._title.addWidget(self.name)
        for button in (self.refer, self.log):
            self._title.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head_lines.addLayout(self._title)
        self._head_lines.addWidget(self.line)

    def _sheet_closed(self, held_keyboard: bool) -> None:
        self._make_room()
        if held_keyboard:
            self.log.setFocus()

    def _logged(self) -> None:
        self.desk.navigator.say("Contact logged.")
        self.refresh()

    def _add_keys(self) -> None:
        self._log_action = self._key("Log contact", self._log_contact, "L", "Ctrl+Shift+L")
        self._key("New referral", self._new_referral, "R", "Ctrl+Shift+R")
        self._key("Add a note", self._add_note, "N")
        self._key("Next section", partial(self._leaf, 1), "Ctrl+PgDown")
        self._key("Section before", partial(self._leaf, -1), "Ctrl+PgUp")
        for number, kind in enumerate(SECTIONS[:_FIGURES]):
            self._key(kind.title, partial(self._jump, number), _number_key(number))

    def _key(self, words: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: act())
        self.addAction(action)
        return action


def _number_key(number: int) -> str:
    return f"Alt+{(number + 1) % _FIGURES}"


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a chip of the head says, and why."""

    words: str
    role: str
    icon: str
    reason: str = ""


def _signs(summary: CaseSummary, today: date) -> list[_Sign]:
    """Return what everybody who opens the case must see at once, the gravest first."""
    signs = [_Sign(*RISK_CHIPS[summary.level])]
    if summary.marac_on and summary.marac_on >= today:
        signs.append(_Sign(f"MARAC {near_date(summary.marac_on, today)}", "info", "users-three"))
    signs += [_Sign(line.label, *LOOKS[line.flag.kind], line.flag.reason) for line in summary.flags.up]
    if summary.children:
        count = "1 child" if summary.children == 1 else f"{summary.children} children"
        signs.append(_Sign(count, "info", "baby"))
    return signs


def _line_parts(summary: CaseSummary, desk: DeskContext) -> tuple[str, ...]:
    today = desk.clock.today()
    given = summary.consent_given_on
    return (
        summary.case.reference,
        summary.client.pronouns,
        standing_words(summary.case, summary.open_days, today),
        f"Lead: {summary.lead_name}" if summary.lead_name else "",
        f"Consent given {near_date(given, today)}" if given else "No consent to share on file",
    )
