"""Hypothesis's supply of agreed times, near the days on which the clocks change."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from advocate_desk.domain.contact_windows import DayException, Window, write_exception, write_window

LAST_SUNDAY_OF_OCTOBER = date(2026, 10, 25)
"""The clocks go back: 1am to 2am comes twice."""
LAST_SUNDAY_OF_MARCH = date(2026, 3, 29)
"""The clocks go forward: 1am to 2am is missing."""


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Return times of one day on the quarter hour, in order and apart from one another."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=4)))
    return tuple((15 * begins, 15 * ends) for begins, ends in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Return a weekly window, or never."""
    days = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=7))))
    return Window(days=days, spans=draw(spans()) if days else ())


@st.composite
def exceptions(draw: st.DrawFn) -> DayException:
    """Return an exception near one of the two Sundays."""
    sunday = draw(st.sampled_from([LAST_SUNDAY_OF_MARCH, LAST_SUNDAY_OF_OCTOBER]))
    first = sunday + timedelta(days=draw(st.integers(-2, 2)))
    last = first + timedelta(days=draw(st.integers(0, 3)))
    return DayException(first=first, last=last, spans=draw(st.one_of(st.just(()), spans())))


written_windows = st.lists(windows().map(write_window), max_size=3).map(tuple)
written_exceptions = st.lists(exceptions().map(write_exception), max_size=3).map(tuple)


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Return a moment in the days around one of the two Sundays, often in the very hour."""
    sunday = draw(st.sampled_from([LAST_SUNDAY_OF_MARCH, LAST_SUNDAY_OF_OCTOBER]))
    midnight = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC)
    minutes = st.one_of(st.integers(-90, 210), st.integers(-4 * 24 * 60, 4 * 24 * 60))
    return midnight + timedelta(minutes=draw(minutes))
