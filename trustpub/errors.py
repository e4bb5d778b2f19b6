"""Exceptions are for the world failing.

TrustpubError
 └─ WorldError           a forge or an index could not be asked; its text is a sentence
     ├─ Unreachable      no answer
     ├─ Refused          401: the token is not accepted
     ├─ Forbidden        403: the token may not see this
     ├─ Limited          too many requests: later it would answer
     └─ Broken           an answer that makes no sense
"""


class TrustpubError(Exception):
    """Never raised itself."""


class WorldError(TrustpubError):
    """Somebody could not be asked."""


class Unreachable(WorldError):
    """No answer came."""

    @classmethod
    def at(cls, url: str, why: str) -> "Unreachable":
        """No answer from this address."""
        return cls(f"{url} gives no answer ({why}); check the address and the network")


class Refused(WorldError):
    """The token is not accepted."""

    @classmethod
    def by(cls, url: str, variable: str) -> "Refused":
        """401 from this address; `variable` is where the token came from."""
        return cls(
            f"{url} refuses the token in {variable} (401); make a new one and set {variable}"
        )

    @classmethod
    def before(cls, url: str, variable: str) -> "Refused":
        """A text that no header can carry."""
        found = f"{url} was not asked: {variable} holds a line break or another odd character"
        return cls(f"{found}; set {variable} to the token alone")


class Forbidden(WorldError):
    """The token may not see this."""

    @classmethod
    def by(cls, url: str, variable: str, said: str) -> "Forbidden":
        """403 from this address, for good."""
        found = f"{url} is forbidden to the token in {variable} (403 with {said})"
        return cls(f"{found}; give the token the right to read it")


class Limited(WorldError):
    """Too many requests were sent."""

    @classmethod
    def by(cls, url: str, status: int) -> "Limited":
        """403 or 429 that says to come back later."""
        return cls(f"{url} answers {status}: too many requests; wait some minutes and try again")

    @classmethod
    def ahead(cls, url: str, seconds: float) -> "Limited":
        """Not asked: the answer would be a refusal."""
        minutes = max(1, round(seconds / 60))
        found = f"{url} was not asked: this token's requests are used up for {minutes} min"
        return cls(f"{found}; try again then")


class Broken(WorldError):
    """An answer that makes no sense."""

    @classmethod
    def at(cls, url: str, status: int, what: str) -> "Broken":
        """An unexpected answer from this address."""
        return cls(f"{url} answers {status} with {what}; try again, or report what answered")
