"""What reading a page costs, beside what trafilatura's text alone costs, in the same run: `make reading`."""

import random
import sys
import time
from collections.abc import Callable

import trafilatura

from benchmarks.saved_pages import STRINGS, TRUTH, SavedPage, saved_pages
from packs.loader import find_pack, load_pack
from scrapers.articles import read

_WARM = 10  # pages that are read before anything is measured
_PAGES = 200  # drawn from all


def main() -> int:
    """Print CPU milliseconds a page of both, in the mean and at the 99th percentile, and their ratios."""
    if not TRUTH.exists():
        print("reading: skipped, the saved pages are not here")
        return 0
    pages = random.Random(1).sample([*saved_pages(), *saved_pages(STRINGS)], _PAGES)
    rules = load_pack(find_pack("northern-syria")).line_rules
    ours: list[float] = []
    theirs: list[float] = []
    for page in [*pages[:_WARM], *pages]:
        html = page.html
        theirs.append(_milliseconds(lambda: _by_trafilatura(page, html)))  # noqa: B023 - called at once
        ours.append(_milliseconds(lambda: read(html, page.url, rules)))  # noqa: B023
    ours, theirs = sorted(ours[_WARM:]), sorted(theirs[_WARM:])
    last = int(0.99 * _PAGES)
    for name, times in (("Shamal, with all it tells", ours), ("trafilatura, text alone", theirs)):
        print(f"{name:27} {sum(times) / _PAGES:6.1f} ms a page, {times[last]:6.1f} ms at the 99th percentile")
    print(f"ratio {sum(ours) / sum(theirs):.2f} in the mean, {ours[last] / theirs[last]:.2f} there")
    return 0


def _by_trafilatura(page: SavedPage, html: bytes) -> str | None:
    return trafilatura.extract(html, url=page.url, include_comments=False)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
