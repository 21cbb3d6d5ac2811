"""A case for each place where an episode can stand: written down in resources/sample/lives.toml."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason, ReferralProblem, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, RiskOccasion
from advocate_desk.services.sample_cases import CaseMaker, Invented
from advocate_desk.services.sample_content import Draw, Setting, Table, sample_words
from advocate_desk.services.sample_sketch import PlanKind, RiskKind, Sketch
from advocate_desk.services.sample_story import CaseStory, Entry, keep
from advocate_desk.services.session import Session

_REACHED = frozenset({CaseStatus.ENGAGED, CaseStatus.DECLINED})


_SEED = 11
"""What is drawn here leaves the draws of the rest of the month as they are."""


def how_many_lives() -> int:
    """Return how many cases `lives_entries` keeps."""
    return len(sample_words("lives")["life"])


def lives_entries(setting: Setting, sitting: int) -> Iterator[Entry]:
    """Return one act for each life: all of it is kept in one unit of work, at the moment of the last of it."""
    own = replace(setting, draw=Draw(_SEED))
    for words in sample_words("lives")["life"]:
        life = _Life(own, words)
        yield Entry(sitting=sitting, at=life.last_at() + timedelta(minutes=2), act=life.keep)


def ceri_life(story: CaseStory, sitting: int) -> Entry:
    """Return how the case of the pictures came to be open."""
    words = sample_words("lives")["ceri"]

    def act(session: Session) -> None:
        life = _Life(story.setting, words)
        with session.work() as unit:
            case = unit.get(Case, story.case.case_id)
            standing = life.stands(case)
            names = ("source", "referrer_contact", "referral_reason", "knows_of_referral", "agreed_to_referral")
            unit.change(case, received_at=standing.received_at, **{name: getattr(standing, name) for name in names})
            for move in life.moves(story.case, session.user.id):
                unit.add(move)
            unit.commit("how the case came to be open")

    return Entry(sitting=sitting, at=story.setting.clock.moment(words["moves"][-1][1], 9, 10), act=act)


@dataclass(frozen=True, slots=True)
class _Life:
    """One case and everything that happened in it."""

    setting: Setting
    words: Table

    def last_at(self) -> datetime:
        """Return when the last of it happened."""
        clock, last = self.setting.clock, self.words["moves"][-1]
        moments = [clock.moment(last[1], last[2], last[3])]
        moments += [clock.moment(days, hour) for days, hour, _result in self.words.get("contacts", ())]
        if "ends" in self.words:
            moments.append(clock.moment(self.words["ends"]["days_ago"], 15))
        if "problem" in self.words:
            moments.append(clock.moment(self.words["problem"]["told_days_ago"], 12))
        return max(moments)

    def keep(self, session: Session) -> None:
        """Keep the case and its history."""
        setting, words = self.setting, self.words
        maker = CaseMaker(setting.clock, setting.rules, setting.phones, setting.draw, session.user.id)
        case, records = maker.opening(_sketch(words))
        kept: list[Record] = [self.stands(one) if isinstance(one, Case) else one for one in records]
        kept += [*self.moves(case, session.user.id), *self._contacts(case, session.user.id)]
        first = maker.assessment(case, self._agreed_days_ago())
        kept += [first] if first else []
        kept += [*self._agreement(case, session.user.id), *self._problem(case, session.user.id)]
        if "ends" in words:
            kept += self._ends(maker, case, session.user.id)
        keep(session, kept, "a life of the sample month")

    def stands(self, case: Case) -> Case:
        """Return the case as its moves left it, with the referral it came from."""
        words, clock = self.words, self.setting.clock
        at = {status: clock.moment(days, hour, minute) for status, days, hour, minute, *_ in words["moves"]}
        opened, closed = at.get(CaseStatus.OPEN), at.get(CaseStatus.CLOSED)
        return replace(
            case,
            status=CaseStatus(words["moves"][-1][0]),
            received_at=at[CaseStatus.RECEIVED],
            referred_on=in_london(at[CaseStatus.RECEIVED]).date(),
            opened_on=in_london(opened).date() if opened else None,
            closed_on=in_london(closed).date() if closed else None,
            source=ReferralSource(words["source"]),
            referred_by=words.get("referred_by", ""),
            referrer_contact=words.get("referrer_contact", ""),
            referral_reason=words.get("reason", ""),
            knows_of_referral=Answer(words.get("knows", "not_asked")),
            agreed_to_referral=Answer(words.get("agreed", "not_asked")),
        )

    def moves(self, case: Invented, actor_id: UUID) -> Iterator[CaseMove]:
        """Yield its moves, each recorded as it was made."""
        ends = self.words.get("ends", {})
        for status, days, hour, minute, *said in self.words["moves"]:
            at = self.setting.clock.moment(days, hour, minute)
            reason, sent_to = (*said, "", "")[:2]
            closes = status == CaseStatus.CLOSED
            yield CaseMove(
                id=new_id(at),
                stream_id=case.case_id,
                case_id=case.case_id,
                to_status=CaseStatus(status),
                happened_at=at,
                recorded_at=at,
                actor_id=actor_id,
                reason=reason,
                sent_to=sent_to,
                closure=ClosureReason(ends["closure"]) if closes else None,
            )

    def _contacts(self, case: Invented, author_id: UUID) -> Iterator[Contact]:
        for days, hour, result in self.words.get("contacts", ()):
            at = self.setting.clock.moment(days, hour)
            spoke = result == ContactResult.SPOKE
            yield Contact(
                id=new_id(at),
                stream_id=case.case_id,
                case_id=case.case_id,
                kind=ContactKind.CALL,
                direction=Direction.OUTGOING,
                result=ContactResult(result),
                happened_at=at,
                recorded_at=at,
                author_id=author_id,
                minutes=10 if spoke else None,
                summary="Explained who we are, what stays between us and what does not." if spoke else "",
            )

    def _agreed_days_ago(self) -> int:
        """Return the day of the first talk, or of the referral where nobody was reached."""
        days = {status: days for status, days, *_ in self.words["moves"]}
        return int(next((days[one] for one in _REACHED if one in days), days[CaseStatus.RECEIVED]))

    def _agreement(self, case: Invented, author_id: UUID) -> Iterator[SupportAgreement]:
        if not any(move[0] == CaseStatus.ENGAGED for move in self.words["moves"]):
            return
        yield SupportAgreement(
            id=new_id(self.setting.clock.now()),
            stream_id=case.case_id,
            case_id=case.case_id,
            person_id=case.client_id,
            given_on=self.setting.clock.day(self._agreed_days_ago()),
            how="on the phone",
            recorded_at=self.setting.clock.now(),
            recorded_by=author_id,
        )

    def _problem(self, case: Invented, author_id: UUID) -> Iterator[ReferralProblem]:
        words, clock = self.words.get("problem"), self.setting.clock
        if words is None:
            return
        at = clock.moment(words["days_ago"], 10)
        yield ReferralProblem(
            id=new_id(at),
            stream_id=case.case_id,
            case_id=case.case_id,
            trouble=ReferralTrouble(words["trouble"]),
            words=words["words"],
            raised_at=at,
            raised_by=author_id,
            told_on=clock.day(words["told_days_ago"]),
            told_how=words["told_how"],
        )

    def _ends(self, maker: CaseMaker, case: Invented, author_id: UUID) -> list[Record]:
        ends, clock = self.words["ends"], self.setting.clock
        at = clock.moment(ends["days_ago"], 15)
        assessed = maker.assessment(case, ends["days_ago"])
        assert isinstance(assessed, RiskAssessment), "what ends was assessed"
        closing = CaseClosing(
            id=new_id(at),
            stream_id=case.case_id,
            case_id=case.case_id,
            closure=ClosureReason(ends["closure"]),
            outcomes=ends["outcomes"],
            made_at=at,
            made_by=author_id,
            exit_assessment_id=assessed.id,
            told=ends["told"],
            way_back=ends["way_back"],
            high_risk_reason=ends.get("high", ""),
        )
        return [replace(assessed, occasion=RiskOccasion.EXIT), closing]


def _sketch(words: Table) -> Sketch:
    moves = words["moves"]
    talked = any(move[0] in _REACHED for move in moves)
    return Sketch(
        name=words["name"],
        pronouns=words.get("pronouns", "she/her"),
        phone=words.get("phone", ""),
        plan=PlanKind.CHECKED if talked else PlanKind.MISSING,
        times="Monday to Friday, 10am to 4pm" if talked else "",
        risk=RiskKind(words["risk"]),
        opened_days_ago=moves[0][1],
        text_and_call_only=True,
    )
