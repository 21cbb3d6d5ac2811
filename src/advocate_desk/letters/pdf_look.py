"""Looks into a PDF somebody brought: whether it does anything by itself, or carries more than it shows."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from advocate_desk.domain.errors import FileRefused

_LOCKED = (
    "This PDF opens only with a password, so it cannot be looked into. It was not added. Open it where it came from, "
    "print it as a PDF without a password, then add that."
)
_DAMAGED = "This PDF is damaged or incomplete and was not added. Copy it from where it came once more."
_SCRIPT = (
    "This PDF holds a script, which could run where it is opened. It was not added. Print it as a PDF, then add that."
)
_CARRIES = (
    "This PDF carries another file inside it. It was not added. Print it as a PDF, then add that; "
    "what it carries can be added by itself."
)
_STARTS = (
    "This PDF starts a program, opens another file or sends what is typed into it. It was not added. "
    "Print it as a PDF, then add that."
)

# ISO 32000-2: actions in 12.6.4, file specifications in 7.11, annotations in 12.5.6, XFA forms in 12.7.8.
_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/XFA": _SCRIPT,
    "/EF": _CARRIES,
    "/EmbeddedFiles": _CARRIES,
}
_ACTIONS = {
    "/JavaScript": _SCRIPT,
    "/RichMediaExecute": _SCRIPT,
    "/Rendition": _SCRIPT,
    **dict.fromkeys(("/Launch", "/GoToE", "/GoToR", "/ImportData", "/SubmitForm"), _STARTS),
}
_KINDS = {
    "/EmbeddedFile": _CARRIES,
    **dict.fromkeys(("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"), _CARRIES),
}
_NAMED_BY = {"/S": _ACTIONS, "/Type": _KINDS, "/Subtype": _KINDS}


def look_into(pdf: bytes) -> None:
    """See that a PDF holds no script, carries no file, starts nothing, and opens without a password.

    Every object is looked at, whether a page uses it or not.

    Raises:
        FileRefused: with the reason.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            if not len(opened.pages):
                raise FileRefused(_DAMAGED)
            for found in _dictionaries(opened):
                _refuse(found)
    except pikepdf.PasswordError:
        raise FileRefused(_LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise FileRefused(_DAMAGED) from None


def _dictionaries(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary there is, those of streams and those inside others too; each once."""
    waiting: list[object] = [opened.trailer, *opened.objects]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(_direct(found))
        elif isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
            yield found
            waiting.extend(_direct([value for _key, value in found.items()]))


def _direct(values: object) -> Iterator[object]:
    """Yield those that stand right here; what is only pointed at comes by itself."""
    for value in values:  # type: ignore[attr-defined]  # an array of pikepdf's, or a list
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield value


def _refuse(found: pikepdf.Object) -> None:
    for key, value in found.items():
        if key in _KEYS:
            raise FileRefused(_KEYS[key])
        if isinstance(value, pikepdf.Name) and (why := _NAMED_BY.get(key, {}).get(str(value))):
            raise FileRefused(why)
