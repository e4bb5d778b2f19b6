"""Mentions in the steps of one job: each name is traced through `env:` and inputs of actions."""

from dataclasses import dataclass, field, replace

from ...forges.github.workflow.shape import scalar, unpacked
from ...forges.github.workflow.uses import action, is_local, path_of
from ...tree import Node, read_tree
from ...workflows.model import Reading
from .consumers import Consumer, consumer
from .findings import USES, Feeds, Findings, feeds_of
from .mention_nodes import Chain, entry_names, line_of, names_of, texts_below, what_does
from .program_uploads import CREDENTIALS
from .references import EVERY, Reference, of_expressions, of_programs
from .run_files import Files

DEEPEST = 5
PYTHON = (".py", ".pyi")


@dataclass
class Steps:
    """The steps of a job, or of an action of the repository that it uses."""

    reading: Reading
    files: Files
    findings: Findings
    file: str
    feeds: Feeds
    used: dict[str, set[Consumer]] = field(default_factory=dict)
    """What commands do with each variable of `env:`, by the place where it is set."""
    places: dict[str, str] = field(default_factory=dict)
    depth: int = 0

    def chain_of(self, block: Node | None, above: Chain) -> dict[str, tuple[str, ...]]:
        """The variables of an `env:` over those around it."""
        chain = dict(above)
        for key, node in (block.entries if block else {}).items():
            chain[f"env.{key}".lower()] = tuple(name for _, name in entry_names(node, above))
            self.places[key.lower()] = f"{node.mark}"
        return chain

    def entries(self, block: Node | None, above: Chain) -> None:
        """An `env:`: each name in it feeds an upload, or what the commands do with the variable."""
        every = frozenset(index for indexes in self.feeds.values() for index in indexes)
        for key, node in (block.entries if block else {}).items():
            consumers = self.used.get(f"{node.mark}", set())
            for line, name in entry_names(node, above):
                if name in self.feeds:
                    self.findings.fed(self.file, line, name, "carries", self.feeds)
                elif every and key in CREDENTIALS and name != EVERY:
                    # A user's name may come from `vars`, beside a password from `secrets`.
                    self.findings.add(self.file, line, name, "upload", every)
                elif consumers == {"other"}:
                    self.findings.add(self.file, line, name, "elsewhere")
                else:
                    self.findings.add(self.file, line, name, "unclear")

    def elsewhere(
        self, node: Node | None, chain: Chain | None = None, condition: bool = False
    ) -> None:
        """A part of a workflow that feeds no upload: a condition, the image of a container."""
        for text in texts_below(node):
            for line, name in entry_names(text, chain or {}, condition):
                self.findings.add(self.file, line, name, "elsewhere")

    def carried(self, node: Node | None, chain: Chain) -> None:
        """A part that hands names on."""
        for text in texts_below(node):
            for line, name in entry_names(text, chain):
                self.findings.fed(self.file, line, name, "carries", self.feeds)

    def step(self, step: Node, above: Chain) -> None:
        """One step: all that it says."""
        places = dict(self.places)
        chain = self.chain_of(step.get("env"), above)
        self.elsewhere(step.get("if"), chain, condition=True)
        run = step.get("run")
        if run is not None and run.kind == "text":
            self.script(run, chain, scalar(step.get("working-directory")))
        if step.get("uses") is not None:
            self.uses(step, chain)
        self.entries(step.get("env"), above)
        self.places = places

    def script(self, run: Node, chain: Chain, folder: str) -> None:
        """A script: its expressions, its variables, and those of the files that it runs."""
        for found in of_expressions(run.text):
            self.refer(found, run.text, chain, self.file, line_of(run, found.at))
        if not any(names for key, names in chain.items() if key.startswith("env.")):
            return
        for found in of_programs(run.text):
            self.refer(found, run.text, chain, self.file, line_of(run, found.at))
        for path in self.files.run_by(run.text, folder.removeprefix("./")):
            text = self.files.text(path) or ""
            for found in of_programs(text):
                self.refer(found, text, chain, path, text.count("\n", 0, found.at) + 1)

    def refer(self, found: Reference, text: str, chain: Chain, file: str, line: int) -> None:
        """One reference in a command."""
        names = names_of(found, chain)
        if not names:
            return
        does: Consumer = "unclear" if file.endswith(PYTHON) else consumer(text, found.at)
        if found.context == "env" and (place := self.places.get(found.name.lower())):
            self.used.setdefault(place, set()).add(does)
        for name in names:
            self.findings.fed(file, line, name, does, self.feeds)

    def uses(self, step: Node, chain: Chain) -> None:
        """A step that uses an action."""
        uses = scalar(step.get("uses")).strip()
        block = step.get("with")
        if is_local(uses):
            self.local(path_of(uses), block, chain)
            return
        here = self.uploads_at(step)
        name = action(uses).name
        every = frozenset(index for indexes in here.values() for index in indexes)
        for key, node in (block.entries if block else {}).items():
            for line, secret in entry_names(node, chain):
                if secret in here:
                    self.findings.fed(self.file, line, secret, "carries", here)
                elif every and "user" in key.lower() and secret != EVERY:
                    self.findings.add(self.file, line, secret, "upload", every)
                else:
                    does = what_does(name, secret)
                    self.findings.add(self.file, line, secret, USES[does])

    def uploads_at(self, step: Node) -> Feeds:
        """What feeds the uploads of one step that uses an action."""
        mark = step.keys.get("uses")
        jobs = [
            replace(job, uploads=tuple(one for one in job.uploads if one.mark == mark))
            for job in self.reading.jobs
            if job.forge == "github" and job.reusable != "caller"
        ]
        return feeds_of(jobs, capitals=True)

    def local(self, folder: str, block: Node | None, chain: Chain) -> None:
        """An action of the repository: what it is given, and what its steps do with that."""
        inner: dict[str, tuple[str, ...]] = {}
        for key, node in (block.entries if block else {}).items():
            found = tuple(entry_names(node, chain))
            inner[f"inputs.{key}".lower()] = tuple(name for _, name in found)
            for line, name in found:
                self.findings.fed(self.file, line, name, "carries", self.feeds)
        around = {key: names for key, names in chain.items() if key.startswith("env.")}
        root, path = self.action(folder)
        steps = root.get("runs", "steps") if root else None
        if steps is None or self.depth >= DEEPEST or not any((*inner.values(), *around.values())):
            return
        below = Steps(
            self.reading,
            self.files,
            self.findings,
            path,
            self.feeds,
            self.used,
            depth=self.depth + 1,
        )
        below.places = dict(self.places)
        for step in unpacked(steps.items):
            if step.kind == "map":
                below.step(step, {**around, **inner})

    def action(self, folder: str) -> tuple[Node | None, str]:
        """The mapping in `action.yml` of a folder, and its path."""
        for name in ("action.yml", "action.yaml"):
            path = f"{folder}/{name}" if folder != "." else name
            text = self.files.text(path)
            if text is not None:
                roots = read_tree(text, path).roots
                return (roots[0] if roots and roots[0].kind == "map" else None), path
        return None, folder
