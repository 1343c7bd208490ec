"""Prefect's server: whether one is there, and how to run one of our own."""

import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from news.errors import ShamalError

_START_SECONDS = 90.0  # it takes about 9 s on a quiet machine
_STOP_SECONDS = 10.0
_NO_TELEMETRY = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


def api_url(home: Path) -> str | None:
    """Return the address of the Prefect API to use, or None.

    It is the one in PREFECT_API_URL, else in the active Prefect profile, else of a `shamal serve` that is
    running on this home folder.
    """
    profiles = Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect")) / "profiles.toml"
    return os.environ.get("PREFECT_API_URL") or _of_profile(profiles) or _read(_note(home))


def answers(url: str) -> bool:
    """Tell whether a Prefect API answers at this address."""
    if not url.startswith(("http://", "https://")):
        return False
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url.rstrip('/')}/health", timeout=3) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def use(url: str, home: Path) -> None:
    """Make Prefect, which must not be imported yet, work with the API at this address."""
    os.environ.update(_NO_TELEMETRY)
    os.environ["PREFECT_API_URL"] = url
    os.environ.setdefault("PREFECT_HOME", str(home / "prefect"))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")


@contextmanager
def own_server(home: Path) -> Iterator[str]:
    """Run a Prefect server on loopback while the block runs; yield its API's address.

    Its state lives in the home folder. ShamalError when it does not start.
    """
    address = f"http://127.0.0.1:{_free_port()}/api"
    log = home / "prefect" / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"],
            env=_environment(home, address),
            stdout=output,
            stderr=output,
            start_new_session=True,  # a Ctrl-C is for us; we stop the server in our own time
        )
        try:
            _wait_for(server, address, log)
            _note(home).write_text(address, encoding="utf-8")
            yield address
        finally:
            _note(home).unlink(missing_ok=True)
            stop(server)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process: asked first, forced after ten seconds."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(home: Path, address: str) -> Mapping[str, str]:
    port = address.rsplit(":", 1)[1].removesuffix("/api")
    own = {"PREFECT_HOME": str(home / "prefect"), "PREFECT_SERVER_API_PORT": port, "PREFECT_API_URL": address}
    return {**os.environ, **_NO_TELEMETRY, **own}


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not answers(address):
        if server.poll() is not None or time.monotonic() > deadline:
            raise ShamalError(f"Prefect's server did not start; {log} says why")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _note(home: Path) -> Path:
    return home / "prefect" / "api-url"


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def _of_profile(file: Path) -> str | None:
    try:
        profiles = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    active = profiles.get("profiles", {}).get(profiles.get("active"), {})
    url = active.get("PREFECT_API_URL")
    return url if isinstance(url, str) else None
