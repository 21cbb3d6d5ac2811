"""Every vault of a released format still opens, and brings along all that was in it (promise R13)."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from advocate_desk.domain.cases import Case
from advocate_desk.domain.people import Person
from advocate_desk.domain.referral import Referral
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.session import Session
from advocate_desk.storage import schema
from tests.faults.jobs import OLD_VAULT_USER
from tests.faults.planted_case import PASSPHRASE
from tests.services.desk import SetClock, vaults_at
from tests.support.folders import contents

KEPT = {
    "records-0001": {Case: 1, Person: 2, Referral: 0},
    "records-0003": {Case: 1, Person: 2, Referral: 0, RiskAssessment: 1, SafeContactPlan: 1},
}
"""What is in each vault under ``tests/data/vaults``, which is named after the revision of its records."""


@pytest.fixture(params=sorted(KEPT))
def old(request: pytest.FixtureRequest, repository: Path, tmp_path: Path) -> Path:
    folder = tmp_path / f"{request.param}.advault"
    shutil.copytree(repository / "tests/data/vaults" / request.param / "office.advault", folder)
    return folder


def opened(folder: Path) -> Session:
    return vaults_at(folder.parent / "state", SetClock()).unlock(folder, OLD_VAULT_USER, PASSPHRASE)


def counted(session: Session, of: str) -> dict[type, int]:
    with session.work() as unit:
        return {kind: len(unit.find(kind)) for kind in KEPT[of]}  # type: ignore[type-var]


def test_every_kept_vault_is_named_here(repository: Path) -> None:
    assert {one.name for one in (repository / "tests/data/vaults").iterdir()} == KEPT.keys()


def test_an_older_vault_opens_with_all_that_was_in_it_and_verifies(old: Path) -> None:
    before = contents(old)["records.1.db"]
    for _time in ("brought up to date", "opened again"):
        session = opened(old)
        assert counted(session, old.stem) == KEPT[old.stem]
        vaults_at(old.parent / "state", SetClock()).verify(session)
        session.close()
    copy = f"records.1.at-{old.stem.removeprefix('records-')}.db"
    assert copy in contents(old)
    assert contents(old)["records.1.db"] != before


def test_control_a_vault_that_is_not_brought_up_to_date_is_caught(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "HEAD", old.stem.removeprefix("records-"))
    with pytest.raises(Exception, match="no such"), closing(opened(old)) as session:
        counted(session, old.stem)
