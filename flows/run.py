"""`shamal run`: one pass, tracked by Prefect where an API is there, in plain Python otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flows import server
from flows.parallel import on_threads
from flows.passes import monitor_pass, publish_pass
from flows.settings import load_settings
from flows.show import say
from flows.station import pack_of


@dataclass(frozen=True, slots=True)
class Ways:
    """How the two passes are run; each call returns the pass's report."""

    monitor: Callable[..., dict[str, Any]]  # everything=True asks feeds that are not due, too
    publish: Callable[[], dict[str, Any]]


def run(home: Path, *, digest: bool = True, everything: bool = False) -> dict[str, dict[str, Any]]:
    """Do one pass over the feeds that are due, or all, and send the digest unless told otherwise.

    Returns the reports.
    """
    settings = load_settings(home)
    settings.ready_to_fetch(pack_of(settings).feeds)
    ways = ways_for(home)
    reports = {"monitor": ways.monitor(everything=everything)}
    if digest:
        reports["publish"] = ways.publish()
    return reports


def ways_for(home: Path) -> Ways:
    """Choose how to run, and say so in one line."""
    url = server.api_url(home)
    if url is not None and server.answers(url):
        say(f"Tracked by the Prefect API at {url}")
        return tracked(url, home)
    missing = "no Prefect API is configured or served" if url is None else f"{url} does not answer"
    say(f"Running untracked, in plain Python: {missing}")
    return Ways(partial(monitor_pass, home, on_threads()), partial(publish_pass, home))


def tracked(url: str, home: Path) -> Ways:
    """Run as Prefect flows with the API at this address."""
    server.use(url, home)
    from flows.monitor import monitor
    from flows.publish import publish

    return Ways(partial(monitor, str(home)), partial(publish, str(home)))
