"""The sheet of paper: measures in points from the top left corner, and what can lie on it.

The figures come from usual British stationery: a DL window of 35 x 90 mm on A4 folded in three, which may slide
11 mm up or down and 10 mm sideways. It always shows x 20-100, y 57-79 mm and may ever show x 10-110, y 44-92 mm.
So in the first stands the recipient, and in the second nothing else.
"""

from dataclasses import dataclass, field, replace

from advocate_desk.letters.structure import Element

MM = 72 / 25.4
WIDTH = 210 * MM
HEIGHT = 297 * MM
LEFT = 25 * MM
RIGHT = 190 * MM
BODY_TOP_FIRST = 94 * MM
BODY_TOP = 25 * MM
BODY_BOTTOM = 268 * MM

INK = "#17202B"
MUTED = "#4B5765"
ACCENT = "#0B6372"
WARN = "#7A4D00"
HAIRLINE = "#B4BDC7"
ASK_TINT = "#ECF2F5"
SAFE_TINT = "#FFF4DA"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Runs on one baseline. ``element`` is what they are part of; None makes them page furniture."""

    x: float
    baseline: float
    size: float
    runs: tuple[Run, ...]
    colour: str = INK
    element: Element | None = None

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A horizontal rule."""

    x: float
    to_x: float
    y: float
    thickness: float
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fill:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """A horizontal slice of the body, measured from its own top. A page breaks only between strips.

    ``keep`` holds it on the page of the next one; a ``gap`` vanishes at the top of a page.
    """

    height: float
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    keep: bool = False
    gap: bool = False


@dataclass(kw_only=True, slots=True)
class Page:
    """What lies on one page, in page coordinates."""

    fills: list[Fill] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def place(self, strip: Strip, top: float) -> None:
        """Lay ``strip`` with its upper edge at ``top``."""
        self.lines += [replace(line, baseline=line.baseline + top) for line in strip.lines]
        self.rules += [replace(rule, y=rule.y + top) for rule in strip.rules]
        for fill in strip.fills:
            self._lay_fill(replace(fill, y=fill.y + top))

    def _lay_fill(self, fill: Fill) -> None:
        """Join ``fill`` to the one it continues, so that no seam shows between the lines of a box."""
        for place, above in enumerate(self.fills):
            same = (above.x, above.width, above.colour) == (fill.x, fill.width, fill.colour)
            if same and abs(above.y + above.height - fill.y) < 0.01:
                self.fills[place] = replace(above, height=above.height + fill.height)
                return
        self.fills.append(fill)
