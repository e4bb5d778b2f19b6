"""Repositories of a few texts, and what is read of them in short lines."""

from collections.abc import Mapping

from trustpub.forges.github.workflow import read
from trustpub.workflows.entries import entries
from trustpub.workflows.model import Reading, Upload

FOLDER = ".github/workflows/"
MAIN = f"{FOLDER}release.yml"


class Texts:
    """A snapshot of texts by their paths."""

    def __init__(self, texts: Mapping[str, str | bytes]) -> None:
        self.texts = texts

    def files(self, folder: str) -> tuple[str, ...]:
        """The files right in a folder."""
        return tuple(sorted(p for p in self.texts if p.rpartition("/")[0] == folder))

    def walk(self) -> tuple[str, ...]:
        """All files."""
        return tuple(sorted(self.texts))

    def read(self, path: str) -> bytes | None:
        """One file."""
        text = self.texts.get(path)
        return text.encode() if isinstance(text, str) else text


def reading(files: str | Mapping[str, str | bytes]) -> Reading:
    """What is read of some files, or of one workflow."""
    return read(Texts({MAIN: files} if isinstance(files, str) else files))


def lines(files: str | Mapping[str, str | bytes]) -> list[str]:
    """The entries of some files, each as one line."""
    return [line(entry) for entry in entries(reading(files).jobs)]


def line(entry: Upload) -> str:
    """An entry: place, index, tool, auth, triggers, and what is not as usual."""
    name = entry.file.removeprefix(FOLDER).removesuffix(".yml")
    place = f"{entry.line}" if entry.file == MAIN else f"{name}:{entry.line}"
    usual = f"{place} {entry.job} {entry.index} {entry.tool} {entry.auth}"
    words = [usual, "+".join(entry.triggers)]
    words += [f"secrets={'+'.join(entry.secret_names)}"] if entry.secret_names else []
    words += [f"environment={entry.environment}"] if entry.environment else []
    words += [f"id={entry.id_token_write}"] if entry.id_token_write != "none" else []
    words += ["builds"] if entry.builds_in_same_job else []
    words += [entry.reusable] if entry.reusable != "none" else []
    words += ["pinned"] if entry.pinned_by_hash else []
    return " ".join(words)
