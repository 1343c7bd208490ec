"""CSS selectors as XPath: simple ones only, since most come from strangers."""

import re
from collections.abc import Sequence

_LONGEST = 200  # characters of one selector
_STEPS = 5  # of one path: ".a .b > .c" has three
_PATH = re.compile(r"\s*>\s*|\s+")
_SIMPLE = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:[~^$*]?=[\"']?[^\"'\[\]]*[\"']?)?\])*)"
)
_CONDITION = re.compile(
    r"\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|"
    r"\[(?P<name>[\w-]+)(?:(?P<how>[~^$*]?)=[\"']?(?P<value>[^\"'\[\]]*)[\"']?)?\]"
)


def paths(selector: str) -> Sequence[str]:
    """Return the alternatives of a selector as XPath below an element; "" for each that cannot be followed.

    Followed are tag, class, id and attribute, joined by space and ">": 200 characters, five steps.
    """
    if len(selector) > _LONGEST:
        return [""]
    return [_path(alternative.strip()) for alternative in selector.split(",")]


def _path(selector: str) -> str:
    steps, joints = _PATH.split(selector), _PATH.findall(selector)
    simple = [_SIMPLE.fullmatch(step) for step in steps]
    if not selector or len(steps) > _STEPS or not all(simple):
        return ""
    axes = [".//", *("/" if ">" in joint else "//" for joint in joints)]
    return "".join(axis + _step(step) for axis, step in zip(axes, simple, strict=True) if step is not None)


def _step(step: re.Match[str]) -> str:
    conditions = (_condition(**match.groupdict("")) for match in _CONDITION.finditer(step["rest"]))
    return (step["tag"] or "*").lower() + "".join(f"[{condition}]" for condition in conditions)


def _condition(**of: str) -> str:
    if of["class"]:
        return _has_word("@class", of["class"])
    if of["id"]:
        return f"@id='{of['id']}'"
    name, value = f"@{of['name'].lower()}", of["value"]
    if not value:
        return name
    if of["how"] == "~":
        return _has_word(name, value)
    if of["how"] == "$":
        return f"substring({name}, string-length({name}) - {len(value) - 1})='{value}'"
    return {"": f"{name}='{value}'", "^": f"starts-with({name}, '{value}')"}.get(
        of["how"], f"contains({name}, '{value}')"
    )


def _has_word(name: str, word: str) -> str:
    return f"contains(concat(' ', normalize-space({name}), ' '), ' {word} ')"
