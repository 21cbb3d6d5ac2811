"""A new case, and the sections of a case that record safe contact, consent and risk."""

from advocate_desk.ui.exhibits.exhibit import Exhibit, screen_alone
from advocate_desk.ui.screens.new_case import NewCaseScreen

INTAKE: tuple[Exhibit, ...] = (screen_alone(NewCaseScreen),)
