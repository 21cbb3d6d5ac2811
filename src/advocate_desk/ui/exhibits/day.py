"""Today, the directory, settings and users."""

from advocate_desk.domain.users import Role
from advocate_desk.ui.exhibits.exhibit import Exhibit, screen_alone
from advocate_desk.ui.screens.directory import DirectoryScreen
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.screens.today import TodayScreen
from advocate_desk.ui.screens.users import UsersScreen

DAY: tuple[Exhibit, ...] = (
    screen_alone(TodayScreen),
    screen_alone(DirectoryScreen),
    screen_alone(SettingsScreen, Role.ADMINISTRATOR),
    screen_alone(UsersScreen, Role.ADMINISTRATOR),
)
