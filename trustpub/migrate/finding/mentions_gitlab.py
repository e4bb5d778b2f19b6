"""Mentions in the pipelines of a repository: by name in its files, and unnamed by the tools."""

from dataclasses import dataclass, field

from ...forges.gitlab.pipeline.includes import location
from ...forges.gitlab.pipeline.nodes import flat
from ...forges.gitlab.pipeline.predefined import known as predefined
from ...forges.gitlab.pipeline.worlds import words
from ...tree import Node, read_tree
from ...workflows.listing import PIPELINE
from ...workflows.model import Reading
from .consumers import Consumer, consumer
from .findings import Findings, Indexes, feeds_of, told_by_reading
from .mention_nodes import all_below, line_of, texts_below
from .mentions_implicit import behind_programs, implicit
from .mentions_steps import PYTHON
from .references import EVERY, of_programs
from .run_files import Files

SCRIPTS = ("script", "before_script", "after_script", "run")
REFS = ("only", "except")
CONDITIONS = (*REFS, "rules", "workflow", "when")
VARIABLES = "variables"
ELSEWHERE = ("project", "remote", "component", "artifact")
"""Includes that are not in the repository; GitLab's own templates upload nothing."""


@dataclass
class Look:
    """The files of the pipelines on their way to mentions."""

    files: Files
    findings: Findings
    feeds: dict[str, Indexes]
    variables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Variables of the files -> the names in what they hold."""
    seen: set[int] = field(default_factory=set)

    def all(self, paths: tuple[str, ...]) -> None:
        """Every file: first what its variables hold, then all texts."""
        roots = [(path, root) for path in paths for root in self.roots(path)]
        for _, root in roots:
            self.learn(root)
        for name, indexes in list(self.feeds.items()):
            for held in self.behind(name):
                self.feeds[held] = self.feeds.get(held, Indexes()) | indexes
        for path, root in roots:
            self.includes(root, path)
            self.below(root, ())

    def roots(self, path: str) -> tuple[Node, ...]:
        """The documents of a file."""
        content = self.files.snapshot.read(path)
        return read_tree(content, path, merge=True).roots if content is not None else ()

    def learn(self, root: Node) -> None:
        """What the variables of a file hold, whatever job they are of."""
        for node in all_below(root):
            block = node.entries.get(VARIABLES)
            for name, value in (block.entries if block else {}).items():
                held = tuple(
                    one.name for text in texts_below(value) for one in of_programs(text.text)
                )
                before = self.variables.get(name, ())
                others = tuple(one for one in held if one != name and not is_own(one))
                self.variables[name] = tuple(dict.fromkeys((*before, *others)))

    def includes(self, root: Node, path: str) -> None:
        """Includes from elsewhere: any variable could be used there."""
        triggers = (node.get("trigger", "include") for node in root.entries.values())
        for item in (one for block in (root.get("include"), *triggers) for one in flat(block)):
            kind, where = location(item)
            if kind in ELSEWHERE or (kind == "local" and "$" in where):
                self.findings.add(path, item.mark.line, EVERY, "unclear")

    def below(self, node: Node, keys: tuple[str, ...]) -> None:
        """A value and all below it, once however many aliases name it."""
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if node.kind == "text":
            self.text(node, keys)
        for item in node.items:
            self.below(item, keys)
        for key, value in node.entries.items():
            if len(keys) < 50:
                self.below(value, (*keys, key))
        for key in SCRIPTS:
            if key in node.entries:
                self.run_files(node.entries[key])

    def text(self, node: Node, keys: tuple[str, ...]) -> None:
        """One text."""
        for found in of_programs(node.text):
            does = what_does(keys, node.text, found.at)
            self.add(node.mark.file, line_of(node, found.at), found.name, does)

    def add(self, file: str, line: int, name: str, does: Consumer) -> None:
        """One name, and the names in the variable of that name."""
        for one in self.behind(name):
            if not is_own(one):
                self.findings.fed(file, line, one, does, self.feeds)

    def behind(self, name: str) -> tuple[str, ...]:
        """A name, and what stands in variables of the files, three deep."""
        found = {name: None}
        for _ in range(3):
            found |= dict.fromkeys(held for one in list(found) for held in self.held(one))
        return tuple(found)

    def held(self, name: str) -> tuple[str, ...]:
        """The names in one variable."""
        return self.variables.get(name, ())

    def run_files(self, script: Node) -> None:
        """What the files refer to that a script runs."""
        lines = "\n".join(node.text for node in texts_below(script))
        for path in self.files.run_by(lines):
            text = self.files.text(path) or ""
            for found in of_programs(text):
                line = text.count("\n", 0, found.at) + 1
                does = "unclear" if path.endswith(PYTHON) else consumer(text, found.at)
                self.add(path, line, found.name, does)


def what_does(keys: tuple[str, ...], text: str, at: int) -> Consumer:
    """What the part of a pipeline that a text stands in does with a name."""
    if any(key in CONDITIONS for key in keys):
        sets = VARIABLES in keys and not any(key in REFS for key in keys)
        return "carries" if sets else "other"
    if any(key in SCRIPTS for key in keys):
        return consumer(text, at)
    return "carries" if any(key in (VARIABLES, "secrets", "inputs") for key in keys) else "other"


def is_own(name: str) -> bool:
    """Whether GitLab or the shell sets a variable."""
    return predefined(name) or name.startswith(("CI_", "GITLAB_")) or name in SHELL


SHELL = words("HOME PATH PWD USER SHELL TMPDIR LANG IFS RANDOM HOSTNAME OLDPWD UID")


def gitlab(reading: Reading, files: Files, findings: Findings) -> None:
    """All that pipelines mention."""
    jobs = [job for job in reading.jobs if job.forge == "gitlab"]
    paths = tuple(file.file for file in reading.files if file.forge == "gitlab")
    if not paths:
        return
    unnamed = dict(implicit(jobs, files.snapshot))
    tops = dict.fromkeys(top for job in jobs for top in job.tops)
    tops |= dict.fromkeys(path for path in paths if path == PIPELINE)
    for place, indexes in behind_programs(tops or paths, files.snapshot):
        unnamed.setdefault(place, indexes)
    feeds: dict[str, Indexes] = feeds_of(jobs, capitals=False)
    for (_, _, name), indexes in unnamed.items():
        feeds[name] = feeds.get(name, Indexes()) | indexes
    look = Look(files, findings, feeds)
    look.all(paths)
    for job in jobs:
        if job.reusable != "caller":
            told_by_reading(findings, job)
    for (file, line, name), indexes in unnamed.items():
        findings.add(file, line, name, "upload", indexes)
