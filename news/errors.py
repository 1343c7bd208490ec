"""The error tree: everything that Shamal raises on purpose is a `ShamalError`.

A failure has one of three fates. Expected and permanent: it is no error but an `Outcome`. Expected and
temporary: a `TemporaryError`; the next run is the retry. Anything else is a bug and may crash the run.
"""


class ShamalError(Exception):
    """Something an operator can understand; the message says what to do."""


class ConfigError(ShamalError):
    """A setting is missing or wrong; names the file or variable and the key."""


class PackError(ShamalError):
    """A pack cannot be read; names file, table and key."""


class InputError(ShamalError):
    """A line, file or argument given by the user is unusable."""


class TemporaryError(ShamalError):
    """It may work next time: a time-out, a server's 5xx, a lock."""


class FetchError(ShamalError):
    """A server gave us no document, and asking again will not change that.

    `status` is the HTTP status where one was received, else None.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class TemporaryFetchError(FetchError, TemporaryError):
    """A server gave us no document this time.

    `retry_after` is the number of seconds that it asked us to stay away, None where it did not.
    """

    def __init__(self, message: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message, status)
        self.retry_after = retry_after


class RobotsError(FetchError):
    """The publisher's robots.txt does not allow this address."""


class HostileDocumentError(ShamalError):
    """A document took its parser more time or memory than any honest one does."""


class FeedError(ShamalError):
    """A document arrived, but it is no feed."""


class StoreError(ShamalError):
    """The store cannot be read or written."""


class StoreLockedError(StoreError, TemporaryError):
    """Another process holds the store open."""


class MailError(ShamalError):
    """The mail server refused a message for good."""


class TemporaryMailError(MailError, TemporaryError):
    """The mail server could not take a message this time."""
