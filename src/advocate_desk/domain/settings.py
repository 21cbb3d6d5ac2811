"""What a service sets once for all its letters and screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import SHARED_STREAM, Record

SERVICE_SETTINGS_ID = UUID("00000000-0000-8000-8000-000000000002")

DEFAULT_MARKING = "CONFIDENTIAL: contains safety information"


LONGEST_COVER_MINUTES = 10
LEAST_LOCK_MINUTES, LONGEST_LOCK_MINUTES = 2, 15
"""Between these a service chooses after how many minutes without use the desk locks."""


FIRST_ATTEMPT = {"high": "24 hours", "medium": "2 working days", "standard": "5 working days"}
"""What many contracts ask; from general knowledge."""


CHASE_AFTER = ("7 days", "7 days", "7 days")
"""How long an agency may be silent before each time it is asked again. Ours; services agree times with each agency."""
CASE_WEIGHTS = {"high": 3, "medium": 2, "standard": 1, "not_known": 2}
"""How heavy a case counts in a caseload, by level of risk. Ours: no published weights were found."""


class Nation(StrEnum):
    """The nation a service works in: its helplines come first."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceSettings(Record):
    """The one row of settings a vault has. ``is_sample`` is set at creation and never changes; a sample vault, which
    protects nobody, keeps its own recovery words (``sample_words``), so that the drill can be tried in it.

    ``cover_after_minutes`` and ``lock_after_minutes`` count minutes without use; ``backup_folder`` is the second place
    for backups ("" where none is set). Offsets move the recipient block for a service's own envelopes, in
    millimetres, -10 to 10.

    ``first_attempt`` says by risk level how soon the first attempt to reach somebody is due, as `attempts` reads it;
    ``attempts_wanted`` attempts are made within ``attempts_within_days`` before anybody is out of reach. Feedback after
    a MARAC is due in ``marac_feedback_days`` working days. Contracts and areas differ in all of them.

    ``chase_after`` is how long to wait before each time a silent agency is asked again; after the last, somebody
    decides that there was no response. ``case_weights`` say by level of risk how heavy a case counts; above
    ``most_cases`` a caseload is said to be too large (published for advocates: about 25 at once, unsafe above 30).
    """

    id: UUID = SERVICE_SETTINGS_ID
    stream_id: UUID = SHARED_STREAM
    service_name: str
    strapline: str = ""
    sender_lines: tuple[str, ...] = ()
    phone: str = ""
    marking: str = DEFAULT_MARKING
    window_offset_x: int = 0
    window_offset_y: int = 0
    high_risk_from: int = 14
    safe_contact_days: int = 28
    is_sample: bool = False
    nation: Nation = Nation.ENGLAND
    cover_after_minutes: int = 2
    lock_after_minutes: int = 10
    backup_folder: str = ""
    sample_words: tuple[str, ...] = ()
    medium_risk_from: int = 10
    first_attempt: Mapping[str, str] = field(default_factory=lambda: dict(FIRST_ATTEMPT))
    attempts_wanted: int = 3
    attempts_within_days: int = 7
    plan_review_days: int = 28
    marac_feedback_days: int = 2
    chase_after: tuple[str, ...] = CHASE_AFTER
    case_weights: Mapping[str, int] = field(default_factory=lambda: dict(CASE_WEIGHTS))
    most_cases: int = 30
