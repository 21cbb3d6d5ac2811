"""One case that holds much: what is read when it is opened and its timeline, incidents and files are looked at."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from advocate_desk.app.bootstrap import phone_numbers, resemblance
from advocate_desk.domain.attachments import Attachment, MediaType
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.document_ports import DocumentReader
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.safety import safety_services
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import ShowTimeline
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, alone

CONTACTS, INCIDENTS, FILES = 200, 20, 30
_WITHIN = 50.0
"""Milliseconds for the first page, the timeline, the incidents and the list of files together."""


def full_case(vault: BigVault, rules: Rulebook, documents: DocumentReader, rounds: int) -> Row:
    """Fill a case and read all of it, as somebody does who leafs through it once."""
    session, case_id = vault.session, vault.cases[0]
    with session.work() as unit:
        for record in (*_contacts(session, case_id), *_incidents(session, case_id), *_files(session, case_id)):
            unit.add(record)
        unit.commit("bench")
    show, timeline = ShowCase(session, rules), ShowTimeline(session, rules)
    compare = Compare(resemblance=resemblance(), phones=phone_numbers())
    safety = safety_services(session, rules, documents, compare)

    def open_and_leaf() -> None:
        show.summary(case_id)
        timeline.entries(case_id)
        safety.incidents.view(case_id)
        safety.files.files(case_id)

    what = f"a case of {CONTACTS} contacts, {INCIDENTS} incidents, {FILES} files"
    return Row(what=what, ours=alone([open_and_leaf] * rounds), within=_WITHIN)


def _contacts(session: Session, case_id: UUID) -> Iterator[Record]:
    now = session.clock.now()
    for number in range(CONTACTS):
        yield Contact(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=now - timedelta(days=number),
            recorded_at=now - timedelta(days=number),
            minutes=10,
            summary=f"Rang as agreed. Letter {number} from the council came; she will bring it on Thursday.",
            author_id=session.user.id,
        )


def _incidents(session: Session, case_id: UUID) -> Iterator[Record]:
    now, today = session.clock.now(), session.clock.today()
    for number in range(INCIDENTS):
        yield Incident(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            kinds=(IncidentKind.STALKING,),
            recorded_at=now - timedelta(days=number),
            author_id=session.user.id,
            happened_on=today - timedelta(days=10 * number),
            what="He waited at the bus stop again.",
        )


def _files(session: Session, case_id: UUID) -> Iterator[Record]:
    now = session.clock.now()
    for number in range(FILES):
        yield Attachment(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            title=f"Letter {number}",
            media_type=MediaType.PDF,
            blob=f"{number:032x}",
            sealed_with=f"{number:064x}",
            size_bytes=120_000,
            digest=f"{number:064x}",
            added_at=now - timedelta(days=number),
            added_by=session.user.id,
        )
