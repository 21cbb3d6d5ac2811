"""Everything about the MARACs of one case, read in one go; of minutes, that there are some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.marac import MaracMeeting, MaracReferral
from advocate_desk.domain.marac_duties import MaracDuty
from advocate_desk.domain.marac_rules import MaracState
from advocate_desk.domain.marac_words import standing_words
from advocate_desk.domain.risk_drift import Watch
from advocate_desk.services.follow_marac import MeetingLine
from advocate_desk.services.keep_minutes import MinutesLine
from advocate_desk.services.refer_to_marac import MaracLine, MaracView
from advocate_desk.services.safety import Safety


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracFile:
    """Referrals, meetings, that there are minutes, what the watch says, and what is owed.

    ``colleagues`` are those an action can be given to, by id.
    """

    view: MaracView
    meetings: tuple[MeetingLine, ...]
    minutes: tuple[MinutesLine, ...]
    watch: Watch
    owed: tuple[MaracDuty, ...]
    colleagues: Mapping[UUID, str]

    def standing(self, today: date) -> str:
        """Return where the case stands, in one sentence."""
        met = bool(self.watch.unanswered)
        return standing_words(self.referrals(), self.kept_meetings(), is_criterion_met=met, today=today)

    def referrals(self) -> Sequence[MaracReferral]:
        """Return the referrals, the newest first."""
        return [line.referral for line in self.view.referrals]

    def kept_meetings(self) -> Sequence[MaracMeeting]:
        """Return the meetings, the newest first."""
        return [line.meeting for line in self.meetings]

    def unmade(self) -> MaracLine | None:
        """Return the newest referral that is not made yet."""
        return next((line for line in self.view.referrals if line.state is not MaracState.REFERRED), None)

    def names(self, people: Sequence[UUID]) -> list[str]:
        """Return what these other people are called; one who is no longer in the case is left out."""
        return [self.view.others[one] for one in people if one in self.view.others]


def read_marac(safety: Safety, case_id: UUID) -> MaracFile:
    """Read the file of a case. Call it in the background."""
    return MaracFile(
        view=safety.marac.view(case_id),
        meetings=safety.meetings.view(case_id),
        minutes=safety.minutes.listed(case_id),
        watch=safety.watch.view(case_id),
        owed=safety.meetings.owed(case_id),
        colleagues=safety.meetings.colleagues(),
    )
