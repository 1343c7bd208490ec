"""Five captured articles as pages of three shapes, and how many of their labelled lines are read right.

The captures are Markdown. Their texts are third parties' and not in here.
"""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.saved_pages import SHARED
from news.records import Known
from packs.loader import find_pack, load_pack
from scrapers.articles import read

FOLDER = SHARED / "data" / "seeds"
SHAPES = ("plain", "wordpress", "markdown")
OUTLETS: Mapping[str, str] = {
    "000_b13c33d1bb39a4b8.txt": "The Cradle",
    "001_189b633989683d55.txt": "North Press",
    "002_0742a0a140caa189.txt": "Al-Monitor",
    "003_6b278de8b4828243.txt": "Special Report",
    "004_30d2692017c79a09.txt": "Global Research",
}

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_ANCHOR = re.compile(r"(<a .*?</a>)")
_ADDRESS = re.compile(r"https?://[^\s<]+[^\s<.,;:!?)]")
_STRONG, _EMPHASIS = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"(?<!\*)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9})[.)])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of a capture, whether it is article, and as what it was labelled."""

    text: str
    keep: bool
    label: str


def measure() -> dict[str, float]:
    """Measure the share of labelled lines that are read right, over all captures and shapes."""
    pack = load_pack(find_pack("northern-syria"))
    right = total = 0
    for name, outlet in OUTLETS.items():
        for shape in SHAPES:
            known = Known(outlet, title(name))
            reading = read(page(name, shape), "https://seed.example/article", pack.line_rules, known)
            total += len(labelled(name))
            right += len(labelled(name)) - len(wrong(name, reading.title, reading.text))
    return {"seeds lines right": right / total}


def labelled(name: str) -> Sequence[Labelled]:
    """Return all lines of a capture, in order, labelled by hand."""
    told = json.loads((FOLDER / "boilerplate.json").read_text(encoding="utf-8"))[name]
    return [Labelled(row["text"], row["keep"], row["label"]) for row in told["lines"]]


def title(name: str) -> str:
    """Return the headline of a capture."""
    return _plain(next(line.text for line in labelled(name) if line.label == "title"))


def article(name: str) -> str:
    """Return the true text of a capture, a paragraph a line, without its headline."""
    lines = (line for line in labelled(name) if line.keep and line.label != "title")
    return "\n".join(_plain(line.text) for line in lines)


def page(name: str, shape: str) -> str:
    """Return a capture as a page of this shape."""
    head = f"<head><meta charset=utf-8><title>{html.escape(title(name))}</title></head>"
    body = {"plain": _plain_page, "wordpress": _wordpress_page, "markdown": _markdown_page}[shape](name)
    return f"<!DOCTYPE html><html lang=en>{head}{body}</html>"


def wrong(name: str, headline: str, text: str) -> list[Labelled]:
    """Return the lines of a capture that were lost though they are article, or kept though they are not.

    `headline` and `text` are what was read. Lines of one paragraph may have run together there.
    """
    kept = [_letters(line) for line in text.split("\n")]
    shown = [*kept, _letters(headline)]
    paragraphs = [(line, paragraph) for paragraph in _paragraphs(name) for line in paragraph]
    found = []
    for told, (line, paragraph) in zip(labelled(name), paragraphs, strict=True):
        letters = _letters(line)
        if told.keep:
            is_right = any(letters in each for each in shown)
        else:
            is_right = letters not in kept and _letters(" ".join(paragraph)) not in kept
        if not is_right:
            found.append(told)
    return found


def _paragraphs(name: str) -> list[list[str]]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [part.strip("\n").split("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _plain_page(name: str) -> str:
    return f"<body><article>{_each_line(name)}</article></body>"


def _wordpress_page(name: str) -> str:
    return (
        "<body class=single><header><nav><a href=/>Home</a></nav></header>"
        f'<main><article class=post><div class="entry-content">{_each_line(name)}</div></article>'
        "<aside><h3>Most read</h3><ul><li><a href=/x>Another story</a></ul></aside></main>"
        "<footer><p>All rights reserved</p></footer></body>"
    )


def _markdown_page(name: str) -> str:
    blocks = "\n".join(_block(lines) for lines in _paragraphs(name))
    return (
        '<body><header class="site-header"><a class="site-title" href="/">Notes</a></header>'
        f'<main class="page-content"><article class="markdown-body">\n{blocks}\n</article></main>'
        '<footer class="site-footer"><p>Built from plain files.</p></footer></body>'
    )


def _each_line(name: str) -> str:
    """Return a capture with a paragraph for each line, its headline as such."""
    wanted = title(name)
    return "\n".join(
        f"<h1>{html.escape(wanted)}</h1>" if _plain(line) == wanted else f"<p>{_inline(line)}</p>"
        for lines in _paragraphs(name)
        for line in lines
    )


def _block(lines: Sequence[str]) -> str:
    """Render a block of Markdown as converters do: line breaks inside a paragraph stay, as white space."""
    heading = _HEADING.fullmatch(lines[0].strip()) if len(lines) == 1 else None
    if heading is not None:
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if len(lines) == 1 and _RULE.fullmatch(lines[0].strip()):
        return "<hr>"
    items = [_ITEM.fullmatch(line.strip()) for line in lines]
    if all(items):
        told = "".join(f"<li>{_inline(item[2])}</li>\n" for item in items if item is not None)
        return f"<ol>\n{told}</ol>" if items[0] is not None and items[0][1] else f"<ul>\n{told}</ul>"
    broken = ("<br>\n" if line.endswith("  ") else "\n" for line in lines[:-1])
    return "<p>" + "".join(map("".join, zip(map(_inline, lines), (*broken, ""), strict=True))) + "</p>"


def _inline(line: str) -> str:
    """Render what stands inside a line: escapes, links, emphasis, and addresses as links."""
    text = html.escape(line.strip(), quote=False)
    text = _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", text)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    text = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    parts = _ANCHOR.split(text)
    parts[::2] = [_ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', part) for part in parts[::2]]
    return "".join(parts)


def _plain(line: str) -> str:
    """Return a line's words, without the marks of Markdown."""
    line = _LINK.sub(r"\1", line.lstrip("# ")).replace("\\", "")
    return " ".join(re.sub(r"[*_]{1,2}", "", line).split())


def _letters(line: str) -> str:
    """Return the letters and digits of a line, by which it is found again; a mark of its own has itself."""
    return "".join(filter(str.isalnum, _plain(line))) or line.strip()
