"""Words that make a contact unsafe wherever they stand. They only ever narrow what may be done.

A spreadsheet keeps "DO NOT CALL HOME NO." in its notes and a yes in its safety column. The yes would put
somebody in danger if it won, so it never does.
"""

import re
from dataclasses import dataclass

# Words and what lies between them share no character, so that no text makes the search slow.
_GAP = r"[\W_]+"
_WORD = r"[^\W_]+"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_NOT_SAFE = re.compile(
    rf"{_START}(?:(?:not|isn{_GAP}t|isnt){_GAP}(?:{_WORD}{_GAP}){{0,2}}?safe|unsafe|un{_GAP}safe){_END}"
)
_DO_NOT_CALL = re.compile(
    rf"{_START}(?:(?:do{_GAP}not|don{_GAP}t|dont|never|must{_GAP}not|mustn{_GAP}t|cannot|can{_GAP}not|can{_GAP}t)"
    rf"{_GAP}(?:ever{_GAP})?(?:be{_GAP})?(?:call|ring|phone|telephone|contact|text|message|called|rung|phoned|contacted)"
    rf"|no{_GAP}(?:phone{_GAP})?(?:calls|calling|phoning|ringing)){_END}"
)
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;]?")
_LONGEST_SAYING = 200


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """What was found in a text: that something is not safe, that nobody may call, and the words themselves."""

    not_safe: bool = False
    do_not_call: bool = False
    saying: str = ""

    def __bool__(self) -> bool:
        return self.not_safe or self.do_not_call


def find_safety_words(text: str) -> SafetyWords:
    """Find "not safe", "do not call" and their everyday forms, whatever the case, spacing and marks."""
    plain = text.casefold().replace("\u2019", "'")
    not_safe, do_not_call = _NOT_SAFE.search(plain), _DO_NOT_CALL.search(plain)
    if not (not_safe or do_not_call):
        return SafetyWords()
    return SafetyWords(not_safe=bool(not_safe), do_not_call=bool(do_not_call), saying=_saying(text))


def _saying(text: str) -> str:
    """Return the sentence that holds the words, or the whole of a short text."""
    whole = " ".join(text.split())
    if len(whole) <= _LONGEST_SAYING:
        return whole
    for sentence in _SENTENCE.findall(whole):
        plain = sentence.casefold().replace("\u2019", "'")
        if _NOT_SAFE.search(plain) or _DO_NOT_CALL.search(plain):
            return str(sentence).strip()[:_LONGEST_SAYING]
    return whole[:_LONGEST_SAYING]
