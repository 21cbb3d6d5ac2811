"""Those whose case a colleague must not work on: family, friends, neighbours. Each says it of themselves alone."""

from advocate_desk.domain.conflicts import read_close_to
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.likeness_keys import narrow_keys, wide_keys
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.plain_text import accept_line
from advocate_desk.domain.users import User
from advocate_desk.services.find_look_alikes import Compare, ask_about
from advocate_desk.services.session import Session

MOST_LINES, LONGEST_LINE = 50, 200
_LOOKED_AT = 50


class KeepOwnCircle:
    """Keeps one's own lines. A supervisor learns of one only where somebody like it comes."""

    def __init__(self, session: Session, compare: Compare) -> None:
        self._session, self._compare = session, compare

    def lines(self) -> tuple[str, ...]:
        """Return one's own lines, as they were typed."""
        with self._session.work() as unit:
            return unit.get(User, self._session.user.id).close_to

    def keep(self, typed: str) -> tuple[str, ...]:
        """Keep one line for each person, and ask about everybody on record who is like one of them.

        Returns:
            The lines that were there before.

        Raises:
            EntryRefused, TextRefused: too many lines, or one too long; nothing was changed.
        """
        lines = tuple(line for line in map(accept_line, typed.splitlines()) if line)
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise EntryRefused(f"At most {MOST_LINES} lines of {LONGEST_LINE} characters. Say it in fewer.")
        with self._session.work() as unit:
            user = unit.get(User, self._session.user.id)
            before = user.close_to
            if lines == before:
                return before
            unit.change(user, close_to=lines)
            unit.commit("whom a colleague is close to")
        self._ask([line for line in lines if line not in before])
        return before

    def _ask(self, lines: list[str]) -> None:
        """Ask about those on record who share a key with one of the new lines."""
        digits = self._compare.phones.digits
        with self._session.work() as unit:
            known = [read_close_to(self._session.user.id, line, digits) for line in lines]
            keys = [narrow_keys(one) | wide_keys(one.names) for one in known]
            near = {person_id for one in keys for person_id in unit.known_by(one, _LOOKED_AT)}
            for person in unit.find(Person, id=tuple(near)) if near else ():
                points = unit.find(ContactPoint, case_id=person.case_id, person_id=person.id)
                ask_about(self._session, unit, person, points, self._compare)
            unit.commit("asked about whom a colleague is close to")
