"""One line of text made to fit its place, by a smaller size or not at all. Nothing is cut off in silence."""

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.letters.typefaces import Typefaces

_STEP = 0.1


def fitting_size(
    faces: Typefaces, text: str, room: float, what: str, *, size: float, smallest: float, bold: bool = False
) -> float:
    """Return the largest size, from ``size`` down to ``smallest`` points, at which ``text`` is within ``room``.

    Raises:
        LetterFailed: it would have to be smaller. ``what`` names the text for a person.
    """
    needed = faces.width(text, size, bold)
    if needed <= room:
        return size
    fitted = int(size * room / needed / _STEP) * _STEP
    if fitted < smallest:
        takes = int(len(text) * room / faces.width(text, smallest, bold))
        raise LetterFailed(
            f"This letter cannot be drawn: {what} has {len(text)} characters, and there is room for about {takes}. "
            "Shorten it, then try again."
        )
    return fitted
