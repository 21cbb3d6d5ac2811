"""All the rules that are data, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.bank_holidays import BankHolidays, parse_bank_holidays
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.letter_template import LetterTemplate, parse_template
from advocate_desk.domain.marac_criteria import MaracCriteria, parse_criteria
from advocate_desk.domain.outcomes import OutcomeList, parse_outcomes
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import Pathway, StepDefinition
from advocate_desk.domain.risk_instrument import Instrument, parse_instrument
from advocate_desk.domain.safeguarding import Prompt, PromptList, parse_prompts
from advocate_desk.domain.way_rules import FOLDERS, WayRules, once, parse_way_rules

RULE_FOLDERS = ("risk", "letters", "marac", "safeguarding", "outcomes", "calendar", *FOLDERS)
"""The folders of resources that hold rules."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rulebook:
    """The instruments, the steps and clocks of the way, the letters, the criteria for a MARAC, the safeguarding
    prompts, the outcomes and the bank holidays.
    """

    instruments: tuple[Instrument, ...]
    """Those that give a level first, then those that only screen."""
    way: WayRules
    templates: tuple[LetterTemplate, ...]
    marac: MaracCriteria
    safeguarding: tuple[PromptList, ...]
    outcomes: OutcomeList
    holidays: BankHolidays
    earlier: tuple[Instrument, ...] = ()
    """Editions of instruments that are not asked any more; old assessments are read on them."""

    def edition(self, code: str, version: int) -> Instrument | None:
        """Return one edition of an instrument, or None where it is not kept here."""
        every = (*self.instruments, *self.earlier)
        return next((one for one in every if (one.code, one.version) == (code, version)), None)

    def asked_on(self, code: str, version: int) -> Instrument | None:
        """Return the edition of an instrument an assessment was made on, or the one in force where that is not kept."""
        return self.edition(code, version) or self.instrument(code)

    def instrument(self, code: str) -> Instrument | None:
        """Return the instrument with this code, or None where it is not known here (an imported score)."""
        return next((instrument for instrument in self.instruments if instrument.code == code), None)

    def pathway(self, lane: Lane) -> Pathway:
        """Return a lane's steps."""
        return self.way.pathway(lane)

    def step(self, lane: Lane, code: str) -> StepDefinition | None:
        """Return a step's definition, or None where no version knows it."""
        return self.pathway(lane).step(code)

    def prompts(self) -> tuple[Prompt, ...]:
        """Return every safeguarding prompt."""
        return tuple(prompt for found in self.safeguarding for prompt in found.prompts)

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
    by_folder: dict[str, list[tuple[str, Mapping[str, object]]]] = {folder: [] for folder in RULE_FOLDERS}
    for name in sorted(files):
        folder = name.partition("/")[0]
        if folder not in by_folder:
            raise RuleFileRefused(name, "its folder", f"must be one of {', '.join(by_folder)}")
        by_folder[folder].append((name, files[name]))
    once("marac", "criteria", [name for name, _ in by_folder["marac"]], at_most=1)
    once("outcomes", "outcomes", [name for name, _ in by_folder["outcomes"]], at_most=1)
    once("calendar", "bank holidays", [name for name, _ in by_folder["calendar"]], at_most=1)
    instruments = [parse_instrument(data, name) for name, data in by_folder["risk"]]
    rules = Rulebook(
        instruments=tuple(sorted(instruments, key=lambda instrument: instrument.is_screening)),
        way=parse_way_rules({folder: by_folder[folder] for folder in FOLDERS}),
        templates=tuple(parse_template(data, name) for name, data in by_folder["letters"]),
        marac=next(parse_criteria(data, name) for name, data in by_folder["marac"]),
        safeguarding=tuple(parse_prompts(data, name) for name, data in by_folder["safeguarding"]),
        outcomes=next(parse_outcomes(data, name) for name, data in by_folder["outcomes"]),
        holidays=next(parse_bank_holidays(data, name) for name, data in by_folder["calendar"]),
    )
    once("risk", "code", [instrument.code for instrument in rules.instruments])
    once("risk", "thresholds", [instrument.code for instrument in rules.instruments if not instrument.is_screening])
    once("letters", "purpose", [template.purpose.casefold() for template in rules.templates])
    once("safeguarding", "code", [prompt.code for prompt in rules.prompts()])
    return rules
