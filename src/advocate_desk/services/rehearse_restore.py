"""A restore rehearsed: into a vault that is there for a moment only, checked whole, and told what it holds."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.identifiers import moment_of
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Referral, ReferralMove
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import Progress
from advocate_desk.services.session import Session

_PREFIX, _SUFFIX = ".rehearsal-", ".tmp"
_LEFT_OVER_AFTER = 24 * 3600
"""Seconds after which a rehearsal that is still on the disk was broken off."""
_CASE_WORK: tuple[type[Record], ...] = (
    Case,
    Contact,
    Note,
    Referral,
    ReferralMove,
    RiskAssessment,
    SafeContactPlan,
    Task,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a backup was found to hold. ``newest`` is when anything in a case last changed; None without cases."""

    vault_id: UUID
    made_at: datetime
    case_ids: frozenset[UUID]
    newest: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToRehearse:
    """A backup, somebody's sign-in name and their passphrase of then, and a folder on this computer to do it in."""

    backup: Path
    beside: Path
    sign_in_name: str
    passphrase: str


class RehearseRestore:
    """Proves backups. What it unpacks is as encrypted as the vault itself, and gone afterwards."""

    def __init__(self, vaults: OpenVaults) -> None:
        self._vaults = vaults

    def rehearse(self, what: ToRehearse, progress: Progress | None = None) -> Held:
        """Restore into a temporary vault, open it, check all of it, say what it holds, take it away.

        Raises:
            NotFound, BackupDamaged, NewerFormat, WrongPassphrase, TooManyTries, DoesNotVerify, DiskFull, NoRights:
                the backup did not prove itself, and why.
        """
        with self._place(what.beside) as place:
            made_at = self._vaults.restore(what.backup, place)
            with closing(self._vaults.unlock_copy(place, what.sign_in_name, what.passphrase)) as session:
                self._vaults.verify(session, progress)
                return _held(session, made_at)

    @contextmanager
    def _place(self, beside: Path) -> Iterator[Path]:
        """Give a folder's name that nobody has, and leave nothing there; what was broken off before goes too."""
        before = self._vaults.clock.now().timestamp() - _LEFT_OVER_AFTER
        for left_over in beside.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if left_over.stat().st_mtime < before:
                    shutil.rmtree(left_over)
        place = beside / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _held(session: Session, made_at: datetime) -> Held:
    with session.work() as unit:
        newest = [one.version for kind in _CASE_WORK for one in unit.find(kind, order_by=("-version",), limit=1)]
        return Held(
            vault_id=session.vault.vault_id,
            made_at=made_at,
            case_ids=frozenset(case.id for case in unit.find(Case)),
            newest=max((moment_of(version) for version in newest if version), default=None),
        )
