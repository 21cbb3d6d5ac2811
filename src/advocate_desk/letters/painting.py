"""Pages painted as PDF. Words go to the PDF as strings; no markup language ever reads them."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from advocate_desk.letters.accents import has_accents, pieces
from advocate_desk.letters.sheet import ACCENT, HEIGHT, LEFT, MM, WIDTH, Line, Page, Run
from advocate_desk.letters.structure import Element
from advocate_desk.letters.typefaces import EM, REGULAR, Typefaces, font_name

_MARK_SIZE = 12 * MM
_SAMPLE_COLOUR = "#7A8795"
_SAMPLE_ALPHA = 0.25
_SAMPLE_ANGLE = 50


class Painter:
    """Paints one letter. ``sample`` is the word laid across every page, "" on a real letter."""

    def __init__(self, faces: Typefaces, document: Element, sample: str) -> None:
        self._faces = faces
        self._order = {id(leaf): place for place, leaf in enumerate(document.leaves())}
        self._sample = sample
        self._target = BytesIO()
        # Without a first font of ours, every file names a Helvetica that it does not embed.
        self._canvas = Canvas(
            self._target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, initialFontName=REGULAR
        )

    def paint(self, pages: list[Page]) -> bytes:
        """Return the PDF, untagged yet; each element's marks say where its words are."""
        for index, page in enumerate(pages):
            self._paint_page(index, page)
        self._canvas.save()
        return self._target.getvalue()

    def words_of(self, page: Page) -> Iterator[str]:
        """Yield what ``page`` says, in the order in which it is painted."""
        yield from (line.text for line in self._content_lines(page))
        yield from (line.text for line in page.lines if line.element is None)
        yield self._sample

    def _paint_page(self, index: int, page: Page) -> None:
        self._shapes(page, first=index == 0)
        for number, (_, lines) in enumerate(groupby(self._content_lines(page), key=lambda line: id(line.element))):
            self._tagged(index, number, list(lines))
        self._begin("/Artifact <</Type /Pagination>>")
        for line in page.lines:
            if line.element is None:
                self._line(line)
        self._end()
        if self._sample:
            self._across(first=index == 0)
        self._canvas.showPage()

    def _content_lines(self, page: Page) -> list[Line]:
        return sorted(
            (line for line in page.lines if line.element is not None), key=lambda line: self._order[id(line.element)]
        )

    def _shapes(self, page: Page, *, first: bool) -> None:
        self._begin("/Artifact <</Type /Layout>>")
        if first:
            self._service_mark()
        for fill in page.fills:
            self._canvas.setFillColor(fill.colour)
            self._canvas.rect(fill.x, HEIGHT - fill.y - fill.height, fill.width, fill.height, stroke=0, fill=1)
        for rule in page.rules:
            self._canvas.setStrokeColor(rule.colour)
            self._canvas.setLineWidth(rule.thickness)
            self._canvas.line(rule.x, HEIGHT - rule.y, rule.to_x, HEIGHT - rule.y)
        self._end()

    def _service_mark(self) -> None:
        """Draw the letterhead's device: an open ring on a square."""
        canvas, bottom = self._canvas, HEIGHT - 18 * MM - _MARK_SIZE
        centre, middle, radius = LEFT + _MARK_SIZE / 2, bottom + _MARK_SIZE / 2, _MARK_SIZE * 0.24
        canvas.setFillColor(ACCENT)
        canvas.roundRect(LEFT, bottom, _MARK_SIZE, _MARK_SIZE, 1.8 * MM, stroke=0, fill=1)
        canvas.setStrokeColor("#FFFFFF")
        canvas.setLineWidth(1.9)
        canvas.setLineCap(1)
        canvas.arc(centre - radius, middle - radius, centre + radius, middle + radius, 25, 300)
        canvas.setLineCap(0)

    def _tagged(self, index: int, number: int, lines: list[Line]) -> None:
        element = lines[0].element
        if element is None:
            return
        element.marks.append((index, number))
        self._begin(f"/{element.role} <</MCID {number}>>")
        for line in lines:
            self._line(line)
        self._end()

    def _line(self, line: Line) -> None:
        text = self._canvas.beginText(line.x, HEIGHT - line.baseline)
        text.setFillColor(line.colour)
        x = line.x
        for run in line.runs:
            text.setFont(font_name(run.bold), line.size)
            if has_accents(run.text):
                self._accented(text, run, x, line)
            else:
                text.textOut(run.text)
            x += self._faces.width(run.text, line.size, run.bold)
            if has_accents(run.text):
                text.setTextOrigin(x, HEIGHT - line.baseline)
        self._canvas.drawText(text)

    def _accented(self, text: PDFTextObject, run: Run, x: float, line: Line) -> None:
        unit = line.size / EM
        for piece in pieces(run.text, partial(self._faces.advance, bold=run.bold)):
            text.setTextOrigin(x + piece.x * unit, HEIGHT - line.baseline + piece.rise * unit)
            text.textOut(piece.text)

    def _across(self, *, first: bool) -> None:
        """Lay the sample mark over the page, on the first one below what an envelope's window may show."""
        size = 128.0
        middle = HEIGHT - (182 if first else 150) * MM
        canvas = self._canvas
        self._begin("/Artifact <</Type /Pagination /Subtype /Watermark>>")
        canvas.saveState()
        canvas.translate(WIDTH / 2, middle)
        canvas.rotate(_SAMPLE_ANGLE)
        canvas.setFillColor(_SAMPLE_COLOUR)
        canvas.setFillAlpha(_SAMPLE_ALPHA)
        canvas.setFont(font_name(True), size)
        canvas.drawString(-self._faces.width(self._sample, size, True) / 2, -0.36 * size, self._sample)
        canvas.restoreState()
        self._end()

    def _begin(self, mark: str) -> None:
        self._canvas.addLiteral(f"{mark} BDC")

    def _end(self) -> None:
        self._canvas.addLiteral("EMC")
