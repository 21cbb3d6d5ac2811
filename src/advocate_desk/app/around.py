"""What surrounds the screens, before and after somebody is in."""

from dataclasses import dataclass

from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """Background work, questions to the user, and the look."""

    tasks: Tasks
    prompts: Prompts
    theme: Theme
