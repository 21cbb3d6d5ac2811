"""Composing a letter: a template's sentences, and of the facts those that may be in it."""

from collections.abc import Iterator

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Share
from advocate_desk.domain.consent_rules import BASIS_LABELS, covers
from advocate_desk.domain.contact_in_letter import safe_contact_sentences
from advocate_desk.domain.dates_in_words import long_date, time_and_day
from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.domain.letter_facts import AboutClient, Author, LetterFacts
from advocate_desk.domain.letter_risk import risk_rows
from advocate_desk.domain.letter_template import LetterTemplate
from advocate_desk.domain.pronouns import fill, joined, pronouns
from advocate_desk.domain.recipient import close_for, greeting, one_line


def compose(template: LetterTemplate, facts: LetterFacts) -> LetterContent:
    """Return the letter that ``template`` and ``facts`` make.

    A set of facts is in it only where the referral shares it and the template may carry it.
    """
    addressee = one_line(facts.addressee) or template.addressee
    return LetterContent(
        template=template.code,
        template_version=template.version,
        language=template.language,
        letterhead=facts.letterhead,
        marking=facts.marking,
        recipient_lines=facts.recipient_lines,
        reference=facts.reference,
        date_line=facts.date_line,
        sent_by=facts.sent_by or template.sent_by,
        greeting=greeting(addressee),
        subject=template.subject,
        blocks=tuple(_Parts(template, facts).blocks()),
        close=close_for(facts.addressee, is_named=bool(facts.addressee.strip())),
        signature_lines=_signature(facts.author),
        approval_line=facts.approval_line,
        window_offset=facts.window_offset,
        is_sample=facts.is_sample,
    )


class _Parts:
    """The body of one letter, part by part."""

    def __init__(self, template: LetterTemplate, facts: LetterFacts) -> None:
        self._words, self._labels = template.words, template.labels
        self._facts = facts
        self._carried = frozenset(facts.shares) & frozenset(template.may_carry)
        self._person = pronouns(facts.client.pronouns)
        self._name = one_line(facts.client.name_to_use)

    def blocks(self) -> Iterator[Block]:
        yield self._box(BlockKind.ASK, "ask_title", self._ask())
        yield self._box(BlockKind.SAFE_CONTACT, "safe_title", self._safe_contact())
        yield from self._table("about_title", tuple(self._about()))
        if Share.RISK_SUMMARY in self._carried:
            yield from self._table("risk_title", tuple(risk_rows(self._facts, self._labels)))
        yield from self._section("why_title", f"{self._facts.why}\n\n{self._say('opinion')}")
        yield from self._section("sharing_title", self._sharing())
        yield from self._section("next_title", self._next())

    def _say(self, key: str, **values: str) -> str:
        return fill(self._words[key], self._person, **{"name": self._name, **values})

    def _box(self, kind: BlockKind, title: str, text: str) -> Block:
        heading = self._say(title)
        return Block(kind=kind, place=heading, title=heading, text=text)

    def _table(self, title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[Block]:
        if rows:
            heading = self._say(title)
            yield Block(kind=BlockKind.FACTS, place=heading, title=heading, facts=rows)

    def _section(self, title: str, text: str) -> Iterator[Block]:
        heading = self._say(title)
        paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
        if paragraphs:
            yield Block(kind=BlockKind.HEADING, place=heading, title=heading)
        for paragraph in paragraphs:
            yield Block(kind=BlockKind.PARAGRAPH, place=heading, text=paragraph)

    def _ask(self) -> str:
        return " ".join(part for part in (self._facts.ask.strip(), self._by("reply_by")) if part)

    def _by(self, key: str) -> str:
        if self._facts.reply_by is None:
            return ""
        return self._say(key, deadline=time_and_day(self._facts.reply_by))

    def _safe_contact(self) -> str:
        if Share.SAFE_CONTACT in self._carried:
            facts = self._facts
            sentences = safe_contact_sentences(
                facts.plan, facts.ticked, facts.points, facts.incidents, facts.today, facts.others
            )
            if sentences:
                return " ".join(sentences)
        return self._say("contact_us", reach=self._reach())

    def _about(self) -> Iterator[tuple[str, str]]:
        client, labels = self._facts.client, self._labels
        said = one_line(client.pronouns)
        yield labels["name"], f"{self._name} ({said})" if said else self._name
        if Share.DATE_OF_BIRTH in self._carried:
            if client.legal_name.strip() and one_line(client.legal_name) != self._name:
                yield labels["legal_name"], one_line(client.legal_name)
            if client.date_of_birth is not None:
                yield labels["date_of_birth"], long_date(client.date_of_birth)
        if Share.NEEDS in self._carried and (needs := _needs(client)):
            yield labels["needs"], needs
        if Share.CHILDREN in self._carried and client.children:
            yield labels["children"], children_in_words(client.children)
        if Share.OTHER_PERSON in self._carried and client.other_people:
            yield labels["other_person"], "; ".join(_with_relationship(*other) for other in client.other_people)

    def _sharing(self) -> str:
        facts = self._facts
        asked = facts.agency_id, facts.purpose, facts.shares, [point.id for point in facts.ticked], facts.today
        if facts.consent is not None and not covers(facts.consent, *asked):
            given = long_date(facts.consent.given_on)
            return self._say("consent", agency=facts.agency_name, given=given, purpose=_inside(facts.purpose))
        if facts.lawful_basis is not None:
            basis = BASIS_LABELS[facts.lawful_basis]
            return self._say("lawful_basis", agency=facts.agency_name, basis=basis, purpose=_inside(facts.purpose))
        return self._say("no_basis")

    def _next(self) -> str:
        said = (self._say("next", reach=self._reach()), self._quote(), self._by("next_by"))
        return f"{' '.join(part for part in said if part)}\n\n{self._say('handling')}"

    def _quote(self) -> str:
        """What the recipient quotes; "" where an older referral has nothing of the kind."""
        reference = self._facts.reply_reference
        return self._say("quote", reference=reference) if reference else ""

    def _reach(self) -> str:
        """Where the recipient answers: the author, else the service itself."""
        author, head = self._facts.author, self._facts.letterhead
        ways = [way for way in (author.direct_line.strip(), author.email.strip()) if way]
        return joined(ways, "or") or head.phone.strip() or head.service_name


def approval_line(name: str, job_title: str, approved_on: str) -> str:
    """Return ``Checked and approved by S. Supervisor, Team Manager, 23 November 2026. Copy kept on file.``"""
    who = ", ".join(part for part in (one_line(name), one_line(job_title), approved_on) if part)
    return f"Checked and approved by {who}. Copy kept on file."


def children_in_words(ages: tuple[int | None, ...]) -> str:
    """Return ``2 children, aged 6 and 9``; an age nobody knows is said to be unknown."""
    known = [_age(age) for age in sorted(age for age in ages if age is not None)]
    count = "1 child" if len(ages) == 1 else f"{len(ages)} children"
    aged = f"aged {joined(known)}" if known else ""
    missing = len(ages) - len(known)
    unknown = ("age not known" if missing == 1 else f"{missing} ages not known") if missing else ""
    return ", ".join(part for part in (count, aged, unknown) if part)


def _age(age: int) -> str:
    return "under 1" if age == 0 else str(age)


def _signature(author: Author) -> tuple[str, ...]:
    direct = f"Direct line {author.direct_line.strip()}" if author.direct_line.strip() else ""
    reach = "  ·  ".join(part for part in (direct, author.email.strip()) if part)
    return tuple(one_line(line) if line != reach else line for line in (author.name, author.job_title, reach) if line)


_INTERPRETER = {Answer.YES: "An interpreter is needed.", Answer.NO: "No interpreter needed."}


def _needs(client: AboutClient) -> str:
    language = f"{one_line(client.language).rstrip('.')}." if client.language.strip() else ""
    access = f"{client.access_needs.strip().rstrip('.')}." if client.access_needs.strip() else ""
    return " ".join(part for part in (language, _INTERPRETER.get(client.interpreter, ""), access) if part)


def _with_relationship(name: str, relationship: str) -> str:
    return f"{one_line(name)} ({one_line(relationship)})" if relationship.strip() else one_line(name)


def _inside(purpose: str) -> str:
    """A purpose in the middle of a sentence; "MARAC" and "NHS" keep their capitals."""
    first, _, rest = purpose.strip().partition(" ")
    lowered = first if first.isupper() else first[:1].lower() + first[1:]
    return f"{lowered} {rest}".strip()
