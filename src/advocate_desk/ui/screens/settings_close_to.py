"""One's own card of Settings: those whose case one must not work on."""

from functools import partial

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.typed_words import GrowingEdit
from advocate_desk.ui.widgets.words import Words

TITLE = "People you must not work with"
WHY = (
    "Family, friends, neighbours. Where somebody like them comes to the service, your supervisor is asked, and nobody "
    "else learns of it."
)
HINT = "One a line: the name first, then what else you know. For example: Dana Example, my sister, 07700 900321"


class CloseToCard(Card):
    """A line for each of them."""

    def __init__(self, desk: DeskContext) -> None:
        self.save = Button(desk.theme, "Save", on_click=self._save)
        super().__init__(TITLE, self.save)
        self._desk = desk
        self.edit = GrowingEdit(desk.theme, 2)
        self.field = Field("&Close to you", self.edit, HINT)
        self.save.setAccessibleDescription(TITLE)
        self.body.addWidget(Words(WHY, "secondary", wrap=True))
        self.body.addWidget(self.field)
        self.draft = TypedDraft(self.field, desk, "close to me", self.edit.toPlainText, self._show_typed)
        self.edit.textChanged.connect(self.draft.typed)
        self.draft.failed.connect(self._fail)

    def refresh(self) -> None:
        """Read one's own lines, unless some are half typed."""
        if not self.draft.is_touched:
            read = self._desk.safety.circle.lines
            self._desk.tasks.run(read, context=self, on_done=self._show, on_error=self._fail, replace="close to me")

    def _show(self, lines: tuple[str, ...]) -> None:
        self.edit.setPlainText("\n".join(lines))
        self.draft.settle()
        self.draft.offer()

    def _show_typed(self, body: str) -> bool:
        if body:
            self.edit.setPlainText(body)
        return bool(body)

    def _save(self) -> None:
        typed = self.edit.toPlainText()
        self.field.set_error("")
        self.draft.record(partial(self._desk.safety.circle.keep, typed), self._saved, self._fail)

    def _saved(self, before: tuple[str, ...]) -> None:
        self.draft.settle()
        self._desk.navigator.say("Saved.", partial(self._take_back, before))

    def _take_back(self, before: tuple[str, ...]) -> None:
        keep = partial(self._desk.safety.circle.keep, "\n".join(before))
        self._desk.tasks.run(keep, context=self, on_done=lambda _lines: self.refresh(), on_error=self._fail)

    def _fail(self, failure: KnownFailure) -> None:
        self.field.set_error(str(failure))
