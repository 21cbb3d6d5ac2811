"""Words that make a contact unsafe wherever they stand. They only ever narrow what may be done.

A spreadsheet keeps "DO NOT CALL HOME NO." in its notes and a yes in its safety column. The yes would put
somebody in danger if it won, so it never does.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

# Words and what lies between them share no character, so that no text makes the search slow.
_GAP = r"[\W_]+"
_NEAR = r"(?:[^\w.,;:!?]|_)+"
_WORD = r"[^\W_]+"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_NOT_SAFE = re.compile(
    rf"{_START}(?:(?:not|(?:is|are|was|were|wo)n(?:{_GAP})?t){_GAP}(?:{_WORD}{_GAP}){{0,2}}?safe"
    rf"|unsafe|un{_GAP}safe){_END}"
)
_DO_NOT = (
    rf"(?:do{_GAP}not|don{_GAP}t|dont|never|must{_GAP}not|mustn{_GAP}t|should{_GAP}not|shouldn{_GAP}t|not{_GAP}to"
    rf"|cannot|can{_GAP}not|can{_GAP}t)"
)
_CALL = (
    r"(?:call|ring|phone|telephone|contact|text|message|called|rung|phoned|texted|contacted"
    rf"|use{_NEAR}(?:{_WORD}{_NEAR})?(?:number|no|mobile|landline))"
)
_CALLING = r"(?:calling|phoning|ringing|texting|contacting)"
_DO_NOT_CALL = re.compile(
    rf"{_START}(?:{_DO_NOT}(?:{_GAP}(?:ever{_GAP})?(?:be{_GAP})?|{_NEAR}(?:(?!leave){_WORD}{_NEAR}){{0,3}}?){_CALL}"
    rf"|no{_GAP}(?:phone{_GAP})?(?:calls|{_CALLING})|(?:avoid|stop){_GAP}{_CALLING}|d\.?n\.?c){_END}"
)
_NO_MESSAGE = re.compile(
    rf"{_START}(?:{_DO_NOT}{_NEAR}leave{_NEAR}(?:{_WORD}{_NEAR})?|no{_NEAR})"
    rf"(?:messages?|msgs?|voice{_GAP}mails?|voicemails?){_END}"
)
_EACH = (_NOT_SAFE, _DO_NOT_CALL, _NO_MESSAGE)
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;]?")
_LONGEST_SAYING = 200


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """What was found in a text: not safe, nobody may call, no message may be left; and the words themselves."""

    not_safe: bool = False
    do_not_call: bool = False
    no_message: bool = False
    saying: str = ""

    def __bool__(self) -> bool:
        return self.not_safe or self.do_not_call or self.no_message


def find_safety_words(text: str) -> SafetyWords:
    """Find "not safe", "do not call" and their everyday forms, whatever the case, spacing and marks."""
    plain = _plain(text)
    found = SafetyWords(
        not_safe=bool(_NOT_SAFE.search(plain)),
        do_not_call=bool(_DO_NOT_CALL.search(plain)),
        no_message=bool(_NO_MESSAGE.search(plain)),
    )
    return replace(found, saying=_saying(text)) if found else found


def _plain(text: str) -> str:
    """Return ``text`` in small letters, wide and ornamental ones made plain."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def _saying(text: str) -> str:
    """Return the sentence that holds the words, or the whole of a short text."""
    whole = " ".join(text.split())
    if len(whole) <= _LONGEST_SAYING:
        return whole
    for sentence in _SENTENCE.findall(whole):
        plain = _plain(sentence)
        if any(words.search(plain) for words in _EACH):
            return str(sentence).strip()[:_LONGEST_SAYING]
    return whole[:_LONGEST_SAYING]
