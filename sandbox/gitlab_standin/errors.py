"""What goes wrong, as sentences for the person at the terminal."""


class StandinError(Exception):
    """Stops one operation; its text is shown as it is."""


class ApiError(StandinError):
    """GitLab answered with an error status."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
