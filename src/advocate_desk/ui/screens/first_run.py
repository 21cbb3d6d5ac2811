"""First run: a vault, a passphrase, recovery words on paper, a second person who may approve."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Role
from advocate_desk.services.open_vault import NewUser, NewVault, free_folder
from advocate_desk.services.session import Session
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.screens.door_page import DoorPage, buttons_row, press_by_enter
from advocate_desk.ui.screens.first_run_steps import (
    PassphraseStep,
    RecoveryStep,
    SecondPersonStep,
    ServiceStep,
    StartStep,
    Step,
)
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Words

PUT_OFF = (
    "You are the only person who can sign in. You can keep cases and write letters now. No letter can leave until a "
    "second person who may approve is added."
)
ADDED = "You and the second person can both sign in. Letters can leave once the other of you has approved them."


class FirstRunScreen(DoorPage):
    """Asks one thing on each page. Enter goes on."""

    title = "Set up"
    card_width = 580
    unlock_chosen = Signal()

    def __init__(self, door: DoorContext) -> None:
        super().__init__(door.theme)
        self._door = door
        self._session: Session | None = None
        self._words: tuple[str, ...] = ()
        self._busy_words = ""
        self.service = ServiceStep()
        self.passphrase = PassphraseStep(door.offer_passphrase)
        self.recovery = RecoveryStep(self._print_words)
        self.second = SecondPersonStep(door.offer_passphrase)
        self.start = StartStep()
        self.steps: tuple[Step, ...] = (self.service, self.passphrase, self.recovery, self.second, self.start)
        self._at = 0
        self._lay_out()
        self._show(0)

    @property
    def step(self) -> Step:
        """The page in front."""
        return self.steps[self._at]

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        field = self.step.first_field()
        (field or self.go_on).setFocus()

    def abandon(self) -> None:
        """Take a vault away again whose recovery words nobody has proved to hold."""
        if self._session is not None and self._at <= self.steps.index(self.recovery):
            self._door.discard(self._session)
            self._session = None

    def rehearse(self, at: int) -> None:
        """Show page ``at`` with invented words on it, for pictures and checks. Makes nothing."""
        self.recovery.show_words(tuple(f"word{number}" for number in range(1, 25)))
        self._show(at)

    def _enter(self, session: Session) -> None:
        """Hand the session over; from here on it is not this screen's to close."""
        self._session = None
        self._door.opened(session)

    def _lay_out(self) -> None:
        theme = self._door.theme
        self.count = Words(look="small")
        self.message = Message(theme)
        self.back = Button(theme, "&Back", "link", "caret-left", self._back)
        self.later = Button(theme, "&Later", "", on_click=self._later)
        self.sample = Button(theme, "&Try the sample month", "", on_click=self._try_sample)
        self.go_on = Button(theme, "", "primary", on_click=self._go_on)
        row = buttons_row(self.back, self.later, self.sample, self.go_on)
        for part in (self.count, self.message, *self.steps):
            self.card.body.addWidget(part)
            press_by_enter(part)
        for field in self.card.findChildren(QLineEdit):
            field.returnPressed.connect(self._go_on)
        self.card.body.addLayout(row)
        self.unlock = Button(theme, "&Open a vault that is already there", "link", on_click=self.unlock_chosen.emit)
        self.below.addWidget(self.unlock)

    def _show(self, at: int) -> None:
        self._at = at
        step = self.step
        for each in self.steps:
            each.setVisible(each is step)
        self.message.clear()
        self.count.setText(f"Step {at + 1} of {len(self.steps)}")
        self.go_on.setText(step.go_on)
        self.back.setVisible(step is self.passphrase)
        self.later.setVisible(step is self.second)
        self.sample.setVisible(step in {self.service, self.start})
        self.unlock.setVisible(step is self.service)
        self.focus_first()
        announce(self, f"Step {at + 1} of {len(self.steps)}. {step.title}")

    def _back(self) -> None:
        self._show(self._at - 1)

    def _go_on(self) -> None:
        step = self.step
        if not step.check():
            return
        if step is self.passphrase:
            self._make_vault()
        elif step is self.second:
            self._add_second()
        elif step is self.start and self._session is not None:
            self._enter(self._session)
        else:
            if step is self.recovery:
                self._words = ()
                self.recovery.forget_words()
            self._show(self._at + 1)

    def _make_vault(self) -> None:
        new = NewVault(
            folder=free_folder(self._door.new_vaults),
            service_name=self.service.form.service_name.text().strip(),
            phone=self.service.form.phone.text().strip(),
            user_name=self.service.form.user_name.text().strip(),
            passphrase=self.passphrase.fields.passphrase(),
        )
        self._busy("Making the vault")
        self._door.tasks.run(
            lambda: self._door.vaults.create(new), context=self, on_done=self._made, on_error=self._failed
        )

    def _made(self, made: tuple[Session, tuple[str, ...]]) -> None:
        self._session, self._words = made
        self.passphrase.fields.clear()
        self.recovery.show_words(self._words)
        self._busy("")
        self._show(self._at + 1)

    def _print_words(self) -> None:
        self._door.paper.print_recovery_sheet(self, self._words)

    def _add_second(self) -> None:
        session = self._session
        if session is None:
            return
        new = NewUser(
            sign_in_name=self.second.form.name.text().strip(),
            role=Role.SUPERVISOR,
            passphrase=self.second.fields.passphrase(),
            job_title=self.second.form.job_title.text().strip(),
        )
        self._busy("Adding")
        self._door.tasks.run(
            lambda: self._door.vaults.add_user(session, new),
            context=self,
            on_done=lambda _done: self._finish(ADDED),
            on_error=self._failed,
        )

    def _later(self) -> None:
        self._finish(PUT_OFF)

    def _finish(self, state: str) -> None:
        self.second.fields.clear()
        self.start.words.setText(state)
        self._busy("")
        self._show(self.steps.index(self.start))

    def _try_sample(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        self._busy("Making the sample")
        self._door.tasks.run(self._door.try_sample, context=self, on_done=self._enter, on_error=self._failed)

    def _failed(self, failure: KnownFailure) -> None:
        self._busy("")
        if not self.step.refuse(failure):
            self.message.show_error(str(failure))

    def _busy(self, words: str) -> None:
        for part in (self.step, self.back, self.later, self.sample, self.go_on, self.unlock):
            part.setEnabled(not words)
        self.go_on.setText(words or self.step.go_on)
