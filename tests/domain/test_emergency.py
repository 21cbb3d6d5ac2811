from datetime import date
from typing import Any

import pytest

from advocate_desk.app.rules import emergency_numbers
from advocate_desk.domain.emergency import parse_emergency_numbers
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.settings import Nation


def row(number: str, nation: Nation | None = None, **more: object) -> dict[str, Any]:
    where = {"nation": nation.value} if nation else {}
    told = {"source": "somewhere", "evidence": "read", "checked_on": date(2026, 11, 23)}
    return {"who": "Somebody who helps", "number": number, **where, **told, **more}


def whole() -> list[dict[str, Any]]:
    return [row("999"), *(row("0808 2000 247", nation) for nation in Nation)]


def test_what_ships_has_the_police_and_every_nation_with_source_and_day() -> None:
    numbers = emergency_numbers().numbers
    assert [each.number for each in numbers[:2]] == ["999", "101"]
    assert "55" in numbers[0].more
    assert {each.nation for each in numbers} == {None, *Nation}
    assert "0808 2000 247" in {each.number for each in numbers}
    assert all(each.provenance.source for each in numbers)


@pytest.mark.parametrize("nation", Nation)
def test_the_nation_a_service_works_in_comes_first_after_the_police(nation: Nation) -> None:
    ordered = emergency_numbers().beginning_with(nation).numbers
    assert [each.number for each in ordered[:2]] == ["999", "101"]
    assert ordered[2].nation is nation
    assert len(ordered) == len(emergency_numbers().numbers)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        whole()[1:],
        whole()[:-1],
        [*whole(), row("0800 CALL ME")],
        [*whole(), row("101", colour="red")],
        [*whole(), {"who": "Nobody knows", "number": "101"}],
        [*whole(), row("101") | {"nation": "atlantis"}],
    ],
    ids=["none", "no 999", "a nation without", "letters", "unknown key", "no source", "no such nation"],
)
def test_a_spoilt_list_of_numbers_is_refused_by_name(rows: list[dict[str, Any]]) -> None:
    assert parse_emergency_numbers({"numbers": whole()}, "numbers.toml").numbers
    with pytest.raises(RuleFileRefused, match=r"numbers\.toml"):
        parse_emergency_numbers({"numbers": rows}, "numbers.toml")
