"""What tests of the whole house share: a home folder whose network is a server on loopback."""

from collections.abc import Callable
from pathlib import Path

import pytest

Home = Callable[..., Path]


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the settings and the Prefect API of whoever runs the tests out of them."""
    for name in ("SHAMAL_HOME", "SHAMAL_CONTACT", "SHAMAL_PACK", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path_factory.getbasetemp() / "prefect"))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Make a home folder that watches a pack through a proxy, and mails to a server on this machine."""

    def made(name: str, *, proxy: str, pack: str = "sample-newsroom", smtp_port: int | None = None) -> Path:
        folder = tmp_path_factory.mktemp(name)
        mail = ""
        if smtp_port is not None:
            mail = f'[mail]\nhost = "127.0.0.1"\nport = {smtp_port}\nsecurity = "none"\n'
            mail += 'sender = "shamal@example.org"\nrecipients = ["analyst@example.org"]\n'
        text = f'contact = "tests@example.org"\npack = "{pack}"\n'
        text += f'[fetch]\nproxy = "{proxy}"\nspacing_seconds = 0\n{mail}'
        (folder / "shamal.toml").write_text(text, encoding="utf-8")
        return folder

    return made
