"""The services over what keeps the person of one case safe, handed to screens and commands together."""

from dataclasses import dataclass

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.begin_contact import BeginContact
from advocate_desk.services.close_case import CloseCase
from advocate_desk.services.decide_likeness import DecideLikeness
from advocate_desk.services.document_ports import DocumentReader
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.follow_marac import FollowMarac
from advocate_desk.services.keep_agreements import KeepAgreements
from advocate_desk.services.keep_childhood import KeepChildhood
from advocate_desk.services.keep_files import KeepFiles
from advocate_desk.services.keep_flags import KeepFlags
from advocate_desk.services.keep_instruments import KeepInstruments
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.keep_plan import KeepPlan
from advocate_desk.services.keep_referrer import KeepReferrer
from advocate_desk.services.likeness_questions import LikenessQuestions
from advocate_desk.services.mend_referral import MendReferral
from advocate_desk.services.move_case import MoveCase
from advocate_desk.services.new_episode import BeginEpisode
from advocate_desk.services.own_circle import KeepOwnCircle
from advocate_desk.services.record_incident import RecordIncident
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.services.session import Session
from advocate_desk.services.watch_risk import WatchRisk
from advocate_desk.services.withhold import Withhold


@dataclass(frozen=True, kw_only=True, slots=True)
class Safety:
    """One service for each thing the record must know so that nobody is hurt by it."""

    life: MoveCase
    closing: CloseCase
    episodes: BeginEpisode
    mending: MendReferral
    referrer: KeepReferrer
    incidents: RecordIncident
    before_contact: BeginContact
    agreements: KeepAgreements
    withheld: Withhold
    childhood: KeepChildhood
    watch: WatchRisk
    marac: ReferToMarac
    meetings: FollowMarac
    minutes: KeepMinutes
    plan: KeepPlan
    flags: KeepFlags
    lists: KeepInstruments
    files: KeepFiles
    likeness: DecideLikeness
    questions: LikenessQuestions
    circle: KeepOwnCircle


def safety_services(session: Session, rules: Rulebook, documents: DocumentReader, compare: Compare) -> Safety:
    """Return the services for whoever signed in. Reads nothing."""
    return Safety(
        life=MoveCase(session, rules),
        closing=CloseCase(session, rules),
        episodes=BeginEpisode(session),
        mending=MendReferral(session),
        referrer=KeepReferrer(session),
        incidents=RecordIncident(session, rules),
        before_contact=BeginContact(session),
        agreements=KeepAgreements(session),
        withheld=Withhold(session),
        childhood=KeepChildhood(session, rules),
        watch=WatchRisk(session, rules),
        marac=ReferToMarac(session, rules),
        meetings=FollowMarac(session, rules),
        minutes=KeepMinutes(session),
        plan=KeepPlan(session),
        flags=KeepFlags(session),
        lists=KeepInstruments(session, rules),
        files=KeepFiles(session, documents),
        likeness=DecideLikeness(session),
        questions=LikenessQuestions(session, compare),
        circle=KeepOwnCircle(session, compare),
    )
