"""The few things done with keys: stretch a passphrase, derive, close and open, seal, sign.

Argon2id, XChaCha20-Poly1305, X25519 sealed boxes and Ed25519 by libsodium; derivation by keyed BLAKE2b.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.exceptions import RuntimeError as DerivationFailed
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.signing import SigningKey, VerifyKey

from advocate_desk.domain.errors import TooLittleMemory
from advocate_desk.vault.canonical import Malformed

KEY = 32
NONCE = 24
SALT = 16
SIGNATURE = 64
CLOSED_OVERHEAD = 16
SEALED_OVERHEAD = 48

MEMORY_FLOOR = 64 * 1024
MEMORY_CEILING = 1024 * 1024
PASSES_FLOOR = 3
PASSES_CEILING = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id memory in KiB, and passes over it. One lane."""

    memory: int
    passes: int


FLOOR = Cost(MEMORY_FLOOR, PASSES_FLOOR)


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Turn a passphrase into 32 bytes, slowly.

    Spelling differences that keyboards make (Unicode forms, doubled or outer spaces) do not matter.

    Raises:
        TooLittleMemory: the computer has not the memory that ``cost`` asks.
    """
    if not (MEMORY_FLOOR <= cost.memory <= MEMORY_CEILING and PASSES_FLOOR <= cost.passes <= PASSES_CEILING):
        raise Malformed
    typed = tidy_passphrase(passphrase).encode("utf-8", "surrogatepass")
    try:
        return argon2id.kdf(KEY, typed, salt, opslimit=cost.passes, memlimit=cost.memory * 1024)
    except (DerivationFailed, MemoryError) as error:
        raise TooLittleMemory from error


def tidy_passphrase(passphrase: str) -> str:
    """Return the passphrase as it is hashed: compatibility-composed, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def derive(key: bytes, purpose: str, message: bytes = b"", size: int = KEY) -> bytes:
    """Derive a value for one purpose from a key; with ``message``, authenticate that."""
    return blake2b(message, digest_size=size, key=key, person=purpose.encode("ascii")).digest()


def digest(data: bytes, size: int = KEY) -> bytes:
    """Hash ``data`` with BLAKE2b."""
    return blake2b(data, digest_size=size).digest()


def same(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)


def close(key: bytes, plain: bytes, bound_to: bytes) -> tuple[bytes, bytes]:
    """Encrypt; ``bound_to`` must be the same when opening. Returns nonce and ciphertext."""
    nonce = secrets.token_bytes(NONCE)
    return nonce, crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound_to, nonce, key)


def open_closed(key: bytes, nonce: bytes, ciphertext: bytes, bound_to: bytes) -> bytes:
    """Undo `close`.

    Raises:
        Malformed: anything about it was altered.
    """
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, bound_to, nonce, key)
    except CryptoError as error:
        raise Malformed from error


def seal(public_box_key: bytes, plain: bytes) -> bytes:
    """Encrypt for whoever holds the secret half of ``public_box_key``."""
    return bytes(SealedBox(PublicKey(public_box_key)).encrypt(plain))


def open_sealed(secret_box_key: bytes, sealed: bytes) -> bytes:
    """Undo `seal`.

    Raises:
        Malformed: it was not sealed to this key, or was altered.
    """
    try:
        return bytes(SealedBox(PrivateKey(secret_box_key)).decrypt(sealed))
    except CryptoError as error:
        raise Malformed from error


def public_box_key(secret: bytes) -> bytes:
    """Return the public half of an X25519 key."""
    return bytes(PrivateKey(secret).public_key)


def public_signing_key(seed: bytes) -> bytes:
    """Return the public half of an Ed25519 key."""
    return bytes(SigningKey(seed).verify_key)


def sign(seed: bytes, purpose: str, message: bytes) -> bytes:
    """Sign ``message`` for one purpose (Ed25519, 64 bytes); for another purpose it does not verify."""
    return SigningKey(seed).sign(purpose.encode("ascii") + b"\0" + message).signature


def verifies(public: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Say whether `sign` made ``signature`` with the secret half of ``public``."""
    try:
        VerifyKey(public).verify(purpose.encode("ascii") + b"\0" + message, signature)
    except (BadSignatureError, CryptoError, ValueError):
        return False
    return True
