"""A service's own rules: clocks, steps, reasons, gaps and sets of steps in place of those that ship, or beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.duties import UNITS, Duty, Unit
from advocate_desk.domain.errors import EntryRefused, RuleFileRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.own_rules import OwnRule, RuleKind
from advocate_desk.domain.own_way import (
    LONGEST_RULES,
    Definition,
    guard_own,
    in_force,
    read_definitions,
    shipped_definition,
    with_own_way,
)
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.rule_table import Evidence, Provenance
from advocate_desk.domain.rule_text import definition_text, duty_text
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import just_after, names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockForm:
    """What the form of a clock asks: how long, where that was read and when, and why it is changed."""

    code: str
    amount: int
    unit: Unit
    source: str
    checked_on: date
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLine:
    """A change somebody made. ``holds`` says whether it counts now; ``refused`` why it cannot, "" where it can.

    ``said`` is how long a clock runs by it, and where that was read; "" of anything else.
    """

    rule: OwnRule
    title: str
    made_by: str
    said: str
    holds: bool
    refused: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockLine:
    """A clock that can be changed: ``ships`` is what ships, None where it is the service's own.

    ``now`` is what holds, None where it is left out.
    """

    code: str
    title: str
    now: Duty | None
    ships: Duty | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesView:
    """Every clock, and every change that was made, the newest first."""

    clocks: tuple[ClockLine, ...]
    changes: tuple[OwnLine, ...]


class KeepRules:
    """Keeps them in the shared stream. Nothing is overwritten: who changed what, when and why stays readable."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._shipped = session, rules.way

    def view(self) -> RulesView:
        """Return every clock, what was changed, and what of it cannot be used."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            own, names = unit.find(OwnRule), names_of(unit)
        laid = with_own_way(self._shipped, own)
        held = {one.id for one in in_force(own)}
        refused = {one.rule.id: str(one.why) for one in laid.refused}
        ships = self._shipped.duties_by_code
        now = laid.rules.duties_by_code
        clocks = [
            ClockLine(code=code, title=(now.get(code) or ships[code]).title, now=now.get(code), ships=ships.get(code))
            for code in dict.fromkeys((*ships, *now))
        ]
        return RulesView(
            clocks=tuple(sorted(clocks, key=lambda one: one.title.casefold())),
            changes=tuple(
                OwnLine(
                    rule=one,
                    title=self._title(one),
                    made_by=names.get(one.made_by, ""),
                    said=_said(one),
                    holds=one.id in held and one.id not in refused,
                    refused=refused.get(one.id, ""),
                )
                for one in sorted(own, key=lambda one: (one.made_at, one.id), reverse=True)
            ),
        )

    def change_clock(self, form: ClockForm) -> UUID:
        """Count a clock so from now on, and return under which id. Every clock of every case is counted anew.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused: something is missing, or a unit does not go with how it is counted; in words.
            RuleFileRefused: it does not hold together with the other rules; nothing was changed.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            own = unit.find(OwnRule)
            stands = with_own_way(self._shipped, own).rules.duties_by_code.get(form.code)
            stands = stands or self._shipped.duties_by_code.get(form.code)
            if stands is None:
                raise EntryRefused("No rules here know this clock. Choose another.")
            self._guard_clock(form, stands)
            changed = replace(
                stands,
                version=stands.version + 1,
                limbs=(replace(stands.limbs[0], amount=form.amount, unit=form.unit), *stands.limbs[1:]),
                provenance=Provenance(
                    source=accept_line(form.source), evidence=Evidence.LOCAL, checked_on=form.checked_on
                ),
            )
            found = Definition(kind=RuleKind.DUTY, what=changed)
            return self._add(unit, own, ((found, duty_text(changed)),), form.why)[0]

    def leave_out(self, kind: RuleKind, code: str, why: str) -> UUID:
        """Use a rule that ships no more, and return under which id.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused: nothing says why, or there is no such rule.
            RuleFileRefused: another rule needs it; nothing was changed.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            own = unit.find(OwnRule)
            if shipped_definition(with_own_way(self._shipped, own).rules, kind, code) is None:
                raise EntryRefused("No rule in use has this name. Look again.")
            now = just_after(self._session.clock.now(), (one.made_at for one in own))
            rule = replace(self._new(kind, code, "", why, now), is_left_out=True)
            guard_own(self._shipped, own, (*own, rule))
            unit.add(rule)
            unit.commit("rule left out")
        return rule.id

    def add_from(self, path: Path, why: str) -> tuple[UUID, ...]:
        """Use the rules of a file from now on, all of them or none, and return under which ids.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused: nothing says why, or the file cannot be read.
            RuleFileRefused: names file and line; nothing was changed, and what held holds still.
        """
        self._session.require(Action.KEEP_VAULT)
        found = read_definitions(_text_of(path), path.name)
        with self._session.work() as unit:
            return self._add(unit, unit.find(OwnRule), [(one, definition_text(one)) for one in found], why)

    def end(self, rule_ids: Sequence[UUID]) -> None:
        """Take changes back; what held before each of them holds again, or what ships.

        Raises:
            NotAllowed: for supervisors and administrators only.
            RuleFileRefused: another rule of the service needs it; nothing was changed.
        """
        self._set_ended(rule_ids, self._session.clock.today(), "own rules ended")

    def bring_back(self, rule_ids: Sequence[UUID]) -> None:
        """Undo `end`.

        Raises:
            NotAllowed: for supervisors and administrators only.
            RuleFileRefused: they do not hold together with what was changed meanwhile.
        """
        self._set_ended(rule_ids, None, "own rules brought back")

    def _set_ended(self, rule_ids: Sequence[UUID], ended_on: date | None, why: str) -> None:
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            own = unit.find(OwnRule)
            after = [replace(one, ended_on=ended_on) if one.id in rule_ids else one for one in own]
            guard_own(self._shipped, own, after)
            for one in own:
                if one.id in rule_ids:
                    unit.change(one, ended_on=ended_on)
            unit.commit(why)

    def _guard_clock(self, form: ClockForm, stands: Duty) -> None:
        units = UNITS[stands.limbs[0].by]
        if form.unit not in units:
            raise EntryRefused(f"This clock is counted in {' or '.join(sorted(units))}. Choose one of them.")
        if form.amount < 1:
            raise EntryRefused("Give a whole number from 1 on.")
        if not form.source.strip():
            raise EntryRefused("Say where this was read, or who agreed it. Nobody can check a number without that.")
        if form.checked_on > self._session.clock.today():
            raise EntryRefused("This day is still to come. Give the day somebody looked.")

    def _add(
        self, unit: UnitOfWork, own: Sequence[OwnRule], found: Sequence[tuple[Definition, str]], why: str
    ) -> tuple[UUID, ...]:
        now = just_after(self._session.clock.now(), (one.made_at for one in own))
        rules = [self._new(one.kind, one.code, text, why, now) for one, text in found]
        guard_own(self._shipped, own, (*own, *rules))
        for rule in rules:
            unit.add(rule)
        unit.commit("own rules kept")
        return tuple(rule.id for rule in rules)

    def _new(self, kind: RuleKind, code: str, text: str, why: str, now: datetime) -> OwnRule:
        if not why.strip():
            raise EntryRefused("Say why, in a few words: whoever comes after you will ask.")
        return OwnRule(
            id=new_id(now),
            kind=kind,
            code=code,
            text=accept(text),
            why=accept_line(why),
            made_at=now,
            made_by=self._session.user.id,
        )

    def _title(self, rule: OwnRule) -> str:
        ships = shipped_definition(self._shipped, rule.kind, rule.code)
        return f"{KIND_WORDS[rule.kind]}: {_called(ships) if ships else rule.code}"


KIND_WORDS: Mapping[RuleKind, str] = {
    RuleKind.STEP: "Step",
    RuleKind.REASONS: "List of reasons",
    RuleKind.DUTY: "Clock",
    RuleKind.GAP: "Gap",
    RuleKind.STEP_SET: "Set of steps",
}


def _called(found: Definition) -> str:
    return str(getattr(found.what, "title", "") or found.code)


def _said(rule: OwnRule) -> str:
    if rule.is_left_out or rule.kind is not RuleKind.DUTY:
        return ""
    try:
        found = [one.what for one in read_definitions(rule.text, rule.code)]
    except RuleFileRefused:
        return ""
    duties = [one for one in found if isinstance(one, Duty)]
    return "; ".join(f"{one.limbs[0].words()}: {one.provenance.source}" for one in duties)


def _text_of(path: Path) -> str:
    try:
        with path.open("r", encoding="utf-8-sig") as file:
            text = file.read(LONGEST_RULES + 1)
    except (OSError, UnicodeError):
        raise EntryRefused("That file cannot be read as text. Choose a file of rules (*.toml).") from None
    if len(text) > LONGEST_RULES:
        raise EntryRefused("That file is longer than any file of rules. Nothing was read. Choose another.")
    return text
