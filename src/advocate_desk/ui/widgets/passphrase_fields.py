"""A passphrase to be chosen: five words offered, or one's own, typed twice."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import KnownFailure, WeakPassphrase
from advocate_desk.ui.forms.ui_passphrase import Ui_PassphraseForm
from advocate_desk.ui.widgets.fields import all_filled, show_field_error
from advocate_desk.ui.widgets.secret_field import SecretField


class PassphraseFields(QWidget):
    """Five words offered, and a passphrase typed twice, or once where it is shown."""

    def __init__(self, offer: Callable[[], str]) -> None:
        super().__init__()
        self._offer = offer
        self.form = Ui_PassphraseForm()
        self.form.setupUi(self)
        self.form.take.clicked.connect(self._take)
        self.form.again.clicked.connect(self._draw)
        self._secret = SecretField(self.form.passphrase, self.form.reveal, None, self.form.repeat)
        self.form.reveal.toggled.connect(self._ask_twice)
        for error in (self.form.passphrase_error, self.form.repeat_error):
            error.hide()
        self._draw()

    def passphrase(self) -> str:
        """Return what was typed."""
        return self.form.passphrase.text()

    def check(self) -> bool:
        """Say whether both are the same and there is one at all."""
        form = self.form
        if not all_filled((form.passphrase, form.passphrase_error, "Type a passphrase, or use the five words.")):
            return False
        twice = form.reveal.isChecked() or form.repeat.text() == form.passphrase.text()
        show_field_error(form.repeat, form.repeat_error, "" if twice else "The two are not the same. Type both again.")
        return twice

    def refuse(self, failure: KnownFailure) -> bool:
        """Show why this passphrase is not taken."""
        if not isinstance(failure, WeakPassphrase):
            return False
        show_field_error(self.form.passphrase, self.form.passphrase_error, str(failure))
        self.form.passphrase.setFocus()
        self.form.passphrase.selectAll()
        return True

    def clear(self) -> None:
        """Forget what was typed and offered."""
        for field in (self.form.passphrase, self.form.repeat):
            field.clear()
        self.form.offer.clear()
        self._secret.hide_again()

    def _draw(self) -> None:
        self.form.offer.setText(self._offer())

    def _take(self) -> None:
        for field in (self.form.passphrase, self.form.repeat):
            field.setText(self.form.offer.text())
        self.form.reveal.setChecked(True)

    def _ask_twice(self, shown: bool) -> None:
        for part in (self.form.repeat, self.form.repeat_label):
            part.setVisible(not shown)
        if shown:
            show_field_error(self.form.repeat, self.form.repeat_error, "")
