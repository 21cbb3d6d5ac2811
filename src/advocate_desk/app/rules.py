"""Reads the rules that ship as data."""

import tomllib

from advocate_desk.assets import resource
from advocate_desk.domain.emergency import EmergencyNumbers, parse_emergency_numbers
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.rule_lines import line_of
from advocate_desk.domain.rulebook import RULE_FOLDERS, Rulebook, parse_rulebook


def rulebook() -> Rulebook:
    """Return the rules that ship as data, all of them read and checked.

    Raises:
        RuleFileRefused: one of them is not made as it must be.
    """
    folders = [resource(name) for name in RULE_FOLDERS]
    files = {f"{folder.name}/{file.name}": file for folder in folders for file in sorted(folder.glob("*.toml"))}
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    try:
        return parse_rulebook({name: tomllib.loads(text) for name, text in texts.items()})
    except RuleFileRefused as refused:
        raise refused.at_line(line_of(texts.get(refused.file, ""), refused.key)) from None


def emergency_numbers() -> EmergencyNumbers:
    """Return the numbers to dial in danger.

    Raises:
        RuleFileRefused: their file is not made as it must be.
    """
    file = resource("emergency", "numbers.toml")
    return parse_emergency_numbers(tomllib.loads(file.read_text(encoding="utf-8")), f"emergency/{file.name}")
