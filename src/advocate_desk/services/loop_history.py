"""What the timeline tells around referrals: that an agency was asked again, and services that were only named."""

from collections.abc import Iterator, Sequence

from advocate_desk.domain.closing_the_loop import Signpost
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.case_history import Happening, midday, on_day
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile

SIGNPOST = "signpost"


def chase_happenings(referrals: Sequence[ReferralFile]) -> Iterator[Happening]:
    """Yield each time an agency was asked again."""
    for file in referrals:
        agency = file.agency.name if file.agency else "the agency"
        for chase in file.chases:
            spoke = f"Spoke with {chase.told_by}." if chase.told_by else ""
            yield Happening(
                happened_at=midday(chase.on),
                recorded_at=chase.recorded_at,
                kind="referral",
                headline=f"{file.referral.purpose}, {agency}: asked again {chase.how}",
                text=" ".join(part for part in (spoke, chase.note.strip()) if part),
                whole_day=True,
                actor_id=chase.actor_id,
            )


def signpost_happenings(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    """Yield each service somebody was told of, and what they told of it later."""
    for one in unit.find(Signpost, case_id=file.case.id):
        yield Happening(
            happened_at=midday(one.on),
            recorded_at=one.recorded_at,
            kind=SIGNPOST,
            headline=f"Signposted to {one.to}",
            text=one.why,
            whole_day=True,
            actor_id=one.actor_id,
        )
        yield from on_day(unit, one, "heard_on", SIGNPOST, f"What came of naming {one.to}", one.came_of_it)
