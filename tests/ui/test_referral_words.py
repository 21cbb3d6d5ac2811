from uuid import uuid4

from advocate_desk.domain.consent import Share
from advocate_desk.ui.dialogs.record_consent import Asked
from advocate_desk.ui.models.referral_words import point_words
from tests.support.records import hidden_phone


def test_what_is_asked_for_aloud_names_a_number_in_a_sentence_and_never_the_number() -> None:
    asked = Asked(
        case_id=uuid4(),
        agency_id=uuid4(),
        agency_name="Example Housing",
        purpose="Housing",
        shares=(Share.CHILDREN,),
        points=(),
        point_words=[point_words(hidden_phone(note="her  sister's"))],
    )
    assert asked.words() == (
        "For Example Housing, for housing. The letter may share the children and the phone number "
        "(her sister's; kept, not shown here)."
    )
