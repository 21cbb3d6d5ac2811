"""Where a referral came from: changing what is on record, and the referral that brings somebody back."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.services.keep_referrer import OriginForm, OriginView
from advocate_desk.services.new_episode import NewEpisode
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.form_words import put_words, words_in
from advocate_desk.ui.widgets.origin_fields import OriginFields
from advocate_desk.ui.widgets.problem_summary import ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

STAYS = (
    "The earlier episode stays as it was closed. Who this person is comes along; how contact is safe is asked anew, "
    "and what was not safe stays not safe."
)


class OriginSheet(RecordingSheet):
    """The fields of a referral over a section. `kept` carries what the service returned."""

    kept = Signal(object)

    def __init__(self, parent: QWidget | None, desk: DeskContext, words: tuple[str, str, str], key: str) -> None:
        super().__init__(parent, desk.theme, *words)
        self._desk = desk
        self.summary = ProblemSummary(desk.theme)
        self.fields = OriginFields(desk)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.summary)
        column.addWidget(self.fields)
        self.resize(desk.theme.px(560), desk.theme.px(760))
        self.show_form()
        self.fields.source.setFocus()
        draft = self.keep_words(desk, key, self._to_text, self._show_text)
        self.fields.agency.typed.connect(draft.typed)

    def show_form(self) -> None:
        """Show what the sheet begins with."""
        raise NotImplementedError

    def work(self, form: OriginForm) -> Callable[[], object]:
        """Return what keeps it."""
        raise NotImplementedError

    def record(self) -> None:
        """Check the days and keep the referral."""
        problems = self.fields.problems()
        self.summary.show_problems(problems)
        if problems:
            return
        work = self.work(self.fields.form())
        self.wait()
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _to_text(self) -> str:
        return json.dumps({"fields": words_in(self.holder), "agency": self.fields.agency.texts()})

    def _show_text(self, body: str) -> bool:
        kept = json.loads(body)
        shown = put_words(self.holder, kept["fields"])
        self.fields.agency.show_texts(kept["agency"])
        return shown

    def _kept(self, kept: object) -> None:
        self.kept.emit(kept)
        self.accept()


class ChangeOriginSheet(OriginSheet):
    """Changes where the case of ``view`` came from."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, view: OriginView) -> None:
        self._case, self._agency = view.case, view.agency
        super().__init__(parent, desk, ("Where the referral came from", "", "Save"), f"origin {view.case.id}")

    def show_form(self) -> None:
        self.fields.show_form(OriginForm.of(self._case), self._agency)

    def work(self, form: OriginForm) -> Callable[[], object]:
        return partial(self._desk.safety.referrer.change, self._case, form)


class NewEpisodeSheet(OriginSheet):
    """Begins the next episode of the person of a closed case; `kept` carries the new `Case`."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, earlier_id: UUID) -> None:
        self._earlier_id = earlier_id
        super().__init__(parent, desk, ("A new episode", STAYS, "Begin the new episode"), f"new-episode {earlier_id}")

    def show_form(self) -> None:
        self.fields.show_form(OriginForm(received_at=self._desk.clock.now()))

    def work(self, form: OriginForm) -> Callable[[], object]:
        return partial(self._desk.safety.episodes.begin, NewEpisode(earlier_id=self._earlier_id, **asdict(form)))
