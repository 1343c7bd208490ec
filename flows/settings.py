"""Settings: one TOML file in the home folder, overridden by environment variables."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from news.errors import ConfigError
from news.knowledge import Feed
from news.urls import host_of, is_reserved

FILE = "shamal.toml"
_MIB = 1 << 20
# Domains that stand for somebody in examples (RFC 2606, and ours): nobody could be reached there.
_PLACEHOLDERS = (
    *("example.org", "example.com", "example.net", "localhost", "localhost.localdomain"),
    *("your.org", "your-organisation.org"),
)


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no time zone; write it like Asia/Damascus")
    return name


def _five_fields(cron: str) -> str:
    if len(cron.split()) != 5:
        raise ValueError('is no cron line; write five fields like "0 7 * * *"')
    return cron


Cron = Annotated[str, AfterValidator(_five_fields)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fetch(_Table):
    """How politely and how widely we ask servers."""

    spacing_seconds: Annotated[float, Field(ge=0)] = 5.0  # between two requests to one host
    proxy: str | None = None  # an HTTP proxy of the operator's, by URL
    private_hosts: tuple[str, ...] = ()  # hosts of the operator's own network that may be asked
    attempts: Annotated[int, Field(ge=1)] = 6  # tries of a page before it is given up: about 20 hours
    page_mib: Annotated[float, Field(gt=0)] = 8.0  # the largest page, unpacked
    feed_mib: Annotated[float, Field(gt=0)] = 16.0  # the largest feed, unpacked

    @property
    def page_bytes(self) -> int:
        """The largest page, in bytes."""
        return int(self.page_mib * _MIB)

    @property
    def feed_bytes(self) -> int:
        """The largest feed, in bytes."""
        return int(self.feed_mib * _MIB)


class ArchiveSettings(_Table):
    """Whether fetched pages are kept as evidence, and how long; how long the lines stripped from them."""

    enabled: bool = True
    keep_days: Annotated[int, Field(ge=0)] = 365  # 0: for ever
    keep_gib: Annotated[float, Field(ge=0)] = 0.0  # 0: however much there is
    stripped_days: Annotated[int, Field(ge=0)] = 30  # 0: for ever


class Schedule(_Table):
    """When `shamal serve` runs what: cron lines in the operator's time zone."""

    monitor: Cron = "*/5 * * * *"  # how often we look which feeds are due; each has its own rhythm
    digest: Cron = "0 7 * * *"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "UTC"

    @property
    def zone(self) -> ZoneInfo:
        """The operator's time zone, in which digests tell times too."""
        return ZoneInfo(self.timezone)


class Mail(_Table):
    """Who gets the digest, and through which server. Without a host, digests are written to files only."""

    host: str | None = None
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: SecretStr = SecretStr("")
    password_file: Path | None = None
    sender: str = "shamal@localhost.localdomain"
    recipients: tuple[str, ...] = ()

    def secret(self) -> str:
        """Return the password, from the file where one is named; ConfigError when that cannot be read."""
        if self.password_file is None:
            return self.password.get_secret_value()
        try:
            return self.password_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError(f"mail.password_file: {error}; name a file that Shamal may read") from error


class Settings(BaseSettings):
    """All settings, with their defaults."""

    model_config = SettingsConfigDict(
        env_prefix="SHAMAL_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    home: Path
    contact: str = ""  # an address that publishers can write to; part of the User-Agent
    pack: str = "northern-syria"  # a built-in pack by name, or a folder
    fetch: Fetch = Fetch()
    archive: ArchiveSettings = ArchiveSettings()
    schedule: Schedule = Schedule()
    mail: Mail = Mail()

    @property
    def store(self) -> Path:
        """The DuckDB file."""
        return self.home / "shamal.duckdb"

    @property
    def archived(self) -> Path:
        """The folder in which fetched pages are kept."""
        return self.home / "archive"

    @property
    def digests(self) -> Path:
        """The folder in which each digest is kept as .eml and .html."""
        return self.home / "digests"

    @property
    def own_feeds(self) -> Path:
        """The operator's own feeds, laid over the pack's."""
        return self.home / "feeds.toml"

    def ready_to_fetch(self, feeds: Iterable[Feed]) -> None:
        """Raise ConfigError unless the publishers of these feeds could reach the operator of this Shamal.

        Feeds of reserved names (.example and the like) have no publisher: for them any contact will do.
        """
        given = "@" in self.contact or "://" in self.contact
        if given and not (_stands_for_nobody(self.contact) and any(_is_real(feed) for feed in feeds)):
            return
        wrong = f'"{self.contact}" is an example' if given else "contact is not set"
        raise ConfigError(
            f"{wrong}: publishers must be able to reach whoever fetches their pages. "
            f'Write contact = "you@your.org", with your own address, into {self.home / FILE}, '
            "or set SHAMAL_CONTACT"
        )


def home_folder(given: Path | None = None) -> Path:
    """Return the folder of all state: the one given, else SHAMAL_HOME, else ~/.shamal."""
    return (given or Path(os.environ.get("SHAMAL_HOME") or Path.home() / ".shamal")).expanduser().absolute()


def load_settings(home: Path) -> Settings:
    """Read the settings of a home folder; ConfigError names the file, the key and what is wrong."""
    file = home / FILE
    try:
        return _reader(file)(home=home)
    except ValidationError as error:
        problems = "; ".join(_told(dict(problem)) for problem in error.errors())
        raise ConfigError(f"{file} (or a SHAMAL_ variable): {problems}") from error
    except ValueError as error:  # the TOML itself, or a variable that is no JSON where a list is wanted
        raise ConfigError(f"{file} (or a SHAMAL_ variable): {error}") from error


def _reader(file: Path) -> type[Settings]:
    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class passes it
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)

    return FromFile


def _stands_for_nobody(contact: str) -> bool:
    domain = host_of(contact) if "://" in contact else contact.rpartition("@")[2].strip(" >").lower()
    return is_reserved(domain) or domain.removeprefix("www.") in _PLACEHOLDERS


def _is_real(feed: Feed) -> bool:
    return feed.active and not is_reserved(host_of(feed.url))


def _told(problem: dict[str, Any]) -> str:
    key = ".".join(map(str, problem["loc"]))
    if problem["type"] == "extra_forbidden":
        return f"{key} is no setting; see docs/configuring.md"
    return f"{key} = {problem['input']!r}: {problem['msg'].removeprefix('Value error, ')}"
