"""Text -> patched text: fixes are tried one by one, and only what makes the file better is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..chain.linking import path_of
from ..config import Config
from ..model import Problem
from ..publishers import declared_publishers
from ..workflows.model import Snapshot
from ..writing import settled
from .edits import Edits, applied
from .fixers import FIXERS, ORDER, PARTLY, PROOFS, REASONS
from .judging import Found, Verdict
from .same_uploads import same_uploads
from .scene import Scene
from .spots import read_page
from .trying import Judge

Alike = tuple[str, str | None, str | None, str]
BOM = "\ufeff"
MOST = 60
"""Edits that are kept of one file, at the most: far more than any file needs."""
HIDING = frozenset(
    {
        *("workflow-no-upload", "workflow-index-url", "workflow-no-environment"),
        *("workflow-environment-elsewhere", "workflow-environment-differs"),
    }
)
"""Rules about a publisher without its job: what is wrong with that job is found only afterwards."""
NEVER = HIDING | {"workflow-undeclared"}
"""What no fix may bring about, not even one that uncovers other things."""
UNCOVERS = {"pipeline-id-tokens": frozenset({"workflow-tool"})}
"""What is found only after a fix: that a tool takes no ID token, once the job has one."""


@dataclass(frozen=True)
class Patched:
    """A file as it should be, as far as that can be done without a person."""

    text: str
    mended: tuple[Problem, ...]
    """What the patch mends, at its place in the text before."""
    left: tuple[Problem, ...]
    """What a person must mend."""
    faults: tuple[Problem, ...] = ()
    """Why the file cannot be read; then the text is as it was."""


@dataclass(frozen=True)
class Mender:
    """The loop over one file."""

    judge: Judge
    lenient: bool
    """Whether a fix may uncover what its finding hid."""

    def mend(self, verdict: Verdict) -> Verdict:
        """The best text that fixes lead to."""
        given_up: set[tuple[str, str]] = set()
        for _ in range(MOST):
            better = self.round(verdict, given_up)
            if better is None:
                return verdict
            verdict = better
        return verdict

    def round(self, verdict: Verdict, given_up: set[tuple[str, str]]) -> Verdict | None:
        """The first fix that is kept; None where there is none."""
        for one in in_order(verdict.found):
            name = (one.rule, repr((one.finding.job, one.finding.found)))
            if name in given_up:
                continue
            tried = [
                self.judge.of(applied(verdict.text, edits))
                for edits in tries(self.judge.config, verdict, one)
            ]
            good = [after for after in tried if kept(verdict, after, one, self.lenient)]
            if good:
                return min(good, key=weight)
            given_up.add(name)
        return None


def in_order(found: tuple[Found, ...]) -> list[Found]:
    """What hides other findings, or is needed for their fixes, comes first."""
    return sorted(found, key=lambda one: ORDER.index(one.rule) if one.rule in ORDER else 99)


def scene_of(config: Config, verdict: Verdict) -> Scene | None:
    """What fixers look at; None for a text that serves no publisher."""
    page = read_page(verdict.text)
    forge = next((link.publisher.identity.forge for link in verdict.links), None)
    own = [p for p in declared_publishers(config, forge) if path_of(p) == verdict.path]
    return Scene(page, verdict, settled(tuple(own))) if page and own else None


def tries(config: Config, verdict: Verdict, one: Found) -> Iterator[Edits]:
    """Edits that may mend a finding."""
    scene = scene_of(config, verdict)
    fixer = FIXERS.get((scene.forge, one.rule)) if scene else None
    if scene and fixer:
        yield from (edits for edits in fixer(scene, one.finding) if edits)


def kept(before: Verdict, after: Verdict, one: Found, lenient: bool) -> bool:
    """Whether a fix did what it is for, and nothing else got worse."""
    if after.faults or after.text == before.text or not mended(before, after, one):
        return False
    proof = PROOFS.get(one.rule)
    if proof and not (proof(after, one.finding) and same_uploads(before, after)):
        return False
    if len(set(after.unseen()) - set(before.unseen())) > 0:
        return False
    worse = after.counts - before.counts
    if not worse:
        return after.of("error") <= before.of("error")
    rules = {rule for rule, _, _ in worse}
    hid = one.rule in HIDING and not NEVER & rules
    return lenient and (hid or rules <= UNCOVERS.get(one.rule, frozenset()))


def mended(before: Verdict, after: Verdict, one: Found) -> bool:
    """Whether a finding is gone, or of one that counts several things, a part."""
    if after.counts[one.key] < before.counts[one.key]:
        return True
    measure = PARTLY.get(one.rule)
    return measure is not None and measure(after, one.finding) < measure(before, one.finding)


def patch(config: Config, path: str, text: str, snapshot: Snapshot) -> Patched:
    """The file with the smallest edits after which the config's promise holds in it."""
    return patched(Judge(config, snapshot, path), text)


def patched(judge: Judge, text: str) -> Patched:
    """The same, by who judges more texts of the file."""
    bom, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    first = judge.of(body)
    if first.faults:
        return Patched(text, (), (), first.faults)
    last = Mender(judge, lenient=True).mend(first)
    if weight(last) > weight(first):
        last = Mender(judge, lenient=False).mend(first)
    mended, left = sorted_out(first, last)
    told = reasons(scene_of(judge.config, last), last)
    return Patched(bom + last.text, mended, tuple(explained(one, told) for one in left))


def weight(verdict: Verdict) -> tuple[int, int]:
    """How bad a text is."""
    return verdict.of("error"), verdict.of("warning")


def sorted_out(first: Verdict, last: Verdict) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What was mended, at its place before, and what is left, at its place before if it has one."""
    left = {alike(last.problem(one)): last.problem(one) for one in last.found}
    told = [first.problem(one) for one in first.found]
    mended = tuple(one for one in told if alike(one) not in left)
    before = {alike(one): one for one in told}
    return mended, tuple(before.get(name, one) for name, one in left.items())


def alike(one: Problem) -> Alike:
    """What of a problem does not change with lines that are added before it."""
    return one.id, one.file, one.field, one.found


def reasons(scene: Scene | None, last: Verdict) -> dict[Alike, str]:
    """Why a finding is left to a person, where the fixer of it says so."""
    found = {}
    for one in last.found if scene else ():
        why = REASONS.get(one.rule)
        if scene and why and (reason := why(scene, one.finding)):
            found[alike(last.problem(one))] = reason
    return found


def explained(one: Problem, told: dict[Alike, str]) -> Problem:
    """A problem with the reason why it is left."""
    reason = told.get(alike(one))
    return one.model_copy(update={"fix": f"{one.fix} (left to you: {reason})"}) if reason else one
