"""The drill: visits hostile servers on this machine with the real door, and says how each visit ended.

Each visit has a process of its own, in which nothing can be reached but the drill's servers. It is passed
where it ended as required, within 30 s and 64 MiB, where nothing else was dialled, and where a good page
still came after it. Linux only: memory is read from /proc.
"""

import ssl
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Lock

import trustme

from benchmarks.hostile_behaviours import ANSWERS, GOOD
from benchmarks.hostile_cases import CASES, Case
from benchmarks.hostile_kinds import ACCEPTED
from benchmarks.hostile_results import Result, visited
from benchmarks.hostile_servers import Server
from benchmarks.hostile_visits import End, Ports

_AT_A_TIME = 6
_GIVEN_UP = 90.0  # seconds after which a visit's process is killed
_FRESH = get_context("forkserver")  # each process starts small, and with all modules at hand
_STARTING = Lock()


def main() -> int:
    """Make all visits, or those named on the command line; print the table; return the exit status."""
    cases = [case for case in CASES if case.id in sys.argv[1:] or len(sys.argv) == 1]
    began = time.monotonic()
    with _servers() as (ports, authority), ThreadPoolExecutor(_AT_A_TIME) as pool:
        _FRESH.set_forkserver_preload(["benchmarks.hostile_results", "trustme"])
        early_first = sorted(cases, key=lambda case: not case.long)
        results = {
            result.case: result
            for result in pool.map(lambda case: _result(case, ports, authority), early_first)
        }
    passed = _told(cases, results)
    print(f"({time.monotonic() - began:.0f} s in all)")
    return 0 if passed else 1


def _result(case: Case, ports: Ports, authority: str) -> Result:
    ours, theirs = _FRESH.Pipe(duplex=False)
    process = _FRESH.Process(target=visited, args=(CASES.index(case), ports, authority, theirs))
    with _STARTING:
        process.start()
    theirs.close()
    try:
        if ours.poll(_GIVEN_UP):
            result: Result = ours.recv()
            import sys as _s

            print(
                round(time.monotonic()),
                case.id,
                result.end.kind,
                round(result.seconds, 1),
                file=_s.stderr,
                flush=True,
            )
            return result
        return Result(case.id, End("hung", f"for {_GIVEN_UP:g} s"), End(ACCEPTED, ""))
    except EOFError:
        return Result(case.id, End("crashed", "its process ended without a word"), End(ACCEPTED, ""))
    finally:
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()


def _told(cases: list[Case], results: dict[str, Result]) -> bool:
    """Print a line for each visit and one for all; tell whether all is as required."""
    print(
        f"{'':5}{'behaviour':58}{'required':34}{'what happened':80}{'s':>5}{'+MiB':>6}{'parser':>7} outside"
    )
    failed = 0
    for case in cases:
        result = results[case.id]
        problems = result.problems(case)
        failed += bool(problems)
        required = f"{case.kind} {case.tells}"[:32]
        happened = " ".join(f"{result.end.kind}: {result.end.told}".split())[:78]
        figures = f"{result.seconds:5.1f}{result.mib:6.1f}{result.parser_mib:7.1f}{len(result.outside):6}"
        print(f"{case.id:5}{case.says[:56]:58}{required:34}{happened:80}{figures}")
        for problem in problems:
            print(f"     ! {problem}")
    got = results.values()
    most = f"+{max(result.mib for result in got):.0f} MiB, {max(result.seconds for result in got):.1f} s"
    strays = sum(len(result.outside) for result in got)
    print(
        f"{len(cases) - failed} of {len(cases)} behaviours ended as required; "
        f"at most {most}, {strays} connections outside loopback"
    )
    return not failed


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
