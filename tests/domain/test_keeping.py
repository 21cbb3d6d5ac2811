"""Which backups stay in the second place."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from advocate_desk.domain.identifiers import moment_of, new_id
from advocate_desk.domain.keeping import BackupMade, superseded
from advocate_desk.domain.record import SHARED_STREAM

NEWEST = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
SOMEBODY = UUID("00000000-0000-7000-8000-0000000000aa")


def made(at: datetime) -> BackupMade:
    return BackupMade(
        id=new_id(at),
        stream_id=SHARED_STREAM,
        made_at=at,
        made_by=SOMEBODY,
        file_name="x.adbackup",
        size_bytes=1,
        in_second_place=True,
    )


def test_a_fortnight_of_days_and_eight_weeks_stay_of_half_a_year() -> None:
    backups = [made(NEWEST - timedelta(days=days)) for days in range(180)]
    gone = {one.id for one in superseded(backups)}
    kept = [one.made_at for one in backups if one.id not in gone]
    assert kept[:14] == [NEWEST - timedelta(days=days) for days in range(14)]
    weeks = {moment.isocalendar()[:2] for moment in kept}
    assert len(weeks) == 8
    assert len(kept) == 14 + 8 - 3, "three of the eight weeks' newest are among the days"


def test_of_several_on_one_day_the_newest_stays() -> None:
    morning, evening = made(NEWEST - timedelta(hours=8)), made(NEWEST)
    assert superseded([evening, morning]) == (morning,)


def test_nothing_goes_while_there_are_few_however_old() -> None:
    assert superseded([made(NEWEST - timedelta(days=400 * year)) for year in range(5)]) == ()


def test_an_id_says_when_it_was_drawn() -> None:
    assert moment_of(new_id(NEWEST)) == NEWEST
