"""The case that every picture of the program shows: all of it is written down in resources/sample/ceri.toml."""

from collections.abc import Iterator
from datetime import timedelta

from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.services.log_contact import LogContact, NewContact
from advocate_desk.services.sample_content import Setting, Table
from advocate_desk.services.sample_referral_story import Asked, ReferralStory, Sittings
from advocate_desk.services.sample_referrals import Way
from advocate_desk.services.sample_sketch import RiskKind, Sketch, SketchedPerson, SketchedStep
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session

_OPENED = 12
_MARAC_IN = 10
_CONSENT_GIVEN = 3


def ceri_story(setting: Setting, sitting: int) -> CaseStory:
    """Return her case; what happens in it is in `ceri_entries`, but for the opening and the second look."""
    return CaseStory(setting, _sketch(setting.content.ceri), sitting, contacts=0)


def ceri_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return her contacts and her three referrals."""
    setting = story.setting
    for contact in setting.content.ceri["contact"]:
        yield _contact(story, contact, sittings)
    ways = (
        ("legal", Way(stops_at="draft", written_days_ago=_OPENED - 1, sent=False), 3),
        ("counselling", Way(stops_at="before_import", written_days_ago=_OPENED - 2, sent=False), -2),
        ("housing", Way(written_days_ago=1), 0),
    )
    for name, way, reply_in in ways:
        yield from ReferralStory(story, way, _asked(setting, name, reply_in), sittings).entries()


def _asked(setting: Setting, name: str, reply_in: int) -> Asked:
    words = setting.content.ceri["referral"][name]
    return Asked(
        purpose=words["purpose"],
        agency=words["agency"],
        service=words["service"],
        ask=words["ask"],
        why=words.get("why", ""),
        reply_by=setting.clock.ahead(reply_in, 17),
        method=words.get("method", "email"),
        consent_days_ago=_CONSENT_GIVEN if name == "housing" else None,
    )


def _contact(story: CaseStory, contact: Table, sittings: Sittings) -> Entry:
    clock = story.setting.clock
    happened_at = clock.moment(contact["days_ago"], *contact["at"])

    def act(session: Session) -> None:
        LogContact(session).log(
            NewContact(
                case_id=story.case.case_id,
                kind=ContactKind(contact["kind"]),
                direction=Direction(contact["direction"]),
                result=ContactResult(contact["result"]),
                happened_at=happened_at,
                minutes=contact.get("minutes"),
                summary=contact["summary"],
                distressing=contact.get("distressing", False),
            )
        )

    return Entry(sitting=sittings.author, at=happened_at + timedelta(minutes=3), act=act)


def _sketch(words: Table) -> Sketch:
    other = words["other_person"]
    return Sketch(
        name=words["name"],
        pronouns=words["pronouns"],
        born=(1991, 3, 14),
        language=words["language"],
        access_needs=words["access_needs"],
        phone=words["phone"],
        address=words["address"],
        address_note=words["address_note"],
        times=words["times"],
        never=words["never"],
        someone_else=words["someone_else"],
        check_every=7,
        text_and_call_only=True,
        risk=RiskKind.HIGH,
        risk_reason=words["risk_reason"],
        steps=tuple(_step(step) for step in words["step"]),
        children=tuple(
            SketchedPerson(name=child["name"], age=child["age"], address=child["school"]) for child in words["child"]
        ),
        other_person=SketchedPerson(
            name=other["name"], detail=other["relationship"], phone=other["phone"], address=other["address"]
        ),
        wants=words["wants"],
        kinds_of_abuse=tuple(words["kinds_of_abuse"]),
        referred_by=words["referred_by"],
        opened_days_ago=_OPENED,
        marac_in_days=_MARAC_IN,
        tasks=tuple((task["title"], task["due"], task["hour"]) for task in words["task"]),
    )


def _step(step: Table) -> SketchedStep:
    return SketchedStep(
        lane=Lane(step["lane"]),
        code=step["code"],
        state=StepState(step.get("state", StepState.NOT_STARTED)),
        days_ago=step.get("days_ago", 3),
        due=step.get("due"),
        title=step["title"],
        waiting_on=step.get("waiting_on", ""),
        stage=step.get("stage", ""),
    )
