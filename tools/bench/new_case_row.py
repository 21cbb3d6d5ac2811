"""From the last page of a new case to its row in the list: it is kept, and the list's first page is read again."""

from functools import partial

from advocate_desk.domain.people import PointKind
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.open_case import NewCase, NewPoint, OpenCase
from advocate_desk.services.ports import CaseloadFilter
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, alone

_WITHIN = 100.0
"""Milliseconds, at any size: the look for people the service knows already goes through an index."""


def new_case_to_row(vault: BigVault, opening: OpenCase, rounds: int) -> Row:
    """Open cases of invented people, each with a number of her own, and read the page that shows the newest."""
    caseload = ListCaseload(vault.session)

    def open_and_list(number: int) -> None:
        phone = NewPoint(kind=PointKind.PHONE, value=f"020 7946 0{number % 1000:03}")
        opening.open(NewCase(name_to_use=f"Newly Sample {number}", points=(phone,)))
        caseload.page(CaseloadFilter())

    works = [partial(open_and_list, number) for number in range(rounds)]
    return Row(what="new case to its row", ours=alone(works), within=_WITHIN)
