"""The drill of the parsers: reads hostile documents in worker processes, and says how each ended.

A document passes where it ends in a result, FeedError or HostileDocumentError within the limits of a worker,
and lures its parser to no file and no address. Linux only: memory is read from /proc.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.hostile_readings import Taken, measured
from benchmarks.hostile_samples import DOCUMENTS, Document, feed, item
from flows.loopback import served
from news.errors import HostileDocumentError
from news.knowledge import LineRule
from packs.loader import find_pack, load_pack
from packs.newsroom import Response
from scrapers.worker import Limits
from scrapers.workers import Call, Workers

LIMITS = Limits()
_SECRET = "zanzibar"
_LURE = feed(item(_SECRET.encode()))
_AT_A_TIME = 2
_LATE = 2.0  # seconds above the limit that a loaded machine may need to notice


@dataclass(frozen=True, slots=True)
class Result:
    """How a document ended; `taken` is None where its process was ended. `fault` is "" where all is well."""

    document: Document
    end: str
    taken: Taken | None
    fault: str


def main() -> int:
    """Read all documents, or those whose names hold the words given; return the exit status."""
    wanted = " ".join(sys.argv[1:])
    began = time.monotonic()
    results = drill([document for document in DOCUMENTS if wanted in document.name])
    _show(results, time.monotonic() - began)
    return 1 if any(result.fault for result in results) else 0


def drill(documents: Sequence[Document] = DOCUMENTS) -> list[Result]:
    """Read these documents and judge how each ended, in their order."""
    rules = load_pack(find_pack("northern-syria")).line_rules
    asked: list[str] = []

    def respond(_host: str, path: str) -> Response:
        asked.append(path)
        return Response(200, "application/rss+xml", _LURE)

    with (
        tempfile.TemporaryDirectory() as folder,
        served(respond) as site,
        Workers(_AT_A_TIME, LIMITS) as call,
    ):
        file = Path(folder, "secret.xml")
        file.write_bytes(_LURE)

        def read(number: int) -> Result:
            body = documents[number].body(str(file), f"{site.url}/{number}")
            return _result(documents[number], body, rules, call)

        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            results = list(threads.map(read, range(len(documents))))
    lured = {int(path.strip("/").split("/")[0]) for path in asked}
    return [_lured(result) if number in lured else result for number, result in enumerate(results)]


def _result(document: Document, body: bytes, rules: tuple[LineRule, ...], call: Call) -> Result:
    try:
        taken = call(measured, document.kind, body, document.content_type, rules)
    except HostileDocumentError as error:
        return Result(document, str(error), None, "")
    except Exception as error:  # whatever it is, it would have ended the run
        return Result(
            document, f"{type(error).__name__}: {error}"[:200], None, "an error that nobody expects"
        )
    return Result(document, taken.end, taken, _fault(taken))


def _fault(taken: Taken) -> str:
    if _SECRET in taken.told:
        return "a file or an address was opened"
    if taken.cpu_seconds > LIMITS.cpu_seconds + _LATE:
        return "it took too long"
    return "it took too much memory" if taken.peak_mebibytes > LIMITS.memory / 1024**2 else ""


def _lured(result: Result) -> Result:
    return Result(result.document, result.end, result.taken, "its address was asked")


def _show(results: Sequence[Result], seconds: float) -> None:
    table = Table()
    for column in ("document", "end", "CPU s", "peak MiB", "fault"):
        table.add_column(column, justify="right" if column in ("CPU s", "peak MiB") else "left")
    for result in results:
        taken = result.taken
        figures = ("", "") if taken is None else (f"{taken.cpu_seconds:.1f}", f"{taken.peak_mebibytes:.0f}")
        table.add_row(f"{result.document.kind}: {result.document.name}", result.end, *figures, result.fault)
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    ended = sum(result.taken is None for result in results)
    faults = sum(bool(result.fault) for result in results)
    print(f"{len(results)} documents in {seconds:.0f} s: {ended} ended by a limit, {faults} with a fault")


if __name__ == "__main__":
    sys.exit(main())
