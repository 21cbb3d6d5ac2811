"""The jobs that change a vault as a whole, each with what must hold wherever it was killed."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import UUID

from advocate_desk.app.bootstrap import documents
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.attachments import Attachment
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import WrongPassphrase
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.keeping import BackupMade
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import DEFAULT_MARKING
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Role
from advocate_desk.services.keep_files import FileForm, KeepFiles
from advocate_desk.services.open_vault import NewUser, NewVault, OpenVaults
from advocate_desk.services.session import Session
from tests.faults import planted_case as planted
from tests.faults.desk_jobs import MARKING, PARTS, PICTURE, PICTURE_TITLE
from tests.services.desk import SetClock, keep, vaults_at
from tests.support.environment import Computer
from tests.support.pictures import PLACE, exif, jpeg
from tests.support.program import PROGRAM, AtTerminal

COLLEAGUE, THERE_ALREADY = "Mo Sample", "Bo Sample"
"""Whom a job adds, and who is there from the start."""
ROWS = 2
"""Cases in the spreadsheet that is brought in."""
CAMERA = jpeg(exif(6), behind=PLACE)
"""A picture a job takes in, and that each place has one of from the start."""
CASES, BROUGHT_IN = 2, 1
"""Cases a place has from the start, and how many of them an import brought in, which can be taken back."""
OLD_VAULT, OLD_VAULT_USER = "tests/data/vaults/records-0001/office.advault", "Alex Administrator"
"""A vault of the first format. Its passphrase is `planted.PASSPHRASE`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A computer of its own with a vault, a backup of it, and the passphrases in files."""

    root: Path
    repository: Path
    agency_id: UUID

    @property
    def vault(self) -> Path:
        return self.root / "office.advault"

    @property
    def backup(self) -> Path:
        return self.root / "before.adbackup"

    @property
    def new_vault(self) -> Path:
        return self.root / "new.advault"

    @property
    def new_backup(self) -> Path:
        return self.root / "new.adbackup"

    @property
    def old_vault(self) -> Path:
        return self.root / "old.advault"

    def terminal(self, before: Sequence[str] = ()) -> AtTerminal:
        variables = Computer(self.root / "pc").variables()
        passphrase = self.root / "passphrase"
        return AtTerminal(self.repository, self.vault, planted.ADMINISTRATOR, passphrase, variables, before)

    def vaults(self) -> OpenVaults:
        return vaults_at(self.root / "state", SetClock())

    def another(self, root: Path) -> "Place":
        """Return a copy, with everything as it was, at ``root``."""
        shutil.copytree(self.root, root)
        return Place(root, self.repository, self.agency_id)

    def clear(self) -> None:
        """Take the copy away; there may be hundreds."""
        shutil.rmtree(self.root)


def make_place(root: Path, repository: Path) -> Place:
    """Make a vault with one agency in its directory and one sealed picture, and a backup."""
    root.mkdir()
    Computer(root / "pc").make()
    planted.write_passphrases(root)
    clock = SetClock()
    agency_id = new_id(clock.now())
    place = Place(root, repository, agency_id)
    new = NewVault(
        folder=place.vault,
        service_name=planted.SERVICE,
        user_name=planted.ADMINISTRATOR,
        passphrase=planted.PASSPHRASE,
    )
    session, words = place.vaults().create(new)
    (root / "recovery-words").write_text(" ".join(words), encoding="utf-8")
    case_id, client_id = new_id(clock.now()), new_id(clock.now())
    keep(
        session,
        Agency(id=agency_id, stream_id=SHARED_STREAM, name=planted.COUNCIL),
        Case(id=case_id, stream_id=case_id, reference=new_case_reference(), client_id=client_id),
        Person(id=client_id, stream_id=case_id, case_id=case_id, role=PersonRole.CLIENT, name_to_use="Ceri Sample"),
        SafeContactPlan(
            id=new_id(clock.now()), stream_id=case_id, case_id=case_id, person_id=client_id, call=Answer.YES
        ),
    )
    (root / PICTURE).write_bytes(CAMERA)
    KeepFiles(session, documents()).add(case_id, root / PICTURE, FileForm(title="The door, from the start"))
    planted.write_caseload(root / "caseload.csv")
    shutil.copytree(repository / OLD_VAULT, place.old_vault)
    colleague = NewUser(sign_in_name=THERE_ALREADY, role=Role.ADVOCATE, passphrase=planted.PASSPHRASE)
    place.vaults().add_user(session, colleague)
    place.vaults().back_up(session, place.backup)
    session.close()
    (root / "earlier.csv").write_text("Name,Safe to call?\nMorwen Example,no\n", encoding="utf-8")
    # By the program and its own clock: an import can be taken back for a day.
    assert place.terminal().type("import", "caseload", root / "earlier.csv").code == 0
    return place


def opened(place: Place, vault: Path, passphrase: str) -> Session | None:
    """Sign in, or return None where the passphrase is not the one."""
    try:
        return place.vaults().unlock(vault, planted.ADMINISTRATOR, passphrase)
    except WrongPassphrase:
        return None


def opens(place: Place, passphrase: str) -> bool:
    """Say whether the vault opens with this passphrase."""
    session = opened(place, place.vault, passphrase)
    if session:
        session.close()
    return session is not None


def is_whole(place: Place, vault: Path, passphrase: str = planted.PASSPHRASE, *, empty: bool = False) -> None:
    """Assert that the vault opens, verifies and holds the agency and every file on record.

    And that it can be backed up, which tidies up.
    """
    session = opened(place, vault, passphrase)
    assert session
    try:
        place.vaults().verify(session)
        with session.work() as unit:
            assert [one.id for one in unit.find(Agency)] == ([] if empty else [place.agency_id])
            kept = unit.find(Attachment)
        keeps = KeepFiles(session, documents())
        assert kept or empty
        assert all(keeps.open(one.id, as_it_came=True).content == CAMERA for one in kept)
        again = vault.with_name(f"{vault.name}.again")
        again.unlink(missing_ok=True)
        place.vaults().back_up(session, again)
        assert again.exists()
        assert not list(vault.glob("copy-*"))
    finally:
        session.close()


def after_create(place: Place, *, acknowledged: bool) -> None:
    assert place.new_vault.exists() or not acknowledged
    # Whoever was not told that it is done starts again, by the same name, unless it was made all the same.
    if place.new_vault.exists() and (place.root / "recovery").exists():
        is_whole(place, place.new_vault, empty=True)


def after_passphrase(place: Place, *, acknowledged: bool) -> None:
    works = [opens(place, one) for one in (planted.PASSPHRASE, planted.NEW_PASSPHRASE)]
    assert works.count(True) == 1
    assert works[1] or not acknowledged
    is_whole(place, place.vault, planted.NEW_PASSPHRASE if works[1] else planted.PASSPHRASE)


def after_backup(place: Place, *, acknowledged: bool) -> None:
    assert place.new_backup.exists() or not acknowledged
    is_whole(place, place.vault)
    assert place.new_backup.exists() or not _counts(place, BackupMade), "one that is not there counts"
    if place.new_backup.exists():
        place.vaults().restore(place.new_backup, place.new_vault)
        is_whole(place, place.new_vault)


def after_restore(place: Place, *, acknowledged: bool) -> None:
    assert place.new_vault.exists() or not acknowledged
    if not place.new_vault.exists():
        place.vaults().restore(place.backup, place.new_vault)
    is_whole(place, place.new_vault)


def after_save(place: Place, *, acknowledged: bool) -> None:
    kept, tasks = _counts(place, Contact), _counts(place, Task)
    assert kept == tasks <= 1
    assert kept == 1 or not acknowledged
    is_whole(place, place.vault)


def after_file(place: Place, *, acknowledged: bool) -> None:
    """Whoever was not told that it is kept adds it again; what was only begun counts as rubbish and hurts nobody."""
    session = opened(place, place.vault, planted.PASSPHRASE)
    assert session
    with session.work() as unit:
        kept = len(unit.find(Attachment, title=PICTURE_TITLE))
    begun = place.vaults().verify(session)
    session.close()
    assert kept <= 1
    assert kept == 1 or not acknowledged
    assert begun <= 3, "two sealed files that no record names, and one half made"
    is_whole(place, place.vault)


def after_import(place: Place, *, acknowledged: bool) -> None:
    cases = _counts(place, Case)
    assert cases in {CASES, CASES + ROWS}
    assert cases == CASES + ROWS or not acknowledged
    is_whole(place, place.vault)


def after_undo(place: Place, *, acknowledged: bool) -> None:
    cases = _counts(place, Case)
    assert cases in {CASES, CASES - BROUGHT_IN}
    assert cases == CASES - BROUGHT_IN or not acknowledged
    is_whole(place, place.vault)


def after_settings(place: Place, *, acknowledged: bool) -> None:
    session = opened(place, place.vault, planted.PASSPHRASE)
    assert session
    marking = session.settings().marking
    session.close()
    assert marking in {MARKING, DEFAULT_MARKING}
    assert marking == MARKING or not acknowledged
    is_whole(place, place.vault)


def after_rebuild(place: Place, *, acknowledged: bool) -> None:
    assert place.new_vault.exists() or not acknowledged
    is_whole(place, place.vault)
    if not place.new_vault.exists():
        session = opened(place, place.vault, planted.PASSPHRASE)
        assert session
        place.vaults().rebuild(session, place.new_vault)
        session.close()
    is_whole(place, place.new_vault)


def after_disable(place: Place, *, acknowledged: bool) -> None:
    """Whoever was not told that the colleague is kept out keeps them out once more, or hears that they are."""
    is_whole(place, place.vault)
    assert not (acknowledged and lets_in(place, THERE_ALREADY))
    again = place.terminal().type("vault", "user", "disable", THERE_ALREADY)
    assert again.code == 0 or "Nobody of that name can sign in" in again.err
    assert not lets_in(place, THERE_ALREADY)


def after_reset(place: Place, *, acknowledged: bool) -> None:
    """Whoever was not told the code asks for another."""
    assert (place.root / "code").exists() or not acknowledged
    is_whole(place, place.vault)
    assert not (acknowledged and lets_in(place, THERE_ALREADY))
    again = ("vault", "user", "reset", THERE_ALREADY, "--code-out", place.root / "another code")
    assert place.terminal().type(*again).code == 0
    assert not lets_in(place, THERE_ALREADY)


def lets_in(place: Place, name: str) -> bool:
    """Say whether the colleague's passphrase of before still opens the vault."""
    try:
        place.vaults().unlock(place.vault, name, planted.PASSPHRASE).close()
    except WrongPassphrase:
        return False
    return True


def after_colleague(place: Place, *, acknowledged: bool) -> None:
    """Whoever was not told the code asks for another: by the same name, or for a reset where the name is taken."""
    code = place.root / "code"
    assert code.exists() or not acknowledged
    is_whole(place, place.vault)
    terminal, again = place.terminal(), str(place.root / "another code")
    added = terminal.type("vault", "user", "add", COLLEAGUE, "--role", "advocate", "--code-out", again)
    assert added.code == 0 or terminal.type("vault", "user", "reset", COLLEAGUE, "--code-out", again).code == 0


_ONE_MIGRATION = Lock()  # Alembic keeps what it works on once for a process, and these checks run in two threads


def after_migration(place: Place, *, acknowledged: bool) -> None:
    with _ONE_MIGRATION:
        session = place.vaults().unlock(place.old_vault, OLD_VAULT_USER, planted.PASSPHRASE)
    try:
        place.vaults().verify(session)
        with session.work() as unit:
            assert len(unit.find(Case)) == 1
    finally:
        session.close()


def _counts(place: Place, kind: type[Case | Contact | Task | BackupMade]) -> int:
    session = opened(place, place.vault, planted.PASSPHRASE)
    assert session
    try:
        with session.work() as unit:
            return len(unit.find(kind))
    finally:
        session.close()


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and what must hold wherever it was killed."""

    name: str
    words: Callable[[Place], tuple[str | Path, ...]]
    after: Callable[..., None]

    def command(self, place: Place) -> list[str]:
        words = [str(word) for word in self.words(place)]
        if words[0] in PARTS:
            return [sys.executable, "-m", "tests.faults.desk_jobs", str(place.vault), *words]
        if self.name == "migration":
            passphrase = str(place.root / "passphrase")
            return [*PROGRAM, *words, "--user", OLD_VAULT_USER, "--passphrase-file", passphrase, "--json"]
        return [*PROGRAM, *words, *place.terminal().options()]


JOBS = (
    Job("save", lambda _at: ("save",), after_save),
    Job(
        "create",
        lambda at: (
            *("vault", "create", at.new_vault, "--service", "Another Service"),
            *("--recovery-out", at.root / "recovery"),
        ),
        after_create,
    ),
    Job(
        "passphrase",
        lambda at: ("vault", "passphrase", "--new-passphrase-file", at.root / "new-passphrase"),
        after_passphrase,
    ),
    Job(
        "recovery",
        lambda at: (
            *("vault", "recover", at.vault, "--recovery-file", at.root / "recovery-words"),
            *("--new-passphrase-file", at.root / "new-passphrase"),
        ),
        after_passphrase,
    ),
    Job(
        "colleague",
        lambda at: ("vault", "user", "add", COLLEAGUE, "--role", "advocate", "--code-out", at.root / "code"),
        after_colleague,
    ),
    Job("backup", lambda at: ("vault", "backup", "--to", at.new_backup), after_backup),
    Job("copy", lambda at: ("vault", "copy", at.vault, "--to", at.new_backup), after_backup),
    Job("restore", lambda at: ("vault", "restore", at.backup, "--to", at.new_vault), after_restore),
    Job("rebuild", lambda at: ("vault", "rebuild", "--to", at.new_vault), after_rebuild),
    Job("disable", lambda _at: ("vault", "user", "disable", THERE_ALREADY), after_disable),
    Job(
        "reset",
        lambda at: ("vault", "user", "reset", THERE_ALREADY, "--code-out", at.root / "code"),
        after_reset,
    ),
    Job("import", lambda at: ("import", "caseload", at.root / "caseload.csv"), after_import),
    Job("undo", lambda _at: ("undo",), after_undo),
    Job("file", lambda _at: ("file",), after_file),
    Job("settings", lambda _at: ("settings",), after_settings),
    Job("migration", lambda at: ("vault", "verify", "--vault", at.old_vault), after_migration),
)
