"""What is done at the desk and has no command: one part of a day's work, through the program's own services.

``python -m tests.faults.day VAULT staff|work|log|boast``.
``log`` keeps contacts until somebody kills it: first it prints its process id, then each contact's id once it is saved;
``boast`` prints the id before it is saved.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from advocate_desk.app.program import Program
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Share
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.directory import Service
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.users import Role
from advocate_desk.services.log_contact import NewContact
from advocate_desk.services.make_referral import NewConsent, ReferralForm
from advocate_desk.services.open_vault import NewUser
from advocate_desk.services.session import Session
from tests.faults import planted_case as case

SHARES = (Share.RISK_SUMMARY, Share.SAFE_CONTACT, Share.DATE_OF_BIRTH)


@contextmanager
def signed_in(program: Program, vault: Path, user: str) -> Iterator[Session]:
    session = program.vaults().unlock(vault, user, case.PASSPHRASE)
    try:
        yield session
    finally:
        session.close()


def staff(program: Program, vault: Path) -> None:
    """The administrator adds a supervisor and an advocate."""
    with signed_in(program, vault, case.ADMINISTRATOR) as session:
        for name, role in ((case.SUPERVISOR, Role.SUPERVISOR), (case.ADVOCATE, Role.ADVOCATE)):
            program.vaults().add_user(session, NewUser(sign_in_name=name, role=role, passphrase=case.PASSPHRASE))


def work(program: Program, vault: Path) -> None:
    """The advocate finds the case, logs, refers and looks at the letter; the supervisor sends back, then approves."""
    with signed_in(program, vault, case.ADVOCATE) as session:
        (found,) = program.list_caseload(session).find(case.CLIENT).rows
        write_down(session, found.case_id)
        log_one(program, session, found.case_id)
        program.keep_drafts(session).keep("note", case.DRAFT)
        referral_id = refer(program, session, found.case_id)
    with signed_in(program, vault, case.SUPERVISOR) as session:
        program.review_referral(session).send_back(referral_id, case.BACK)
    with signed_in(program, vault, case.ADVOCATE) as session:
        program.make_referral(session).send_for_review(referral_id)
    with signed_in(program, vault, case.SUPERVISOR) as session:
        program.review_referral(session).approve(referral_id)
    print(json.dumps({"referral": str(referral_id), "case": found.reference}))


def log_one(program: Program, session: Session, case_id: UUID) -> UUID:
    return program.log_contact(session).log(
        NewContact(
            case_id=case_id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=session.clock.now(),
            summary=case.SAID,
            safe_contact_checked=True,
            next_title=case.TASK,
        )
    )


def write_down(session: Session, case_id: UUID) -> None:
    """What she said of her number, and a child with a school."""
    child = Person(
        id=new_id(session.clock.now()),
        stream_id=case_id,
        case_id=case_id,
        role=PersonRole.CHILD,
        name_to_use=case.CHILD,
    )
    with session.work() as unit:
        (phone,) = unit.find(ContactPoint, case_id=case_id, digits="447700900417")
        (other,) = unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON)
        (plan,) = unit.find(SafeContactPlan, case_id=case_id)
        unit.change(phone, disclosure=Disclosure.MAY_BE_SHARED, safe=Answer.YES)
        unit.change(plan, call=Answer.YES, times="Monday to Friday, 10am to 2pm")
        kept: list[Record] = [
            child,
            _point(session, child, PointKind.SCHOOL, case.SCHOOL),
            _point(session, other, PointKind.PHONE, case.HIS_PHONE, "447700900418"),
        ]
        for record in kept:
            unit.add(record)
        unit.commit("written down")


def _point(session: Session, person: Person, kind: PointKind, value: str, digits: str = "") -> ContactPoint:
    return ContactPoint(
        id=new_id(session.clock.now()),
        stream_id=person.case_id,
        case_id=person.case_id,
        person_id=person.id,
        kind=kind,
        value=value,
        digits=digits,
    )


def refer(program: Program, session: Session, case_id: UUID) -> UUID:
    """Record consent, look at the letter as it is typed, save it and send it for review."""
    referrals, letters = program.make_referral(session), program.write_letter(session)
    with session.work() as unit:
        (service,) = unit.find(Service, name=case.HOUSING)
        (phone,) = unit.find(ContactPoint, case_id=case_id, digits="447700900417")
    consent = referrals.record_consent(
        NewConsent(
            case_id=case_id,
            agency_id=service.agency_id,
            purpose="Emergency housing",
            shares=SHARES,
            points=(phone.id,),
            given_on=session.clock.today(),
            how=case.HOW,
            expires_on=session.clock.today() + timedelta(days=30),
        )
    )
    form = ReferralForm(
        case_id=case_id,
        agency_id=service.agency_id,
        service_id=service.id,
        purpose="Emergency housing",
        ask=case.ASK,
        why=case.WHY,
        reply_by=session.clock.now() + timedelta(days=2),
        shares=SHARES,
        points=(phone.id,),
        consent_id=consent.id,
        lawful_basis=None,
        lawful_basis_reason="",
    )
    assert letters.pages(letters.compose(form, None).content, 40)
    referral = referrals.save(form, None)
    referrals.send_for_review(referral.id)
    return referral.id


def log_for_ever(program: Program, vault: Path, *, boast: bool) -> None:
    print(os.getpid(), flush=True)
    with signed_in(program, vault, case.ADVOCATE) as session:
        (found,) = program.list_caseload(session).find(case.CLIENT).rows
        while True:
            if boast:
                print(new_id(session.clock.now()), flush=True)
            kept = log_one(program, session, found.case_id)
            if not boast:
                print(kept, flush=True)


def main(vault: Path, part: str) -> None:
    program = Program()
    try:
        if part == "staff":
            staff(program, vault)
        elif part == "work":
            work(program, vault)
        else:
            log_for_ever(program, vault, boast=part == "boast")
    finally:
        program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
