"""Contact points are found in a text among those of every case; the caseload keeps its order."""

from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person, PointKind
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.records import SqlStore
from tests.support.kept import NOW, USER, Invented, keep, keep_case

LETTER = "Please ring 0 7 7 0 0 - 900123, or write to 12 SAMPLE STREET. She is well."


def found_in(store: SqlStore, text: str) -> set[str]:
    with store.work() as work:
        return {point.value for point in work.points_in(text)}


def test_points_of_every_case_are_found_in_a_letter(store: SqlStore) -> None:
    one, other = Invented(), Invented()
    keep_case(store, one.point(PointKind.PHONE, "07700 900123", "447700900123"), invented=one)
    keep_case(store, other.point(PointKind.ADDRESS, "12 Sample Street\nZZ99 1AB"), invented=other)
    keep_case(store, other.point(PointKind.EMAIL, "bea@sample.example"))
    assert found_in(store, LETTER) == {"07700 900123", "12 Sample Street\nZZ99 1AB"}
    assert found_in(store, "nothing of anybody") == set()
    assert found_in(store, "") == set()


def test_a_changed_point_is_found_by_its_new_value_alone(store: SqlStore) -> None:
    invented = Invented()
    keep_case(store, invented.point(PointKind.ADDRESS, "12 Sample Street\nZZ99 1AB"), invented=invented)
    with store.work() as work:
        (point,) = work.find(ContactPoint)
        work.change(point, value="40 Example Avenue\nZZ99 4XY")
        work.commit("moved")
    assert found_in(store, LETTER) == set()
    assert found_in(store, "40 example avenue") == {"40 Example Avenue\nZZ99 4XY"}


def test_two_people_at_one_address_are_both_found(store: SqlStore) -> None:
    one, other = Invented(), Invented()
    keep_case(store, one.point(PointKind.ADDRESS, "12 Sample Street"), invented=one)
    keep_case(store, other.point(PointKind.ADDRESS, "12 sample street"), invented=other)
    assert found_in(store, LETTER) == {"12 Sample Street", "12 sample street"}


def assessed(invented: Invented, level: RiskLevel, on: date) -> RiskAssessment:
    return RiskAssessment(
        id=new_id(NOW),
        stream_id=invented.id,
        case_id=invented.id,
        instrument="sample",
        instrument_version=1,
        answers={},
        high_from=14,
        level=level,
        assessed_on=on,
        recorded_at=NOW,
        assessor_id=USER,
    )


def listed(store: SqlStore, offset: int = 0, limit: int = 50, **wanted: object) -> tuple[list[str], int]:
    with store.work() as work:
        ids, count = work.caseload(CaseloadFilter(**wanted), offset, limit)  # type: ignore[arg-type]
        return [work.get(Person, work.get(Case, case_id).client_id).name_to_use for case_id in ids], count


@pytest.fixture
def cases(store: SqlStore) -> dict[str, Invented]:
    kept = {name: Invented(name=name) for name in ("bea", "Álvara", "Zoë", "Ceri")}
    for invented in kept.values():
        keep_case(store, invented=invented)
    keep(store, assessed(kept["Zoë"], RiskLevel.HIGH, date(2026, 11, 1)))
    keep(store, assessed(kept["bea"], RiskLevel.MEDIUM, date(2026, 11, 1)))
    return kept


def test_high_risk_comes_first_then_names_whatever_their_case_and_accents(
    store: SqlStore, cases: dict[str, Invented]
) -> None:
    assert listed(store) == (["Zoë", "Álvara", "bea", "Ceri"], 4)


def test_a_page_is_a_part_of_the_list_and_the_count_is_of_all(store: SqlStore, cases: dict[str, Invented]) -> None:
    assert listed(store, offset=1, limit=2) == (["Álvara", "bea"], 4)
    assert listed(store, offset=9) == ([], 4)


def test_the_list_is_narrowed(store: SqlStore, cases: dict[str, Invented]) -> None:
    with store.work() as work:
        work.change(work.get(Case, cases["Ceri"].id), status=CaseStatus.CLOSED)
        work.change(work.get(Case, cases["bea"].id), status=CaseStatus.ON_HOLD, lead_id=USER)
        work.commit("closed one, took one")
    assert listed(store) == (["Zoë", "Álvara", "bea"], 3)
    assert listed(store, open_only=False) == (["Zoë", "Álvara", "bea", "Ceri"], 4)
    assert listed(store, lead_id=USER) == (["bea"], 1)
    assert listed(store, lead_id=UUID(int=1)) == ([], 0)
    assert listed(store, level=RiskLevel.MEDIUM) == (["bea"], 1)
    assert listed(store, case_ids=(cases["Zoë"].id, cases["Ceri"].id)) == (["Zoë"], 1)
    assert listed(store, case_ids=()) == ([], 0)


def test_the_newest_assessment_decides_whenever_it_was_typed(store: SqlStore, cases: dict[str, Invented]) -> None:
    keep(store, assessed(cases["Ceri"], RiskLevel.HIGH, date(2026, 11, 20)))
    keep(store, assessed(cases["Ceri"], RiskLevel.STANDARD, date(2025, 1, 1)))
    assert listed(store, level=RiskLevel.HIGH) == (["Ceri", "Zoë"], 2)


def test_a_new_name_moves_the_case(store: SqlStore, cases: dict[str, Invented]) -> None:
    with store.work() as work:
        work.change(work.get(Person, cases["bea"].client_id), name_to_use="Ωmega Sample")
        work.commit("a new name")
    assert listed(store)[0][-1] == "Ωmega Sample"


def test_a_deleted_case_is_not_listed(store: SqlStore, cases: dict[str, Invented]) -> None:
    with store.work() as work:
        work.change(work.get(Case, cases["bea"].id), deleted_at=NOW)
        work.commit("made twice")
    assert listed(store) == (["Zoë", "Álvara", "Ceri"], 3)
    assert store.check() == ()
