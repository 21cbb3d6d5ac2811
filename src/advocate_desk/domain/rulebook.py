"""All the rules that are data, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.letter_template import LetterTemplate, parse_template
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import Pathway, StepDefinition, parse_pathway
from advocate_desk.domain.risk_instrument import Instrument, parse_instrument


@dataclass(frozen=True, kw_only=True, slots=True)
class Rulebook:
    """The instruments, the three lanes' steps and the letters of this service."""

    instruments: tuple[Instrument, ...]
    pathways: tuple[Pathway, ...]
    templates: tuple[LetterTemplate, ...]

    def instrument(self, code: str) -> Instrument | None:
        """Return the instrument with this code, or None where it is not known here (an imported score)."""
        return next((instrument for instrument in self.instruments if instrument.code == code), None)

    def pathway(self, lane: Lane) -> Pathway:
        """Return a lane's steps."""
        return next(pathway for pathway in self.pathways if pathway.lane is lane)

    def step(self, lane: Lane, code: str) -> StepDefinition | None:
        """Return a step's definition, or None where no version knows it."""
        return self.pathway(lane).step(code)

    def purposes(self) -> tuple[str, ...]:
        """Return what can be asked for, one for each letter."""
        return tuple(template.purpose for template in self.templates)

    def template_for(self, purpose: str) -> LetterTemplate | None:
        """Return the letter that asks for ``purpose``, compared without regard to case; None where there is none."""
        wanted = purpose.strip().casefold()
        return next((template for template in self.templates if template.purpose.casefold() == wanted), None)


def parse_rulebook(files: Mapping[str, Mapping[str, object]]) -> Rulebook:
    """Read every rule file.

    Args:
        files: parsed TOML by file name, such as ``risk/checklist-24.toml``; the folder says what it holds.

    Raises:
        RuleFileRefused: a file is malformed, a folder is unknown, two files say the same, or one is missing.
    """
    by_folder: dict[str, list[tuple[str, Mapping[str, object]]]] = {"risk": [], "pathways": [], "letters": []}
    for name in sorted(files):
        folder = name.partition("/")[0]
        if folder not in by_folder:
            raise RuleFileRefused(name, "its folder", f"must be one of {', '.join(by_folder)}")
        by_folder[folder].append((name, files[name]))
    rules = Rulebook(
        instruments=tuple(parse_instrument(data, name) for name, data in by_folder["risk"]),
        pathways=tuple(parse_pathway(data, name) for name, data in by_folder["pathways"]),
        templates=tuple(parse_template(data, name) for name, data in by_folder["letters"]),
    )
    _once("risk", "code", [instrument.code for instrument in rules.instruments])
    _once("pathways", "lane", [pathway.lane for pathway in rules.pathways], needed=len(Lane))
    _once("letters", "purpose", [template.purpose.casefold() for template in rules.templates])
    return rules


def _once(folder: str, key: str, said: list[str], needed: int = 1) -> None:
    if len(set(said)) < len(said):
        raise RuleFileRefused(f"{folder}/", key, "is said by two files")
    if len(said) < needed:
        raise RuleFileRefused(f"{folder}/", key, f"must be said by {needed} at least")
