"""Import, backups and drills."""

from advocate_desk.domain.users import Role
from advocate_desk.ui.exhibits.exhibit import Exhibit, screen_alone
from advocate_desk.ui.screens.backups import BackupsScreen
from advocate_desk.ui.screens.import_caseload import ImportScreen

KEEPING: tuple[Exhibit, ...] = (
    screen_alone(ImportScreen, Role.SUPERVISOR),
    screen_alone(BackupsScreen, Role.ADMINISTRATOR),
)
