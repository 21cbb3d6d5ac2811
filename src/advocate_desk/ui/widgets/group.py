"""Questions or boxes under one heading, which a screen reader says with each of them."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget


def titled_group(title: str, parts: Iterable[QWidget], spacing: int = 2) -> QGroupBox:
    """Return ``parts``, one beneath the other, as a group called ``title``."""
    group = QGroupBox(title)
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    return group
