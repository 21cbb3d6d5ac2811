"""Where shipped files are. The one module that knows.

An installed program carries them inside the package; a checkout keeps them at its top level.
"""

from importlib.resources import files
from pathlib import Path

_INSTALLED = Path(str(files("advocate_desk"))) / "_assets" / "resources"
_CHECKOUT = Path(str(files("advocate_desk"))).parents[1] / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, such as ``resource("icons", "lock.svg")``.

    A checkout wins over files copied into the package, so that an edit is seen at once.

    Raises:
        FileNotFoundError: the file is not part of the program.
    """
    for root in (_CHECKOUT, _INSTALLED):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
