"""Prompts that answer by themselves and remember what was asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget


@dataclass
class RecordedPrompts:
    """Answers every question as it was told to: yes or no, and with which file or folder."""

    says_yes: bool = True
    chooses: Path | None = None
    asked: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def confirm(
        self, parent: QWidget, *, question: str, effect: str, yes: str, no: str, on_yes: Callable[[], None]
    ) -> None:
        assert yes not in {"OK", "Yes"}
        assert no not in {"Cancel", "No"}
        self.asked.append(question)
        self.effects.append(effect)
        if self.says_yes:
            on_yes()

    def save_file(
        self, parent: QWidget, *, title: str, suggested: Path, kind: str, on_chosen: Callable[[Path], None]
    ) -> None:
        self.asked.append(f"{title}: {suggested.name}")
        if self.chooses is not None:
            on_chosen(self.chooses)

    def choose_folder(self, parent: QWidget, *, title: str, start: Path, on_chosen: Callable[[Path], None]) -> None:
        self.asked.append(title)
        if self.chooses is not None:
            on_chosen(self.chooses)

    def open_file(
        self, parent: QWidget, *, title: str, start: Path, kinds: str, on_chosen: Callable[[Path], None]
    ) -> None:
        self.asked.append(title)
        if self.chooses is not None:
            on_chosen(self.chooses)

    def show_problem(self, parent: QWidget, *, title: str, sentence: str) -> None:
        self.problems.append(sentence)
