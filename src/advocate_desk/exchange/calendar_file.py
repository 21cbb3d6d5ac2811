"""Calendar files (iCalendar, RFC 5545), as every calendar program reads them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from advocate_desk.services.export_calendar import CalendarEntry

_PRODUCT = "-//Advocate Desk//EN"
_ONE_HOUR = 60


class CalendarFile:
    """Fulfils `CalendarWriter`."""

    def write(self, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
        """Return a calendar of ``entries``: private, without alarms, and without anything but what they hold."""
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        for entry in entries:
            calendar.add_component(_event(entry, now))
        return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("summary", entry.summary)
    event.add("class", "PRIVATE")
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
    else:
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + timedelta(minutes=entry.minutes or _ONE_HOUR))
    if entry.place:
        event.add("location", entry.place)
    return event
