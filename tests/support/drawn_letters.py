"""Invented letters, and ways to look at a drawn one: words by place, and ink."""

import re
from dataclasses import dataclass, replace

import pypdfium2

from advocate_desk.domain.letter import Block, BlockKind, LetterContent, Letterhead

MM = 72 / 25.4
INK = re.compile(rb"[\x00-\xd7]")
"""Grey levels that are ink; the rest is the white of the paper and the soft edge of a letter."""
ANYTHING = re.compile(rb"[\x00-\xfe]")
"""Whatever is not the white of the paper."""

LETTERHEAD = Letterhead(
    service_name="Northbridge Advocacy",
    strapline="Independent support for people affected by abuse",
    sender_lines=(
        "PO Box 99, Northbridge ZZ99 9ZZ",
        "020 7946 0321 (9am to 5pm, Monday to Friday)",
        "referrals@northbridge.example",
        "Registered charity 0000000",
    ),
    phone="020 7946 0321",
)
RECIPIENT = (
    "Private and confidential",
    "Duty Manager, Housing Options",
    "Exampleshire Council",
    "Civic Centre, 1 High Street",
    "NORTHBRIDGE  ZZ99 3AA",
)
WHY = (
    "Ms Sample left her home on 19 November 2026 after a violent incident that was reported to the police. "
    "She is staying with a friend and can stay until Thursday 26 November. She does not feel safe there and we agree."
)
ASK = Block(
    kind=BlockKind.ASK,
    place="What you ask",
    title="What we are asking you to do",
    text="Offer Ms Sample safe interim housing outside the Northbridge area by 5pm on Wednesday 25 November 2026.",
)
SAFE_CONTACT = Block(
    kind=BlockKind.SAFE_CONTACT,
    place="Safe contact",
    title="How to contact her safely",
    text="Text 07700 900123 first. Do not ring without a text, leave a voicemail, or write to any address.",
)
FACTS = Block(
    kind=BlockKind.FACTS,
    place="About her",
    title="About Ms Sample",
    facts=(("Name", "Ms Ceri Sample (she/her)"), ("Language and access", "Welsh and English. Needs a ground floor.")),
)


def paragraph(text: str, place: str = "Why she needs this") -> Block:
    """Return a paragraph."""
    return Block(kind=BlockKind.PARAGRAPH, place=place, text=text)


def heading(title: str) -> Block:
    """Return a heading."""
    return Block(kind=BlockKind.HEADING, place=title, title=title)


LETTER = LetterContent(
    template="housing-referral",
    template_version=1,
    language="en",
    letterhead=LETTERHEAD,
    marking="CONFIDENTIAL: contains safety information",
    recipient_lines=RECIPIENT,
    reference="AD-7KQ2-9MF / R3",
    date_line="23 November 2026",
    sent_by="Secure email and post",
    greeting="Dear Duty Manager",
    subject="Referral for emergency housing",
    blocks=(ASK, SAFE_CONTACT, FACTS, heading("Why she needs to move"), paragraph(WHY)),
    close="Yours faithfully",
    signature_lines=("Jo Advocate", "Independent Domestic Violence Adviser"),
    approval_line="Checked and approved by S. Supervisor, Team Manager, 23 November 2026.",
)


def letter_of(*blocks: Block) -> LetterContent:
    """Return the sample letter with another body."""
    return replace(LETTER, blocks=blocks)


def long_letter() -> LetterContent:
    """Return a letter of several pages."""
    return letter_of(ASK, SAFE_CONTACT, *(part for _ in range(12) for part in (FACTS, heading("More"), paragraph(WHY))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Character:
    """One drawn character and the box of its ink, in millimetres from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """The box round all ink found, in millimetres from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [opened[index].get_textpage().get_text_bounded() for index in range(len(opened))]


def squeezed(text: str) -> str:
    """Return ``text`` without any space."""
    return "".join(text.split())


def characters(pdf: bytes, page: int = 0) -> list[Character]:
    """Return what is drawn on a page, character by character, spaces left out."""
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[page].get_textpage()
        height = opened[page].get_height()
        for index in range(text.count_chars()):
            said = text.get_text_range(index, 1)
            if said.strip():
                left, bottom, right, top = text.get_charbox(index)
                found.append(
                    Character(
                        text=said,
                        left=left / MM,
                        top=(height - top) / MM,
                        right=right / MM,
                        bottom=(height - bottom) / MM,
                    )
                )
    return found


def ink_in(
    pdf: bytes,
    area: tuple[float, float, float, float],
    page: int = 0,
    dots: int = 300,
    grey: re.Pattern[bytes] = INK,
) -> Ink | None:
    """Return the box round the ink inside ``area`` (left, top, right, bottom in mm), None where it is blank."""
    left, top, right, bottom = area
    with pypdfium2.PdfDocument(pdf) as opened:
        sheet = opened[page]
        crop = (left * MM, sheet.get_height() - bottom * MM, sheet.get_width() - right * MM, top * MM)
        bitmap = sheet.render(scale=dots / 72, crop=crop, grayscale=True)
        data = bytes(bitmap.buffer)
        rows = [data[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height)]
    dark = {y: found for y, row in enumerate(rows) if (found := [match.start() for match in grey.finditer(row)])}
    if not dark:
        return None
    pixel = 25.4 / dots
    return Ink(
        left=left + min(found[0] for found in dark.values()) * pixel,
        top=top + min(dark) * pixel,
        right=left + (max(found[-1] for found in dark.values()) + 1) * pixel,
        bottom=top + (max(dark) + 1) * pixel,
    )
