"""The one compulsory page of a new case: how it is safe to make contact. "Nobody has asked yet" is an answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_banner import banner
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.people import ContactPoint, Disclosure, PointKind
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.services.plan_contact import PlanForm, plan_fields
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.new_case_page import NewCasePage, Typed
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.plan_fields import PlanFields
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import GrowingEdit
from advocate_desk.ui.widgets.words import Words

ASKED, TOLD, NOBODY = "asked", "told", "nobody"
HOW_KNOWN = {ASKED: "Yes, I asked", TOLD: "Somebody else told us", NOBODY: "Nobody has asked yet"}
CHOOSE = "Say whether anybody has asked how it is safe to make contact. “Nobody has asked yet” is a good answer."
NOTHING_IS_SAFE = (
    "Then nothing is safe: no call, no text, no email, no post, no voicemail, until somebody has asked. The case opens "
    "with a red banner that says so."
)
TOLD_IS_NOT_CHECKED = "This is written down, and the case will ask for it to be gone through together soon."
SAFE_ANSWERS = {
    Answer.NOT_ASKED: "Not asked",
    Answer.YES: "Yes, safe to use",
    Answer.NO: "No, not safe",
    Answer.NOT_KNOWN: "Not known",
}
DISCLOSURES = {
    Disclosure.DO_NOT_DISCLOSE: "Nobody: do not disclose",
    Disclosure.MAY_BE_SHARED: "Those consent is given for",
    Disclosure.FREE: "Anybody we work with",
}
POINT_LABELS = {PointKind.PHONE: "Phone &number", PointKind.EMAIL: "&Email address", PointKind.ADDRESS: "&Address"}
NOBODY_YET = UUID(int=0)
"""Stands for the case and the person that do not exist yet, while the banner's words are worked out."""


class PointFields(QWidget):
    """One number or address: what it is, whether it is safe to use, who may know it."""

    def __init__(self, theme: Theme, kind: PointKind, changed: Callable[[], object]) -> None:
        super().__init__()
        self.kind = kind
        self._typed: QLineEdit | GrowingEdit = GrowingEdit(theme, 3) if kind is PointKind.ADDRESS else BoundedLine()
        self._safe, self._known = QComboBox(), QComboBox()
        for answer, words in SAFE_ANSWERS.items():
            self._safe.addItem(words, answer)
        for disclosure, words in DISCLOSURES.items():
            self._known.addItem(words, disclosure)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(_topped(Field(POINT_LABELS[kind], self._typed)), 5)
        self._row.addWidget(_topped(Field("Safe to use?", self._safe)), 3)
        self._row.addWidget(_topped(Field("Who may know it?", self._known)), 4)
        if isinstance(self._typed, QLineEdit):
            self._typed.textEdited.connect(lambda _text: changed())
        else:
            self._typed.textChanged.connect(changed)
        for combo in (self._safe, self._known):
            combo.activated.connect(lambda _row: changed())

    @property
    def value(self) -> str:
        """What was typed."""
        return self._typed.text() if isinstance(self._typed, QLineEdit) else self._typed.toPlainText()

    def point(self, voicemail: Answer) -> NewPoint:
        """Return it as the services take it. A voicemail is as safe on a number as was said of voicemail at all."""
        return NewPoint(
            kind=self.kind,
            value=self.value,
            disclosure=Disclosure(self._known.currentData()),
            safe=Answer(self._safe.currentData()),
            safe_for_voicemail=voicemail if self.kind is PointKind.PHONE else Answer.NOT_ASKED,
        )

    def typed(self) -> list[str]:
        """Return it for a draft."""
        return [self.value, self._safe.currentData(), self._known.currentData()]

    def show_typed(self, value: str, safe: str, known: str) -> None:
        """Put it back."""
        if isinstance(self._typed, QLineEdit):
            self._typed.setText(value)
        elif self.value != value:
            self._typed.setPlainText(value)
        self._safe.setCurrentIndex(max(0, self._safe.findData(safe)))
        self._known.setCurrentIndex(max(0, self._known.findData(known)))

    def stack(self, stacked: bool) -> None:
        """Put the three beneath one another, or beside."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)


class ContactPage(NewCasePage):
    """How it is safe to make contact: five ways, when, never, what to say, numbers and addresses."""

    title = "How is it safe to make contact?"
    words = "The wrong call or message can put somebody in danger. Whatever is not a yes counts as not safe."

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.how_known = Choices("Has anybody asked how it is safe to make contact?", HOW_KNOWN, enter_goes_on=True)
        self.error = Words(look="danger", wrap=True)
        self.error.hide()
        self.told = Words(look="strong", wrap=True)
        self.told.hide()
        self.plan = PlanFields(theme, lambda: in_london(now()).date())
        self.points = {kind: PointFields(theme, kind, self._typed_in) for kind in POINT_LABELS}
        self.preview = Banner(theme, "warn", "shield-warning-fill", pinned=True)
        self._beneath = QWidget()
        self._lay_out()
        self.how_known.chosen.connect(self._chosen)
        self.plan.typed.connect(self._typed_in)
        self._show()

    def first_field(self) -> QWidget:
        return self.how_known.first()

    def problems(self) -> list[Problem]:
        sentence = "" if self.how_known.value() else CHOOSE
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if sentence:
            return [Problem(sentence, self.how_known.first())]
        return list(self.plan.problems()) if self.plan_form() else []

    def plan_form(self) -> PlanForm | None:
        """Return what was said; None where nobody has asked."""
        return self.plan.form() if self.how_known.value() in {ASKED, TOLD} else None

    def gone_through(self) -> bool:
        """Say whether it was gone through with her today."""
        return self.how_known.value() == ASKED

    def new_points(self) -> tuple[NewPoint, ...]:
        """Return the numbers and addresses that were typed."""
        form = self.plan_form()
        voicemail = form.voicemail if form else Answer.NOT_ASKED
        points = [fields.point(voicemail) for fields in self.points.values() if fields.value.strip()]
        return tuple(points)

    def adds_to(self, new: NewCase) -> NewCase:
        return replace(new, plan=self.plan_form(), gone_through=self.gone_through(), points=self.new_points())

    def typed(self) -> Typed:
        return {
            "how_known": self.how_known.value(),
            "plan": self.plan.form().to_typed(),
            "points": {kind.value: fields.typed() for kind, fields in self.points.items()},
        }

    def show_typed(self, typed: Typed) -> None:
        self.how_known.choose(typed.get("how_known", ""))
        self.plan.show_form(PlanForm.from_typed(typed.get("plan", {})))
        for kind, fields in self.points.items():
            fields.show_typed(*typed.get("points", {}).get(kind.value, ("", "", "")))
        self._show()

    def reflow(self, width: Width) -> None:
        self.plan.stack(width is Width.NARROW)
        for fields in self.points.values():
            fields.stack(width is Width.NARROW)

    def _chosen(self, _value: str) -> None:
        self.problems()
        self._typed_in()

    def _typed_in(self) -> None:
        self._show()
        self.typed_in.emit()

    def _show(self) -> None:
        how = self.how_known.value()
        self.plan.setVisible(how in {ASKED, TOLD})
        self._beneath.setVisible(bool(how))
        told = {NOBODY: NOTHING_IS_SAFE, TOLD: TOLD_IS_NOT_CHECKED}.get(how, "")
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._show_banner()

    def _show_banner(self) -> None:
        try:
            plan, points = self._as_records()
        except EntryRefused:  # a time is half typed: the line says so, and what stood here stays
            return
        words = banner(plan, points, (), self._now())
        self.preview.set_role("warn" if words.recorded and not words.stale else "danger")
        self.preview.say(" ".join(part for part in (words.headline, words.never) if part), words.detail)

    def _as_records(self) -> tuple[SafeContactPlan | None, list[ContactPoint]]:
        """Return plan and points as they would be, so that the banner can be shown before anything is kept."""
        form = self.plan_form()
        checked = plan_fields(self.gone_through(), NOBODY_YET, self._now(), 28)
        plan = form.first_plan(NOBODY_YET, NOBODY_YET, NOBODY_YET, checked) if form else None
        make = partial(ContactPoint, id=NOBODY_YET, stream_id=NOBODY_YET, case_id=NOBODY_YET, person_id=NOBODY_YET)
        return plan, [
            make(kind=one.kind, value=one.value, safe=one.safe, safe_for_voicemail=one.safe_for_voicemail)
            for one in self.new_points()
        ]

    def _lay_out(self) -> None:
        for part in (self.how_known, self.error, self.told, self.plan):
            self.column.addWidget(part)
        beneath = QVBoxLayout(self._beneath)
        beneath.setContentsMargins(0, 8, 0, 0)
        beneath.setSpacing(12)
        beneath.addWidget(Words("Numbers and addresses", "card-title"))
        beneath.addWidget(Words("They stay hidden in the case, and are shown on request for a reason.", "secondary"))
        for fields in self.points.values():
            beneath.addWidget(fields)
        beneath.addSpacing(4)
        beneath.addWidget(Words("What will stand over the case", "card-title"))
        beneath.addWidget(self.preview)
        self.column.addWidget(self._beneath)
        self.column.addStretch(1)


def _topped(field: Field) -> QWidget:
    """Return a field that stands at the top of its row, however high its neighbours are."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addStretch(1)
    return holder
