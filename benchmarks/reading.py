"""What reading a page costs, beside what trafilatura's text alone costs, in the same run: `make reading`."""

import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from trafilatura import extract

from benchmarks.saved_pages import STRINGS, TRUTH, saved_pages
from news.knowledge import LineRule
from packs.loader import find_pack, load_pack
from scrapers.articles import read

_WARM = 10  # pages that are read before anything is measured
_PAGES = 200  # drawn from all


def main() -> int:
    """Print CPU milliseconds a page of each, in the mean and at the 99th percentile, and ours by theirs."""
    if not TRUTH.exists():
        print("reading: skipped, the saved pages are not here")
        return 0
    pages = random.Random(1).sample([*saved_pages(), *saved_pages(STRINGS)], _PAGES)
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    for page in [*pages[:_WARM], *pages]:
        html = page.html
        for name, way in WAYS.items():
            start = time.process_time()
            way(html, page.url)
            times[name].append(1000 * (time.process_time() - start))
    ours, *_ = measured = [_told(each[_WARM:]) for each in times.values()]
    for name, (mean, most) in zip(times, measured, strict=True):
        ratios = f"ours by this {ours[0] / mean:.2f} and {ours[1] / most:.2f}"
        print(f"{name:35} {mean:6.1f} ms a page, {most:6.1f} ms at the 99th percentile; {ratios}")
    return 0


@cache
def _rules() -> Sequence[LineRule]:
    return load_pack(find_pack("northern-syria")).line_rules


def _told(times: list[float]) -> tuple[float, float]:
    return sum(times) / len(times), sorted(times)[int(0.99 * len(times))]


# Ours first. What a page tells beside its text is asked of trafilatura in the last way only.
WAYS: Mapping[str, Callable[[bytes, str], object]] = {
    "Shamal, with all it tells": lambda html, url: read(html, url, _rules()),
    "trafilatura, text alone": lambda html, url: extract(html, url=url, include_comments=False),
    "trafilatura, with its metadata": lambda html, url: extract(
        html, url=url, include_comments=False, with_metadata=True
    ),
}


if __name__ == "__main__":
    sys.exit(main())
