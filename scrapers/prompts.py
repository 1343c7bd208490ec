"""Prompts to pay or to sign in, known by the fields of their words where no rule knows the sentence.

A subscriber, a rest, a price: each stands in articles too. Where such fields meet in one short line behind a
text they are a prompt, in whatever words. The fields are data of the pack, by language.
"""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import TypeAlias

from news.knowledge import LineRule

Fields: TypeAlias = frozenset[str]
Patterns: TypeAlias = MappingProxyType[str, re.Pattern[str]]  # by language
NONE: Fields = frozenset()

_READER, _GO, _WHOLE, _TEXT, _ONLY, _PRICE, _ASKS, _OTHER, _TOLD = (
    "field_reader",
    "field_go",
    "field_whole",
    "field_text",
    "field_only",
    "field_price",
    "field_asks",
    "field_other",
    "field_told",
)
_FEWEST_OFFERED = 3  # fields of an offer
TELLING: Fields = frozenset((_READER, _GO, _ONLY, _PRICE))  # one of them is in every prompt
_ALWAYS = "en"  # themes and plugins speak English on pages of any language
_PREFIXES = {"ar": "(?:[وف]?(?:لل|[بكل]?ال|[بكل])?)"}  # written as one with the word: and, in, for, the
_QUOTES = tuple("“„«\"'‘»")
_LONGEST_BARE = 60  # characters of a line in the article's own flow that needs no word to the reader
_LONGEST_APART = 90  # the same apart from it
LONGEST_OWN = 180  # characters of a line there that has one: sentences of articles are longer


def known_fields(rules: Iterable[LineRule]) -> Patterns:
    """Compile the word fields of these rules, all of a language into one pattern.

    It stops at each beginning of a word, and its groups are the fields that begin there.
    """
    patterns: dict[str, dict[str, list[str]]] = {}
    for rule in rules:
        if rule.language:
            patterns.setdefault(rule.language, {}).setdefault(rule.kind, []).append(rule.pattern)
    return MappingProxyType({each: _compiled(fields, each) for each, fields in patterns.items()})


def fields_of(text: str, known: Patterns, language: str | None) -> Fields:
    """Return the fields whose words stand in a line, in a language or in English."""
    low = text.lower()
    found: set[str] = set()
    for each in (_ALWAYS,) if language in (_ALWAYS, None) else (language, _ALWAYS):
        if each in known:
            for match in known[each].finditer(low):
                if match.lastindex is not None:
                    found.update(name for name, value in match.groupdict().items() if value is not None)
    return frozenset(found)


def is_prompt(fields: Fields) -> bool:
    """Tell whether these fields, of one line or two, make a prompt by which a text is cut."""
    if _OTHER in fields:
        return False
    paid = not fields.isdisjoint((_READER, _PRICE))
    if _GO in fields and paid:
        return not fields.isdisjoint((_TEXT, _ONLY, _ASKS))
    return _TEXT in fields and _ONLY in fields and (paid or _GO in fields)


def is_plain_prompt(fields: Fields) -> bool:
    """Tell whether a line in the flow of an article is a prompt by these fields: it names who may read what.

    By `is_prompt` alone 59 of 17,600 short sentences of articles would be one; by this 9, 5 of them prompts.
    """
    return is_prompt(fields) and _READER in fields and not fields.isdisjoint((_TEXT, _ONLY))


def is_offer(fields: Fields) -> bool:
    """Tell whether these fields suggest a prompt: a reader or a price, and two more that go with it."""
    if _OTHER in fields or fields.isdisjoint((_READER, _PRICE)):
        return False
    about = not fields.isdisjoint((_GO, _ONLY)) or {_TEXT, _PRICE} <= fields
    return about and len(fields - {_TOLD}) >= _FEWEST_OFFERED


def can_be_news(fields: Fields) -> bool:
    """Tell whether a line speaks as articles do, of what somebody said or did."""
    return _TOLD in fields


def can_be_article(text: str, fields: Fields, *, apart: bool) -> bool:
    """Tell whether a line can be a sentence of an article, whatever its words.

    `apart` is whether it stands in another element than the article's paragraphs.
    """
    if _TOLD in fields or len(text) > LONGEST_OWN or text.startswith(_QUOTES):
        return True
    return len(text) > (_LONGEST_APART if apart else _LONGEST_BARE) and _ASKS not in fields


def _compiled(fields: dict[str, list[str]], language: str) -> re.Pattern[str]:
    before = _PREFIXES.get(language, "")
    ahead = "".join(f"(?=(?P<{name}>{before}(?:{_parted(words)}))?)" for name, words in fields.items())
    return re.compile(rf"(?<!\w)(?=[\w$€£₺]){ahead}")


def _parted(words: Iterable[str]) -> str:
    """Join patterns to one, parted by their first letters: `re` would try each of hundreds at every word."""
    by_letter: dict[str, list[str]] = {}
    others: list[str] = []
    for word in words:
        simple = word[0].isalpha() and word[1:2] not in tuple("?*+{")
        (by_letter.setdefault(word[0], []) if simple else others).append(word[1:] if simple else word)
    others = [word.replace("^", r"(?:^|(?<=[.!?؟:] ))", 1) if word[0] == "^" else word for word in others]
    parted = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return "|".join((*parted, *others))
