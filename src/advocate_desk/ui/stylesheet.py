"""The style sheet, generated from resources/theme/desk.qss, a scheme's tokens and the text size."""

from collections.abc import Iterator, Mapping
from string import Template

from advocate_desk.assets import resource
from advocate_desk.ui.tokens import Scheme, Tokens


class _Values(Mapping[str, str]):
    """What the template may name: tokens, a few sizes, and ``pxN`` for any N, scaled with the text."""

    def __init__(self, named: Mapping[str, str], scale: float) -> None:
        self._named, self._scale = named, scale

    def __getitem__(self, name: str) -> str:
        if name.startswith("px"):
            return f"{round(int(name[2:]) * self._scale)}px"
        return self._named[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


def build_stylesheet(scheme: Scheme, tokens: Tokens, scale: float) -> str:
    """Return the whole style sheet for ``scheme`` with text at ``scale`` (1.0 is 14 px body text)."""
    strong = scheme.high_contrast
    named = {
        **tokens,
        "line": "2" if strong else "1",
        "swap": "0" if strong else "1",
        "contrast_line": "2" if strong else "0",
        "radio": str(round(16 * scale) // 2 + 2),
        "images": resource("theme", scheme.value).as_posix(),
    }
    template = Template(resource("theme", "desk.qss").read_text("utf-8"))
    return template.substitute(_Values(named, scale))
