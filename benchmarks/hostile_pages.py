"""Pages and feeds of the drill: good ones, and such as their readers choke on or could be led astray by."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

PARAGRAPHS = (
    "Aid lorries crossed the bridge at Manbij on Friday morning for the first time in nine days, the local "
    "council said. Drivers told of long waits at two checkpoints east of the river.",
    "Flour and medicine for some four thousand families were on board, according to the hospital's director, "
    "who had asked for the crossing to be opened since the beginning of the month.",
    "A spokesman of the crossing's administration said that the road would stay open during the day as long "
    "as engineers found no more cracks in the two middle piers of the bridge.",
    "Traders in the town expect prices of bread to fall within the week. A bag of flour cost twice as much "
    "on Thursday as it did before the bridge was closed, they said.",
)
TITLE = "Lorries cross the bridge"
ARTICLES = 8  # in each of the feeds whose articles are there to be fetched


def article(name: str) -> str:
    """Return a news page with a headline of its own."""
    return _page(f"Report {name}", "", "")


def page(head: str = "<meta charset='utf-8'>", body: str = "") -> str:
    """Return a news page of four paragraphs, with more in its body before them where that is given."""
    return _page(TITLE, head, body)


def feed(items: Iterable[str] | int = 2, before: str = "") -> str:
    """Return an RSS feed of these items, or of so many good ones, with something before its root."""
    listed = map(item, range(items)) if isinstance(items, int) else items
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel><title>Furat Post</title>'
        f"<link>http://furat.example/</link>{''.join(listed)}</channel></rss>"
    )


def item(number: int, title: str = "", link: str = "", date: str = "") -> str:
    """Return a feed's item: the newest has the number 0, each other is an hour older than the one before."""
    day = date or format_datetime(datetime.now(UTC) - timedelta(hours=number))
    return (
        f"<item><title>{title or f'{TITLE}: {number}'}</title><pubDate>{day}</pubDate>"
        f"<link>{link or f'http://furat.example/{number}'}</link></item>"
    )


def laughs(levels: int = 9) -> str:
    """Return a feed whose title is an entity of ten entities of ten entities...: 10 to the `levels` words."""
    told = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' if level else '<!ENTITY l0 "lol">'
        for level in range(levels + 1)
    )
    return feed([item(0, f"&l{levels};")], f"<!DOCTYPE rss [{told}]>")


def quadratic() -> str:
    """Return a feed of 80 kB whose title is one long entity told 20,000 times: 1.2 GB."""
    return feed([item(0, "&a;" * 20_000)], f'<!DOCTYPE rss [<!ENTITY a "{"a" * 60_000}">]>')


def outside(where: str) -> str:
    """Return a feed with an entity that stands for a document elsewhere: a file, or an internal address."""
    entities = f'<!ENTITY x SYSTEM "{where}"><!ENTITY % y SYSTEM "{where}"> %y;'
    return feed([item(0, "Seen: &x;"), item(1)], f"<!DOCTYPE rss [{entities}]>")


def nested_feed(depth: int = 200_000) -> str:
    """Return a feed with so many elements inside each other, 1.4 MB."""
    return feed([f"<item>{'<a>' * depth}{'</a>' * depth}</item>"])


def attributes(count: int = 200_000) -> str:
    """Return a page whose one tag has so many attributes, 2.7 MB: libxml2 compares each with each."""
    return page(body=f"<div {' '.join(f'a{number}=1' for number in range(count))}>")


def _page(title: str, head: str, body: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head>{head}<title>{title}</title></head><body>{body}<article>"
        f"<h1>{title}</h1>{story}</article></body></html>"
    )
