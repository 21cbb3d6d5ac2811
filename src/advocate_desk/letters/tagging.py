"""The finished file: structure tree, language, and metadata that say nothing about anybody.

ReportLab writes no tags. The painter numbers what it paints; here the tree that ties the numbers together is
added (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).
"""

from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from advocate_desk.letters.structure import Element, Role

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def finish(pdf: bytes, document: Element, *, title: str, language: str) -> bytes:
    """Return ``pdf`` tagged as ``document`` says. The same letter gives the same bytes."""
    target = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        _Tree(opened).plant(document)
        _describe(opened, title, language)
        opened.save(
            target,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _describe(opened: Pdf, title: str, language: str) -> None:
    opened.trailer["/Info"] = opened.make_indirect(Dictionary(Title=String(title)))
    root = opened.Root
    root.Lang = String(language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = pikepdf.Stream(opened, _XMP.format(title=escape(title), language=language).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = opened.make_indirect(metadata)
    for page in opened.pages:
        page.obj.Tabs = Name.S


class _Tree:
    """Builds the structure tree of one file, and for each page the list from mark to part."""

    def __init__(self, opened: Pdf) -> None:
        self._opened = opened
        self._pages = [page.obj for page in opened.pages]
        self._marked: list[dict[int, Object]] = [{} for _ in self._pages]

    def plant(self, document: Element) -> None:
        """Make ``document`` the root's only child."""
        root = self._opened.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._grow(document, root)])
        numbers = Array()
        for index, marked in enumerate(self._marked):
            self._pages[index].StructParents = index
            numbers.append(index)
            numbers.append(self._opened.make_indirect(Array([marked[number] for number in sorted(marked)])))
        root.ParentTree = self._opened.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages)
        self._opened.Root.StructTreeRoot = root

    def _grow(self, element: Element, parent: Object) -> Object:
        node = self._opened.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        if element.role is Role.ROW_HEADING:
            node.A = Dictionary(O=Name.Table, Scope=Name.Row)
        kids = [self._grow(child, node) for child in element.children]
        for index, number in element.marks:
            self._marked[index][number] = node
            kids.append(Dictionary(Type=Name.MCR, Pg=self._pages[index], MCID=number))
        node.K = Array(kids)
        return node
