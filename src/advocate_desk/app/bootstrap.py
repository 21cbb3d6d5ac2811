"""The one place that chooses implementations.

Rooms are imported here when they are first needed, and nowhere else: the unlock screen stands before
SQLAlchemy, Alembic or ReportLab are loaded.
"""

import re
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import platformdirs

from advocate_desk import __version__
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.letter import LetterContent
from advocate_desk.domain.pronouns import joined
from advocate_desk.platforms import Platform, this_platform
from advocate_desk.services.caseload_tables import OwnHeadings, RawBook, RawTable, TableReader
from advocate_desk.services.document_ports import DocumentReader, DrawnPages
from advocate_desk.services.export_calendar import CalendarEntry, CalendarWriter
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import (
    Clock,
    LetterRenderer,
    PageImage,
    PhoneNumbers,
    Progress,
    RecordStore,
    RecordStores,
    Resemblance,
)
from advocate_desk.services.session import Session
from advocate_desk.services.vault_ports import CreatedVault, OpenVault, VaultInfo, Vaults

_PROGRAM = "advocate-desk"
_VAULT_SUFFIX = ".advault"
SAMPLE_VAULT = f"sample{_VAULT_SUFFIX}"
_SAMPLE_NAME = re.compile(r"sample(-\d+)?\.advault")
_LONGEST_LOG = 100_000
"""Characters of the newest faults that are kept."""


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
        system = _private_folder_for(path)
        staged = path.with_name(f"device-{secrets.token_hex(8)}")
        system.write_durably(staged, [str(drawn).encode("ascii")])
        system.replace_durably(staged, path)
    return drawn


def _private_folder_for(path: Path) -> Platform:
    """Make sure that the folder ``path`` goes to is there, for this user alone."""
    system = this_platform()
    if not path.parent.is_dir():
        system.make_private_folder(path.parent)
    return system


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


def load_records() -> None:
    """Load the records' room ahead of its first use. Nothing is opened."""
    from advocate_desk.storage import records  # noqa: F401, PLC0415 - see the module's docstring


class LateVaults:
    """Fulfils `Vaults`, at the cost measured on this computer. The vaults' room is loaded with the first use."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun: Vaults | None = None

    def create(self, folder: Path, sign_in_name: str, passphrase: str) -> CreatedVault:
        """Make a new vault folder with its first administrator."""
        return self._keeper().create(folder, sign_in_name, passphrase)

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase."""
        return self._keeper().info(folder)

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> OpenVault:
        """Open with a passphrase."""
        return self._keeper().unlock(folder, sign_in_name, passphrase)

    def unlock_copy(self, folder: Path, sign_in_name: str, passphrase: str) -> OpenVault:
        """Open a copy unpacked to rehearse a restore."""
        return self._keeper().unlock_copy(folder, sign_in_name, passphrase)

    def unlock_with_code(self, folder: Path, sign_in_name: str, code: str, new_passphrase: str) -> OpenVault:
        """Open with a one-time code and put a passphrase in its place."""
        return self._keeper().unlock_with_code(folder, sign_in_name, code, new_passphrase)

    def unlock_to_recover(self, folder: Path, words: Sequence[str]) -> OpenVault:
        """Open with the recovery words, to give an administrator a new passphrase."""
        return self._keeper().unlock_to_recover(folder, words)

    def unlock_with_recovery(self, folder: Path, words: Sequence[str]) -> OpenVault:
        """Open with the recovery words."""
        return self._keeper().unlock_with_recovery(folder, words)

    def make_again(self, vault: OpenVault, folder: Path, write_records: Callable[[Path], None]) -> None:
        """Make a new vault folder with the same header and records written anew."""
        self._keeper().make_again(vault, folder, write_records)

    def copy(self, folder: Path, to: Path) -> None:
        """Copy a closed vault, encrypted as it is, into one file."""
        self._keeper().copy(folder, to)

    def restore(self, backup: Path, to: Path) -> datetime:
        """Unpack a backup into a new vault folder; return when it was made."""
        return self._keeper().restore(backup, to)

    def _keeper(self) -> Vaults:
        if self._begun is None:
            from advocate_desk.vault.calibration import Measured  # noqa: PLC0415 - see the module's docstring
            from advocate_desk.vault.keeper import VaultKeeper  # noqa: PLC0415

            self._begun = VaultKeeper(this_platform(), self._clock, state_folder(), Measured())
        return self._begun


def open_vaults(clock: Clock | None = None) -> OpenVaults:
    """Return the service that makes and opens vaults."""
    clock = clock or SystemClock()
    return OpenVaults(LateVaults(clock), LateStores(device_id(), clock), clock)


class LateRenderer:
    """Fulfils `LetterRenderer`. The letters' room is loaded, and its process started, with the first letter."""

    def __init__(self) -> None:
        self._begun: LetterRenderer | None = None

    def render(self, content: LetterContent) -> bytes:
        """Return the PDF of ``content``."""
        return self._worker().render(content)

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Return the pages as pictures."""
        return self._worker().pages(pdf, dots_per_inch)

    def close(self) -> None:
        """End the process, if one was started."""
        if self._begun is not None:
            self._begun.close()

    def _worker(self) -> LetterRenderer:
        if self._begun is None:
            from advocate_desk.letters.worker_client import LetterWorker  # noqa: PLC0415

            self._begun = LetterWorker()
        return self._begun


class LateDocuments:
    """Fulfils `DocumentReader`. What starts its process is loaded with the first document."""

    def look(self, pdf: bytes) -> None:
        """See that a PDF does nothing by itself."""
        from advocate_desk.letters.file_reader import DocumentWorker  # noqa: PLC0415

        DocumentWorker().look(pdf)

    def draw(self, pdf: bytes, first: int) -> DrawnPages:
        """Return a few pages of a PDF."""
        from advocate_desk.letters.file_reader import DocumentWorker  # noqa: PLC0415

        return DocumentWorker().draw(pdf, first)


def documents() -> DocumentReader:
    """Return who looks into documents."""
    return LateDocuments()


def renderer() -> LetterRenderer:
    """Return who draws letters. Its process starts with the first letter and ends with ``close``."""
    return LateRenderer()


class LatePhoneNumbers:
    """Fulfils `PhoneNumbers`. The library that knows every country's numbers is loaded with the first one."""

    def __init__(self) -> None:
        self._begun: PhoneNumbers | None = None

    def digits(self, typed: str) -> str:
        """Return E.164 digits without the plus, or "" where ``typed`` is not a number."""
        if self._begun is None:
            from advocate_desk.exchange.phones import UkPhoneNumbers  # noqa: PLC0415

            self._begun = UkPhoneNumbers()
        return self._begun.digits(typed)


class LateResemblance:
    """Fulfils `Resemblance`. What compares names is loaded with the first two."""

    def __init__(self) -> None:
        self._begun: Resemblance | None = None

    def score(self, one: str, other: str) -> float:
        """Return 0 (nothing alike) to 100 (the same)."""
        if self._begun is None:
            from advocate_desk.exchange.resemblance import NameResemblance  # noqa: PLC0415

            self._begun = NameResemblance()
        return self._begun.score(one, other)


class LateSpreadsheets:
    """Fulfils `TableReader`. What reads workbooks is loaded with the first file."""

    def read(self, path: Path) -> RawBook:
        """Return the sheets of a file."""
        return self._reader().read(path)

    def read_map(self, path: Path) -> OwnHeadings:
        """Return a service's own headings."""
        return self._reader().read_map(path)

    def _reader(self) -> TableReader:
        from advocate_desk.exchange.spreadsheet import SpreadsheetFiles  # noqa: PLC0415

        return SpreadsheetFiles()


class LateRefusedRows:
    """Fulfils `RefusedRows`."""

    def write(self, path: Path, tables: Sequence[RawTable], refusals: Sequence[Refusal], *, overwrite: bool) -> None:
        """Write refused rows out, to be mended."""
        from advocate_desk.exchange.refused_rows import RefusedRowsFile  # noqa: PLC0415

        RefusedRowsFile().write(path, tables, refusals, overwrite=overwrite)


class LateCalendar:
    """Fulfils `CalendarWriter`."""

    def write(self, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
        """Return a calendar file."""
        from advocate_desk.exchange.calendar_file import CalendarFile  # noqa: PLC0415

        return CalendarFile().write(entries, now)


def calendar_writer() -> CalendarWriter:
    """Return who writes calendar files."""
    return LateCalendar()


def phone_numbers() -> PhoneNumbers:
    """Return who reads phone numbers."""
    return LatePhoneNumbers()


def resemblance() -> Resemblance:
    """Return who compares names."""
    return LateResemblance()


def caseload_imports(session: Session) -> ImportCaseload:
    """Return who brings spreadsheets in."""
    return ImportCaseload(session, LateSpreadsheets(), LateRefusedRows(), phone_numbers(), resemblance())


def make_sample(folder: Path, cases: int | None = None, progress: Progress | None = None) -> Session:
    """Make the sample vault in ``folder``, a month that ends now, and sign in to it as its advocate.

    Args:
        folder: where it goes; it must not exist.
        cases: how many cases the advocate has; None for the whole month.
        progress: told as it grows.
    """
    from advocate_desk.app.rules import rulebook  # noqa: PLC0415
    from advocate_desk.services.sample_content import MonthClock  # noqa: PLC0415
    from advocate_desk.services.sample_month import ADVOCATE, CASES, PASSPHRASE, build  # noqa: PLC0415
    from advocate_desk.vault.calibration import Least  # noqa: PLC0415
    from advocate_desk.vault.keeper import VaultKeeper  # noqa: PLC0415

    clock = MonthClock(datetime.now(UTC))
    sample_keeper = VaultKeeper(this_platform(), clock, state_folder(), Least())
    vaults = OpenVaults(sample_keeper, LateStores(device_id(), clock), clock)
    build(vaults, clock, rulebook(), phone_numbers(), folder, cases=cases or CASES, progress=progress)
    return open_vaults().unlock(folder, ADVOCATE, PASSPHRASE)


def is_sample(folder: Path) -> bool:
    """Say whether the vault in ``folder`` opens with the sample's public passphrase and is marked as one."""
    from advocate_desk.services.sample_month import ADVOCATE, PASSPHRASE  # noqa: PLC0415

    try:
        session = open_vaults().unlock(folder, ADVOCATE, PASSPHRASE)
    except KnownFailure:
        return False
    try:
        return session.settings().is_sample
    finally:
        session.close()


class Entrance:
    """Fulfils `WayIn`: what is known and can be done before anybody has signed in."""

    def __init__(self) -> None:
        self._clock = SystemClock()

    def vaults(self) -> OpenVaults:
        """Everything done to a vault as a whole."""
        return open_vaults(self._clock)

    def vaults_folder(self) -> Path:
        """Where a new vault is made."""
        return vaults_folder()

    def vaults_here(self) -> tuple[Path, ...]:
        """Vaults in their usual place."""
        return tuple(vaults_here())

    def offer_passphrase(self) -> str:
        """Five words drawn at random."""
        from advocate_desk.vault.recovery_words import suggest_passphrase  # noqa: PLC0415

        return suggest_passphrase()

    def try_sample(self, progress: Progress | None = None) -> Session:
        """Make the sample vault afresh beside the others and sign in to it as its advocate.

        An older sample gives way; a vault that only bears the name stays, and the sample takes another.
        """
        folder = vaults_folder() / SAMPLE_VAULT
        if folder.exists():
            self.clear_sample(folder)
        number = 2
        while folder.exists():
            folder, number = folder.with_name(f"sample-{number}{_VAULT_SUFFIX}"), number + 1
        return make_sample(folder, None, progress)

    def clear_sample(self, folder: Path) -> bool:
        """Take away the sample vault in ``folder``; False where it is anything else, or open at this moment."""
        found = is_sample(folder)
        if found:
            shutil.rmtree(folder)
        return found

    def sample_hint(self, folder: Path) -> str:
        """Who can sign in to a sample vault and with which passphrase; "" for any other.

        A vault tells nobody what it is before it is open, so a sample is known by its folder's name.
        """
        if not _SAMPLE_NAME.fullmatch(folder.name):
            return ""
        from advocate_desk.services.sample_month import PASSPHRASE, sample_users  # noqa: PLC0415

        names = joined([user.name for user in sample_users()], "or")
        return f"In the sample vault, sign in as {names}. The passphrase is “{PASSPHRASE}”."

    def note_bug(self, what: str) -> Path | None:
        """Keep a bug's description, which holds no case data, and say where; None where that is not possible."""
        path = state_folder() / "faults.log"
        line = f"{self._clock.now():%Y-%m-%d %H:%M} UTC, version {__version__}\n{what}\n"
        try:
            system = _private_folder_for(path)
            before = path.read_text(encoding="utf-8")[-_LONGEST_LOG:] if path.exists() else ""
            system.write_durably(path, [(before + line).encode("utf-8", "backslashreplace")])
        except (OSError, UnicodeError):
            return None
        return path
