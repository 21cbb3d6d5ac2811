"""What surrounds the screens, before and after somebody is in."""

from dataclasses import dataclass, field

from advocate_desk.app.rules import emergency_numbers
from advocate_desk.domain.emergency import EmergencyNumbers
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """Background work, questions to the user, the look, and the numbers to dial in danger."""

    tasks: Tasks
    prompts: Prompts
    theme: Theme
    emergency: EmergencyNumbers = field(default_factory=emergency_numbers)
