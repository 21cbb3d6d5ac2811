"""The command line over real services, vaults and files, and the real drawing process. Only windows are pretended."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import calendar_writer, documents, phone_numbers, resemblance
from advocate_desk.cli.doors import Checked, SampleMade, SampleUser
from advocate_desk.cli.main import run
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.exchange.directory_files import DirectoryFiles
from advocate_desk.exchange.refused_rows import RefusedRowsFile
from advocate_desk.exchange.spreadsheet import SpreadsheetFiles
from advocate_desk.services.assess_risk import AssessRisk
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.import_directory import ImportDirectory
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.keep_people import KeepPeople
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.manage_users import ManageUsers
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.ports import LetterRenderer, Progress
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.safety import Safety, safety_services
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.way import Way, way_services
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADMINISTRATOR, PASSPHRASE, SetClock, vaults_at
from tests.support.program import Ran


@dataclass(slots=True)
class House:
    """Fulfils `Doors`. ``bugs`` are the descriptions of bugs, ``windows`` the vaults a window was opened for."""

    state: Path
    rules: Rulebook
    draws: LetterRenderer
    clock: SetClock = field(default_factory=SetClock)
    bugs: list[str] = field(default_factory=list)
    windows: list[Path | None] = field(default_factory=list)
    default: Path | None = None

    def vaults(self) -> OpenVaults:
        return vaults_at(self.state, self.clock)

    def default_vault(self) -> Path | None:
        return self.default

    def keep_backups(self, session: Session) -> KeepBackups:
        return KeepBackups(session, self.vaults())

    def import_directory(self, session: Session) -> ImportDirectory:
        return ImportDirectory(session, DirectoryFiles())

    def import_caseload(self, session: Session) -> ImportCaseload:
        return ImportCaseload(session, SpreadsheetFiles(), RefusedRowsFile(), phone_numbers(), resemblance())

    def list_caseload(self, session: Session) -> ListCaseload:
        return ListCaseload(session)

    def show_case(self, session: Session) -> ShowCase:
        return ShowCase(session, self.rules)

    def assess_risk(self, session: Session) -> AssessRisk:
        return AssessRisk(session, self.rules)

    def safety(self, session: Session) -> Safety:
        compare = Compare(resemblance=resemblance(), phones=phone_numbers())
        return safety_services(session, self.rules, documents(), compare)

    def way(self, session: Session) -> Way:
        return way_services(session, self.rules, calendar_writer())

    def keep_people(self, session: Session) -> KeepPeople:
        return KeepPeople(session, phone_numbers(), resemblance())

    def keep_consent(self, session: Session) -> KeepConsent:
        return KeepConsent(session, self.rules)

    def reveal_point(self, session: Session) -> RevealPoint:
        return RevealPoint(session)

    def manage_users(self, session: Session) -> ManageUsers:
        return ManageUsers(session, self.vaults())

    def make_referral(self, session: Session) -> MakeReferral:
        return MakeReferral(session, self.rules)

    def write_letter(self, session: Session) -> WriteLetter:
        return WriteLetter(session, self.draws, self.rules)

    def make_sample(self, folder: Path, cases: int | None, progress: Progress | None) -> SampleMade:
        new = NewVault(
            folder=folder, service_name="Sample Service", user_name=ADMINISTRATOR, passphrase=PASSPHRASE, is_sample=True
        )
        session, _ = self.vaults().create(new)
        users = (SampleUser(sign_in_name=ADMINISTRATOR, role="administrator"),)
        return SampleMade(session=session, users=users, passphrase=PASSPHRASE, cases=cases or 0)

    def clear_sample(self, folder: Path) -> bool:
        try:
            session = self.vaults().unlock(folder, ADMINISTRATOR, PASSPHRASE)
        except KnownFailure:
            return False
        with closing(session):
            sample = session.settings().is_sample
        if sample:
            shutil.rmtree(folder)
        return sample

    def draw_screens(self, session: Session, out: Path) -> Sequence[Path]:
        picture = out / "caseload-light.png"
        picture.write_bytes(b"drawn")
        return [picture]

    def open_window(self, vault: Path | None) -> int:
        self.windows.append(vault)
        return 0

    def self_test(self, folder: Path) -> Sequence[Checked]:
        assert folder.is_dir()
        return [Checked(what="vault"), Checked(what="screens", detail="7 built")]

    def note_bug(self, what: str) -> Path | None:
        self.bugs.append(what)
        return self.state / "bugs.log"

    def close(self) -> None:
        """Leave the drawing process to the fixture that owns it."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Somebody at a terminal, with a vault and their passphrase in a file."""

    house: House
    vault: Path
    passphrase_file: Path
    capsys: pytest.CaptureFixture[str]

    def type(self, *words: str | Path) -> Ran:
        """Type a command as it stands."""
        self.capsys.readouterr()
        code = run(self.house, [str(word) for word in words])
        captured = self.capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    def signed_in(self, *words: str | Path, user: str = ADMINISTRATOR) -> Ran:
        """Type a command with the common options after it, --json among them."""
        options = ("--vault", self.vault, "--user", user, "--passphrase-file", self.passphrase_file, "--json")
        return self.type(*words, *options)
