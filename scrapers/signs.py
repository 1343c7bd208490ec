"""A sign that a text is cut or whole: what every part of the judgement on access gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a text is cut, or with negative points that it is whole.

    One that is no more than a fact has none. `joins` counts only beside a sign that `breaks`, such as a lock
    that is declared or an ellipsis: shortness alone says nothing. `lines` of the text are no article.
    """

    points: int
    words: str
    joins: bool = False
    breaks: bool = False
    lines: tuple[str, ...] = ()
