"""Today over a whole caseload that one person leads: everybody in it is to be contacted, and nobody was for weeks."""

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.show_today import ShowToday
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, alone

_WITHIN = 150.0
"""Milliseconds on ten thousand cases; a larger caseload may take longer in proportion."""
_OF_CASES = 10_000


def today(vault: BigVault, rules: Rulebook, cases: int, rounds: int) -> Row:
    """Gather everything that is due."""
    show = ShowToday(vault.session, rules)
    within = _WITHIN * max(1.0, cases / _OF_CASES)
    return Row(what="today, all that is due", ours=alone([show.view] * rounds), within=within)
