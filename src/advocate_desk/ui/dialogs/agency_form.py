"""An agency, and one thing it offers, as somebody types them."""

from PySide6.QtWidgets import QComboBox, QWidget

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.services.keep_directory import AgencyForm, ServiceForm
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.directory import STATUS_WORDS
from advocate_desk.ui.widgets.directory_form import DirectoryForm, Kept, lines_edit
from advocate_desk.ui.widgets.fields import Field

NEW = "new"
PROMISED = "For example 24 hours or 5 working days. Leave it empty where they promise nothing."
CHASE = "Each wait on a line of its own, for example 5 working days. Empty: as your service has set for all."


class AgencyDialog(DirectoryForm):
    """An agency's own details."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, opened: Agency | None, on_kept: Kept) -> None:
        super().__init__(
            parent, desk, "Agency" if opened else "Add an agency", "", f"agency {opened.id if opened else NEW}"
        )
        self._opened, self._on_kept = opened, on_kept
        self.add(self.name_field, Field("Also &known as", self.other_name), *self.reach())
        self.promised, self.chase = BoundedLine(longest=40), lines_edit(desk.theme, 3)
        self.add(Field("What they &do", self.description))
        self.add(Field("They p&romise to answer within", self.promised, PROMISED))
        self.add(Field("Ask again a&fter", self.chase, CHASE))
        if opened is not None:
            self.show_both(opened)
            self.promised.setText(opened.promised_reply)
            self.chase.setPlainText("\n".join(opened.chase_after))
        self.begin()

    def record(self) -> None:
        """Keep the agency."""
        kept = self._opened
        form = AgencyForm(
            promised_reply=self.typed(self.promised, kept.promised_reply if kept else ""),
            chase_after=self.typed_lines(self.chase, kept.chase_after if kept else ()),
            **self.typed_both(kept),
        )
        self.keep(lambda: self.desk.directory.save_agency(form, self._opened), self._on_kept)


class ServiceDialog(DirectoryForm):
    """One thing an agency offers."""

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, agency: Agency, opened: Service | None, on_kept: Kept
    ) -> None:
        key = f"service {opened.id if opened else agency.id}"
        super().__init__(parent, desk, "Service" if opened else "Add a service", agency.name, key)
        self._agency, self._opened, self._on_kept = agency, opened, on_kept
        self.status = QComboBox()
        for status, words in STATUS_WORDS.items():
            self.status.addItem(words, status)
        self.eligibility, self.how, self.wait_words, self.alert = (BoundedLine() for _ in range(4))
        self.add(self.name_field, Field("Also &known as", self.other_name), Field("&State", self.status))
        self.add(Field("Wa&rning", self.alert, "Shown to everybody who chooses it, such as “Ring before you refer.”"))
        self.add(Field("Who can be re&ferred", self.eligibility), Field("How to app&ly", self.how))
        self.add(Field("Usual wa&it", self.wait_words), *self.reach(), Field("What they &do", self.description))
        if opened is not None:
            self._show(opened)
        self.begin()

    def record(self) -> None:
        """Keep the service."""
        kept = self._opened
        form = ServiceForm(
            status=self.status.currentData(),
            eligibility=self.typed(self.eligibility, kept.eligibility if kept else ""),
            how_to_apply=self.typed(self.how, kept.how_to_apply if kept else ""),
            wait=self.typed(self.wait_words, kept.wait if kept else ""),
            alert=self.typed(self.alert, kept.alert if kept else ""),
            **self.typed_both(kept),
        )
        agency_id = self._agency.id
        self.keep(
            lambda: self.desk.directory.save_service(form, agency_id, self._opened),
            lambda _id: self._on_kept(agency_id),
        )

    def _show(self, service: Service) -> None:
        self.show_both(service)
        self.status.setCurrentIndex(self.status.findData(service.status))
        self.eligibility.setText(service.eligibility)
        self.how.setText(service.how_to_apply)
        self.wait_words.setText(service.wait)
        self.alert.setText(service.alert)
