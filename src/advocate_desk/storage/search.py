"""The search index: who (names, aliases, references, phone numbers) and what was written (notes, contacts).

Both are FTS5 indexes without a copy of the text; `entries` says for each of their rows what it stands for.
Names of everybody in a case are in it, because a caller gives the name she knows: a child's, or a partner's;
the hit says which.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.identifiers import read_case_reference, read_reply_reference
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Referral
from advocate_desk.services.ports import Found
from advocate_desk.storage.engine import Row, Writer
from advocate_desk.storage.rows import among, at_most, in_pieces
from advocate_desk.storage.tables import kind_of, metadata
from advocate_desk.storage.values import ID, TEXT

_OPTIONS = "content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'"
WHO, WRITTEN = (sa.table(name, sa.column("rowid"), sa.column("words")) for name in ("search_who", "search_written"))
DDL = tuple(f"CREATE VIRTUAL TABLE {index.name} USING fts5(words, {_OPTIONS})" for index in (WHO, WRITTEN))

entries = sa.Table(
    "search_entries",
    metadata,
    sa.Column("entry", sa.Integer, primary_key=True),
    sa.Column("record_id", ID, nullable=False, unique=True),
    sa.Column("case_id", ID, nullable=False),
    sa.Column("why", TEXT, nullable=False),
    sqlite_strict=True,
)

REFERENCE, REPLY, NAME, PHONE, NOTE = "reference", "reply reference", "name", "phone", "note"
_WHOSE_NAME = {
    PersonRole.CLIENT: NAME,
    PersonRole.CHILD: "child's name",
    PersonRole.OTHER_PERSON: "other person's name",
    PersonRole.SUPPORTER: "supporter's name",
}
# What is likeliest meant comes first.
_ORDER = {REFERENCE: 0, NAME: 1, PHONE: 2}
_FEWEST_FIGURES = 4
_LONGEST_QUERY, _MOST_WORDS = 200, 10
_LOOK_AT = 200


def refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    """Bring the index up to date with ``records``, in their order."""
    described = [(record, found) for record in records if (found := _describe(record))]
    if not described:
        return
    if not are_new:
        for index in (WHO, WRITTEN):
            _forget(writer, index, [record.id for record, (its_index, _, _) in described if its_index is index])
    kept = [(record, found) for record, found in described if found[2] and record.deleted_at is None]
    if not kept:
        return
    first = writer.connection.execute(_NEXT_ENTRY).scalar_one()
    texts: dict[str, list[Row]] = {}
    rows: list[Row] = []
    for entry, (record, (index, why, words)) in enumerate(kept, start=first):
        rows.append({"entry": entry, "record_id": record.id, "case_id": record.stream_id, "why": why})
        texts.setdefault(index.name, []).append({"rowid": entry, "words": words})
    writer.write(sa.insert(entries), rows)
    for index in (WHO, WRITTEN):
        if index.name in texts:
            writer.write(sa.insert(index), texts[index.name])


_NEXT_ENTRY = sa.select(sa.func.coalesce(sa.func.max(entries.c.entry), 0) + 1)


def _forget(writer: Writer, index: sa.TableClause, record_ids: Sequence[UUID]) -> None:
    for piece in in_pieces(record_ids):
        found = writer.connection.execute(sa.select(entries.c.entry).where(among(entries.c.record_id, piece))).scalars()
        if places := [{"place": entry} for entry in found]:
            writer.write(sa.delete(entries).where(entries.c.entry == sa.bindparam("place")), places)
            writer.write(sa.delete(index).where(index.c.rowid == sa.bindparam("place")), places)


def _describe(record: Record) -> tuple[sa.TableClause, str, str] | None:
    """Return index, reason and words of ``record``; None for a kind that is not searched."""
    match record:
        case Person():
            names = [record.name_to_use, record.legal_name, *record.known_as]
            return WHO, _WHOSE_NAME[record.role], " ".join(names).strip()
        case Case():
            return WHO, REFERENCE, " ".join(_references(record)).strip()
        case ContactPoint():
            return WHO, PHONE, " ".join(_endings(record)) if record.kind is PointKind.PHONE else ""
        case Note():
            return WRITTEN, NOTE, f"{record.headline} {record.text}".strip()
        case Contact():
            return WRITTEN, NOTE, record.summary.strip()
        case _:
            return None


def _references(case: Case) -> Iterator[str]:
    """Give each reference as it stands, and without its dashes and strokes, with and without "AD"."""
    for reference in (case.reference, case.client_number, case.crime_reference):
        yield reference
        yield "".join(character for character in reference if character.isalnum())
    yield case.reference.removeprefix("AD-").replace("-", "")


def _endings(point: ContactPoint) -> Iterator[str]:
    """Give every ending of the number, so that any part of it stands at the beginning of one of them."""
    digits = point.digits or _figures(point.value)
    for start in range(len(digits) - _FEWEST_FIGURES + 1):
        yield digits[start:]
    if digits.startswith("44"):
        yield "0" + digits[2:]


def _figures(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def search(connection: sa.Connection, text: str, limit: int) -> tuple[Found, ...]:
    """Find cases, the likeliest first. Whatever ``text`` holds, it is only ever looked for."""
    found: dict[UUID, Found] = {}
    for hit in _hits(connection, text[:_LONGEST_QUERY], limit):
        found.setdefault(hit.case_id, hit)
        if len(found) == limit:
            break
    return tuple(found.values())


def _hits(connection: sa.Connection, text: str, limit: int) -> Iterator[Found]:
    yield from _by_reference(connection, text)
    words = _words(text)
    if not words:
        return
    yield from _in_who(connection, _match(words, whole=True))
    yield from _in_who(connection, _match(words, whole=False))
    yield from _in_written(connection, _match(words, whole=False), limit)


def _by_reference(connection: sa.Connection, text: str) -> Iterator[Found]:
    reference = read_case_reference(text)
    if reference is not None:
        cases = kind_of(Case).table.c
        query = sa.select(cases.id).where(cases.reference == reference, cases.deleted_at.is_(None))
        yield from (Found(case_id=case_id, why=REFERENCE) for case_id in connection.execute(query).scalars())
    reply = read_reply_reference(text)
    if reply is not None:
        referrals = kind_of(Referral).table.c
        query = sa.select(referrals.case_id).where(referrals.reply_reference == reply, referrals.deleted_at.is_(None))
        yield from (Found(case_id=case_id, why=REPLY) for case_id in connection.execute(query).scalars())


def _words(text: str) -> list[str]:
    """Part ``text`` into what is looked for; figures that only spaces and signs part are one number."""
    if not any(character.isalpha() for character in text):
        figures = _figures(text.replace("(0)", ""))
        if len(figures) >= _FEWEST_FIGURES:
            return [figures]
    readable = text.encode("utf-8", "ignore").decode().replace("\0", " ")
    return [word for word in readable.split() if any(one.isalnum() for one in word)][:_MOST_WORDS]


def _match(words: Sequence[str], *, whole: bool) -> str:
    """Quote every word, so that nothing typed is ever read as a query (sqlite.org/fts5.html, section 3.1)."""
    ending = "" if whole else "*"
    return " ".join('"' + word.replace('"', '""') + '"' + ending for word in words)


def _in_who(connection: sa.Connection, match: str) -> list[Found]:
    return sorted(_matching(connection, WHO, match, _LOOK_AT), key=lambda hit: _ORDER.get(hit.why, len(_ORDER)))


def _in_written(connection: sa.Connection, match: str, limit: int) -> Iterator[Found]:
    # A case with many notes must not hide the others, nor a common word make anybody wait.
    return _matching(connection, WRITTEN, match, limit * 20)


@cache
def _newest_matching(index: sa.TableClause, look_at: int) -> sa.Select[UUID, str]:
    """Return the statement, put together once: while somebody types, that would cost more than the search."""
    newest = (
        sa.select(index.c.rowid)
        .where(sa.literal_column(index.name).op("MATCH")(sa.bindparam("match")))
        .order_by(index.c.rowid.desc())
        .limit(at_most(look_at))
        .subquery()
    )
    query = sa.select(entries.c.case_id, entries.c.why).join(newest, entries.c.entry == newest.c.rowid)
    return query.order_by(newest.c.rowid.desc())


def _matching(connection: sa.Connection, index: sa.TableClause, match: str, look_at: int) -> Iterator[Found]:
    """Read the newest entries that match, one by one, so that the reader may stop."""
    for case_id, why in connection.execute(_newest_matching(index, look_at), {"match": match}):
        yield Found(case_id=case_id, why=why)
