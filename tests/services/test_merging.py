"""Two cases joined as one person's, and parted again: every record of either is as it was, and so is its journal."""

from collections.abc import Callable
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.record import Record
from advocate_desk.services.decide_likeness import ANSWERS, DecideLikeness
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.open_case import NewCase
from advocate_desk.services.session import Session
from advocate_desk.storage.tables import KINDS
from tests.services.desk import SUPERVISOR, Office, new_contact
from tests.support.openings import opener

_WHOSE = {"cases": "id"}
Everything = dict[str, tuple[Record, ...]]


def everything(session: Session, *case_ids: UUID) -> Everything:
    """Return every record of these cases, of every kind there is."""
    of_cases = [kind for kind in KINDS if "case_id" in kind.fields or kind.name == "cases"]
    with session.work() as unit:
        return {
            kind.name: unit.find(
                kind.record, **{"id" if kind.name == "cases" else "case_id": case_ids}, order_by=("id",)
            )
            for kind in of_cases
        }


def changes(session: Session, *case_ids: UUID) -> dict[UUID, int]:
    with session.work() as unit:
        return dict(unit.changes_of(case_ids))


def three_cases(session: Session, office: Office) -> tuple[UUID, UUID, UUID]:
    again = [
        opener(session).open(NewCase(name_to_use="Ceri Sample", why_referred=why))
        for why in ("Back after the summer.", "Her sister rang.")
    ]
    LogContact(session).log(new_contact(office))
    return office.case_id, again[0].case_id, again[1].case_id


STEPS = st.lists(
    st.tuples(st.sampled_from(sorted({one for every in ANSWERS.values() for one in every})), st.permutations(range(3))),
    max_size=8,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_decided_and_taken_back_leaves_every_record_and_both_journals_as_they_were(
    office: Office, steps: list[tuple[LinkKind, list[int]]]
) -> None:
    with office.as_user(SUPERVISOR) as session:
        cases = three_cases(session, office)
        records, journal = everything(session, *cases), changes(session, *cases)
        decide = DecideLikeness(session)
        ways: dict[LinkKind, Callable[[UUID, UUID, str], UUID]] = {
            LinkKind.SAME_PERSON: decide.same_person,
            LinkKind.NOT_THE_SAME: decide.not_the_same,
            LinkKind.CONFLICT: decide.conflict,
        }
        made = []
        for kind, (one, other, _) in steps:
            try:
                made.append(ways.get(kind, decide.same_person)(cases[one], cases[other], "Herself."))
            except EntryRefused:
                continue
        assert everything(session, *cases) == records
        for link_id in made:
            decide.take_back(link_id, "It was not so.")
        assert everything(session, *cases) == records
        assert changes(session, *cases) == journal, "nothing is written into either case"
        for case_id in cases:
            assert {case.id for case in decide.episodes_of(case_id)} == {case_id}
        with session.work() as unit:
            assert not [link for link in unit.find(CaseLink) if link.id in made]
            told = [unit.get_removed(CaseLink, link_id) for link_id in made]
        assert all(link.why.startswith("Herself.\nTaken back:") for link in told), "the history keeps both reasons"


def test_the_look_at_every_record_would_see_one_that_changed(session: Session, office: Office) -> None:
    before = everything(session, office.case_id)
    assert {name for name, found in before.items() if found} >= {"cases", "people", "contact_points"}
    with session.work() as unit:
        person = before["people"][0]
        unit.change(person, name_to_use="Another")
        unit.commit("changed for a test")
    assert everything(session, office.case_id) != before
