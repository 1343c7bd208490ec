"""The drill: visits hostile servers on this machine with the real door, and says how each visit ended.

Each visit has a process of its own, in which nothing can be reached but the drill's servers. It is passed
where it ended as required, within 30 s and 64 MiB, where nothing else was dialled, and where a good page
still came after it. Linux only: memory is read from /proc.
"""

import ssl
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Lock

import trustme

from benchmarks import hostile_documents
from benchmarks.hostile_behaviours import ANSWERS, GOOD
from benchmarks.hostile_cases import CASES
from benchmarks.hostile_kinds import ACCEPTED
from benchmarks.hostile_results import Result, visited
from benchmarks.hostile_servers import Server
from benchmarks.hostile_visits import Case, End, Ports

_AT_A_TIME = 6
_GIVEN_UP = 120.0  # seconds after which a visit's process is killed
_FRESH = get_context("forkserver")  # each process starts small, and with all modules at hand
_STARTING = Lock()


def main() -> int:
    """Make all visits and read all documents, or make the visits named; return the exit status."""
    named = sys.argv[1:]
    cases = [case for case in CASES if case.id in named or not named]
    began = time.monotonic()
    results = _results(cases)
    _show(cases, results)
    print(f"visited in {time.monotonic() - began:.0f} s\n")
    documents_failed = 0 if named else hostile_documents.main()
    return _told(cases, results) or documents_failed


def _results(cases: Sequence[Case]) -> dict[str, Result]:
    """Make visits, those that take long first; return what came of them, by case."""
    _FRESH.set_forkserver_preload(["benchmarks.hostile_results", "trustme"])
    ordered = sorted(cases, key=lambda case: not case.long)
    with _servers() as (ports, authority), ThreadPoolExecutor(_AT_A_TIME) as pool:
        waiting = [pool.submit(_result, case, ports, authority) for case in ordered]
        done = [future.result() for future in as_completed(waiting)]
    return {result.case: result for result in done}


def _result(case: Case, ports: Ports, authority: str) -> Result:
    ours, theirs = _FRESH.Pipe(duplex=False)
    process = _FRESH.Process(target=visited, args=(CASES.index(case), ports, authority, theirs))
    with _STARTING:
        process.start()
    theirs.close()
    try:
        if ours.poll(_GIVEN_UP):
            result: Result = ours.recv()
            return result
        return Result(case.id, End("hung", f"for {_GIVEN_UP:g} s"), End(ACCEPTED, ""))
    except EOFError:
        return Result(case.id, End("crashed", "its process ended without a word"), End(ACCEPTED, ""))
    finally:
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()


def _show(cases: Sequence[Case], results: Mapping[str, Result]) -> None:
    """Print a line for each visit, and below it what is wrong with it."""
    print(
        f"{'':5}{'behaviour':62}{'required':37}{'what happened':80}{'s':>5}{'+MiB':>6}{'parser':>7} outside"
    )
    for case in cases:
        result = results[case.id]
        required = f"{case.kind} {case.tells}".strip()
        happened = " ".join(f"{result.end.kind}: {result.end.told}".split())
        figures = f"{result.seconds:5.1f}{result.mib:6.1f}{result.parser_mib:7.1f}{len(result.outside):8}"
        print(f"{case.id:5}{case.says[:60]:62}{required[:35]:37}{happened[:78]:80}{figures}")
        for problem in result.problems(case):
            print(f"     ! {problem}")


def _told(cases: Sequence[Case], results: Mapping[str, Result]) -> int:
    """Print a line for all visits; return the exit status."""
    passed = sum(not results[case.id].problems(case) for case in cases)
    got = [results[case.id] for case in cases]
    most = max((result.mib for result in got), default=0.0)
    longest = max(
        (result.seconds for result, case in zip(got, cases, strict=True) if case.id != "run"), default=0.0
    )
    strays = sum(len(result.outside) for result in got)
    print(
        f"{passed} of {len(cases)} behaviours ended as required; at most +{most:.0f} MiB, {longest:.1f} s, "
        f"{strays} connections outside loopback"
    )
    return 0 if passed == len(cases) else 1


@contextmanager
def _servers() -> Iterator[tuple[Ports, str]]:
    """Start the drill's servers, and give their ports and the PEM of their certificate authority."""
    ours, nobodys = trustme.CA(), trustme.CA()
    with (
        Server(ANSWERS) as hostile,
        Server(GOOD) as good,
        Server(ANSWERS, _tls(ours, "hostile.example")) as secured,
        Server(ANSWERS, _tls(ours, "other.example")) as other_name,
        Server(ANSWERS, _tls(nobodys, "hostile.example")) as untrusted,
        Server(ANSWERS, mute=True) as mute,
    ):
        ports = Ports(hostile.port, good.port, secured.port, other_name.port, untrusted.port, mute.port)
        yield ports, ours.cert_pem.bytes().decode()


def _tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


if __name__ == "__main__":
    sys.exit(main())
