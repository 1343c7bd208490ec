"""Settings: from the file, from the environment, and errors that say what to mend."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.settings import FILE, home_folder, load_settings
from news.errors import ConfigError
from news.knowledge import Feed


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHAMAL_HOME", "SHAMAL_CONTACT", "SHAMAL_MAIL__HOST", "SHAMAL_MAIL__RECIPIENTS"):
        monkeypatch.delenv(name, raising=False)


def written(home: Path, text: str) -> Path:
    (home / FILE).write_text(text, encoding="utf-8")
    return home


def test_without_a_file_all_has_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert (settings.pack, settings.mail.host, settings.store) == (
        "northern-syria",
        None,
        tmp_path / "shamal.duckdb",
    )


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, '[mail]\nhost = "smtp.one.example"\nport = 25\n')
    monkeypatch.setenv("SHAMAL_MAIL__HOST", "smtp.two.example")
    monkeypatch.setenv("SHAMAL_MAIL__RECIPIENTS", '["a@example.org", "b@example.org"]')
    mail = load_settings(tmp_path).mail
    assert (mail.host, mail.port, mail.recipients) == (
        "smtp.two.example",
        25,
        ("a@example.org", "b@example.org"),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('contct = "x"', "contct is no setting"),
        ("[mail]\nprt = 3", "mail.prt is no setting"),
        ('[schedule]\ntimezone = "Mars"', "schedule.timezone = 'Mars': is no time zone"),
        ('[schedule]\ndigest = "daily"', "schedule.digest = 'daily': is no cron line"),
        ("[mail]\nport = 0", "mail.port = 0"),
        ("[[[", "line 1"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(tmp_path, text))
    assert complaint in str(caught.value)
    assert FILE in str(caught.value)


REAL = Feed("enab", "Enab", "https://enabbaladi.net/feed/")
FICTION = Feed("courier", "Courier", "https://courier.example/feed/")


def test_nothing_is_fetched_without_a_contact(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="contact is not set"):
        load_settings(tmp_path).ready_to_fetch([FICTION])
    load_settings(written(tmp_path, 'contact = "desk@monitor.org"')).ready_to_fetch([REAL, FICTION])


@pytest.mark.parametrize(
    "contact",
    ["you@example.org", "you@your-organisation.org", "Desk <a@b.example>", "https://www.example.com/us"],
)
def test_real_publishers_are_not_asked_in_the_name_of_nobody(tmp_path: Path, contact: str) -> None:
    settings = load_settings(written(tmp_path, f'contact = "{contact}"'))
    settings.ready_to_fetch([FICTION, replace(REAL, active=False)])
    with pytest.raises(ConfigError, match="is an example"):
        settings.ready_to_fetch([FICTION, REAL])


def test_a_password_comes_from_its_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3same\n", encoding="utf-8")
    settings = load_settings(written(tmp_path, f'[mail]\npassword_file = "{secret}"\npassword = "other"'))
    assert settings.mail.secret() == "s3same"
    assert "other" not in repr(settings)
    secret.unlink()
    with pytest.raises(ConfigError, match="password_file"):
        settings.mail.secret()


def test_the_home_folder_is_given_or_set_or_in_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home_folder() == Path.home() / ".shamal"
    monkeypatch.setenv("SHAMAL_HOME", str(tmp_path))
    assert home_folder() == tmp_path
    assert home_folder(Path("/elsewhere")) == Path("/elsewhere")
