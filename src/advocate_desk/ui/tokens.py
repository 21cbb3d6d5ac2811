"""The colours of each scheme, as shipped in resources/theme/tokens.toml, and how well they stand out."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum

from advocate_desk.assets import resource


class Scheme(StrEnum):
    """A complete set of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast_light"
    CONTRAST_DARK = "contrast_dark"

    @property
    def high_contrast(self) -> bool:
        """Say whether edges are 2 px and tints are absent."""
        return self in {Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK}


Tokens = Mapping[str, str]
"""Colour by name, as ``#RRGGBB``."""


def read_tokens() -> Mapping[Scheme, Tokens]:
    """Read every scheme from what ships."""
    found = tomllib.loads(resource("theme", "tokens.toml").read_text("utf-8"))
    return {scheme: found[scheme] for scheme in Scheme}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
