"""Fingerprints: a text as the hashes of its overlapping runs of four folded words, called shingles.

Copies share shingles where reports of one event share only words. Four words keep stock phrases apart: on 280
reports of one war, three words joined texts by stock phrases (precision .75), four did not (.96).

Copies are looked up by a sample of about 60 shingles a text: of its first words those that winnowing picks
(Schleimer, Wilkerson and Aiken, 2003), so that a stub or an excerpt is found too, and further on one in 24.
What is known of a shingle that was not sampled is what is known of the nearest one that was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from news.relations import Comparable
from news.texts import folded_words

WORDS_A_SHINGLE = 4
OPENING = 32  # words: the length of a lead sentence, which no two articles share by chance
_WINNOWED = 160  # shingles at a text's beginning, of each window of which the smallest is sampled
_WINDOW = 8  # shingles: two texts that share eleven words in a row there share a sample
_ONE_IN = 24  # of the shingles further on
_BASE = np.uint32(0x9E3779B1)
_FINISH = ((np.uint32(16), np.uint32(0x85EBCA6B)), (np.uint32(13), np.uint32(0xC2B2AE35)))

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's shingles, in reading order and as a set; `sampled` are positions. An empty text has none."""

    shingles: tuple[int, ...]
    distinct: frozenset[int]
    sampled: tuple[int, ...]

    @property
    def opening(self) -> tuple[int, ...]:
        """The shingles of the text's first words."""
        return self.shingles[: OPENING - WORDS_A_SHINGLE + 1]


@dataclass(frozen=True, slots=True)
class Folded:
    """An article read once: the folded words of its title and text, and the text's fingerprint.

    `sample` are the hashes it is looked up by: the sampled shingles, and one of title and text together, by
    which the very same article is found whatever of it is furniture.
    """

    article: Comparable
    title: tuple[str, ...]
    words: tuple[str, ...]
    text: Fingerprint
    whole: int
    sample: frozenset[int]


def folded(article: Comparable) -> Folded:
    """Return an article with its words folded."""
    title, words = tuple(folded_words(article.title)), tuple(folded_words(article.text))
    text = fingerprint(words)
    whole = crc32(" ".join((*title, "\n", *words)).encode())
    sample = frozenset(text.shingles[at] for at in text.sampled)
    return Folded(article, title, words, text, whole, sample | {whole} if words else frozenset())


def fingerprint(words: Sequence[str]) -> Fingerprint:
    """Return the fingerprint of folded words; fewer than four make one shingle, none make none.

    The hashes mean the same in every process, and may be stored.
    """
    if not words:
        return Fingerprint((), frozenset(), ())
    hashes = np.array([_hash(word) for word in words], np.uint32)
    padded = np.pad(hashes, (0, max(0, WORDS_A_SHINGLE - len(words))))
    shingles = _mixed(padded)
    told = tuple(shingles.tolist())
    return Fingerprint(told, frozenset(told), _sampled(shingles))


def share(of: tuple[int, ...], within: frozenset[int]) -> float:
    """Return the share of these shingles that stand in another text, 0 to 1; 0 where there are none."""
    return sum(shingle in within for shingle in of) / len(of) if of else 0.0


def _mixed(words: Hashes) -> Hashes:
    """Return a hash for each run of four words: a polynomial of theirs, mixed as MurmurHash3 ends."""
    runs = len(words) - WORDS_A_SHINGLE + 1
    mixed = np.zeros(runs, np.uint32)
    for at in range(WORDS_A_SHINGLE):
        mixed = mixed * _BASE + words[at : at + runs]
    for shift, factor in _FINISH:
        mixed = (mixed ^ (mixed >> shift)) * factor
    return mixed ^ (mixed >> np.uint32(16))


def _sampled(shingles: Hashes) -> tuple[int, ...]:
    """Return the positions of the shingles to be looked up, in their order."""
    head, rest = shingles[:_WINNOWED], shingles[_WINNOWED:]
    windows = np.lib.stride_tricks.sliding_window_view(head, min(_WINDOW, len(head)))
    smallest = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    return (*smallest.tolist(), *(np.flatnonzero(rest % _ONE_IN == 0) + _WINNOWED).tolist())


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return crc32(word.encode())
