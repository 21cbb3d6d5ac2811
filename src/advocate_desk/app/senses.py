"""What one run of the program sees and hears, from the unlock screen on."""

from collections.abc import Callable
from dataclasses import dataclass

from advocate_desk.app.computer import Computer
from advocate_desk.domain.idle import Moment
from advocate_desk.ui.frame.watch import Watch


@dataclass(frozen=True, slots=True)
class Senses:
    """Keys and mouse, the computer's own words, and its two clocks."""

    watch: Watch
    computer: Computer
    moment: Callable[[], Moment]
