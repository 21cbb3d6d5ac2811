"""A letter's wording as data: sentences of ours with slots, and which facts its recipients may have at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.consent import Share
from advocate_desk.domain.pronouns import slots
from advocate_desk.domain.rule_table import Provenance, RuleTable

_PRONOUNS = frozenset({"they", "them", "their", "They", "Them", "Their"})
_SLOTS: dict[str, frozenset[str]] = {
    "about_title": frozenset({"name"}),
    "opinion": frozenset({"name"}),
    "contact_us": frozenset({"name", "reach"}),
    "reply_by": frozenset({"deadline"}),
    "consent": frozenset({"name", "agency", "given", "purpose"}),
    "lawful_basis": frozenset({"name", "agency", "basis", "purpose"}),
    "next": frozenset({"name", "reach"}),
    "quote": frozenset({"reference"}),
    "next_by": frozenset({"deadline"}),
    "handling": frozenset({"name"}),
}
"""The slots each sentence may have beside the pronouns."""

WORDS = (
    "ask_title",
    "reply_by",
    "safe_title",
    "contact_us",
    "about_title",
    "risk_title",
    "why_title",
    "opinion",
    "sharing_title",
    "consent",
    "lawful_basis",
    "no_basis",
    "next_title",
    "next",
    "quote",
    "next_by",
    "handling",
)
LABELS = (
    "name",
    "legal_name",
    "date_of_birth",
    "needs",
    "children",
    "other_person",
    "assessment",
    "score",
    "judgement",
    "level",
    "gap",
    "meeting",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterTemplate:
    """One kind of letter in one language.

    ``purpose`` is what is asked for, as the editor offers it. ``may_carry`` are the sets of facts this kind
    of recipient may be given: what is not in it can be in no letter from this template, whoever ticks it.
    ``addressee`` is who opens it where nobody is named.
    """

    code: str
    version: int
    purpose: str
    recipient_kind: str
    language: str
    subject: str
    addressee: str
    sent_by: str
    may_carry: tuple[Share, ...]
    provenance: Provenance
    words: Mapping[str, str]
    labels: Mapping[str, str]


def parse_template(data: Mapping[str, object], file: str) -> LetterTemplate:
    """Read a letter's wording from a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a sentence has a slot nothing fills.
    """
    table = RuleTable(data, file)
    words, labels = table.table("words"), table.table("labels")
    template = LetterTemplate(
        code=table.text("code"),
        version=table.whole("version"),
        purpose=table.text("purpose"),
        recipient_kind=table.text("recipient_kind"),
        language=table.text("language"),
        subject=table.text("subject"),
        addressee=table.text("addressee"),
        sent_by=table.text("sent_by"),
        may_carry=table.some_of("may_carry", Share),
        provenance=table.provenance(),
        words={key: _sentence(words, key) for key in WORDS},
        labels={key: labels.text(key) for key in LABELS},
    )
    for part in (words, labels, table):
        part.done()
    return template


def _sentence(words: RuleTable, key: str) -> str:
    text = words.text(key)
    unknown = [slot for slot in slots(text) if slot not in _PRONOUNS | _SLOTS.get(key, frozenset())]
    if unknown:
        raise words.refuse(key, f"has a slot that nothing fills: {unknown[0]}")
    return text
