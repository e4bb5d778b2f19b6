"""How a run ended: numbers that add up, and an exit code. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...checklist.tally import Tally, sentences
from ...model import Problem, Unknown
from ...plural import plural, repositories
from ..byhand import NOBODY, TAKE_AWAY
from ..detail import digest_of
from ..model import GOOD, OUTCOMES, Choice, Outcome, Result
from ..reviewing import below

VERBS = {"plan": "to be changed", "apply": "changed"}
UNSEEN = "no digest: not all of it was seen"
UNSHOWN = "no digest: not all that would be set is shown"
LISTED = "`trustpub rollout checklist` lists what is to be registered, with its links"


class Report(NamedTuple):
    """Everything that a run came to."""

    verb: str
    fleet: str
    total: int
    """Repositories that the run was about: all outcomes add up to it."""
    results: tuple[Result, ...] = ()
    """All but those that were unchanged by their fingerprint, and those never started."""
    same: int = 0
    """Unchanged by their fingerprint: nobody was asked."""
    skipped: int = 0
    """Never started."""
    stopped: str = ""
    """Why it stopped before the end."""
    engines: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    registering: Tally | None = None
    """What people have to register on the indexes."""
    digest: str = ""
    """Of a plan, where all of it was seen."""

    def counts(self) -> dict[Outcome, int]:
        """How many there are of each outcome."""
        found = dict.fromkeys(OUTCOMES, 0)
        for result in self.results:
            found[result.outcome] += 1
        found["unchanged"] += self.same
        found["skipped"] += self.skipped
        return found

    @property
    def code(self) -> int:
        """0 all is as declared, 1 failures or, of a plan, changes, 3 not all was looked at."""
        counts = self.counts()
        if counts["unknown"] or counts["skipped"] or self.stopped or self.unknown:
            return 3
        errors = any(problem.severity == "error" for problem in self.problems)
        if counts["failed"] or errors:
            return 1
        return 1 if self.verb == "plan" and counts["changed"] else 0


def unseen(results: Iterable[Result]) -> tuple[Unknown, ...]:
    """What was done and not read back."""
    return tuple(
        Unknown(what=result.name, why=result.why)
        for result in results
        if result.why and result.outcome in ("changed", "unchanged")
    )


def lines(report: Report) -> list[str]:
    """The end of a run as text: what went wrong first, the numbers last."""
    found = [problem.sentence() for problem in report.problems if problem.severity == "error"]
    for result in sorted(report.results, key=lambda one: one.name):
        if result.why:
            found.append(told(result))
        if report.verb == "plan" and result.steps:
            found += [f"{VERBS['plan']}: {result.name}", *(f"    {one}" for one in steps(result))]
        elif result.take_away:
            found += [f"{result.name}:", *(f"    {TAKE_AWAY}{one}" for one in result.take_away)]
    found += [f"not seen: {one.what}: {one.why}" for one in report.unknown]
    found += [f"stopped: {report.stopped}"] if report.stopped else []
    if report.registering and report.registering.left:
        found += [*sentences(report.registering), LISTED]
    found += by_hand(report)
    counts = report.counts()
    words = {**dict(zip(OUTCOMES, OUTCOMES, strict=True)), "changed": VERBS[report.verb]}
    numbers = ", ".join(f"{counts[name]:,} {words[name]}" for name in OUTCOMES)
    end = f"{plural(report.engines, 'engine run')} in {report.seconds:.1f} s"
    last = [report.digest or undigested(report)] if report.verb == "plan" else []
    return [*found, f"{repositories(report.total)}: {numbers}; {end}", *last]


def steps(result: Result) -> list[str]:
    """What would be done, with the settings of what is there and changes."""
    told = {one.label: one.told(result.ids) for one in result.details}
    return [line for one in result.steps for line in below(one, told.get(one, []))]


def digested(report: Report, environ: Mapping[str, str]) -> Report:
    """A plan with its digest, where there is nothing about it that was not seen."""
    if undigested(report) == UNSEEN:
        return report
    found = {one.name: one.details for one in report.results}
    return report._replace(digest=digest_of(found, environ))


def undigested(report: Report) -> str:
    """Why there is nothing to approve."""
    errors = any(problem.severity == "error" for problem in report.problems)
    good = all(one.outcome in GOOD for one in report.results) and not report.skipped
    seen = good and not (report.stopped or report.unknown or errors)
    return UNSHOWN if seen else UNSEEN


def by_hand(report: Report) -> list[str]:
    """How many publishers only a person can take away."""
    count = sum(len(one.take_away) for one in report.results)
    if not count:
        return []
    applied = f"; {NOBODY}; `trustpub rollout status` goes on telling"
    more = applied if report.verb == "apply" else ""
    many = plural(count, "publisher")
    return [f"{TAKE_AWAY}{many}, which may publish until then{more}"]


def told(result: Result) -> str:
    """One repository that did not end well, with its reason below it."""
    first, *rest = result.why.split("\n")
    return "\n".join([f"{result.outcome}: {result.name}: {first}", *(f"    {one}" for one in rest)])


def choice_words(choice: Choice) -> str:
    """How a run chose, as it could be typed."""
    words = [f"--only {' '.join(choice.only)}"] if choice.only else []
    words += [f"--shard {choice.shard[0]}/{choice.shard[1]}"] if choice.shard[1] > 1 else []
    words += [f"--canary {choice.canary}"] if choice.canary else []
    words += ["--full"] if choice.full else []
    return " ".join([*words, *([f"--reviewed {choice.reviewed}"] if choice.reviewed else [])])
