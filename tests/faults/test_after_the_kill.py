"""What was said to be saved when the desk was killed is in the vault, the backup and the rebuilt vault (R1, R27)."""

from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import open_vaults
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.errors import WrongPassphrase
from advocate_desk.domain.tasks import Task
from tests.faults import planted_case as case
from tests.faults.conftest import Day


def contacts_and_tasks(vault: Path, passphrase: str) -> tuple[set[UUID], int]:
    session = open_vaults().unlock(vault, case.ADMINISTRATOR, passphrase)
    try:
        with session.work() as unit:
            return {one.id for one in unit.find(Contact)}, len(unit.find(Task))
    finally:
        session.close()


@pytest.mark.parametrize(
    ("vault", "passphrase"),
    [
        ("office.advault", case.NEW_PASSPHRASE),
        ("restored.advault", case.PASSPHRASE),
        ("rebuilt.advault", case.PASSPHRASE),
    ],
)
def test_every_contact_that_was_said_to_be_saved_is_there_and_none_is_half(
    day: Day, vault: str, passphrase: str
) -> None:
    kept, tasks = contacts_and_tasks(day.vaults / vault, passphrase)
    assert len(day.acknowledged) >= 5
    assert {UUID(one) for one in day.acknowledged} <= kept
    assert len(kept) == tasks  # each contact was saved together with its task


def test_the_old_passphrase_opens_the_changed_vault_no_more(day: Day) -> None:
    with pytest.raises(WrongPassphrase):
        open_vaults().unlock(day.vaults / "office.advault", case.ADMINISTRATOR, case.PASSPHRASE)
