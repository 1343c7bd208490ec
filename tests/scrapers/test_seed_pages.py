"""The five captured articles, wrapped into pages: every labelled line gets the right verdict."""

import html
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from news.knowledge import LineRule
from news.records import Access, Reading
from scrapers.articles import read
from scrapers.boilerplate import plain_line

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "data" / "seeds"
OUTLETS = {
    "000": "The Cradle",
    "001": "North Press",
    "002": "Al-Monitor",
    "003": "Difesa e Sicurezza",
    "004": "Global Research",
}
NAMES = sorted(path.name for path in SEEDS.glob("*.txt")) or ["absent"]


def pack_rules() -> list[LineRule]:
    tables = tomllib.loads((ROOT / "packs/northern-syria/boilerplate.toml").read_text("utf-8"))["line"]
    return [
        LineRule(table["kind"], pattern, **{k: v for k, v in table.items() if k not in ("kind", "patterns")})
        for table in tables
        for pattern in table["patterns"]
    ]


def labelled() -> dict[str, list[dict[str, object]]]:
    labels = json.loads((SEEDS / "boilerplate.json").read_text("utf-8"))
    return {name: seed["lines"] for name, seed in labels.items()}


def paragraph(line: str) -> str:
    """A line as HTML: Markdown headings, links and emphasis, if there are any."""
    line = html.escape(line.strip(), quote=False)
    line = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', line)
    line = re.sub(r"&lt;(https?://[^&]+)&gt;", r'<a href="\1">\1</a>', line)
    line = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", line)
    line = re.sub(r"(?<!\\)\*([^*]+)\*", r"<em>\1</em>", line)
    line = re.sub(r"\\([_*])", r"\1", line)
    if line.startswith("#"):
        return f"<h2>{line.lstrip('# ')}</h2>"
    return "<hr>" if line == "---" else f"<p>{line}</p>"


def plain_page(lines: list[str]) -> str:
    return f"<html><head><title>x</title></head><body><article>{body(lines)}</article></body></html>"


def wordpress_page(lines: list[str]) -> str:
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("News", "Politics", "About"))
    return f"""<!DOCTYPE html><html lang="en"><head><title>{html.escape(lines[0])}</title></head>
        <body><header><nav><ul>{menu}</ul></nav></header>
        <main><article class="post"><div class="entry-content">{body(lines)}</div></article>
        </main><footer class="site-footer"><p>Powered by the press</p></footer></body></html>"""


def headed_page(lines: list[str]) -> str:
    head = next(html.escape(plain_line(line)) for line in lines if len(line) > 40)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{head} | Site</title>
        <meta property="og:title" content="{head}"></head><body>
        <main><h1>{head}</h1><div class="content">{body(lines)}</div></main></body></html>"""


def body(lines: list[str]) -> str:
    return "\n".join(paragraph(line) for line in lines)


def squeezed(text: str) -> str:
    return " ".join(plain_line(line) for line in text.split("\n") if line.strip())


def reading(name: str, shape: Callable[[list[str]], str]) -> Reading:
    lines = labelled()[name]
    title = next(str(line["text"]) for line in lines if line["label"] == "title")
    texts = [str(line["text"]) for line in lines]
    return read(
        shape(texts),
        "https://outlet.example/2023/article",
        pack_rules(),
        OUTLETS[name[:3]],
        plain_line(title),
    )


@pytest.mark.skipif(not SEEDS.exists(), reason="the captured articles are not here")
@pytest.mark.parametrize("shape", [plain_page, wordpress_page, headed_page])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_captured_article_gets_its_verdict(
    name: str, shape: Callable[[list[str]], str]
) -> None:
    result = reading(name, shape)
    text, title = squeezed(result.text), squeezed(result.title)
    stripped = {squeezed(line) for line in result.text.split("\n")}
    wrong = []
    for line in labelled()[name]:
        wanted = squeezed(str(line["text"]))
        kept = wanted in f"{text} {title}" if line["keep"] else wanted in stripped - {""}
        if kept != line["keep"]:
            wrong.append((line["label"], wanted[:120]))
    assert not wrong


@pytest.mark.skipif(not SEEDS.exists(), reason="the captured articles are not here")
@pytest.mark.parametrize("name", NAMES)
def test_only_the_article_behind_a_paywall_is_partial(name: str) -> None:
    access = reading(name, wordpress_page).access
    assert access is (Access.PARTIAL if name.startswith("002") else Access.FULL)
