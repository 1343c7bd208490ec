"""What readers are asked for at the end of a text."""

import pytest

from packs.loader import find_pack, load_pack
from scrapers.behind import Piece
from scrapers.gates import asked

RULES = load_pack(find_pack("northern-syria")).line_rules


def points(*texts: str, language: str = "en", gate: bool = False) -> int:
    """Return the points of the strongest sign that these pieces behind a text give."""
    pieces = [Piece(text, gate=gate) for text in texts]
    return max((sign.points for sign in asked(pieces, [], [], RULES, language)), default=0)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "Subscribe to continue reading"),
        ("de", "Jetzt abonnieren und weiterlesen"),
        ("fr", "La suite de cet article est réservée à nos abonnés"),
        ("tr", "Haberin devamını okumak için abone olun"),
        ("ar", "اشترك لمتابعة القراءة"),
        ("ku", "Ji bo berdewamiya xwendinê bibin abone"),
    ],
)
def test_a_prompt_behind_a_text_is_proof_enough(language: str, prompt: str) -> None:
    assert points(prompt, language=language) >= 4


@pytest.mark.parametrize(
    "text",
    [
        "The bakers of the town have had no flour since Sunday, the council said.",
        "Follow us on Telegram",
        "More from Raqqa",
    ],
)
def test_what_else_stands_behind_a_text_is_none(text: str) -> None:
    assert points(text) == 0


def test_an_offer_alone_is_no_proof() -> None:
    assert 0 < points("Unlimited digital access from 1 dollar a week. Cancel anytime.") < 4


def test_nothing_behind_a_text_says_nothing() -> None:
    assert list(asked([], [], [], RULES, "en")) == []
