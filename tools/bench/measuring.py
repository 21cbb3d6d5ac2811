"""Times our way and the limit's in turns, and says how they compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table. Figures are medians in milliseconds, or of another ``unit``.

    Exactly one goal is set: ``times_limit`` compares with ``limit``, ``within`` with a fixed time.
    """

    what: str
    ours: float
    limit: float | None = None
    limit_is: str = ""
    times_limit: float | None = None
    within: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """How many times the limit ours takes."""
        return None if self.limit is None else self.ours / self.limit

    @property
    def met(self) -> bool:
        """Say whether the goal is met."""
        if self.times_limit is not None and self.ratio is not None:
            return self.ratio <= self.times_limit
        return self.within is not None and self.ours <= self.within

    @property
    def goal(self) -> str:
        """The goal in words."""
        return f"{self.times_limit:g}x" if self.times_limit is not None else f"{self.within:,.0f} {self.unit}"


def milliseconds(work: Work) -> float:
    """Run ``work`` once and return how long it took."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def in_turns(ours: Sequence[Work], limit: Sequence[Work], *, warm_up: int = 1) -> tuple[float, float]:
    """Run the two sides' works one after the other, so that whatever else the computer does meets both.

    Every other round begins with the other side. The first ``warm_up`` rounds are not counted.

    Returns:
        The medians in milliseconds, ours first.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for number, pair in enumerate(zip(ours, limit, strict=True)):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        for side in order:
            times[side].append(milliseconds(pair[side]))
    return median(times[0][warm_up:]), median(times[1][warm_up:])


def alone(works: Sequence[Work], *, warm_up: int = 1) -> float:
    """Return the median of ``works`` in milliseconds, the first ``warm_up`` left out."""
    return median([milliseconds(work) for work in works][warm_up:])


def as_table(rows: Sequence[Row]) -> str:
    """Return ``rows`` in words and columns."""
    heads = ("what", "ours", "limit", "ratio", "goal", "met", "the limit is")
    lines = [heads, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(_laid_out(line, widths) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    limit = "" if row.limit is None else f"{row.limit:,.2f} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.1f}x"
    return row.what, f"{row.ours:,.2f} {row.unit}", limit, ratio, row.goal, "yes" if row.met else "NO", row.limit_is


def _laid_out(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.ljust(width) if place in {0, 6} else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
