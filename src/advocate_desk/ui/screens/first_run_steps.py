"""The pages of first run, one thing on each."""

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.ui.forms.ui_first_run_recovery import Ui_RecoveryForm
from advocate_desk.ui.forms.ui_first_run_second import Ui_SecondPersonForm
from advocate_desk.ui.forms.ui_first_run_service import Ui_ServiceForm
from advocate_desk.ui.widgets.fields import all_filled, show_field_error
from advocate_desk.ui.widgets.passphrase_fields import PassphraseFields
from advocate_desk.ui.widgets.words import Words

COLUMNS = 4


class Step(QWidget):
    """One page: a title, plain words, a form. ``go_on`` is what its main button says."""

    def __init__(self, title: str, words: str, go_on: str) -> None:
        super().__init__()
        self.title, self.go_on = title, go_on
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(Words(title, "sheet-title"))
        self.words = Words(words, wrap=True)
        self.column.addWidget(self.words)

    def first_field(self) -> QWidget | None:
        """Return where typing begins."""
        return None

    def check(self) -> bool:
        """Say whether the page is filled in; if not, by the fields, how to mend it."""
        return True

    def refuse(self, failure: KnownFailure) -> bool:
        """Show a failure by the field it is about; False where it is about none."""
        return False


class ServiceStep(Step):
    """The service's name, its phone, which may follow later, and the first user's name."""

    def __init__(self) -> None:
        super().__init__(
            "Your service",
            "This makes a vault on this computer. What lies in it is encrypted and stays here.",
            "Continue",
        )
        self.form = Ui_ServiceForm()
        self.column.addWidget(_filled(self.form.setupUi))
        for error in (self.form.service_name_error, self.form.user_name_error):
            error.hide()

    def first_field(self) -> QWidget:
        return self.form.service_name

    def check(self) -> bool:
        form = self.form
        return all_filled(
            (form.service_name, form.service_name_error, "Type your service's name."),
            (form.user_name, form.user_name_error, "Type your own name."),
        )


class PassphraseStep(Step):
    """The first user's passphrase. Going on makes the vault."""

    def __init__(self, offer: Callable[[], str]) -> None:
        super().__init__(
            "Your passphrase",
            "It opens the vault. Nobody can look it up for you. Learn the five words, or choose your own.",
            "Make the vault",
        )
        self.fields = PassphraseFields(offer)
        self.column.addWidget(self.fields)

    def first_field(self) -> QWidget:
        return self.fields.form.passphrase

    def check(self) -> bool:
        return self.fields.check()

    def refuse(self, failure: KnownFailure) -> bool:
        return self.fields.refuse(failure)


class RecoveryStep(Step):
    """24 words on paper, two of them typed back."""

    def __init__(self, print_sheet: Callable[[], None]) -> None:
        super().__init__(
            "Your recovery words",
            "If every passphrase is forgotten, these 24 words are the only way back in. Nobody, including us, can open "
            "the vault without them. Print them, or write them down in order. Keep the paper in the service's safe, "
            "not with this computer.",
            "Continue",
        )
        self.form = Ui_RecoveryForm()
        self.column.addWidget(_filled(self.form.setupUi))
        self.form.print_sheet.clicked.connect(lambda _checked: print_sheet())
        self._words: tuple[str, ...] = ()
        self.asked = (0, 1)
        for error in (self.form.first_error, self.form.second_error):
            error.hide()

    def first_field(self) -> QWidget:
        return self.form.first

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words in columns, and ask for two of them drawn at random."""
        self._words = tuple(words)
        _lay_words(self.form.words, words)
        drawn = sorted(secrets.SystemRandom().sample(range(len(words)), 2))
        self.asked = (drawn[0], drawn[1])
        for place, label in zip(drawn, (self.form.first_label, self.form.second_label), strict=True):
            label.setText(f"Word {place + 1}")

    def forget_words(self) -> None:
        """Take the words off the screen and out of this page."""
        self._words = ()
        _empty(self.form.words)

    def check(self) -> bool:
        form = self.form
        fields = ((form.first, form.first_error), (form.second, form.second_error))
        right = True
        for place, (field, error) in zip(self.asked, fields, strict=True):
            same = field.text().strip().casefold() == self._words[place].casefold()
            show_field_error(field, error, "" if same else f"This is not word {place + 1}. Look at the paper.")
            right = right and same
        return right


class SecondPersonStep(Step):
    """Somebody else who may approve."""

    def __init__(self, offer: Callable[[], str]) -> None:
        super().__init__(
            "A second person",
            "Nobody approves their own letter. Letters cannot leave this desk until a second person, who may approve "
            "them, can sign in here. Ask them to sit down now and type a passphrase of their own.",
            "Add this person",
        )
        self.form = Ui_SecondPersonForm()
        self.column.addWidget(_filled(self.form.setupUi))
        self.form.name_error.hide()
        self.fields = PassphraseFields(offer)
        self.column.addWidget(self.fields)

    def first_field(self) -> QWidget:
        return self.form.name

    def check(self) -> bool:
        named = all_filled((self.form.name, self.form.name_error, "Type their name."))
        return self.fields.check() and named

    def refuse(self, failure: KnownFailure) -> bool:
        return self.fields.refuse(failure)


class StartStep(Step):
    """Ready: the empty desk, or a look at the sample first."""

    def __init__(self) -> None:
        super().__init__("Your desk is ready", "", "Open the empty desk")


def _filled(set_up: Callable[[QWidget], None]) -> QWidget:
    holder = QWidget()
    set_up(holder)
    return holder


def _lay_words(grid: QGridLayout, words: Sequence[str]) -> None:
    """Lay the words out down each column, as they are read."""
    _empty(grid)
    rows = -(-len(words) // COLUMNS)
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        label = Words(f"{place + 1}  {word}", "word")
        label.setAccessibleName(f"Word {place + 1}: {word}")
        grid.addWidget(label, row, column)


def _empty(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.deleteLater()
