"""A service's own lists of risk questions: added from a file, word for word, and ended when they are asked no more."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from advocate_desk.assets import resource
from advocate_desk.domain.errors import EntryRefused, RuleFileRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.own_instruments import LONGEST_FILE, InstrumentFile, guard_edition, refused, with_own
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.risk_instrument import Instrument, read_instrument
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session

TEMPLATE = "own-instrument.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLine:
    """A list that is asked. ``own_ids`` are the service's files behind it, every edition; none for one that ships."""

    instrument: Instrument
    own_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListsView:
    """The lists that are asked, and why files of the service cannot be used here."""

    lists: tuple[ListLine, ...]
    refused: tuple[str, ...]


class KeepInstruments:
    """Keeps a service's own lists in the vault's shared stream, where they survive an upgrade and a new computer."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self) -> ListsView:
        """Return what is asked, and what cannot be."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            files = unit.find(InstrumentFile)
        up = [one for one in files if one.ended_on is None]
        codes = {one.id: code for one in up if (code := _code(one))}
        return ListsView(
            lists=tuple(
                ListLine(instrument=one, own_ids=tuple(each for each, code in codes.items() if code == one.code))
                for one in with_own(self._rules, files).instruments
            ),
            refused=tuple(str(why) for why in refused(self._rules, files)),
        )

    def add(self, path: Path) -> Instrument:
        """Keep the list in a file, and ask it from now on. What is kept is read again from nowhere else.

        Raises:
            NotAllowed: for supervisors and administrators only.
            RuleFileRefused: names file and line; nothing was changed, and the list that was asked stays.
            EntryRefused: the file cannot be read, or is no text.
        """
        self._session.require(Action.KEEP_VAULT)
        text = _text_of(path)
        new = read_instrument(text, path.name)
        now = self._session.clock.now()
        with self._session.work() as unit:
            guard_edition(new, with_own(self._rules, unit.find(InstrumentFile)), path.name)
            unit.add(
                InstrumentFile(
                    id=new_id(now),
                    file=path.name,
                    text=accept(text),
                    added_at=now,
                    added_by=self._session.user.id,
                )
            )
            unit.commit("own list of risk questions added")
        return new

    def save_template(self, path: Path) -> None:
        """Write the template a service's own list is made after to ``path``. It holds nothing about anybody.

        Raises:
            EntryRefused: nothing can be written there.
        """
        self._session.require(Action.READ_CASES)
        try:
            path.write_bytes(resource("risk", "template", TEMPLATE).read_bytes())
        except OSError:
            raise EntryRefused("Nothing can be written there. Choose another folder.") from None

    def end(self, own_ids: tuple[UUID, ...]) -> None:
        """Ask a list no more; where it stood in for one that ships, that one is asked again. Old assessments stay.

        Raises:
            NotAllowed: for supervisors and administrators only.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            for one in own_ids:
                unit.change(unit.get(InstrumentFile, one), ended_on=self._session.clock.today())
            unit.commit("own list of risk questions ended")


def _code(one: InstrumentFile) -> str:
    try:
        return read_instrument(one.text, one.file).code
    except RuleFileRefused:
        return ""


def _text_of(path: Path) -> str:
    try:
        with path.open("r", encoding="utf-8-sig") as file:
            text = file.read(LONGEST_FILE + 1)
    except (OSError, UnicodeError):
        raise EntryRefused("That file cannot be read as text. Choose a list written as the template shows.") from None
    if len(text) > LONGEST_FILE:
        raise EntryRefused("That file is longer than any list of questions. Nothing was read. Choose another.")
    return text
