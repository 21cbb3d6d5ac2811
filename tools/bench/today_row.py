"""Today over a whole caseload that one person leads: everybody in it is to be contacted, and nobody was for weeks."""

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.show_today import ShowToday
from tools.bench.big_vault import ADMINISTRATOR, ADVOCATE, BigVault
from tools.bench.measuring import Row, alone

_WITHIN = 150.0
"""Milliseconds on ten thousand cases; a larger caseload may take longer in proportion."""
_OF_CASES = 10_000
_ONE_WITHIN = 100.0
"""Milliseconds for an advocate with a caseload of twenty, within ten thousand cases and 200,000 duties."""


def today(vault: BigVault, rules: Rulebook, cases: int, rounds: int) -> Row:
    """Gather everything that is due."""
    show = ShowToday(vault.session, rules)
    within = _WITHIN * max(1.0, cases / _OF_CASES)
    return Row(what="today, all that is due", ours=alone([show.view] * rounds), within=within)


def today_of_one(vault: BigVault, rules: Rulebook, rounds: int) -> Row:
    """Gather everything that is due for one advocate among many, every clock of each of their cases late."""
    vault.sign_in(ADVOCATE)
    try:
        show = ShowToday(vault.session, rules)
        ours = alone([show.view] * rounds)
    finally:
        vault.sign_in(ADMINISTRATOR)
    return Row(what="today, one advocate of many", ours=ours, within=_ONE_WITHIN)
