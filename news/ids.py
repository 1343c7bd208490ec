"""Ids that come from content, so that doing a thing twice changes nothing."""

from hashlib import blake2b


def content_id(*parts: str) -> int:
    """Return an unsigned 64-bit id of these strings; the same strings always give the same id."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")


def shown(number: int) -> str:
    """Write an id as people see and type it: 16 hexadecimal digits."""
    return f"{number:016x}"


def parsed(written: str) -> int:
    """Read an id as `shown` writes it; ValueError when it is none."""
    if len(written) != 16:
        raise ValueError(f"{written!r} is no id: an id has 16 hexadecimal digits")
    return int(written, 16)
