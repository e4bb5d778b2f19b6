"""Exceptions are for the world failing.

TrustpubError
 └─ WorldError           a forge or an index could not be asked; its text is a sentence
     ├─ Unreachable      no answer
     │   └─ Unanswered   no answer to a write: it may have been done
     ├─ Refused          401: the token is not accepted
     ├─ Forbidden        403: the token may not see or write this
     ├─ Limited          too many requests: later it would answer
     └─ Broken           an answer that makes no sense
         └─ Unclear      such an answer to a write: it may have been done
"""

LOOK = "whether it was done is not known: look, before it is sent again"


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


class Unanswered(Unreachable):
    """No answer came to a write, which may have been done."""

    @classmethod
    def to(cls, what: str, why: str) -> "Unanswered":
        """A write that was sent, as `METHOD address`."""
        return cls(f"{what} gives no answer ({why}); {LOOK}")


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
    """The token may not see or write this."""

    @classmethod
    def by(cls, url: str, variable: str, said: str) -> "Forbidden":
        """403 from this address, for good."""
        found = f"{url} is forbidden to the token in {variable} (403 with {said})"
        return cls(f"{found}; give the token the right to read it")

    @classmethod
    def to_write(cls, url: str, variable: str, said: str, right: str) -> "Forbidden":
        """403 to a write; `right` is what the token must be allowed."""
        found = f"{url} may not be written with the token in {variable} (403 with {said})"
        return cls(f"{found}; give it the right to {right}")


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

    @classmethod
    def hidden(cls, what: str, variable: str, said: str, right: str) -> "Broken":
        """404 to a write; forges hide so what a token may not see."""
        found = f"{what} answers 404 with {said}: it is not there, or hidden from the token"
        return cls(f"{found} in {variable}; check the name, or give the token the right to {right}")

    @classmethod
    def elsewhere(cls, what: str, status: int) -> "Broken":
        """A redirect of a write, which is not followed."""
        found = f"{what} answers {status}, a redirect, which no write follows; nothing was done"
        return cls(f"{found}: use the name and the address that it has now")

    @classmethod
    def undone(cls, what: str, status: int, said: str) -> "Broken":
        """A write that was refused for what it asks."""
        return cls(
            f"{what} answers {status} with {said}; it was not done: mend what it complains of"
        )


class Unclear(Broken):
    """An answer to a write that makes no sense, and the write may have been done."""

    @classmethod
    def of(cls, what: str, status: int, said: str) -> "Unclear":
        """A write that was sent, as `METHOD address`."""
        return cls(f"{what} answers {status} with {said}; {LOOK}")
