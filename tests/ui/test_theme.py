import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from advocate_desk.ui.stylesheet import build_stylesheet
from advocate_desk.ui.theme import Theme, ThemeChoice
from advocate_desk.ui.tokens import Scheme, contrast, read_tokens

TEXT = [
    *((word, under) for word in ("text", "muted") for under in ("bg", "surface", "sunken")),
    *((word, under) for word in ("accent", "danger", "warn", "ok", "info") for under in ("bg", "surface")),
    ("accent", "accent_tint"),
    ("accent", "sunken"),
    ("accent_hover", "accent_tint"),
    *((role, f"{role}_tint") for role in ("danger", "warn", "ok", "info", "added", "removed")),
    *((word, f"{role}_tint") for word in ("text", "muted") for role in ("danger", "warn", "ok", "info", "accent")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_sample", "sample"),
]
EDGES = [(edge, under) for edge in ("control", "focus") for under in ("bg", "surface", "sunken")]


@pytest.mark.parametrize("scheme", Scheme)
def test_every_word_stands_out_from_what_it_is_written_on(scheme: Scheme) -> None:
    tokens = read_tokens()[scheme]
    faint = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in TEXT}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", Scheme)
def test_every_edge_and_focus_ring_can_be_seen(scheme: Scheme) -> None:
    tokens = read_tokens()[scheme]
    faint = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in EDGES}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 3}


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_every_scheme_names_the_same_tokens() -> None:
    assert len({frozenset(tokens) for tokens in read_tokens().values()}) == 1


@pytest.mark.parametrize("scheme", Scheme)
def test_the_style_sheet_names_no_token_that_is_missing(scheme: Scheme) -> None:
    sheet = build_stylesheet(scheme, read_tokens()[scheme], 1.5)
    assert "$" not in sheet
    assert "font-size: 21px" in sheet


def test_a_system_that_does_not_say_is_light(qapp: QApplication) -> None:
    assert Theme(qapp, ThemeChoice.SYSTEM).scheme is Scheme.LIGHT


def test_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    icon = theme.icon("lock", "accent")

    def colours() -> set[str]:
        picture = icon.pixmap(48, 48).toImage()
        seen = {picture.pixelColor(x, y).name(QColor.NameFormat.HexArgb) for x in range(48) for y in range(48)}
        return {colour.upper()[3:] for colour in seen if colour.startswith("#ff")}

    assert colours() == {theme.colour("accent")[1:]}
    theme.choose(ThemeChoice.DARK)
    assert colours() == {theme.colour("accent")[1:]} == {"5CC3D3"}
    theme.choose(ThemeChoice.LIGHT)


def test_text_grows_by_steps_and_stops_at_twice_its_size(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    for _ in range(9):
        theme.step_scale(+1)
    assert theme.scale == 2.0
    assert qapp.font().pixelSize() == 28
    theme.step_scale(0)
    assert qapp.font().pixelSize() == 14


def test_the_shipped_icons_are_what_their_tool_makes() -> None:
    tool = Path(__file__).parents[2] / "tools" / "build_icons.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
