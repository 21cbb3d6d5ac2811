"""The steps a lane offers: data, with guidance for whoever takes one. Their order implies nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.rule_table import Provenance, RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class StepDefinition:
    """One step that may be taken.

    ``waits_for`` is who usually has to act ("the police"), and may be empty. ``not_wanted`` are the words
    for the choice to leave it ("Chose not to report").
    """

    code: str
    title: str
    guidance: str
    waits_for: str
    not_wanted: str
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Pathway:
    """One lane's steps, as one version offers them."""

    lane: Lane
    version: int
    title: str
    note: str
    steps: tuple[StepDefinition, ...]

    def step(self, code: str) -> StepDefinition | None:
        """Return the step with this code, or None where no version knows it."""
        return next((step for step in self.steps if step.code == code), None)


def parse_pathway(data: Mapping[str, object], file: str) -> Pathway:
    """Read a lane's steps from a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    pathway = Pathway(
        lane=table.one_of("lane", Lane),
        version=table.whole("version"),
        title=table.text("title"),
        note=table.text("note"),
        steps=table.rows("steps", _step),
    )
    table.done()
    if len({step.code for step in pathway.steps}) < len(pathway.steps):
        raise table.refuse("steps", "must each have a code of their own")
    return pathway


def _step(row: RuleTable) -> StepDefinition:
    return StepDefinition(
        code=row.text("code"),
        title=row.text("title"),
        guidance=row.text("guidance"),
        waits_for=row.text_or("waits_for", ""),
        not_wanted=row.text_or("not_wanted", "Not wanted"),
        provenance=row.provenance(),
    )
