"""Names in Cyrillic, Greek and Arabic letters, in Latin ones: near enough to be known again, not to be printed.

The tables follow how such names are usually written in British papers; a sound that Latin letters write in several
ways is written in the one that `name_forms.sound` brings together with the others. Evidence: design; no letter or
screen ever shows what comes out of here.
"""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўљњћђјџ"
_CYRILLIC_WRITTEN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sh - y - e yu ya i yi ye g u l n c d j d"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω"
_GREEK_WRITTEN = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئپچژگکیےںھہڈٹڑ"
_ARABIC_WRITTEN = (
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a - a a i w y p ch zh g k y y n h h d t r"
)


def _pairs(letters: str, written: str) -> dict[str, str]:
    return {one: latin.replace("-", "") for one, latin in zip(letters, written.split(), strict=True)}


_LATIN = str.maketrans(
    _pairs(_CYRILLIC, _CYRILLIC_WRITTEN) | _pairs(_GREEK, _GREEK_WRITTEN) | _pairs(_ARABIC, _ARABIC_WRITTEN)
)


def in_latin_letters(text: str) -> str:
    """Return ``text``, casefolded before, with the letters these tables know written in Latin ones."""
    return text.translate(_LATIN)
