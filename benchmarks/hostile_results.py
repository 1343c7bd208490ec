"""What comes of a visit, measured; and what is wrong with that."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from benchmarks.hostile_cases import CASES, HOSTS
from benchmarks.hostile_kinds import ACCEPTED, FORBIDDEN, LATER, REFUSED, feed, fetched, page, permitted_page
from benchmarks.hostile_pages import PARAGRAPHS
from benchmarks.hostile_run import good_run, whole_run
from benchmarks.hostile_visits import Case, End, Gauge, Ports, Visitor, visitor

_MOST_MIB = 64.0
_GOOD = "http://good.example:{good}"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a visit. `outside` is what it tried to reach and must not; `after` is the visit after."""

    case: str
    end: End
    after: End
    seconds: float = 0.0
    mib: float = 0.0
    parser_mib: float = 0.0
    outside: tuple[str, ...] = ()

    def problems(self, case: Case) -> list[str]:
        """Return what is not as required."""
        wrong = []
        if self.end.kind != case.kind or case.tells not in self.end.told:
            wrong.append(
                f"required: {case.kind} {case.tells}".rstrip() + f"; got {self.end.kind}: {self.end.told}"
            )
        if self.seconds > case.seconds:
            wrong.append(f"more than {case.seconds:g} s")
        if self.mib > _MOST_MIB:
            wrong.append(f"more than {_MOST_MIB:g} MiB")
        if self.after.kind != ACCEPTED or PARAGRAPHS[0][:40] not in self.after.told:
            wrong.append(f"a good page afterwards: {self.after.kind}, {self.after.told}")
        return [*wrong, *self.outside]


def visited(number: int, ports: Ports, authority: str, pipe: Connection) -> None:
    """Make a visit, in a process of its own, and send its result."""
    case = CASES[number]
    with visitor(ports, authority, HOSTS) as ready:
        _warm_up(ready, case)
        gauge, began = Gauge(), time.monotonic()
        end = _end(case, ready)
        seconds = time.monotonic() - began
        mib, parser_mib = gauge.read()
        after = _good_page(ready, case)
        strays = [*ready.fence.outside, *(f"asked for {target}" for target in ready.secret.asked)]
        pipe.send(Result(case.id, end, after, seconds, mib, parser_mib, tuple(strays)))


def _warm_up(ready: Visitor, case: Case) -> None:
    """Do once what the visit will do, so that modules and caches do not count."""
    _good_page(ready, case)
    if case.visit is feed:
        feed(ready, f"{_GOOD}/feed")
    if case.visit is whole_run:
        good_run(ready)


def _good_page(ready: Visitor, case: Case) -> End:
    """Visit the good server; its page is read where the case's may be: to start a parser takes a second."""
    refused = case.visit in (page, permitted_page) and case.kind in (REFUSED, LATER, FORBIDDEN)
    visit = fetched if refused else page
    return visit(ready, f"{_GOOD}/page")


def _end(case: Case, ready: Visitor) -> End:
    try:
        return case.visit(ready, case.address)
    except Exception as error:  # none may leave the door but our own, which visits turn into ends
        return End("crashed", repr(error))
