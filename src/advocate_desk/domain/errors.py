"""Failures a person can do something about. Each owns the sentence they read.

A message says what happened and what to do, holds no fact about anybody, and is safe to log. What is not
one of these is a bug.
"""

from collections.abc import Sequence


class KnownFailure(Exception):
    """The base of every failure that has a sentence of its own."""

    sentence = "That did not work. Nothing was changed."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class StoppedBySafetyRule(KnownFailure):
    """A rule that keeps people safe stopped this. ``reasons`` lists every rule that did."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


class NotAllowed(KnownFailure):
    """This user's role does not include this."""

    sentence = "Your role does not include this. Ask a supervisor or an administrator."


class MoveRefused(KnownFailure):
    """A state machine has no such move now. The sentence says what is missing and who can do it."""


class ChangedMeanwhile(KnownFailure):
    """A form was opened on a state that has since been changed elsewhere."""

    sentence = (
        "This was changed elsewhere while you had it open. Your words are kept as a draft: "
        "look at the new version, then save again."
    )


class NeverChanged(KnownFailure):
    """Somebody tried to edit or erase what is only ever added to."""

    sentence = "This entry is part of the record and cannot be changed. Add a correction instead."


class NotFound(KnownFailure):
    """Nothing with this name or reference is here."""

    sentence = "There is nothing here with that name or reference. Check what you typed."


class TextRefused(KnownFailure):
    """A text field was given what it cannot keep exactly."""


class EntryRefused(KnownFailure):
    """A form was given something that cannot be, or lacks something it needs. The sentence says which."""


class SampleVault(KnownFailure):
    """Somebody tried to bring real people into the sample vault."""

    sentence = (
        "This is the sample vault: its passphrase is public and its people are invented, so no list of people "
        "is read into it. Make a vault of your own first."
    )


class RuleFileRefused(KnownFailure):
    """A file of rules (questions, steps, a letter's wording) is not made as it must be.

    ``file``, ``key`` and, where the text was at hand, ``line`` say where; nothing of it is used.
    """

    def __init__(self, file: str, key: str, what: str, line: int | None = None) -> None:
        self.file, self.key, self.what, self.line = file, key, what, line
        place = f"{file}, line {line}," if line is not None else file
        super().__init__(f"The rule file {place} cannot be used: {key} {what}. Mend it there, then start again.")

    def at_line(self, line: int | None) -> "RuleFileRefused":
        """Return the same refusal with the line at which somebody looks first."""
        return RuleFileRefused(self.file, self.key, self.what, line)


# --- the vault -------------------------------------------------------------------------------------------


class VaultFailure(KnownFailure):
    """Something about the vault itself."""


class WrongPassphrase(VaultFailure):
    """No slot opens with this sign-in name and passphrase."""

    sentence = "That name and passphrase do not open this vault. Check both and try again."


class TooManyTries(VaultFailure):
    """Ten tries in five minutes. ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many tries. Wait {seconds} seconds, then try again.")


class PassphraseNotSet(VaultFailure):
    """A one-time code was typed that is good: its owner must set a passphrase before anything opens."""

    sentence = (
        "That is a one-time code. Choose a passphrase of your own to go in: the desk asks for it at sign-in, "
        "and 'vault passphrase' sets it on the command line."
    )


class PassphraseSetAlready(VaultFailure):
    """A first passphrase was to be set where somebody has one."""

    sentence = "That is no one-time code: a passphrase has been set already. Nothing was changed. Sign in with it."


class CodeExpired(VaultFailure):
    """A one-time code was typed after its last day."""

    sentence = "That one-time code has expired. Nothing was changed. Ask an administrator for a new one."


class CannotDisableYourself(VaultFailure):
    """An administrator tried to take away their own way in."""

    sentence = "You cannot disable or reset yourself. Nothing was changed. Another administrator can do it."


class LastAdministrator(VaultFailure):
    """Without this person nobody could add, disable or help a colleague."""

    sentence = "This is the last administrator who can sign in. Nothing was changed. Add another administrator first."


class NameAnAdministrator(VaultFailure):
    """The recovery words could help more than one administrator."""

    sentence = "This vault has more than one administrator. Nothing was changed. Say whose passphrase to set, by name."


class NotClosed(VaultFailure):
    """The vault was left by a crash: its files are whole only together with what the next unlock puts right."""

    sentence = (
        "This vault was not closed properly, so no copy was made. Unlock it once and close it, then copy it again."
    )


class WeakPassphrase(VaultFailure):
    """The new passphrase is too easy to guess."""

    sentence = "Choose a longer passphrase: at least 14 characters, or take the five words offered."


class RecoveryWordsMistyped(WrongPassphrase):
    """24 words whose check does not come out."""

    sentence = "Those are not 24 recovery words as printed: a word is missing, misread or in another place. Check each."


class RecoveryWordsOfAnotherVault(WrongPassphrase):
    """24 words that are right in themselves, and do not open this vault."""

    sentence = "Those recovery words belong to another vault, not to this one. Look for the sheet made for this one."


class SignInNameTaken(VaultFailure):
    """Somebody signs in with this name already."""

    sentence = "Somebody signs in with that name already. Nothing was changed. Choose another name."


class TooLittleMemory(VaultFailure):
    """The key derivation found too little free memory."""

    sentence = "This computer has too little free memory to open the vault. Nothing was changed. Close other programs."


class HeaderDamaged(VaultFailure):
    """Neither copy of the header can be read."""

    sentence = (
        "The vault's key file is damaged in both copies, so it cannot be opened. Nothing was changed. "
        "Restore the newest backup."
    )


class RecordsDamaged(VaultFailure):
    """The passphrase was right, and the records cannot be read."""

    sentence = (
        "The passphrase is right, but the records are damaged or cannot be read from this disk. "
        "Nothing was changed. Run 'vault verify' to see what is hurt, or restore the newest backup."
    )


class NewerFormat(VaultFailure):
    """Made by a later version of the program."""

    sentence = "This vault was made by a newer Advocate Desk. Nothing was changed. Update the program to open it."


class OlderFormat(VaultFailure):
    """Made by a version too old to read."""

    sentence = (
        "This vault has an older format that this Advocate Desk cannot read. Nothing was changed. "
        "Open it once with the version that made it and make a backup."
    )


class NoRights(VaultFailure):
    """The system refuses to read or write here."""

    sentence = "This computer does not let you read or write that folder. Nothing was changed. Check its permissions."


class DiskFull(VaultFailure):
    """No room left."""

    sentence = "The disk is full, so this was not saved. Free some space and try again; nothing already saved is lost."


class DiskFailed(VaultFailure):
    """The disk refused a read, a write or a sync."""

    sentence = (
        "The disk reported an error, so this was not saved. What was saved before is kept. "
        "Make a backup on another disk now."
    )


class VaultInUse(VaultFailure):
    """Another process has the vault open. It is named by computer, process and since when."""

    def __init__(self, computer: str, process: int, since: str) -> None:
        self.computer, self.process, self.since = computer, process, since
        super().__init__(
            f"This vault is open already: on {computer}, process {process}, since {since}. "
            "Close it there, then try again."
        )


class VaultExists(VaultFailure):
    """There is something at the place a new vault or file should go."""

    sentence = "There is something there already. Nothing was changed. Choose another place or name."


class NotAVault(VaultFailure):
    """The folder is no vault."""

    sentence = "There is no vault there. Check the folder's name; a vault's folder ends in .advault."


class UnsafePlace(VaultFailure):
    """A network or sync folder, where a vault would be damaged or copied without anybody knowing."""

    sentence = (
        "That folder is shared over a network or copied by a sync program, where a vault can be damaged. "
        "Choose a folder on this computer, and put backups there instead."
    )


class DoesNotVerify(VaultFailure):
    """A check of the vault found something. ``findings`` says what."""

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__("The vault does not verify. Nothing was changed. " + " ".join(self.findings))


class BackupDamaged(VaultFailure):
    """A backup file does not hold what its manifest says."""

    sentence = "This backup is damaged or incomplete. Nothing was changed. Use another backup."


class NoSecondPlace(VaultFailure):
    """There is nowhere for backups to go by themselves."""

    sentence = "No second place for backups is set, so none was made. An administrator can choose one in Settings."


class SecondPlaceGone(VaultFailure):
    """The folder for backups is not there: a share or a stick that is not connected, perhaps."""

    sentence = (
        "The second place for backups cannot be reached, so no backup was made. Everything is saved in the vault on "
        "this computer. Connect the second place, or choose another in Settings."
    )


class NoRoomForBackup(VaultFailure):
    """A backup needs its own size twice over: beside the vault for a moment, and where it goes."""

    sentence = (
        "There is no room for the backup, so none was made. Everything is saved in the vault. Free some space where "
        "backups go and on this computer, then try again."
    )


class BackupPlaceRefuses(VaultFailure):
    """The place for a backup cannot be written to."""

    sentence = (
        "This computer does not let you write where the backup should go, so none was made. Nothing was changed. "
        "Check that folder's permissions, or choose another place."
    )


class BackupFailed(VaultFailure):
    """The disk refused a read, a write or a sync of a backup."""

    sentence = (
        "The disk reported an error, so the backup does not count and was taken away. Everything is saved in the "
        "vault. Try another place."
    )


# --- files in and out ------------------------------------------------------------------------------------


class FileExists(KnownFailure):
    """An output file is there already."""

    sentence = "That file is there already. Nothing was changed. Choose another name, or use --force."


class Unreadable(KnownFailure):
    """A file somebody brought cannot be read as what it should be."""


class LetterFailed(KnownFailure):
    """A letter could not be drawn, or did not read back as intended."""


class FileRefused(KnownFailure):
    """A document or picture may not be kept with a case. The sentence says why, and nothing was added."""


class FileDamaged(VaultFailure):
    """A sealed file is not what was sealed, or is not there."""

    sentence = (
        "This file is damaged or missing in the vault, so it cannot be opened. Nothing was changed. "
        "Run 'vault verify' to see what is hurt; an older backup may have it whole."
    )
