"""The words a letter's frame says of itself, by language."""

from dataclasses import dataclass

from advocate_desk.domain.errors import LetterFailed


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The frame's words. ``tag`` is the language as PDF wants it (BCP 47)."""

    tag: str
    our_reference: str
    date: str
    sent_by: str
    misdelivered: str
    handling: str
    page_of: str
    sample: str


_ENGLISH = Wording(
    tag="en-GB",
    our_reference="Our reference",
    date="Date",
    sent_by="Sent by",
    misdelivered="If this letter has reached you by mistake: phone {phone} and post it back to us.",
    handling="Do not copy it, pass it on, or contact anyone named in it.",
    page_of="Page {page} of {pages}",
    sample="SAMPLE",
)
_BY_LANGUAGE = {"en": _ENGLISH, "en-GB": _ENGLISH}


def wording(language: str) -> Wording:
    """Return the frame's words in ``language``.

    Raises:
        LetterFailed: there is no frame in that language yet.
    """
    try:
        return _BY_LANGUAGE[language]
    except KeyError:
        raise LetterFailed("Letters in this language cannot be drawn yet. Choose English, then try again.") from None
