"""Fingerprints: a text as the hashes of its overlapping runs of four folded words, called shingles.

Copies share shingles where reports of one event share only words. Four words keep stock phrases apart: on 280
reports of one war, three words joined texts by stock phrases (precision .75), four did not (.96).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from news.records import Comparable
from news.texts import folded_words

WORDS_A_SHINGLE = 4
SAMPLED = 4  # one shingle in four is looked up: of a paragraph of 40 words, nine
OPENING = 32  # words: the length of a lead sentence, which no two articles share by chance


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's shingles: in reading order, and as a set. An empty text has none."""

    shingles: tuple[int, ...]
    distinct: frozenset[int]

    @property
    def sample(self) -> frozenset[int]:
        """The shingles by which copies are looked up: the same ones in every text that holds them."""
        return frozenset(shingle for shingle in self.distinct if shingle % SAMPLED == 0)

    @property
    def opening(self) -> tuple[int, ...]:
        """The shingles of the text's first words."""
        return self.shingles[: OPENING - WORDS_A_SHINGLE + 1]


@dataclass(frozen=True, slots=True)
class Folded:
    """An article read once: the folded words of its title and text, and the text's fingerprint."""

    article: Comparable
    title: tuple[str, ...]
    words: tuple[str, ...]
    text: Fingerprint


def folded(article: Comparable) -> Folded:
    """Return an article with its words folded."""
    words = tuple(folded_words(article.text))
    return Folded(article, tuple(folded_words(article.title)), words, fingerprint(words))


def fingerprint(words: Sequence[str]) -> Fingerprint:
    """Return the fingerprint of folded words; fewer than four make one shingle, none make none.

    The hashes are CRC-32, so that they mean the same in every process and may be stored.
    """
    runs = max(len(words) - WORDS_A_SHINGLE + 1, min(len(words), 1))
    shingles = tuple(crc32(" ".join(words[at : at + WORDS_A_SHINGLE]).encode()) for at in range(runs))
    return Fingerprint(shingles, frozenset(shingles))


def share(of: tuple[int, ...], within: frozenset[int]) -> float:
    """Return the share of these shingles that stand in another text, 0 to 1; 0 where there are none."""
    return sum(shingle in within for shingle in of) / len(of) if of else 0.0


def shared_end(one: Fingerprint, other: Fingerprint) -> int:
    """Return how many of their last shingles two texts have in common, one after the other."""
    length = 0
    for mine, theirs in zip(reversed(one.shingles), reversed(other.shingles), strict=False):
        if mine != theirs:
            break
        length += 1
    return length
