"""Which language a text is in: by its script, then by its letters, then by a statistical model."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from py3langid import langid

_SAMPLE = 3_000  # characters; more do not change the answer
_FEWEST_LETTERS = 20  # below, a text does not show its language

# First code point, last code point, script.
_SCRIPTS = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0370, 0x03FF, "el"),
    (0x1F00, 0x1FFF, "el"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFF, "arabic"),
    (0x0700, 0x074F, "syr"),
    (0x0900, 0x097F, "hi"),
    (0x0E00, 0x0E7F, "th"),
    (0x10A0, 0x10FF, "ka"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
_MODELLED = {
    "latin": (
        *(
            "az",
            "ca",
            "cs",
            "da",
            "de",
            "en",
            "es",
            "et",
            "fi",
            "fr",
            "hr",
            "hu",
            "id",
            "it",
            "ku",
            "lt",
            "lv",
        ),
        *("ms", "nl", "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tr", "vi"),
    ),
    "cyrillic": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"),
}
# Letters that one language of the Arabic script writes often and the ones below it never; with the share
# of all letters from which they tell.
_ARABIC_SCRIPT = (
    ("ug", "ۈېۋۇ", 0.02),
    ("ckb", "ێۆڕڵەڤ", 0.02),
    ("ur", "ٹڈڑںےہ", 0.02),
    ("fa", "پچژگیک", 0.03),
)
_KURMANJI_LETTERS = "êîûwxq"
_TURKISH_LETTERS = "ığöü"


def detect(text: str, hint: str | None = None) -> str | None:
    """Return the language code of a text (ISO 639: "ar", "ckb", "en", "ku", "tr", ...).

    `hint` is what the page declares ("en-US"); it answers for a text too short to tell. None where
    neither does.
    """
    letters = [char for char in text[:_SAMPLE].lower() if char.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return code_of(hint)
    scripts = Counter(script for char in letters if (script := _script(char)) is not None)
    if not scripts:
        return code_of(hint)
    if scripts["ja"] * 10 > len(letters):  # Japanese mixes its own letters with Chinese ones
        return "ja"
    script = scripts.most_common(1)[0][0]
    if script == "arabic":
        return _arabic_script(letters)
    return _modelled(text[:_SAMPLE], script, letters) if script in _MODELLED else script


def code_of(tag: str | None) -> str | None:
    """Return the code, as `detect` gives it, that a language tag means ("ar-SY", "kmr"); None for none."""
    code = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        return None
    return {"kmr": "ku", "kur": "ku", "eng": "en", "ara": "ar", "tur": "tr"}.get(code, code)


def _script(char: str) -> str | None:
    code = ord(char)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), None)


def _arabic_script(letters: list[str]) -> str:
    for language, own, share in _ARABIC_SCRIPT:
        if _count(letters, own) >= share * len(letters):
            return language
    return "ar"


def _modelled(text: str, script: str, letters: list[str]) -> str:
    language = str(_model(script).classify(text)[0])
    if language in ("ku", "tr"):  # close in sound and in borrowed words; their letters part them
        kurmanji, turkish = _count(letters, _KURMANJI_LETTERS), _count(letters, _TURKISH_LETTERS)
        if kurmanji != turkish:
            return "ku" if kurmanji > turkish else "tr"
    return language


def _count(letters: Iterable[str], wanted: str) -> int:
    return sum(letter in wanted for letter in letters)


@cache
def _model(script: str) -> Any:
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    model.set_languages(_MODELLED[script])
    return model
