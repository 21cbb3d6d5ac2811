"""Safe contact in the sample month, with all a plan may hold: resources/sample/contact.toml."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.services.begin_contact import BeginContact
from advocate_desk.services.plan_contact import PlanContact, PlanForm
from advocate_desk.services.sample_content import Setting, Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry, keep
from advocate_desk.services.session import Session


def contact_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return what was written down of how Ceri may be reached, on the day it was gone through with her.

    Today any hour is safe: so the case of the pictures looks the same whenever it is looked at.
    """
    act = partial(_write_down, story, sample_words("contact")["ceri"])
    yield Entry(sitting=sittings.author, at=story.setting.clock.moment(3, 17), act=act)


def due_entries(setting: Setting, sittings: Sittings) -> Iterator[Entry]:
    """Return what happened to the plan that nobody went through again."""
    words = sample_words("contact")["due"]
    yield Entry(
        sitting=sittings.author_again, at=setting.clock.moment(1, 11), act=partial(_let_it_lapse, setting, words)
    )


def _write_down(story: CaseStory, words: Table, session: Session) -> None:
    case_id, today = story.case.case_id, story.setting.clock.day(0)
    with session.work() as unit:
        plan = unit.find(SafeContactPlan, case_id=case_id)[0]
    form = replace(
        PlanForm.of(plan),
        times="",  # the windows say it now
        windows=tuple(words["windows"]),
        exceptions=(f"{today.isoformat()} {words['today']}",),
        via_professional=Answer(words["via_professional"]),
        in_person=Answer(words["in_person"]),
        **{name: words[name] for name in ("identity", "text_wording", "who_may_answer", "professional", "emergency")},
    )
    PlanContact(session).save(case_id, form, plan)


def _let_it_lapse(setting: Setting, words: Table, session: Session) -> None:
    with session.work() as unit:
        client = unit.find(Person, name_to_use=words["name"], role=PersonRole.CLIENT)[0]
        plan = unit.find(SafeContactPlan, case_id=client.case_id)[0]
    form = replace(PlanForm.of(plan), times="", windows=tuple(words["windows"]))
    PlanContact(session).save(client.case_id, form, plan)
    keep(session, [_barred(setting, words, client)], "number written down as never to be used")
    BeginContact(session).override(client.case_id, Method.CALL, words["reason"], _safe_number(session, client.case_id))


def _barred(setting: Setting, words: Table, client: Person) -> ContactPoint:
    return ContactPoint(
        id=new_id(setting.clock.now()),
        stream_id=client.case_id,
        case_id=client.case_id,
        person_id=client.id,
        kind=PointKind.PHONE,
        value=words["barred"],
        digits=setting.phones.digits(words["barred"]),
        safe=Answer.NO,
        safe_for_voicemail=Answer.NO,
        note=words["barred_note"],
    )


def _safe_number(session: Session, case_id: UUID) -> UUID:
    with session.work() as unit:
        return unit.find(ContactPoint, case_id=case_id, kind=PointKind.PHONE, safe=Answer.YES)[0].id
