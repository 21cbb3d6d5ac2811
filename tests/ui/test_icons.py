"""An icon is there for as long as something shows it. A fault here ends the program, so each is asked in its own."""

import os
import subprocess
import sys

import pytest

_SHOW = """
import gc
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication
from advocate_desk.ui.theme import Theme, ThemeChoice

app = QApplication([])
theme = Theme(app, ThemeChoice.LIGHT)
"""
_THROWN_AWAY_WITH_ITS_OWNER = """
class Owner:
    pass

for _ in range(20):
    icon = theme.icon("magnifying-glass")
    owner = Owner()
    owner.icon, owner.itself = icon, owner
    del icon, owner
gc.collect()
"""
_SHOWN_AFTER_ITS_OWNER = """
icon = QIcon(theme.icon("magnifying-glass"))
gc.collect()
assert not icon.pixmap(QSize(16, 16)).isNull()
"""
_COPIED_AND_CHANGED = """
icon = theme.icon("magnifying-glass")
other = QIcon(icon)
other.addPixmap(QPixmap(4, 4))
gc.collect()
assert not other.pixmap(QSize(16, 16)).isNull()
del icon, other
gc.collect()
"""


@pytest.mark.parametrize("story", [_THROWN_AWAY_WITH_ITS_OWNER, _SHOWN_AFTER_ITS_OWNER, _COPIED_AND_CHANGED])
def test_an_icon_ends_when_its_last_holder_does_and_no_sooner(story: str) -> None:
    # What was freed is overwritten, so that one who still looks at it falls over at once.
    careless = os.environ | {"MALLOC_PERTURB_": "165"}
    done = subprocess.run([sys.executable, "-c", _SHOW + story], env=careless, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
