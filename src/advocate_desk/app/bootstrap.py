"""The one place that chooses implementations.

Rooms are imported here when they are first needed, and nowhere else: the unlock screen stands before
SQLAlchemy, Alembic or ReportLab are loaded.
"""

import secrets
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import platformdirs

from advocate_desk.assets import resource
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.rulebook import Rulebook, parse_rulebook
from advocate_desk.platforms import this_platform
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import (
    Clock,
    LetterRenderer,
    OpenVault,
    PhoneNumbers,
    Progress,
    RecordStore,
    RecordStores,
    Resemblance,
    Vaults,
)
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.sample_content import MonthClock
from advocate_desk.services.sample_month import CASES, SampleVault, build
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.write_letter import WriteLetter

_PROGRAM = "advocate-desk"
_VAULT_SUFFIX = ".advault"
_RULE_FOLDERS = ("risk", "pathways", "letters")


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day in Europe/London."""
        return in_london(self.now()).date()


def state_folder() -> Path:
    """Return where this computer keeps what belongs to no vault: its own id, counted tries, the log."""
    return Path(platformdirs.user_state_dir(_PROGRAM, appauthor=False))


def vaults_folder() -> Path:
    """Return where vaults are kept unless somebody chooses another place on this computer."""
    return Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False, roaming=False)) / "vaults"


def vaults_here() -> Sequence[Path]:
    """Return the vaults in their usual place, by name."""
    folder = vaults_folder()
    return sorted(folder.glob(f"*{_VAULT_SUFFIX}")) if folder.is_dir() else ()


def device_id(folder: Path | None = None) -> UUID:
    """Return the id under which this computer writes changes: drawn once, kept outside every vault.

    A computer that cannot keep one draws a new one each time: every chain of changes then begins anew.
    """
    path = (folder or state_folder()) / "device"
    with suppress(OSError, ValueError):
        return UUID(path.read_text(encoding="ascii").strip())
    drawn = new_id(datetime.now(UTC))
    with suppress(OSError):
        system = this_platform()
        system.make_private_folder(path.parent)
        staged = path.with_name(f"device-{secrets.token_hex(8)}")
        system.write_durably(staged, [str(drawn).encode("ascii")])
        system.replace_durably(staged, path)
    return drawn


class LateStores:
    """Fulfils `RecordStores`. The records' room is loaded when a vault is opened, Alembic only for an older one."""

    def __init__(self, device: UUID, clock: Clock) -> None:
        self._device = device
        self._clock = clock

    def create(self, vault: OpenVault) -> RecordStore:
        """Make the records file of a new vault."""
        return self._records().create(vault)

    def open(self, vault: OpenVault) -> RecordStore:
        """Open the records; a vault of an older format is brought up to date after a verified copy."""
        return self._records().open(vault)

    def _records(self) -> RecordStores:
        from advocate_desk.storage.records import SqlCipherRecords  # noqa: PLC0415 - see the module's docstring

        return SqlCipherRecords(self._device, self._clock, _migrate)


def _migrate(path: Path, key: bytes, found: str) -> None:
    from advocate_desk.storage.migrate import upgrade  # noqa: PLC0415 - Alembic only for an older vault

    upgrade(path, key, found)


def keeper(clock: Clock, state: Path | None = None) -> Vaults:
    """Return who makes and opens vaults, at the cost measured on this computer."""
    from advocate_desk.vault.calibration import Measured  # noqa: PLC0415
    from advocate_desk.vault.keeper import VaultKeeper  # noqa: PLC0415

    return VaultKeeper(this_platform(), clock, state or state_folder(), Measured())


def open_vaults(clock: Clock | None = None) -> OpenVaults:
    """Return the service that makes and opens vaults."""
    clock = clock or SystemClock()
    return OpenVaults(keeper(clock), LateStores(device_id(), clock), clock)


def renderer() -> LetterRenderer:
    """Return who draws letters. Its process starts with the first letter and ends with ``close``."""
    from advocate_desk.letters.worker_client import LetterWorker  # noqa: PLC0415

    return LetterWorker()


def rulebook() -> Rulebook:
    """Return the rules that ship as data, all of them read and checked.

    Raises:
        RuleFileRefused: one of them is not made as it must be.
    """
    folders = [resource(name) for name in _RULE_FOLDERS]
    files = {f"{folder.name}/{file.name}": file for folder in folders for file in sorted(folder.glob("*.toml"))}
    return parse_rulebook({name: tomllib.loads(file.read_text(encoding="utf-8")) for name, file in files.items()})


def phone_numbers() -> PhoneNumbers:
    """Return who reads phone numbers."""
    from advocate_desk.exchange.phones import UkPhoneNumbers  # noqa: PLC0415

    return UkPhoneNumbers()


def resemblance() -> Resemblance:
    """Return who compares names."""
    from advocate_desk.exchange.resemblance import NameResemblance  # noqa: PLC0415

    return NameResemblance()


def make_sample(folder: Path, cases: int | None = None, progress: Progress | None = None) -> SampleVault:
    """Make the sample vault in ``folder``, a working month that ends now; ``cases`` is None for the whole of it."""
    from advocate_desk.vault.calibration import Least  # noqa: PLC0415
    from advocate_desk.vault.keeper import VaultKeeper  # noqa: PLC0415

    clock = MonthClock(datetime.now(UTC))
    sample_keeper = VaultKeeper(this_platform(), clock, state_folder(), Least())
    vaults = OpenVaults(sample_keeper, LateStores(device_id(), clock), clock)
    return build(vaults, clock, rulebook(), phone_numbers(), folder, cases=cases or CASES, progress=progress)


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskServices:
    """The services of one signed-in user."""

    caseload: ListCaseload
    cases: ShowCase
    contacts: LogContact
    referrals: MakeReferral
    reviews: ReviewReferral
    letters: WriteLetter
    drafts: KeepDrafts


def desk_services(session: Session, rules: Rulebook, draws: LetterRenderer) -> DeskServices:
    """Return the services of ``session``'s user."""
    return DeskServices(
        caseload=ListCaseload(session),
        cases=ShowCase(session, rules),
        contacts=LogContact(session),
        referrals=MakeReferral(session, rules),
        reviews=ReviewReferral(session, rules),
        letters=WriteLetter(session, draws, rules),
        drafts=KeepDrafts(session),
    )
