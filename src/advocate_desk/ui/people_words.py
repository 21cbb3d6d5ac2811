"""What the people of a case are called on the screen, and what is told about each."""

from collections.abc import Mapping
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import age_on, long_date
from advocate_desk.domain.people import Disclosure, PersonRole, PointKind
from advocate_desk.services.keep_people import PersonView

ROLE_WORDS = {
    PersonRole.CLIENT: "The person this case is for",
    PersonRole.CHILD: "Child",
    PersonRole.OTHER_PERSON: "Other person",
    PersonRole.SUPPORTER: "Supporter",
}
NEW_ROLES = {role: words for role, words in ROLE_WORDS.items() if role is not PersonRole.CLIENT}
ANSWERS: Mapping[Answer, str] = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.NOT_KNOWN: "Not known",
    Answer.NOT_ASKED: "Not asked",
    Answer.PREFER_NOT_TO_SAY: "Prefers not to say",
}
SAFE_ANSWERS = {answer: words for answer, words in ANSWERS.items() if answer is not Answer.PREFER_NOT_TO_SAY}
DISCLOSURES = {
    Disclosure.DO_NOT_DISCLOSE: "Do not disclose",
    Disclosure.MAY_BE_SHARED: "May be shared, with consent",
    Disclosure.FREE: "Free to share",
}
POINT_KINDS = {
    PointKind.PHONE: "Phone",
    PointKind.EMAIL: "Email",
    PointKind.ADDRESS: "Address",
    PointKind.SCHOOL: "School",
    PointKind.WORKPLACE: "Workplace",
}
NEVER_A_RECIPIENT = "Never the recipient of a letter, and never contacted from here."
NOT_SAFE = "Not safe to contact"
FIELD_WORDS = {
    "name_to_use": "Name to use",
    "legal_name": "Legal name",
    "known_as": "Also known as",
    "pronouns": "Pronouns",
    "gender": "Gender",
    "date_of_birth": "Date of birth",
    "relationship": "Relationship",
    "lives_with_client": "Lives with the client",
    "language": "Language",
    "interpreter": "Interpreter needed",
    "interpreter_needs": "About the interpreter",
    "never_interpreter": "Must never interpret",
    "access_needs": "Access needs",
    "works_at": "Works at",
    "vehicle": "Vehicle",
    "about": "What else to know",
}
RISKS_FOR_STAFF = "Risks for staff"
_CLIENT, _CHILD, _OTHER = PersonRole.CLIENT, PersonRole.CHILD, PersonRole.OTHER_PERSON
_NOT_ASKED_OF: Mapping[str, frozenset[PersonRole]] = {
    "relationship": frozenset({_CLIENT}),
    "lives_with_client": frozenset({_CLIENT}),
    "access_needs": frozenset({_OTHER}),
    "interpreter": frozenset({_OTHER}),
    "interpreter_needs": frozenset({_OTHER}),
    "never_interpreter": frozenset({_OTHER}),
    "works_at": frozenset({_CHILD}),
    "vehicle": frozenset({_CLIENT, _CHILD, PersonRole.SUPPORTER}),
}


def is_asked_of(name: str, role: PersonRole) -> bool:
    """Say whether a form asks this of somebody of ``role``."""
    return role not in _NOT_ASKED_OF.get(name, frozenset())


def label_of(name: str, role: PersonRole) -> str:
    """Return what a field is called for somebody of ``role``."""
    return RISKS_FOR_STAFF if (name, role) == ("about", _OTHER) else FIELD_WORDS[name]


def facts(view: PersonView, today: date) -> list[tuple[str, str]]:
    """Return what is known about somebody, each with its label; what nobody asked about a client says so.

    What must be seen first stands first: risks for staff, and who must never interpret.
    """
    person, found = view.person, list[tuple[str, str]]()
    asked, unasked = person.role in {_CLIENT, _CHILD}, ANSWERS[Answer.NOT_ASKED]
    for name in FIELD_WORDS:
        words = value_words(getattr(person, name), today)
        if name == "works_at":
            words = ", ".join(part for part in (words, view.agency) if part)
        told = words and (words != unasked or (asked and is_asked_of(name, person.role)))
        if told and name != "name_to_use" and not (name == "lives_with_client" and person.role is _CLIENT):
            found.append((label_of(name, person.role), words))
    first = {RISKS_FOR_STAFF, FIELD_WORDS["never_interpreter"]}
    return sorted(found, key=lambda fact: fact[0] not in first)


def value_words(value: object, today: date) -> str:
    """Return one field of a person in words; "" where nothing is there."""
    match value:
        case Answer():
            return ANSWERS[value]
        case date():
            age = age_on(value, today)
            return long_date(value) if age is None else f"{long_date(value)} ({_years(age)})"
        case tuple():
            return ", ".join(str(part) for part in value)
        case None:
            return ""
        case _:
            return str(value).strip()


def is_not_safe(view: PersonView) -> bool:
    """Say whether there are ways to reach somebody, and none that is safe today."""
    return bool(view.points) and all(point.warning for point in view.points)


def _years(age: int) -> str:
    return "1 year old" if age == 1 else f"{age} years old"
