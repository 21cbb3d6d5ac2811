"""Ceri's safety and support plan, her children and the other person: resources/sample/ceri_plan.toml."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.agreements import PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.support_plan import NeedArea, NeedState
from advocate_desk.services.keep_childhood import HolderForm, KeepChildhood, NewJudgement, PromptReply
from advocate_desk.services.keep_plan import ActionForm, KeepPlan, NeedForm, NewReview
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session

_YOUNG_DAYS_AGO = 1
"""When somebody went through what goes with the children, after everything else of the month."""


def plan_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return everything of her plan and her children, each at its moment."""
    words = sample_words("ceri_plan")
    for number, need in enumerate(words["need"]):
        yield from _need(story, need, number, sittings.author)
    clock, review = story.setting.clock, words["review"]
    acts: tuple[tuple[int, int, Callable[[Session], None]], ...] = (
        (review["days_ago"], 15, partial(_review, story, review)),
        (review["days_ago"], 16, partial(_people, story, words)),
        (_YOUNG_DAYS_AGO, 15, partial(_young, story, words)),
    )
    for days_ago, hour, act in acts:
        yield Entry(sitting=sittings.author, at=clock.moment(days_ago, hour), act=act)


def _need(story: CaseStory, need: Table, number: int, sitting: int) -> Iterator[Entry]:
    clock = story.setting.clock
    found = clock.moment(need["days_ago"], 14) + timedelta(minutes=5 * number)
    yield Entry(sitting=sitting, at=found, act=partial(_add_need, story, need))
    for action in need.get("action", ()):
        if "done" in action:
            at = clock.moment(action["done"], 15) + timedelta(minutes=number)
            yield Entry(sitting=sitting, at=at, act=partial(_finish, story, action))
    if "met" in need:
        at = clock.moment(need["met"], 16)
        yield Entry(sitting=sitting, at=at, act=partial(_met, story, need))


def _add_need(story: CaseStory, need: Table, session: Session) -> None:
    plan, clock = KeepPlan(session), story.setting.clock
    opened = clock.day(need["days_ago"])
    form = NeedForm(
        area=NeedArea(need["area"]), title=need["title"], opened_on=opened, her_words=need.get("her_words", "")
    )
    need_id = plan.add_need(story.case.case_id, form)
    for action in need.get("action", ()):
        mine = action["owner"] == "me"
        plan.add_action(
            need_id,
            ActionForm(
                what=action["what"],
                owner="" if mine else action["owner"],
                owner_id=session.user.id if mine else None,
                due_on=clock.day(-action["due"]) if "due" in action else None,
            ),
        )


def _finish(story: CaseStory, action: Table, session: Session) -> None:
    plan = KeepPlan(session)
    found = [one for need in plan.view(story.case.case_id).needs for one in need.actions]
    kept = next(one.action for one in found if one.action.what == action["what"])
    plan.change_action(
        kept,
        ActionForm(
            what=kept.what,
            owner=kept.owner,
            owner_id=kept.owner_id,
            due_on=kept.due_on,
            done_on=session.clock.today(),
            came_of_it=action.get("came_of_it", ""),
        ),
    )


def _met(story: CaseStory, need: Table, session: Session) -> None:
    plan = KeepPlan(session)
    kept = next(line.need for line in plan.view(story.case.case_id).needs if line.need.title == need["title"])
    form = NeedForm(
        area=kept.area,
        title=kept.title,
        opened_on=kept.opened_on,
        her_words=kept.her_words,
        state=NeedState.MET,
        state_on=session.clock.today(),
    )
    plan.change_need(kept, form)


def _review(story: CaseStory, review: Table, session: Session) -> None:
    KeepPlan(session).review(
        NewReview(
            case_id=story.case.case_id,
            reviewed_on=session.clock.today(),
            next_on=story.setting.clock.day(-review["next"]),
            note=review["note"],
        )
    )


def _people(story: CaseStory, words: Table, session: Session) -> None:
    told = {PersonRole.CLIENT: words["ceri"], PersonRole.OTHER_PERSON: words["other_person"]}
    with session.work() as unit:
        for role, facts in told.items():
            for person in unit.find(Person, case_id=story.case.case_id, role=role):
                unit.change(person, **facts)
        unit.commit("more about the people of the sample case")


def _young(story: CaseStory, words: Table, session: Session) -> None:
    """Keep who holds parental responsibility, what was judged, and what was done about prompts; one stays open."""
    with session.work() as unit:
        ids = {one.name_to_use: one.id for one in unit.find(Person, case_id=story.case.case_id)}
    childhood = KeepChildhood(session, story.setting.rules)
    for holder in words["holder"]:
        form = HolderForm(
            holder_id=ids[holder["who"]],
            holds=Answer(holder["holds"]),
            safe_to_tell=Answer(holder["safe_to_tell"]),
            note=holder.get("note", ""),
        )
        childhood.add_holder(ids[holder["child"]], form)
    for judged in words["judgement"]:
        childhood.judge(_judgement(judged, ids[judged["child"]], session))
    for prompt in words["prompt"]:
        reply = PromptReply(
            person_id=ids[prompt["child"]],
            code=prompt["code"],
            state=PromptState.DONE,
            words=prompt["words"],
            answered_on=session.clock.today(),
        )
        childhood.answer_prompt(reply)


def _judgement(judged: Table, child_id: UUID, session: Session) -> NewJudgement:
    return NewJudgement(
        person_id=child_id,
        able=Answer(judged["able"]),
        to_what=judged["to_what"],
        why=judged["why"],
        judged_on=session.clock.today(),
    )
