from pathlib import Path

import pytest

from advocate_desk.app.preferences import Preferences, keep_preferences, read_preferences
from advocate_desk.ui.theme import ThemeChoice


def test_how_the_screen_is_liked_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "screen.json"
    liked = Preferences(ThemeChoice.HIGH_CONTRAST, 1.5)
    keep_preferences(path, liked)
    assert read_preferences(path) == liked


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"look": "pink", "scale": 1.0}', '{"look": "dark"}', "null", "[" * 5000, '{"look": 1}']
)
def test_what_cannot_be_understood_is_as_at_first(tmp_path: Path, text: str) -> None:
    path = tmp_path / "screen.json"
    path.write_text(text, "utf-8")
    assert read_preferences(path) == Preferences()


def test_a_senseless_text_size_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "screen.json"
    path.write_text('{"look": "dark", "scale": 900}', "utf-8")
    assert read_preferences(path) == Preferences(ThemeChoice.DARK, 1.0)


def test_a_computer_that_cannot_keep_them_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    keep_preferences(tmp_path / "file" / "screen.json", Preferences())
