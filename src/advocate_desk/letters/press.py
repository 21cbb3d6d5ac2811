"""A letter drawn: content in, a PDF that was read back out."""

from pathlib import Path

from advocate_desk.domain.letter import LetterContent
from advocate_desk.letters.body import Body
from advocate_desk.letters.every_page import EveryPage, PageNumber
from advocate_desk.letters.first_page import FirstPage
from advocate_desk.letters.pagination import paginate
from advocate_desk.letters.painting import Painter
from advocate_desk.letters.plain_content import plain_content
from advocate_desk.letters.read_back import check_pdf, check_setting
from advocate_desk.letters.sheet import Page
from advocate_desk.letters.structure import Element, Role
from advocate_desk.letters.tagging import finish
from advocate_desk.letters.typefaces import Typefaces
from advocate_desk.letters.wording import wording


class Press:
    """Draws letters with the fonts in ``fonts``. Writes no file."""

    def __init__(self, fonts: Path) -> None:
        self.faces = Typefaces(fonts)

    def draw(self, content: LetterContent) -> bytes:
        """Return the PDF. The same content gives the same bytes.

        Raises:
            LetterFailed: it cannot be drawn, or did not read back as intended.
        """
        plain = plain_content(content, self.faces.knows)
        words = wording(plain.language)
        document = Element(Role.DOCUMENT)
        opening = Page()
        FirstPage(self.faces, opening, document).set(plain, words)
        pages = paginate(Body(self.faces, document).strips(plain))
        pages[0].rules += opening.rules
        pages[0].lines += opening.lines
        frame = EveryPage(self.faces, plain, words)
        for number, page in enumerate(pages, start=1):
            frame.frame(page, PageNumber(page=number, pages=len(pages)))
        check_setting(plain, words, pages, document)
        painter = Painter(self.faces, document, words.sample if plain.is_sample else "")
        pdf = finish(painter.paint(pages), document, title=neutral_title(plain.reference), language=words.tag)
        check_pdf(pdf, [list(painter.words_of(page)) for page in pages])
        return pdf


def neutral_title(reference: str) -> str:
    """Return the only thing the file's metadata says: the reference, such as "AD-7KQ2-9MF R3"."""
    return " ".join(reference.replace("/", " ").split())
