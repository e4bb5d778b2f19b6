"""Where the files of a fleet may be: in its checkout; what leads out of it is told, not read.

Without git, the tree below the fleet file's own folder stands for the checkout.
"""

import os
import posixpath
from collections.abc import Callable, Sequence
from pathlib import Path

from ..trees.folder import Folder
from ..trees.git import root_of
from ..trees.matching import Finder
from ..trees.tree import Kind, Place, Unread, place
from .world import Astray

CHECKOUT = "the checkout"
FOLDER = "the fleet file's folder, which is in no checkout of git"
IN_CHECKOUT = "put what is meant into the repository, and name it there"
IN_FOLDER = "put the fleet file above all that it names, or use a checkout of git"
RELATIVE = "make it a relative link, or name the file that it leads to"


class Seeker:
    """What the patterns of one fleet file find, and what they must not lead to."""

    def __init__(self, file: str) -> None:
        root = root_of(file)
        self.in_git = root is not None
        self.root = root or Path(os.path.abspath(file)).parent
        self.shown = os.path.dirname(file)
        path = os.path.relpath(os.path.abspath(file), self.root).replace(os.sep, posixpath.sep)
        self.file = path
        self.folder = posixpath.dirname(path)
        self.finder = Bounded(Once(self.root), self.folder)
        self.found: dict[str, tuple[Astray, ...]] = {}

    @property
    def leads_out(self) -> bool:
        """Whether the fleet file itself is none of its checkout."""
        return self.in_git and place(self.finder.tree, self.file).out

    def matching(self, pattern: str) -> list[str]:
        """The files that a path or pattern names, sorted."""
        if pattern.startswith("/"):
            fix = "write it as it is counted from the fleet file"
            self.found[pattern] = (Astray(pattern, f"{pattern!r} is an absolute path", fix),)
            return []
        self.finder.out.clear()
        try:
            paths = self.finder.matching(pattern)
        except Unread as error:
            found, _, fix = str(error).partition("; ")
            told = Astray(pattern, f"{pattern!r}: {found}", fix or "mend what is named")
            self.found[pattern] = (told,)
            return []
        self.found[pattern] = tuple(self.told(pattern, one) for one in self.finder.out.values())
        return [self.near(one) for one in paths]

    def astray(self, pattern: str) -> Sequence[Astray]:
        """What was met on the way that is not to be read."""
        return self.found.get(pattern, ())

    def told(self, pattern: str, one: Place) -> Astray:
        """A way out as a half sentence."""
        link = (self.root / one.path).is_symlink()
        through = f" by {self.near(one.path)}" if link else ""
        if link and inside(os.path.realpath(self.root / one.path), self.root):
            found = f"{pattern!r} goes{through}, a link to an absolute path, which a clone lacks"
            return Astray(self.near(one.path), found, RELATIVE)
        found = f"{pattern!r} leads{through} out of {CHECKOUT if self.in_git else FOLDER}"
        return Astray(self.near(one.path), found, IN_CHECKOUT if self.in_git else IN_FOLDER)

    def near(self, path: str) -> str:
        """A path of the tree as it is written beside the fleet file."""
        return os.path.normpath(
            os.path.join(self.shown, posixpath.relpath(path, self.folder or "."))
        )


class Once(Folder):
    """A checkout of which every place is looked at once."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.kinds: dict[str, Kind | None] = {}
        self.targets: dict[str, str] = {}

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, links not followed."""
        if path not in self.kinds:
            self.kinds[path] = super().kind(path)
        return self.kinds[path]

    def target(self, link: str) -> str:
        """Where a link leads."""
        if link not in self.targets:
            self.targets[link] = super().target(link)
        return self.targets[link]


class Bounded(Finder):
    """A finder that keeps only those ways out behind which there is something that is meant."""

    def __init__(self, tree: Folder, folder: str) -> None:
        super().__init__(tree, folder)
        self.root = tree.root
        self.out: dict[str, Place] = {}

    def matching(self, pattern: str) -> list[str]:
        """The files that a path or pattern names, sorted."""
        found = sorted(set(self.walk(pattern.split("/"))))
        return [one for one in dict.fromkeys(map(posixpath.normpath, found)) if self.ends(one)]

    def ends(self, path: str) -> bool:
        """Whether a path that was found is one of a file."""
        kind = super().kind(path)
        if kind is None:
            self.note(path, os.path.isfile)
        return kind == "file"

    def kind(self, path: str) -> str | None:
        """What a path on the way leads to: of what is behind a folder, nothing would be seen."""
        kind = super().kind(path)
        if kind is None:
            self.note(path, os.path.isdir)
        return kind

    def note(self, path: str, there: Callable[[Path], bool]) -> None:
        """Keep a way out in mind, where there is something."""
        if there(self.root / path):
            found = place(self.tree, path)
            if found.out:
                self.out[found.path] = found


def inside(path: str, root: Path) -> bool:
    """Whether a real path is below a folder."""
    return Path(path).is_relative_to(os.path.realpath(root))
