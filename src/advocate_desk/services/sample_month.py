"""The sample vault: a working month of invented people, dated back from today, made through the program's own services.

Nobody real may ever lie in it: it is marked at its creation, the mark cannot be changed, its passphrase is
public, and no list of people is read into it (`Session.refuse_real_people`).
"""

import shutil
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.pronouns import fill, pronouns
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Role, User
from advocate_desk.services.open_vault import NewUser, NewVault, OpenVaults
from advocate_desk.services.ports import PhoneNumbers, Progress
from advocate_desk.services.sample_ceri import ceri_entries, ceri_story
from advocate_desk.services.sample_clocks import clock_entries
from advocate_desk.services.sample_consent import consent_entries
from advocate_desk.services.sample_contact import contact_entries, due_entries
from advocate_desk.services.sample_content import Content, Draw, MonthClock, Setting, Table, read_content
from advocate_desk.services.sample_court import court_entries
from advocate_desk.services.sample_files import file_entries
from advocate_desk.services.sample_incidents import incident_entries
from advocate_desk.services.sample_likeness import likeness_entries
from advocate_desk.services.sample_lives import ceri_life, how_many_lives, lives_entries
from advocate_desk.services.sample_loop import loop_entries
from advocate_desk.services.sample_marac import marac_entries
from advocate_desk.services.sample_pathway import pathway_entries
from advocate_desk.services.sample_plan import plan_entries
from advocate_desk.services.sample_referral_story import Asked, ReferralStory, Sittings
from advocate_desk.services.sample_referrals import WAYS
from advocate_desk.services.sample_risk import risk_entries
from advocate_desk.services.sample_sketch import Sketch, sketch
from advocate_desk.services.sample_story import CaseStory, Entry, keep
from advocate_desk.services.session import Session

PASSPHRASE = "only invented people here"  # noqa: S105 - public on purpose
"""Printed by the program for everybody: it protects nothing, and the people are nobody."""

ADVOCATE = "Jo Advocate"
CASES = 30
_CONTACTS_EACH = 10
_COLLEAGUE_SHARE = 3
"""The advocate's cases for each case of the two colleagues."""
_NIA, _RAVI, _JO, _SAM, _JO_AGAIN, _SAM_AGAIN = range(6)
_WHO = ("Nia Advocate", "Ravi Advocate", ADVOCATE, "Sam Supervisor", ADVOCATE, "Sam Supervisor")
_SITTINGS = Sittings(author=_JO, supervisor=_SAM, author_again=_JO_AGAIN, supervisor_again=_SAM_AGAIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleUser:
    """Somebody who can sign in to the sample vault."""

    name: str
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleVault:
    """The sample vault as made. Every user has the same public passphrase."""

    folder: Path
    users: tuple[SampleUser, ...]
    passphrase: str
    recovery_words: tuple[str, ...]
    cases: int


def build(
    vaults: OpenVaults,
    clock: MonthClock,
    rules: Rulebook,
    phones: PhoneNumbers,
    folder: Path,
    *,
    cases: int = CASES,
    seed: int = 7,
    progress: Progress | None = None,
) -> SampleVault:
    """Make the sample vault in ``folder``. It is closed when this returns.

    Args:
        vaults: makes and opens vaults, by the very ``clock``.
        clock: is put back to each day of the month, and stands at its end afterwards.
        rules: the rules that ship.
        phones: reads phone numbers.
        folder: where the vault goes; it must not exist.
        cases: how many cases the advocate has; her two colleagues have a third as many. With one there is only
            the case of the pictures, and two hold every state a referral can have.
        seed: the same seed invents the same month.
        progress: told after each act; answers False to stop.

    Raises:
        VaultFailure: no vault could be made there.
        KnownFailure: it was stopped; nothing is left.
    """
    content, draw = read_content(), Draw(seed)
    clock.put(clock.moment(90, 8))
    session, words = _created(vaults, folder, content)
    try:
        agencies, services = _directory(session, content, clock)
    finally:
        session.close()
    setting = Setting(
        clock=clock,
        rules=rules,
        phones=phones,
        content=content,
        draw=draw,
        agencies=agencies,
        services=services,
    )
    try:
        _run(vaults, folder, _entries(setting, cases), clock, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return SampleVault(
        folder=folder,
        users=sample_users(),
        passphrase=PASSPHRASE,
        recovery_words=words,
        cases=how_many(cases),
    )


def sample_users() -> tuple[SampleUser, ...]:
    """Return who can sign in to the sample vault."""
    return tuple(SampleUser(name=one["name"], role=Role(one["role"])) for one in read_content().service["staff"])


def how_many(cases: int) -> int:
    """Return how many cases a sample has in which the advocate has ``cases``."""
    return cases + cases // _COLLEAGUE_SHARE + (how_many_lives() if cases > 1 else 0)


def _run(vaults: OpenVaults, folder: Path, entries: list[Entry], clock: MonthClock, progress: Progress | None) -> None:
    """Do everything, sitting by sitting, each in the order of the clock."""
    done = 0
    for sitting, who in enumerate(_WHO):
        mine = sorted((entry for entry in entries if entry.sitting == sitting), key=lambda entry: entry.at)
        if not mine:
            continue
        clock.put(mine[0].at)
        session = vaults.unlock(folder, who, PASSPHRASE)
        try:
            for entry in mine:
                clock.put(entry.at)
                entry.act(session)
                done += 1
                if progress is not None and not progress(done, len(entries)):
                    raise KnownFailure("The sample vault was not finished, so nothing of it was kept.")
        finally:
            session.close()
    clock.put(clock.end)


def _created(vaults: OpenVaults, folder: Path, content: Content) -> tuple[Session, tuple[str, ...]]:
    service = content.service
    first, *rest = service["staff"]
    session, words = vaults.create(
        NewVault(
            folder=folder,
            service_name=service["name"],
            user_name=first["name"],
            passphrase=PASSPHRASE,
            is_sample=True,
        )
    )
    for one in rest:
        vaults.add_user(session, _new_user(one))
    staff = {one["name"]: one for one in service["staff"]}
    with session.work() as unit:
        settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
        unit.change(
            settings,
            strapline=service["strapline"],
            sender_lines=tuple(service["sender_lines"]),
            phone=service["phone"],
            sample_words=words,
        )
        for user in unit.find(User):
            one = staff[user.display_name]
            unit.change(user, job_title=one["job_title"], direct_line=one["direct_line"], email=one["email"])
        unit.commit("letterhead and staff of the sample service")
    return session, words


def _new_user(one: Table) -> NewUser:
    return NewUser(sign_in_name=one["name"], role=Role(one["role"]), passphrase=PASSPHRASE, job_title=one["job_title"])


def _directory(session: Session, content: Content, clock: MonthClock) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """Keep the invented agencies and their services, and return their ids by name."""
    agencies, services = {}, {}
    for one in content.directory["agency"]:
        agency = Agency(id=new_id(clock.now()), stream_id=SHARED_STREAM, **_published(one, clock))
        offered = [
            Service(
                id=new_id(clock.now()),
                stream_id=SHARED_STREAM,
                agency_id=agency.id,
                status=ServiceStatus(each.get("status", ServiceStatus.ACTIVE)),
                **_published(each, clock),
            )
            for each in one.get("service", ())
        ]
        keep(session, [agency, *offered], "agency of the sample directory")
        agencies[agency.name] = agency.id
        services.update({each.name: each.id for each in offered})
    return agencies, services


_LISTS = ("phones", "postal_address", "chase_after")


def _published(one: Table, clock: MonthClock) -> Table:
    left_out = {"service", "status", "checked", *_LISTS}
    fields: Table = {name: value for name, value in one.items() if name not in left_out}
    fields |= {name: tuple(one[name]) for name in _LISTS if name in one}
    return {**fields, "checked_on": clock.day(one["checked"])}


def _entries(setting: Setting, cases: int) -> list[Entry]:
    """Return every act of the month, in no order."""
    ceri = ceri_story(setting, _JO)
    sketches = _sketches(setting, cases - 1 + cases // _COLLEAGUE_SHARE)
    stories = [
        CaseStory(setting, one, _JO if place < cases - 1 else (_NIA, _RAVI)[place % 2], _contacts(place))
        for place, one in enumerate(sketches)
    ]
    own = stories[: cases - 1]
    entries = [entry for story in (ceri, *stories) for entry in story.entries()]
    entries += ceri_entries(ceri, _SITTINGS)
    entries += consent_entries(ceri, _SITTINGS)
    entries.append(ceri_life(ceri, _JO))
    if own:
        entries += lives_entries(setting, _JO)
        entries += due_entries(setting, _SITTINGS)
    entries += incident_entries(ceri, _SITTINGS)
    entries += file_entries(ceri, _SITTINGS)
    entries += contact_entries(ceri, _SITTINGS)
    entries += risk_entries(ceri, _SITTINGS)
    entries += marac_entries(ceri, _SITTINGS)
    entries += plan_entries(ceri, _SITTINGS)
    entries += loop_entries(ceri, _SITTINGS)
    entries += court_entries(ceri, own, _SITTINGS)
    entries += clock_entries(ceri, own, _SITTINGS)
    entries += pathway_entries(ceri, own, _SITTINGS)
    for number in range(max(len(own), len(WAYS)) if own else 0):
        entries += _referral(setting, own[number % len(own)], number).entries()
    entries += likeness_entries(ceri, own, _JO_AGAIN)
    return entries


_ONCE, _TWICE = 2, 11
_SISTERS = (9, 10)


def _sketches(setting: Setting, count: int) -> list[Sketch]:
    """Invent the cases, with the knots of real life among them: somebody kept twice, and two sisters."""
    sketches = [sketch(place, setting.content, setting.draw) for place in range(count)]
    if count > _TWICE:
        once, (one, other) = sketches[_ONCE], _SISTERS
        unmarked = unicodedata.normalize("NFKD", once.name).encode("ascii", "ignore").decode()
        sketches[_TWICE] = replace(sketches[_TWICE], name=unmarked, born=once.born, phone=once.phone)
        surname = sketches[one].name.partition(" ")[2]
        sketches[other] = replace(
            sketches[other],
            name=f"{sketches[other].name.partition(' ')[0]} {surname}",
            other_person=sketches[one].other_person,
        )
    return sketches


def _contacts(place: int) -> int:
    """The first few carry what the pictured case has less, so that a month has its four hundred."""
    return _CONTACTS_EACH + (1 if place < 4 else 0)


def _referral(setting: Setting, story: CaseStory, number: int) -> ReferralStory:
    draw, words, sketched = setting.draw, setting.content.referrals, story.sketch
    way = WAYS[number % len(WAYS)]
    agency, service = draw.one(_ASKED_OF)
    asked = Asked(
        purpose=setting.rules.purposes()[0],
        agency=agency,
        service=service,
        ask=draw.one(words["asks"]).format(name=sketched.name),
        why=fill(draw.one(words["whys"]), pronouns(sketched.pronouns)),
        reply_by=setting.clock.ahead(way.reply_in, 17),
        with_consent=bool(way.lapses_by) or number % 7 != 3,
    )
    return ReferralStory(story, way, asked, _SITTINGS)


_ASKED_OF = (
    ("Exampleshire Council", "Housing Options"),
    ("Exampleshire Council", "Housing Options"),
    ("Lantern Refuge", "Refuge places"),
    ("Millbrook Homes", "Management transfers"),
    ("Llety Diogel Sampl", "Llety dros dro"),
)
