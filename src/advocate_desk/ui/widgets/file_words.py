"""Files of a case in words."""

from advocate_desk.domain.attachments import MediaType
from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.services.keep_files import FileView, LookedInto

KIND_WORDS = {
    MediaType.PDF: "PDF document",
    MediaType.JPEG: "Picture",
    MediaType.PNG: "Picture",
    MediaType.TEXT: "Text",
}
KIND_ICONS = {MediaType.PDF: "file-pdf", MediaType.TEXT: "file-text"}
PICTURES = frozenset({MediaType.JPEG, MediaType.PNG})
EXPORTED_AS = {
    MediaType.PDF: ("document.pdf", "PDF (*.pdf)"),
    MediaType.JPEG: ("picture.jpg", "JPEG (*.jpg)"),
    MediaType.PNG: ("picture.png", "PNG (*.png)"),
    MediaType.TEXT: ("text.txt", "Text (*.txt)"),
}
"""A neutral name outside, which says nothing about anybody, and what the file dialog calls the kind."""
STRIPPED = "What its camera wrote (place, time, device) is left out. The picture as it came is kept sealed beside it."


def about_words(view: FileView) -> str:
    """Return ``Picture, 3.1 MB. Added 20 November 2026 by Jo Advocate.``."""
    by = f" by {view.added_by_name}" if view.added_by_name else ""
    added = long_date(in_london(view.added_at).date())
    return f"{KIND_WORDS[view.media_type]}, {size_words(view.size_bytes)}. Added {added}{by}."


def found_words(looked: LookedInto) -> str:
    """Return what was found in a file that may be kept."""
    found = f"{KIND_WORDS[looked.media_type]}, {size_words(len(looked.shown))}. It can be kept."
    if looked.strips:
        return f"{found} {STRIPPED} What is in the picture itself stays: a street sign, a view."
    return found


def size_words(size: int) -> str:
    """Return a size in bytes as people say it: ``640 bytes``, ``12 KB``, ``3.1 MB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{round(size / 1000)} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
