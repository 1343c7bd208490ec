"""Pages that something went wrong with: cut off, garbled, nested without end; made anew from a number."""

import json
from collections.abc import Callable, Iterator
from random import Random

from tests.scrapers.towns import ARABIC, HEADLINE, PARAGRAPHS, TEASERS, links, page

_DEPTH = 10_000
_LARGE = 300_000  # characters of an attribute
_CHARSETS = (
    "utf-8",
    "utf-16",
    "windows-1256",
    "windows-1252",
    "iso-8859-9",
    "koi8-r",
    "shift_jis",
    "utf-7",
    "x-none",
)
_TAG = b"<"
Change = Callable[[bytes, Random], bytes]


def _linked_data(**more: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **more}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def _plain() -> bytes:
    head = '<meta property="og:type" content="article"><meta name="author" content="Hani Salem">'
    return page(head=head + _linked_data(datePublished="2024-05-07T09:30:00+03:00")).encode()


def _arabic() -> bytes:
    markup = page("<br><br>".join(ARABIC), title="الطحين يصل إلى البلدة بعد تسعة أيام")
    return markup.replace("utf-8", "windows-1256").encode("windows-1256", "xmlcharrefreplace")


def _tables() -> bytes:
    """Return a page as they were made at the turn of the century."""
    cells = "".join(f"<tr><td><font size=2>{text}<br></font></td></tr>" for text in PARAGRAPHS)
    menu = "".join(f"<a href='{number}.htm'>{text}</a> | " for number, text in enumerate(TEASERS))
    return (
        f"<HTML><HEAD><TITLE>{HEADLINE}</TITLE></HEAD><BODY bgcolor=white><center>{menu}</center><table>"
        f"<tr><td><b>{HEADLINE}</b></td></tr>{cells}</table><hr>© Outlet</BODY></HTML>"
    ).encode("latin-1", "xmlcharrefreplace")


def _rendered_elsewhere() -> bytes:
    head = f"<title>{HEADLINE}</title>{_linked_data(articleBody=' '.join(PARAGRAPHS))}"
    state = json.dumps({"teasers": TEASERS, "text": PARAGRAPHS})
    return (
        f"<!DOCTYPE html><html lang=en><head>{head}</head><body><div id=app></div>"
        f"<script>window.state={state}</script></body></html>"
    ).encode()


def _teaser() -> bytes:
    gate = "<div class='paywall'><p>Subscribe to continue reading</p><a href='/login'>Log in</a></div>"
    declared = _linked_data(
        isAccessibleForFree=False, hasPart={"@type": "WebPageElement", "cssSelector": ".paywall"}
    )
    return page(f"<p>{PARAGRAPHS[0]}</p>{gate}", head=declared).encode()


def _ticker() -> bytes:
    """Return a page of many short reports with pictures and lists of links between them."""
    reports = "".join(
        f"<section><h2>{10 + number}:15</h2><figure><img src='{number}.jpg'><figcaption>{TEASERS[number % 4]}"
        f"</figcaption></figure><p>{PARAGRAPHS[number % 5]}</p><ul class='related'>{links()}</ul></section>"
        for number in range(12)
    )
    return page(reports, after="<div id='comments'><h3>2 comments</h3><p>First!</p></div>").encode()


SHAPES: tuple[Callable[[], bytes], ...] = (_plain, _arabic, _tables, _rendered_elsewhere, _teaser, _ticker)


def _place(body: bytes, random: Random, before: bytes = b"") -> int:
    """Return a random place in a page: before one of these bytes, where they are in it."""
    places = [at for at in range(len(body)) if body.startswith(before, at)] if before else []
    return random.choice(places) if places else random.randint(0, len(body))


def _put(body: bytes, at: int, more: bytes) -> bytes:
    return body[:at] + more + body[at:]


def _cut_off(body: bytes, random: Random) -> bytes:
    return body[: _place(body, random)]


def _emptied(body: bytes, random: Random) -> bytes:
    return random.choice((b"", b" \n", b"<html>", b"<!DOCTYPE html>", body[:1], b"\xef\xbb\xbf", b"\xff\xfe"))


def _nested(body: bytes, random: Random) -> bytes:
    tag = random.choice(
        (b"div", b"span", b"b", b"table", b"ul", b"a", b"font", b"article", b"blockquote", b"x-y")
    )
    closed = random.random() < 0.5
    return _put(body, _place(body, random, _TAG), b"<%b>" % tag * _DEPTH + b"</%b>" % tag * _DEPTH * closed)


def _in_another_charset(body: bytes, random: Random) -> bytes:
    name = random.choice(_CHARSETS)
    if random.random() < 0.5 or name == "x-none":
        return _put(body, body.find(b"<head>") + 6, f"<meta charset={name}>".encode())
    return body.decode("utf-8", "replace").encode(name, "replace")


def _encoded_twice(body: bytes, random: Random) -> bytes:
    return body.decode(random.choice(("latin-1", "cp1252")), "replace").encode("utf-8")


def _with_nothings(body: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 30)):
        body = _put(body, _place(body, random), b"\0" * random.randint(1, 50))
    return body


def _with_attributes(body: bytes, random: Random) -> bytes:
    same = b' class="a" class="b" id=x id=y style="display:none" style=' * random.randint(1, 200)
    at = _place(body, random, b">")
    return _put(body, at, same)


def _with_a_giant_attribute(body: bytes, random: Random) -> bytes:
    name = random.choice((b"class", b"style", b"href", b"content", b"data-x", b"alt", b"datetime"))
    value = random.choice((b"a", b"a ", b"ads-", b"-", b"news/", b"1", b"\xd8\xa7")) * _LARGE
    return _put(body, _place(body, random, b">"), b' %b="%b"' % (name, value[:_LARGE]))


def _with_broken_data(body: bytes, random: Random) -> bytes:
    broken = random.choice(
        (
            b"{",
            b"[" * _DEPTH,
            b'{"@graph":' * _DEPTH,
            b'{"@type":["NewsArticle",{}]}',
            b"\xff",
            b'{"a":1}}',
            b"null",
        )
    )
    script = b'<script type="application/ld+json">%b</script>' % broken
    if random.random() < 0.5:
        return _put(body, _place(body, random, _TAG), script)
    return body.replace(b'"@type"', broken, 1)


def _with_swapped_tags(body: bytes, random: Random) -> bytes:
    parts = body.split(_TAG)
    for _ in range(random.randint(1, 20)):
        one, other = random.randrange(len(parts)), random.randrange(len(parts))
        parts[one], parts[other] = parts[other], parts[one]
    return _TAG.join(parts)


def _flipped(body: bytes, random: Random) -> bytes:
    garbled = bytearray(body)
    for _ in range(random.randint(1, 200) if garbled else 0):
        garbled[random.randrange(len(garbled))] ^= 1 << random.randrange(8)
    return bytes(garbled)


def _stuttering(body: bytes, random: Random) -> bytes:
    start = _place(body, random, _TAG)
    piece = body[start : start + random.randint(1, 400)]
    return _put(body, start, piece * random.randint(2, 200))


def _unclosed(body: bytes, random: Random) -> bytes:
    opened = random.choice(
        (b"<!--", b"<script>", b"<textarea>", b"<title>", b"<![CDATA[", b"<style>", b"<p '", b"<?", b"&#")
    )
    return _put(body, _place(body, random, _TAG), opened)


CHANGES: tuple[Change, ...] = (
    *(_cut_off, _emptied, _nested, _in_another_charset, _encoded_twice, _with_nothings, _with_attributes),
    *(_with_a_giant_attribute, _with_broken_data, _with_swapped_tags, _flipped, _stuttering, _unclosed),
)


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many pages, each with what was done to it; the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        shape = SHAPES[number % len(SHAPES)]
        body, story = shape(), [shape.__name__.strip("_")]
        first = CHANGES[number // len(SHAPES) % len(CHANGES)]  # each change comes to each shape
        for change in (first, *random.sample(CHANGES, random.randint(0, 2))):
            body = change(body, random)
            story.append(change.__name__.strip("_"))
        yield f"{number}: {' '.join(story)}", body
