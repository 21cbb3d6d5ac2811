"""Today, the directory, settings and users."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import NewCode
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.add_user import AddUserDialog
from advocate_desk.ui.dialogs.agency_form import AgencyDialog, ServiceDialog
from advocate_desk.ui.dialogs.change_passphrase import ChangePassphraseDialog
from advocate_desk.ui.dialogs.change_rules import BankDaySheet, ChangeClockSheet, RulesFromFileSheet
from advocate_desk.ui.dialogs.one_time_code import OneTimeCodeDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit, in_frame, screen_alone
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.directory import DirectoryScreen
from advocate_desk.ui.screens.letters import LettersScreen
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.screens.today import SAFE_CONTACT, TodayScreen
from advocate_desk.ui.screens.users import UsersScreen


def _today(_desk: DeskContext) -> Place:
    return Place(TodayScreen.key)


def _settings(_desk: DeskContext) -> Place:
    return Place(SettingsScreen.key)


def _change_passphrase(desk: DeskContext) -> QWidget:
    return ChangePassphraseDialog(None, desk)


def _change_clock(desk: DeskContext) -> QWidget:
    view = desk.way.rules.view()
    sheet = ChangeClockSheet(None, desk, view, lambda _ids: None)
    sheet.clock.setCurrentIndex(1)
    return sheet


def _rules_from_file(desk: DeskContext) -> QWidget:
    return RulesFromFileSheet(None, desk, Path("our-rules.toml"), lambda _ids: None)


def _bank_day(desk: DeskContext) -> QWidget:
    return BankDaySheet(None, desk, lambda _id: None)


def _add_user(desk: DeskContext) -> QWidget:
    return AddUserDialog(None, desk, lambda _code: None)


def _code(desk: DeskContext) -> QWidget:
    until = desk.clock.today() + timedelta(days=7)
    return OneTimeCodeDialog(None, desk.theme, NewCode(name="Mair Advocate", code="7KQ2-9MFX-4HTD-2WZP", until=until))


def _agency(desk: DeskContext) -> QWidget:
    view = desk.directory.agency(desk.directory.agencies()[0].agency_id)
    return AgencyDialog(None, desk, view.agency, lambda _id: None)


def _service(desk: DeskContext) -> QWidget:
    views = (desk.directory.agency(line.agency_id) for line in desk.directory.agencies() if line.services)
    view = next(views)
    return ServiceDialog(None, desk, view.agency, view.services[0], lambda _id: None)


DAY: tuple[Exhibit, ...] = (
    screen_alone(TodayScreen),
    in_frame("today-supervisor", TodayScreen, _today, Role.SUPERVISOR),
    in_frame("today-nothing", TodayScreen, lambda _desk: Place(TodayScreen.key, None, SAFE_CONTACT)),
    screen_alone(LettersScreen, Role.LETTERS),
    in_frame("letters-with-reply", LettersScreen, lambda _desk: Place(LettersScreen.key)),
    screen_alone(DirectoryScreen),
    Exhibit("agency-form", AgencyDialog, _agency),
    Exhibit("service-form", ServiceDialog, _service),
    screen_alone(SettingsScreen, Role.ADMINISTRATOR),
    in_frame("settings-read-only", SettingsScreen, _settings, Role.ADVOCATE),
    in_frame("settings-letters-role", SettingsScreen, _settings, Role.LETTERS),
    Exhibit("change-passphrase", ChangePassphraseDialog, _change_passphrase),
    Exhibit("change-clock", ChangeClockSheet, _change_clock, Role.SUPERVISOR),
    Exhibit("rules-from-file", RulesFromFileSheet, _rules_from_file, Role.SUPERVISOR),
    Exhibit("bank-day", BankDaySheet, _bank_day, Role.SUPERVISOR),
    screen_alone(UsersScreen, Role.ADMINISTRATOR),
    Exhibit("add-user", AddUserDialog, _add_user, Role.ADMINISTRATOR),
    Exhibit("one-time-code", OneTimeCodeDialog, _code, Role.ADMINISTRATOR),
)
