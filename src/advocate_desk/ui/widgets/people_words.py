"""What the people of a case are called on the screen, and what is told about each."""

from collections.abc import Mapping
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import age_on, long_date
from advocate_desk.domain.people import Disclosure, Person, PersonRole, PointKind
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
    "date_of_birth": "Date of birth",
    "relationship": "Relationship",
    "language": "Language",
    "interpreter": "Interpreter needed",
    "access_needs": "Access needs",
    "lives_with_client": "Lives with the client",
    "gender": "Gender",
    "interpreter_needs": "About the interpreter",
    "never_interpreter": "Must never interpret",
    "works_at": "Works at",
    "vehicle": "Vehicle",
    "about": "What else to know",
}


def facts(person: Person, today: date) -> list[tuple[str, str]]:
    """Return what is known about somebody, each with its label; what nobody asked about a client says so."""
    asked = person.role in {PersonRole.CLIENT, PersonRole.CHILD}
    told = [(FIELD_WORDS[name], value_words(getattr(person, name), today)) for name in FIELD_WORDS]
    hidden = {"Name to use"}
    if person.role is PersonRole.CLIENT:
        hidden |= {"Lives with the client", "Relationship"}
    unasked = ANSWERS[Answer.NOT_ASKED]
    return [(label, words) for label, words in told if words and label not in hidden and (asked or words != unasked)]


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
