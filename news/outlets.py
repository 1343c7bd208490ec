"""Outlets and their editions: "North Press (Arabic)" and "North Press (English)" are one house."""

import re

LANGUAGES = {
    "ar": "Arabic",
    "ckb": "Sorani",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "kmr": "Kurmanji",
    "ku": "Kurdish",
    "nl": "Dutch",
    "ru": "Russian",
    "tr": "Turkish",
}
_EDITION = re.compile(rf"\s*\((?:{'|'.join(LANGUAGES.values())})\)$")
_ADDED = re.compile(r"\s+[(/–]")


def house(outlet: str) -> str:
    """Return an outlet's name without its edition: "North Press (Arabic)" and "(English)" are one voice."""
    return _EDITION.sub("", outlet)


def short_name(outlet: str) -> str:
    """Return what others call an outlet: without edition, section and second name.

    "France 24 – Middle East (English)" is cited as "France 24", "Hawar News / ANHA" as "Hawar News".
    """
    return _ADDED.split(outlet, maxsplit=1)[0]
