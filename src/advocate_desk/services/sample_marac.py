"""A MARAC in Ceri's case, from the referral to the meeting ahead: resources/sample/ceri_marac.toml."""

from collections.abc import Iterator
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.marac import MaracCriterion, MaracMeeting, MaracReferral
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.follow_marac import ActionForm, FollowMarac, MeetingForm
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.refer_to_marac import MaracForm, ReferToMarac
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session


def marac_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return the referral, an emergency meeting that was, and the meeting to come, each at its moment."""
    told = _MaracStory(story, sample_words("ceri_marac"))
    clock, words = story.setting.clock, told.words
    for days, hour, act in (
        (words["referral"]["written_days_ago"], 15, told.write),
        (words["referral"]["made_days_ago"], 9, told.make),
        (words["referral"]["made_days_ago"], 10, told.plan),
        (words["earlier"]["days_ago"], 15, told.act),
        (words["earlier"]["told_days_ago"], 12, told.tell),
        (words["earlier"]["minutes_days_ago"], 16, told.finish),
    ):
        yield Entry(sitting=sittings.author, at=clock.moment(days, hour, 20), act=act)


class _MaracStory:
    """One referral and its meetings; each step stands on the one before."""

    def __init__(self, story: CaseStory, words: Table) -> None:
        self.words = words
        self._story, self._clock = story, story.setting.clock
        self._referral: MaracReferral | None = None
        self._earlier: MaracMeeting | None = None

    def write(self, session: Session) -> None:
        said = self.words["referral"]
        form = MaracForm(
            other_people=self._other_people(session),
            criteria=tuple(MaracCriterion(one) for one in said["criteria"]),
            reason=said["reason"],
            area=said["area"],
            knows=Answer(said["knows"]),
            agrees=Answer(said["agrees"]),
            her_wishes=said["wishes"],
            who_she_fears=said["fears"],
            safe_to_talk_to=said["safe"],
            not_safe_to_talk_to=said["not_safe"],
        )
        self._referral = self._referring(session).save(self._story.case.case_id, form, None)

    def make(self, session: Session) -> None:
        assert self._referral is not None, "it is written before it is made"
        made_on = self._clock.day(self.words["referral"]["made_days_ago"])
        self._referral = self._referring(session).mark_referred(self._referral.id, made_on)

    def plan(self, session: Session) -> None:
        assert self._referral is not None, "it is made before a meeting hears it"
        earlier, ahead, following = self.words["earlier"], self.words["ahead"], self._following(session)
        self._earlier = following.plan(
            self._referral.id,
            MeetingForm(
                meets_on=self._clock.day(earlier["days_ago"]),
                place=earlier["place"],
                is_emergency=earlier["emergency"],
                our_research=earlier["research"],
                her_wishes=earlier["wishes"],
            ),
        )
        following.plan(
            self._referral.id,
            MeetingForm(
                meets_on=self._clock.day(-ahead["in_days"]), place=ahead["place"], our_research=ahead["research"]
            ),
        )

    def act(self, session: Session) -> None:
        assert self._earlier is not None, "a meeting was planned before it met"
        for one in self.words["earlier"]["action"]:
            due_on = self._clock.day(one["due_days_ago"])
            form = ActionForm(what=one["what"], owner=one["owner"], due_on=due_on)
            self._following(session).add_action(self._earlier.id, form)

    def tell(self, session: Session) -> None:
        assert self._earlier is not None, "a meeting was planned before it met"
        said = self.words["earlier"]
        form = MeetingForm(
            meets_on=self._earlier.meets_on,
            place=self._earlier.place,
            is_emergency=self._earlier.is_emergency,
            our_research=self._earlier.our_research,
            her_wishes=self._earlier.her_wishes,
            heard_on=self._earlier.meets_on,
            feedback_on=self._clock.day(said["told_days_ago"]),
            feedback_how=said["told_how"],
        )
        self._earlier = self._following(session).change(self._earlier, form)

    def finish(self, session: Session) -> None:
        """Keep the minutes, and what came of an action."""
        assert self._earlier is not None, "a meeting was planned before it met"
        said = self.words["earlier"]
        received_on = self._clock.day(said["minutes_days_ago"])
        KeepMinutes(session).keep(self._earlier.id, said["minutes"], received_on)
        done = {one["what"]: one for one in said["action"] if "done_days_ago" in one}
        for line in self._following(session).view(self._story.case.case_id):
            for each in line.actions:
                if (came := done.get(each.action.what)) is not None:
                    day = self._clock.day(came["done_days_ago"])
                    self._following(session).finish_action(each.action, day, came["came"])

    def _other_people(self, session: Session) -> tuple[UUID, ...]:
        with session.work() as unit:
            others = unit.find(Person, case_id=self._story.case.case_id, role=PersonRole.OTHER_PERSON)
        return tuple(one.id for one in others)

    def _referring(self, session: Session) -> ReferToMarac:
        return ReferToMarac(session, self._story.setting.rules)

    def _following(self, session: Session) -> FollowMarac:
        return FollowMarac(session, self._story.setting.rules)
