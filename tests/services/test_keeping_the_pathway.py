"""The board of somebody's way, kept: what may be recorded, what is refused in words, what is kept apart."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused, NotFound
from advocate_desk.domain.identifiers import new_case_reference
from advocate_desk.domain.pathway import Lane, StepMove, StepState
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.users import User
from advocate_desk.services.keep_pathway import KEPT_APART, KeepPathway, MarkForm, MoveForm, NewStep
from advocate_desk.services.pathway_views import PathwayView, StepCard
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_today import ShowToday
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.steps import rules_with_invented

TODAY = date(2026, 11, 23)
RULES = rules_with_invented()


class _MinuteByMinute(KeepPathway):
    """The service, at a desk where a minute passes before anything is recorded."""

    def __init__(self, session: Session, office: Office) -> None:
        super().__init__(session, RULES)
        self._clock = office.clock

    def move(self, step_id: UUID, form: MoveForm) -> UUID:
        self._clock.later(minutes=1)
        return super().move(step_id, form)

    def take_back(self, move_id: UUID, why: str = "") -> None:
        self._clock.later(minutes=1)
        super().take_back(move_id, why)

    def mark(self, step_id: UUID, form: MarkForm) -> UUID:
        self._clock.later(minutes=1)
        return super().mark(step_id, form)


@pytest.fixture
def way(session: Session, office: Office) -> KeepPathway:
    return _MinuteByMinute(session, office)


def _card(view: PathwayView, step_id: UUID) -> StepCard:
    card = view.card(step_id)
    assert card is not None
    return card


def _suspect(way: KeepPathway, case_id: UUID, about: str = "the first") -> UUID:
    return way.add(case_id, NewStep(code="t_suspect", about=about))


def _arrest(day: date = TODAY - timedelta(days=4)) -> MoveForm:
    return MoveForm(stage="arrested", happened_on=day, happened_time=time(4, 5), told_by="the officer")


def test_a_step_is_added_once_moved_and_shown_with_who_has_the_ball(way: KeepPathway, office: Office) -> None:
    step_id = way.add(office.case_id, NewStep(code="health"))
    with pytest.raises(EntryRefused, match="here already"):
        way.add(office.case_id, NewStep(code="health"))
    day = TODAY - timedelta(days=5)
    form = MoveForm(stage="waiting", happened_on=day, waiting_on="Northbridge Centre", due_on=TODAY - timedelta(days=2))
    way.move(step_id, form)
    card = _card(way.view(office.case_id), step_id)
    assert (card.ball, card.since, card.due, card.late) == ("Northbridge Centre", day, "Overdue by 2 days", True)
    assert card.status_line == "With Northbridge Centre. Reply overdue by 2 days"
    assert {one.title for one in card.next} >= {"Done", "No health care wanted"}


def test_a_refused_move_keeps_nothing_and_says_what_is_missing(way: KeepPathway, office: Office) -> None:
    step_id = _suspect(way, office.case_id)
    with pytest.raises(MoveRefused, match=r"“Charged” cannot come next after “Not begun”.*“Arrested”"):
        way.move(step_id, MoveForm(stage="charged", happened_on=TODAY))
    with pytest.raises(MoveRefused, match=r"Say who told us\."):
        way.move(step_id, replace(_arrest(), told_by=" "))
    with pytest.raises(MoveRefused, match=r"time of day.*Ask the police"):
        way.move(step_id, replace(_arrest(), happened_time=None))
    assert _card(way.view(office.case_id), step_id).history == ()


def test_a_move_dated_before_the_one_it_follows_is_refused_in_words(way: KeepPathway, office: Office) -> None:
    step_id = _suspect(way, office.case_id)
    way.move(step_id, _arrest(date(2026, 11, 19)))
    with pytest.raises(MoveRefused, match="dated before what it follows: “Arrested”, 19 November"):
        way.move(step_id, MoveForm(stage="charged", happened_on=date(2026, 11, 18)))
    way.move(step_id, MoveForm(stage="charged", happened_on=date(2026, 11, 19)))


def test_a_reason_is_one_of_its_list(way: KeepPathway, office: Office) -> None:
    step_id = _suspect(way, office.case_id)
    form = MoveForm(stage="no_action", happened_on=TODAY, proof="Email", reason="made up")
    with pytest.raises(MoveRefused, match="Why nothing more is done"):
        way.move(step_id, form)
    way.move(step_id, replace(form, reason="evidence"))
    line = _card(way.view(office.case_id), step_id).history[0]
    assert "Reason: Not enough evidence, they say" in line.details


def test_each_suspect_and_each_charge_has_a_line_of_its_own(way: KeepPathway, office: Office) -> None:
    with pytest.raises(EntryRefused, match="whom this line is about"):
        way.add(office.case_id, NewStep(code="t_suspect"))
    first, second = _suspect(way, office.case_id), _suspect(way, office.case_id, "the second")
    with pytest.raises(EntryRefused, match="belongs to"):
        way.add(office.case_id, NewStep(code="t_charge", about="Assault"))
    charges = [
        way.add(office.case_id, NewStep(code="t_charge", about=about, part_of_id=first))
        for about in ("Assault", "Stalking")
    ]
    justice = next(lane for lane in way.view(office.case_id).lanes if lane.lane is Lane.JUSTICE)
    assert [(card.step.id, [part.step.id for part in card.parts]) for card in justice.cards] == [
        (first, charges),
        (second, []),
    ]
    with pytest.raises(MoveRefused, match="Remove them first"):
        way.remove([first])


def test_what_was_an_error_is_taken_back_and_stays_readable(way: KeepPathway, office: Office) -> None:
    step_id = way.add(office.case_id, NewStep(code="health"))
    asked = way.move(step_id, MoveForm(stage="waiting", happened_on=TODAY - timedelta(days=3), waiting_on="the centre"))
    done = way.move(step_id, MoveForm(stage="done", happened_on=TODAY))
    with pytest.raises(MoveRefused, match="Take that back first"):
        way.take_back(asked)
    way.take_back(done, "Wrong case")
    card = _card(way.view(office.case_id), step_id)
    assert (card.stage, card.ball) == ("waiting", "the centre")
    assert [(one.title, one.is_error) for one in card.history] == [
        ("Taken back: stands again at “Waiting”", False),
        ("Done", True),
        ("Waiting", False),
    ]
    with pytest.raises(MoveRefused, match="already"):
        way.take_back(done)
    way.take_back(asked)
    assert _card(way.view(office.case_id), step_id).state is StepState.NOT_STARTED


def test_a_form_opened_before_somebody_elses_move_keeps_nothing(way: KeepPathway, office: Office) -> None:
    step_id = way.add(office.case_id, NewStep(code="health"))
    seen = way.move(step_id, MoveForm(stage="waiting", happened_on=TODAY, waiting_on="the centre"))
    way.move(step_id, MoveForm(stage="waiting", happened_on=TODAY, waiting_on="the practice", seen=seen))
    with pytest.raises(ChangedMeanwhile):
        way.move(step_id, MoveForm(stage="done", happened_on=TODAY, seen=seen))


def test_a_clock_set_back_hides_no_move(session: Session, office: Office) -> None:
    way = KeepPathway(session, RULES)
    step_id = _suspect(way, office.case_id)
    way.move(step_id, _arrest())
    office.clock.later(hours=-3)
    charged = way.move(step_id, MoveForm(stage="charged", happened_on=date(2026, 11, 20)))
    assert _card(way.view(office.case_id), step_id).stage == "charged"
    way.take_back(charged)
    assert _card(way.view(office.case_id), step_id).stage == "arrested"


def test_no_longer_supporting_it_is_a_mark_and_ends_nothing(way: KeepPathway, office: Office) -> None:
    step_id = _suspect(way, office.case_id)
    mark = MarkForm(mark="no_longer_supports", is_set=True, happened_on=None, told_by="her")
    way.mark(step_id, mark)
    with pytest.raises(MoveRefused, match="set already"):
        way.mark(step_id, mark)
    way.move(step_id, _arrest())
    card = _card(way.view(office.case_id), step_id)
    assert card.stage == "arrested"
    assert [one.title for one in card.marks if one.held] == ["No longer supports it"]
    way.mark(step_id, replace(mark, is_set=False))
    assert not any(one.held for one in _card(way.view(office.case_id), step_id).marks)


def test_a_step_nothing_happened_to_is_removed_and_brought_back(way: KeepPathway, office: Office) -> None:
    step_id = way.add(office.case_id, NewStep(code="health"))
    way.remove([step_id])
    assert way.view(office.case_id).card(step_id) is None
    way.bring_back([step_id])
    way.move(step_id, MoveForm(stage="not_wanted", happened_on=None))
    with pytest.raises(MoveRefused, match="stays"):
        way.remove([step_id])


def test_a_set_begins_its_steps_each_by_its_day_and_today_says_so_until_it_is_removed(
    way: KeepPathway, session: Session, office: Office
) -> None:
    added = way.apply_set(office.case_id, "t_safe_home", TODAY)
    view = way.view(office.case_id)
    # Monday: refuge by Tuesday, housing two working days after that.
    assert [(_card(view, one).title, _card(view, one).due_on) for one in added] == [
        ("Refuge or other safe accommodation", date(2026, 11, 24)),
        ("Safe housing", date(2026, 11, 26)),
    ]
    assert view.sets == ()
    office.clock.later(days=2)
    assert _card(way.view(office.case_id), added[0]).late
    rows = {item.what for item in ShowToday(session, RULES).view().items}
    assert "Refuge or other safe accommodation" in rows
    way.remove(added)
    assert "Refuge or other safe accommodation" not in {item.what for item in ShowToday(session, RULES).view().items}


def test_a_gap_is_lit_after_its_time_and_goes_when_the_step_is_begun_or_not_wanted(
    way: KeepPathway, office: Office
) -> None:
    step_id = _suspect(way, office.case_id)
    way.move(step_id, _arrest(TODAY - timedelta(days=20)))
    way.move(step_id, MoveForm(stage="charged", happened_on=TODAY - timedelta(days=13)))
    assert _gaps(way, office) == []
    office.clock.later(days=3)
    assert _gaps(way, office) == ["Charged 16 days ago, no counselling offered"]
    offered = way.add(office.case_id, NewStep(code="counselling"))
    assert _gaps(way, office) == ["Charged 16 days ago, no counselling offered"], "a card alone helps nobody"
    way.move(offered, MoveForm(stage="not_wanted", happened_on=None))
    assert _gaps(way, office) == []


def _gaps(way: KeepPathway, office: Office) -> list[str]:
    return [gap.words for lane in way.view(office.case_id).lanes for gap in lane.gaps]


def test_work_with_the_other_person_is_another_workers_and_its_moves_are_theirs_and_the_supervisors(
    office: Office,
) -> None:
    with office.as_user(SUPERVISOR) as session:
        way = KeepPathway(session, RULES)
        with session.work() as unit:
            lead = unit.get(Case, office.case_id).lead_id
            worker = next(one.id for one in unit.find(User) if one.display_name == "Mo Supervisor")
        with pytest.raises(EntryRefused, match="not the lead"):
            way.add(office.case_id, NewStep(code="t_programme", worker_id=lead))
        step_id = way.add(office.case_id, NewStep(code="t_programme", worker_id=worker, about="Wednesday group"))
        form = MoveForm(stage="waiting", happened_on=TODAY, waiting_on="the Wednesday group", due_on=TODAY)
        move_id = way.move(step_id, form)
        assert _card(way.view(office.case_id), step_id).ball == "the Wednesday group"
    with office.as_user(ADVOCATE) as session:
        way = KeepPathway(session, RULES)
        card = _card(way.view(office.case_id), step_id)
        assert card.withheld
        assert card.worker == "Mo Supervisor"
        assert (card.about, card.ball, card.due, card.history, card.next) == ("", "", "", (), ())
        for refused in (lambda: way.move(step_id, form), lambda: way.take_back(move_id)):
            with pytest.raises(MoveRefused, match=KEPT_APART[:20]):
                refused()
        summary = ShowCase(session, RULES).summary(office.case_id)
        shown = next(step for step in summary.steps if step.step_id == step_id)
        assert "Wednesday" not in f"{shown.title} {shown.status_line}"
        items = ShowToday(session, RULES).view().items
        assert not any("Wednesday" in f"{item.what} {item.why_now}" for item in items)


def test_a_line_is_about_nobody_of_another_case(way: KeepPathway, session: Session, office: Office) -> None:
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
        other = replace(case, id=UUID(int=1), stream_id=UUID(int=1), version=None, client_id=UUID(int=2))
        stranger = Person(
            id=UUID(int=2), stream_id=other.id, case_id=other.id, role=PersonRole.CLIENT, name_to_use="Sioned Sample"
        )
        unit.add(replace(other, reference=new_case_reference()))
        unit.add(stranger)
        unit.commit("another case")
    with pytest.raises(NotFound):
        way.add(office.case_id, NewStep(code="t_suspect", about_id=stranger.id))


def test_a_stage_no_rule_knows_any_more_stays_readable_and_any_may_follow(
    way: KeepPathway, session: Session, office: Office
) -> None:
    step_id = way.add(office.case_id, NewStep(code="t_suspect", about="the first"))
    move_id = way.move(step_id, _arrest())
    with session.work() as unit:
        old = unit.get(StepMove, move_id)
        later = old.recorded_at + timedelta(minutes=1)
        unit.add(replace(old, id=UUID(int=old.id.int + 1), recorded_at=later, stage="gone_stage", version=None))
        unit.commit("an older version of the rules")
    card = _card(way.view(office.case_id), step_id)
    assert (card.stage, card.stage_title) == ("gone_stage", "Waiting")
    assert {one.code for one in card.next} == {"open", "arrested", "no_action", "charged"}
