"""Which Prefect API is used, and whether one answers."""

import os
from pathlib import Path

import pytest

from flows.loopback import served
from flows.server import answers, api_url, use
from packs.newsroom import Response


def test_the_environment_comes_first_then_the_profile_then_our_own_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "home"
    (own / "prefect").mkdir(parents=True)
    assert api_url(own) is None
    (own / "prefect" / "api-url").write_text("http://127.0.0.1:4200/api\n")
    assert api_url(own) == "http://127.0.0.1:4200/api"
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    (tmp_path / "profiles.toml").write_text(
        'active = "desk"\n[profiles.desk]\nPREFECT_API_URL = "http://127.0.0.1:4300/api"\n'
    )
    assert api_url(own) == "http://127.0.0.1:4300/api"
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4400/api")
    assert api_url(own) == "http://127.0.0.1:4400/api"


def test_a_broken_profile_is_no_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    (tmp_path / "profiles.toml").write_text("[[[")
    assert api_url(tmp_path) is None


def test_an_api_answers_or_does_not() -> None:
    def respond(_host: str, path: str) -> Response:
        return Response(200 if path == "/api/health" else 404, "application/json", b"true")

    with served(respond) as site:
        assert answers(f"{site.url}/api")
        assert not answers(f"{site.url}/elsewhere")
    assert not answers(f"{site.url}/api")
    assert not answers("file:///etc/passwd")


def test_prefect_sends_no_telemetry_and_keeps_its_state_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PREFECT_HOME", "PREFECT_API_URL", "DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED"):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
    monkeypatch.delenv("PREFECT_HOME")
    use("http://127.0.0.1:4200/api", tmp_path)
    assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert (os.environ["DO_NOT_TRACK"], os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")
