"""Every screen of an open vault, by the key a place calls it."""

from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.backups import BackupsScreen
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.screens.directory import DirectoryScreen
from advocate_desk.ui.screens.import_caseload import ImportScreen
from advocate_desk.ui.screens.letter import LetterScreen
from advocate_desk.ui.screens.letters import LettersScreen
from advocate_desk.ui.screens.new_case import NewCaseScreen
from advocate_desk.ui.screens.referral import ReferralScreen
from advocate_desk.ui.screens.reviews import ReviewsScreen
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.screens.today import TodayScreen
from advocate_desk.ui.screens.users import UsersScreen
from advocate_desk.ui.screens.who_is_this import WhoIsThisScreen
from advocate_desk.ui.shell import Routes

SCREENS: tuple[type[Screen], ...] = (
    TodayScreen,
    CaseloadScreen,
    ReviewsScreen,
    LettersScreen,
    DirectoryScreen,
    SettingsScreen,
    CaseScreen,
    NewCaseScreen,
    ReferralScreen,
    LetterScreen,
    ImportScreen,
    BackupsScreen,
    UsersScreen,
    WhoIsThisScreen,
)
"""Those with a rail icon stand in the rail in this order."""

ROUTES: Routes = {screen.key: screen for screen in SCREENS}
