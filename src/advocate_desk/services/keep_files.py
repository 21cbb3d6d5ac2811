"""Documents and pictures of a case: taken in, shown, and let out only where somebody asks for that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.attachment_rules import LARGEST, export_reason, file_title, media_type_of, picture_of
from advocate_desk.domain.attachments import Attachment, ExportedFile, MediaType
from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import EntryRefused, FileDamaged, Unreadable
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.users import Action, User
from advocate_desk.services.document_ports import DocumentReader, DrawnPages
from advocate_desk.services.export_file import staged_file
from advocate_desk.services.file_ports import Sealed
from advocate_desk.services.session import Session

_PIECE = 64 * 1024
_CANNOT_READ = "This file cannot be read and was not added. Check that it is there and that you may open it."
_INSIDE = "A file inside the vault's own folder would be lost with it. Choose a place outside the vault."


@dataclass(frozen=True, kw_only=True, slots=True)
class FileForm:
    """What is typed about a file. Its name outside is not kept: it may tell what nobody should read there."""

    title: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileView:
    """A file as a list shows it. ``version`` is the state a form is opened on; ``has_original`` tells of a picture that
    it is kept as it came, too.
    """

    attachment_id: UUID
    version: UUID | None
    title: str
    note: str
    media_type: MediaType
    size_bytes: int
    added_at: datetime
    added_by: UUID
    has_original: bool
    added_by_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class OpenedFile:
    """A file's content, in memory, to be shown."""

    title: str
    media_type: MediaType
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class LookedInto:
    """A file from outside that may be kept: what is shown of it, and what it was, both in memory.

    ``strips`` says that it is a picture whose camera wrote something into it that is left out of what is shown.
    """

    media_type: MediaType
    shown: bytes
    as_it_came: bytes

    @property
    def strips(self) -> bool:
        """Whether something was taken out."""
        return self.shown != self.as_it_came


class KeepFiles:
    """Keeps the files of cases, sealed. Their keys never leave it."""

    def __init__(self, session: Session, documents: DocumentReader) -> None:
        self._session = session
        self._documents = documents

    def files(self, case_id: UUID) -> tuple[FileView, ...]:
        """Return the files of a case, the newest first.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            unit.get(Case, case_id)
            kept = unit.find(Attachment, case_id=case_id, order_by=("-added_at", "-id"))
            names = {user.id: user.display_name for user in unit.find(User)}
        return tuple(_view(one, names.get(one.added_by, "")) for one in kept)

    def add(self, case_id: UUID, path: Path, form: FileForm) -> UUID:
        """Take the file at ``path`` into the vault, and return which it is: `look`, then `keep`.

        Raises:
            FileRefused, TextRefused, EntryRefused: it is nothing that can be kept, or its name is not.
            Unreadable: it cannot be read.
            DiskFull, DiskFailed, NoRights: nothing was added.
        """
        self._session.require(Action.WORK_ON_CASES)
        file_title(form.title)
        accept(form.note)
        with self._session.work() as unit:
            unit.get(Case, case_id)
        return self.keep(case_id, self.look(path), form)

    def look(self, path: Path) -> LookedInto:
        """Read the file at ``path`` and see whether it may be kept. Needs no records, so it may take its time.

        Raises:
            FileRefused: it may not, with the reason.
            Unreadable: it cannot be read.
        """
        self._session.require(Action.WORK_ON_CASES)
        content = _content_of(path)
        media_type = media_type_of(content)
        return LookedInto(media_type=media_type, shown=self._shown(content, media_type), as_it_came=content)

    def keep(self, case_id: UUID, looked: LookedInto, form: FileForm) -> UUID:
        """Take a file that was looked into into the vault, and return which it is. The file outside stays as it is.

        Of a picture, what its camera wrote is left out of what is shown and exported; the picture as it came is sealed
        beside it. The sealed files are on the disk before the record that names them: a computer that stops in between
        leaves a file nobody needs, and never a record without its file.

        Raises:
            FileRefused, TextRefused, EntryRefused: its name is none.
            DiskFull, DiskFailed, NoRights: nothing was added.
        """
        self._session.require(Action.WORK_ON_CASES)
        title, note = file_title(form.title), accept(form.note)
        sealed = self._seal(looked.shown)
        original = self._seal(looked.as_it_came) if looked.strips else None
        now = self._session.clock.now()
        attachment = Attachment(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            title=title,
            note=note,
            media_type=looked.media_type,
            blob=sealed.name,
            sealed_with=sealed.key,
            size_bytes=len(looked.shown),
            digest=_digest(looked.shown),
            added_at=now,
            added_by=self._session.user.id,
            original_blob=original.name if original else "",
            original_sealed_with=original.key if original else "",
            original_digest=_digest(looked.as_it_came) if original else "",
        )
        with self._session.work() as unit:
            unit.get(Case, case_id)
            unit.add(attachment)
            unit.commit("file added")
        return attachment.id

    def pages(self, opened: OpenedFile, first: int) -> DrawnPages:
        """Return a few pages of a PDF that was opened, from the one numbered ``first``. Needs no records.

        Raises:
            Unreadable: it cannot be drawn here.
        """
        self._session.require(Action.READ_CASES)
        return self._documents.draw(opened.content, first)

    def open(self, attachment_id: UUID, *, as_it_came: bool = False) -> OpenedFile:
        """Return a file's content in memory; ``as_it_came`` gives a picture with what its camera wrote.

        Raises:
            NotFound: no such file, or somebody removed it.
            FileDamaged: what lies in the vault is not what was sealed.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            kept = unit.get(Attachment, attachment_id)
        return OpenedFile(title=kept.title, media_type=kept.media_type, content=self._read(kept, as_it_came=as_it_came))

    def change(self, opened: FileView, form: FileForm) -> None:
        """Change the name and the note of ``opened``, the state the form was opened on.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            FileRefused, TextRefused: the name is none.
        """
        self._session.require(Action.WORK_ON_CASES)
        wanted = {"title": file_title(form.title), "note": accept(form.note)}
        changed = {name: value for name, value in wanted.items() if value != getattr(opened, name)}
        if not changed:
            return
        with self._session.work() as unit:
            kept = unit.get(Attachment, opened.attachment_id)
            unit.change(replace(kept, version=opened.version), **changed)
            unit.commit("file renamed")

    def remove(self, attachment_id: UUID) -> None:
        """Take a file out of the list. It stays sealed, for the history; `restore` takes that back."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get(Attachment, attachment_id), deleted_at=self._session.clock.now())
            unit.commit("file removed")

    def restore(self, attachment_id: UUID) -> None:
        """Bring back a file that was removed."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(Attachment, attachment_id), deleted_at=None)
            unit.commit("file brought back")

    def export(
        self, attachment_id: UUID, to: Path, reason: str, *, as_it_came: bool = False, overwrite: bool = False
    ) -> None:
        """Write a copy of a file to a place somebody chose. Who did and why is on record before it is in its place.

        Args:
            attachment_id: which file.
            to: the new file. Where it is, is not kept.
            reason: why it leaves the vault, in a few words.
            as_it_came: a picture with what its camera wrote; else without.
            overwrite: whether a file that is there gives way.

        Raises:
            FileRefused, TextRefused: no reason is given.
            EntryRefused: the place is inside the vault.
            FileExists, DiskFull, NoRights, DiskFailed: nothing was written.
            NotFound, FileDamaged: as in `open`.
        """
        self._session.require(Action.WORK_ON_CASES)
        why = export_reason(reason)
        if to.resolve().is_relative_to(self._session.vault.folder.resolve()):
            raise EntryRefused(_INSIDE)
        now = self._session.clock.now()
        with self._session.work() as unit:
            kept = unit.get(Attachment, attachment_id)
            content = self._read(kept, as_it_came=as_it_came)
            with staged_file(to, content, overwrite) as staged:
                unit.add(
                    ExportedFile(
                        id=new_id(now),
                        stream_id=kept.stream_id,
                        case_id=kept.case_id,
                        attachment_id=kept.id,
                        reason=why,
                        exported_at=now,
                        exported_by=self._session.user.id,
                        as_it_came=as_it_came,
                    )
                )
                unit.commit("file exported")
                staged.put_in_place()

    def _shown(self, content: bytes, media_type: MediaType) -> bytes:
        """Return what is shown and exported of a file that may be kept.

        Raises:
            FileRefused: it may not.
        """
        if media_type is MediaType.PDF:
            self._documents.look(content)
        picture = picture_of(content, media_type)
        return picture.content if picture else content

    def _seal(self, content: bytes) -> Sealed:
        return self._session.vault.files.seal(_pieces(content))

    def _read(self, kept: Attachment, *, as_it_came: bool) -> bytes:
        name, key, digest = kept.blob, kept.sealed_with, kept.digest
        if as_it_came and kept.original_blob:
            name, key, digest = kept.original_blob, kept.original_sealed_with, kept.original_digest
        content = self._session.vault.files.read(name, key)
        if _digest(content) != digest:
            raise FileDamaged
        return content


def _content_of(path: Path) -> bytes:
    """Read a file, one byte more than may be kept at most; a pipe or a device is none."""
    try:
        if not path.is_file():
            raise Unreadable(_CANNOT_READ)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise Unreadable(_CANNOT_READ) from None


def _pieces(content: bytes) -> Iterator[bytes]:
    return (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=32).hexdigest()


def _view(kept: Attachment, added_by_name: str) -> FileView:
    return FileView(
        attachment_id=kept.id,
        version=kept.version,
        title=kept.title,
        note=kept.note,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        added_at=kept.added_at,
        added_by=kept.added_by,
        has_original=bool(kept.original_blob),
        added_by_name=added_by_name,
    )
