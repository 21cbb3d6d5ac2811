"""The last page of a new case: risk now, or later."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.open_case import Judged, NewCase
from advocate_desk.ui.screens.new_case_page import NewCasePage, Typed
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

CHECKLIST, JUDGED, LATER = "checklist", "judged", "later"
WHAT_NOW = {
    LATER: "Not now",
    CHECKLIST: "Go through the checklist next",
    JUDGED: "Set a level by judgement",
}
LEVELS = {RiskLevel.HIGH: "High", RiskLevel.MEDIUM: "Medium", RiskLevel.STANDARD: "Standard"}
CHOOSE_LEVEL = "Choose a level, or choose “Not now”."
GIVE_REASON = "Give the reason for your judgement, so that whoever reads it can act on it."
_TOLD = {
    LATER: "The case says “Risk not assessed” until somebody has.",
    CHECKLIST: "The case opens at the 24 questions. You can stop at any of them and come back.",
    JUDGED: "Judgement alone is enough to call a risk high. A checklist can follow, and never lowers it by itself.",
}


class RiskPage(NewCasePage):
    """Begin the checklist after this, set a level with its reason, or leave it for later."""

    title = "How high is the risk now?"
    words = "If somebody is in danger at this moment, ring 999 first. Nothing here is lost meanwhile."

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.now = Choices("What do you want to do about risk?", WHAT_NOW, enter_goes_on=True)
        self.told = Words(look="secondary", wrap=True)
        self.level = Choices("Level", LEVELS, enter_goes_on=True)
        self.level_error = Words(look="danger", wrap=True)
        self.reason = TypedWords(theme, "&Why?", 2)
        for part in (self.now, self.told, self.level, self.level_error, self.reason):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.level_error.hide()
        self.now.chosen.connect(self._chosen)
        self.level.chosen.connect(self._level_chosen)
        self.reason.typed.connect(self.typed_in)
        self.show_typed({})

    def first_field(self) -> QWidget:
        return self.now.first()

    def problems(self) -> list[Problem]:
        judged = self.now.value() == JUDGED
        no_level = CHOOSE_LEVEL if judged and not self.level.value() else ""
        no_reason = GIVE_REASON if judged and not self.reason.words.strip() else ""
        self.level_error.setText(no_level)
        self.level_error.setVisible(bool(no_level))
        self.reason.set_error(no_reason)
        return problems_in((no_level, self.level.first()), (no_reason, self.reason.edit))

    def judged(self) -> Judged | None:
        """Return the level that was set, or None."""
        if self.now.value() != JUDGED or not self.level.value():
            return None
        return Judged(level=RiskLevel(self.level.value()), reason=self.reason.words)

    def wants_checklist(self) -> bool:
        """Say whether the checklist comes next."""
        return self.now.value() == CHECKLIST

    def adds_to(self, new: NewCase) -> NewCase:
        return replace(new, judged=self.judged())

    def typed(self) -> Typed:
        return {"now": self.now.value(), "level": self.level.value(), "reason": self.reason.words}

    def show_typed(self, typed: Typed) -> None:
        self.now.choose(typed.get("now", LATER))
        self.level.choose(typed.get("level", ""))
        self.reason.show_words(typed.get("reason", ""))
        self._show()

    def _chosen(self, _value: str) -> None:
        self._show()
        self.typed_in.emit()

    def _level_chosen(self, _value: str) -> None:
        self.level_error.hide()
        self.typed_in.emit()

    def _show(self) -> None:
        judged = self.now.value() == JUDGED
        self.told.setText(_TOLD.get(self.now.value(), ""))
        self.level.setVisible(judged)
        self.reason.setVisible(judged)
        if not judged:
            self.level_error.hide()
            self.reason.set_error("")
