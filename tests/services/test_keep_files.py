"""Documents and pictures of a case: sealed, shown from memory, and let out only for a reason that is kept."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import documents
from advocate_desk.domain.attachment_rules import LARGEST
from advocate_desk.domain.attachments import Attachment, ExportedFile, MediaType
from advocate_desk.domain.errors import (
    ChangedMeanwhile,
    DoesNotVerify,
    EntryRefused,
    FileDamaged,
    FileExists,
    FileRefused,
    NotFound,
    Unreadable,
)
from advocate_desk.domain.identifiers import new_id
from advocate_desk.services.document_ports import DrawnPages
from advocate_desk.services.keep_files import FileForm, KeepFiles
from advocate_desk.services.session import Session
from tests.services.desk import ADMINISTRATOR, ADVOCATE, Office, keep
from tests.support.folders import contents
from tests.support.pictures import PLACE, SCANNED, exif, jpeg, png

WORDS = "The blue door of the refuge."
ORDER = FileForm(title="Non-molestation order")
PDF_BEGINS = b"%PDF-1.7\n"


class TakesEverything:
    """A reader of documents for tests in which what is in them does not matter."""

    def look(self, pdf: bytes) -> None:
        assert pdf.startswith(b"%PDF-")

    def draw(self, pdf: bytes, first: int) -> DrawnPages:
        return DrawnPages(first=first, total=0, images=(), words=())


@pytest.fixture
def keeps(session: Session) -> KeepFiles:
    return KeepFiles(session, TakesEverything())


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the person's own."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder


def written(outside: Path, content: bytes | str) -> Path:
    path = outside / "IMG_2026 Ceri Sample.bin"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def added(keeps: KeepFiles, office: Office, outside: Path, content: bytes | str = WORDS) -> UUID:
    return keeps.add(office.case_id, written(outside, content), ORDER)


def sealed_paths(office: Office) -> list[Path]:
    return sorted((office.folder / "files").iterdir())


def test_a_file_that_was_added_comes_back_as_it_was_and_stays_outside(
    keeps: KeepFiles, office: Office, outside: Path
) -> None:
    kinds = ((WORDS.encode(), MediaType.TEXT), (PDF_BEGINS + b"x", MediaType.PDF), (SCANNED, MediaType.JPEG))
    for content, kind in kinds:
        path = written(outside, content)
        attachment_id = keeps.add(office.case_id, path, FileForm(title=" An order ", note="as she brought it"))
        opened = keeps.open(attachment_id)
        assert (opened.content, opened.media_type, opened.title) == (content, kind, "An order")
        assert path.read_bytes() == content
        office.clock.later(minutes=1)
    listed = keeps.files(office.case_id)
    assert [one.media_type for one in listed] == [kind for _content, kind in reversed(kinds)]
    assert {one.has_original for one in listed} == {False}
    assert listed[2].size_bytes == len(WORDS)
    assert len(sealed_paths(office)) == 3


def test_nothing_readable_lies_in_the_vault_or_anywhere_else(
    keeps: KeepFiles, office: Office, outside: Path, tmp_path: Path
) -> None:
    attachment_id = added(keeps, office, outside)
    keeps.open(attachment_id)
    (outside / "IMG_2026 Ceri Sample.bin").unlink()
    keeps.open(attachment_id)
    left = contents(tmp_path)
    assert left
    assert not [name for name, content in left.items() if WORDS.encode() in content or "Ceri" in name]


def test_a_picture_is_shown_without_its_place_and_kept_as_it_came(
    keeps: KeepFiles, office: Office, outside: Path
) -> None:
    camera = jpeg(exif(6), behind=PLACE)
    attachment_id = added(keeps, office, outside, camera)
    (listed,) = keeps.files(office.case_id)
    assert listed.has_original
    assert PLACE not in keeps.open(attachment_id).content
    assert keeps.open(attachment_id, as_it_came=True).content == camera
    assert len(sealed_paths(office)) == 2
    keeps.export(attachment_id, outside / "shown.jpg", "For the court")
    keeps.export(attachment_id, outside / "original.jpg", "The police asked for the original", as_it_came=True)
    assert (outside / "shown.jpg").read_bytes() == keeps.open(attachment_id).content
    assert (outside / "original.jpg").read_bytes() == camera


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\0", "Only PDF, JPEG, PNG"),
        (b"a" * (LARGEST + 1), "larger than 25 MB"),
        (png(width=30_000, height=30_000, data=b"x"), "64 megapixels"),
        (SCANNED[:-9], "damaged"),
    ],
)
def test_what_may_not_be_kept_is_refused_and_nothing_is_sealed(
    keeps: KeepFiles, office: Office, outside: Path, content: bytes, said: str
) -> None:
    before = contents(office.folder)
    with pytest.raises(FileRefused, match=said):
        added(keeps, office, outside, content)
    assert contents(office.folder) == before
    assert keeps.files(office.case_id) == ()


def test_a_pdf_is_looked_into_by_the_real_process(session: Session, office: Office, outside: Path) -> None:
    keeps = KeepFiles(session, documents())
    with pytest.raises(FileRefused, match="damaged"):
        added(keeps, office, outside, PDF_BEGINS)
    assert not (office.folder / "files").exists()


@pytest.mark.parametrize("title", ["", "   ", "\u200b"])
def test_a_name_that_is_only_spaces_is_refused(keeps: KeepFiles, office: Office, outside: Path, title: str) -> None:
    with pytest.raises(FileRefused, match="Give the file a name"):
        keeps.add(office.case_id, written(outside, WORDS), FileForm(title=title))


def test_what_cannot_be_read_is_told_so(keeps: KeepFiles, office: Office, outside: Path) -> None:
    os.mkfifo(outside / "pipe")
    for path in (outside / "gone", outside, outside / "pipe", Path("/dev/zero")):
        with pytest.raises(Unreadable, match="was not added"):
            keeps.add(office.case_id, path, ORDER)
    with pytest.raises(NotFound):
        keeps.add(office.agency_id, written(outside, WORDS), ORDER)


def test_a_file_is_renamed_from_the_state_its_form_was_opened_on(
    keeps: KeepFiles, office: Office, outside: Path
) -> None:
    added(keeps, office, outside)
    (opened,) = keeps.files(office.case_id)
    keeps.change(opened, FileForm(title="Order of 3 November"))
    keeps.change(opened, FileForm(title=opened.title, note="asked for a copy"))
    (now,) = keeps.files(office.case_id)
    assert (now.title, now.note) == ("Order of 3 November", "asked for a copy")
    with pytest.raises(ChangedMeanwhile):
        keeps.change(opened, FileForm(title="Something else"))
    with pytest.raises(FileRefused):
        keeps.change(now, FileForm(title=" "))


def test_a_removed_file_stays_sealed_and_can_be_brought_back(
    keeps: KeepFiles, session: Session, office: Office, outside: Path
) -> None:
    attachment_id = added(keeps, office, outside)
    keeps.remove(attachment_id)
    assert keeps.files(office.case_id) == ()
    with pytest.raises(NotFound):
        keeps.open(attachment_id)
    office.clock.later(days=400)
    office.vaults.verify(session)
    keeps.restore(attachment_id)
    assert keeps.open(attachment_id).content == WORDS.encode()


def test_a_file_leaves_only_with_a_reason_that_stays_on_record(
    keeps: KeepFiles, session: Session, office: Office, outside: Path
) -> None:
    attachment_id = added(keeps, office, outside)
    to = outside / "order.txt"
    with pytest.raises(FileRefused, match="why this file leaves"):
        keeps.export(attachment_id, to, "  ")
    with pytest.raises(EntryRefused, match="vault"):
        keeps.export(attachment_id, office.folder / "files" / "order.txt", "For the court")
    assert not to.exists()
    keeps.export(attachment_id, to, "For the court")
    assert to.read_bytes() == WORDS.encode()
    assert oct(to.stat().st_mode)[-3:] == "600"
    office.clock.later(minutes=1)
    with pytest.raises(FileExists):
        keeps.export(attachment_id, to, "For the court again")
    keeps.export(attachment_id, to, "For the court again", overwrite=True)
    with session.work() as unit:
        exported = unit.find(ExportedFile, attachment_id=attachment_id, order_by=("exported_at",))
    assert [one.reason for one in exported] == ["For the court", "For the court again"]
    assert {one.exported_by for one in exported} == {session.user.id}


def test_a_hurt_file_is_refused_and_named_by_verify_without_its_title(
    keeps: KeepFiles, session: Session, office: Office, outside: Path
) -> None:
    attachment_id = added(keeps, office, outside, jpeg(exif(6)))
    office.vaults.verify(session)
    with session.work() as unit:
        kept = unit.get(Attachment, attachment_id)
    shown, original = (office.folder / "files" / name for name in (kept.blob, kept.original_blob))
    shown.write_bytes(shown.read_bytes()[:-1] + b"\0")
    original.unlink()
    with pytest.raises(FileDamaged):
        keeps.open(attachment_id)
    with pytest.raises(FileDamaged):
        keeps.export(attachment_id, outside / "x.jpg", "For the court")
    assert not (outside / "x.jpg").exists()
    with pytest.raises(DoesNotVerify) as told:
        office.vaults.verify(session)
    assert set(told.value.findings) == {
        f"The sealed file {kept.blob} is damaged.",
        f"The sealed file {kept.original_blob} is missing.",
    }


def test_a_record_that_names_other_content_than_was_sealed_opens_nothing(
    keeps: KeepFiles, session: Session, office: Office, outside: Path
) -> None:
    added(keeps, office, outside)
    with session.work() as unit:
        (kept,) = unit.find(Attachment)
    other = session.vault.files.seal([b"other words"])
    swapped = replace(
        kept, id=new_id(office.clock.now()), version=None, blob=other.name, sealed_with=other.key, title="swapped"
    )
    keep(session, swapped)
    with pytest.raises(FileDamaged):
        keeps.open(swapped.id)
    with pytest.raises(DoesNotVerify, match=f"{other.name} is damaged"):
        office.vaults.verify(session)


def test_a_file_never_put_on_record_is_counted_and_goes_with_a_backup_a_day_on(
    keeps: KeepFiles, session: Session, office: Office, outside: Path, tmp_path: Path
) -> None:
    attachment_id = added(keeps, office, outside)
    keeps.remove(attachment_id)
    session.vault.files.seal([b"the computer stopped before the record was written"])
    assert office.vaults.verify(session) == 1
    for path in sealed_paths(office):
        os.utime(path, (office.clock.now().timestamp(),) * 2)
    session.close()
    with office.as_user(ADMINISTRATOR) as admin:
        office.vaults.back_up(admin, tmp_path / "first.adbackup")
        assert office.vaults.verify(admin) == 1
        office.clock.at += timedelta(days=1, seconds=1)
        office.vaults.back_up(admin, tmp_path / "second.adbackup")
        assert office.vaults.verify(admin) == 0
        assert len(sealed_paths(office)) == 1


def test_files_come_back_with_a_restored_and_with_a_rebuilt_vault(
    keeps: KeepFiles, session: Session, office: Office, outside: Path, tmp_path: Path
) -> None:
    attachment_id = added(keeps, office, outside, jpeg(exif(3)))
    was = keeps.open(attachment_id).content
    session.close()
    with office.as_user(ADMINISTRATOR) as admin:
        office.vaults.back_up(admin, tmp_path / "b.adbackup")
        office.vaults.rebuild(admin, tmp_path / "rebuilt.advault")
    office.vaults.restore(tmp_path / "b.adbackup", tmp_path / "restored.advault")
    office.vaults.copy(office.folder, tmp_path / "c.adbackup")
    office.vaults.restore(tmp_path / "c.adbackup", tmp_path / "copied.advault")
    for name in ("rebuilt", "restored", "copied"):
        office.folder = tmp_path / f"{name}.advault"
        with office.as_user(ADVOCATE) as again:
            office.vaults.verify(again)
            assert KeepFiles(again, TakesEverything()).open(attachment_id).content == was
