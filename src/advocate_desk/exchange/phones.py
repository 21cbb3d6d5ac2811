"""Phone numbers as people in the United Kingdom write them, read by phonenumbers."""

import re

import phonenumbers

_HOME = "GB"
_LONGEST = 250
"""No phone cell is longer; what is longer is words and is not searched."""

_LOOKS_LIKE_A_DATE = re.compile(r"\s*[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\s*")


class UkPhoneNumbers:
    """Finds the number in what somebody typed. Ranges kept for drama (07700 900) count as numbers."""

    def digits(self, typed: str) -> str:
        """Return E.164 digits without the plus, or "" where ``typed`` holds no number that could be one."""
        if len(typed) > _LONGEST or _LOOKS_LIKE_A_DATE.fullmatch(typed):
            return ""
        found = next(iter(phonenumbers.PhoneNumberMatcher(typed, _HOME, leniency=phonenumbers.Leniency.POSSIBLE)), None)
        number = found.number if found else self._whole(typed)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:] if number else ""

    def _whole(self, typed: str) -> phonenumbers.PhoneNumber | None:
        if any(character.isalpha() for character in typed):
            return None
        try:
            number = phonenumbers.parse(typed, _HOME)
        except phonenumbers.NumberParseException:
            return None
        return number if phonenumbers.is_possible_number(number) else None
