"""Programs that run a command which stands behind one of their options: `find -exec`."""

TAKES_COMMAND: dict[str, tuple[str, ...]] = {
    "find": ("-exec", "-execdir", "-ok", "-okdir"),
    "fd": ("-x", "-X", "--exec", "--exec-batch"),
    "nix": ("-c", "--command"),
    "nix-shell": ("--run", "--command"),
    "su": ("-c", "--command"),
    "script": ("-c", "--command"),
}
"""Program -> its options of this kind."""
AS_TEXT = ("nix-shell", "su", "script")
"""Those of them that take the command as one text for a shell."""


def taken(name: str, argv: list[str]) -> list[str] | None:
    """The command behind the option; None without it."""
    words = argv[1:]
    place = next((n for n, word in enumerate(words) if word in TAKES_COMMAND[name]), None)
    if place is None:
        return None
    inner = words[place + 1 :]
    if name in AS_TEXT:
        return ["bash", "-c", *inner[:1]]
    return [word for word in inner if word not in ("{}", ";", "+", "--")]
