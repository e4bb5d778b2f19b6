"""The baseline: what it accepts is shown and not counted; what it no longer accepts is told."""

from datetime import date

import pytest

from trustpub.audit.baseline import Accepted, read_baseline, written
from trustpub.audit.model import Report
from trustpub.audit.report import make_report
from trustpub.observing.model import Repository

from .build import HUB, environment, hub

TODAY = date(2027, 1, 15)
BYPASS = hub(environment(can_admins_bypass=True))
BLIND = BYPASS.model_copy(update={"seen": (environment(),), "unseen": {"secrets": "403"}})


def report(world: Repository = BYPASS, *entries: Accepted) -> Report:
    """The report of one repository."""
    return make_report("octo-org", [world], None, entries, TODAY)


MARK = report().findings[0].fingerprint


def entry(mark: str = MARK, expires: date | None = None, repository: str = HUB) -> Accepted:
    """An entry of a baseline."""
    return Accepted(mark, "it is on the list", expires, "audit-admin-bypass", repository)


def test_accepted_is_shown_and_not_counted() -> None:
    """It stays in the report with its reason, and the repository is guarded."""
    got = report(BYPASS, entry())

    assert ["it is on the list"] == [one.accepted for one in got.findings]
    assert (0, 1) == (got.totals.warnings, got.totals.accepted)
    assert "guarded" == got.sections[0].stage
    assert () == got.stale


@pytest.mark.parametrize(("day", "counts"), [(15, False), (14, True)])
def test_entry_holds_until_its_last_day(day: int, counts: bool) -> None:
    """On the day itself it holds; after it the finding counts again, and the entry is told."""
    got = report(BYPASS, entry(expires=date(2027, 1, day)))

    assert [counts] == [one.counted for one in got.findings]
    assert counts == any("expired on 2027-01-14" in one.why for one in got.stale)


def test_entry_that_matches_nothing_is_told() -> None:
    """Unless its repository was not seen in full."""
    gone = Repository(forge="github", name="octo-org/*", state="unknown", why="403")

    assert ["nothing like it is found any more; remove it"] == [
        one.why for one in report(hub(), entry()).stale
    ]
    assert () == report(BLIND, entry()).stale
    assert () == report(gone, entry(repository="octo-org/hidden")).stale
    assert () == report(gone.model_copy(update={"name": HUB}), entry()).stale


@pytest.mark.parametrize("as_json", [True, False])
def test_what_is_written_accepts_all(as_json: bool) -> None:
    """Written and read again, everything is accepted; reasons and ends are kept."""
    known = entry(expires=date(2027, 2, 1))
    first = written(report(), (), TODAY, as_json)
    second = written(report(), (known,), TODAY, as_json)

    read = read_baseline(first, "b")
    assert ((), [MARK]) == (read.problems, [one.fingerprint for one in read.entries])
    assert "as it was found on 2027-01-15" == read.entries[0].reason
    kept = read_baseline(second, "b").entries[0]
    assert (known.reason, known.expires) == (kept.reason, kept.expires)
    assert [False] == [one.counted for one in report(BYPASS, *read.entries).findings]


def test_nothing_found_is_written_too() -> None:
    """A baseline of nothing can be read."""
    assert ((), ()) == read_baseline(written(report(hub()), (), TODAY, False), "b")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\x00",
        b"[",
        b"accepted: []",
        b"version: 2\naccepted: []",
        b"version: 1",
        b"version: 1\naccepted: 5",
        b"version: 1\naccepted: [5]",
        b"version: 1\naccepted: [{fingerprint: a}]",
        b"version: 1\naccepted: [{fingerprint: a, reason: ' '}]",
        b"version: 1\naccepted: [{fingerprint: 5, reason: b}]",
        b"version: 1\naccepted: [{fingerprint: a, reason: b, expires: soon}]",
        b"version: 1\naccepted: [{fingerprint: a, reason: b, expires: 2027-02-30}]",
        b"version: 1\naccepted: [{fingerprint: a, reason: b, until: 2027-02-03}]",
        b"version: 1\naccepted: &a [*a]",
    ],
)
def test_broken_baseline_is_a_problem(text: bytes) -> None:
    """Anything else is refused with one sentence, and accepts nothing."""
    got = read_baseline(text, "known.yaml")

    assert () == got.entries
    assert [("audit-baseline", "known.yaml")] == [(one.id, one.file) for one in got.problems]


def test_dates_may_stand_in_quotes() -> None:
    """YAML reads a bare date as a date; a text is as good."""
    text = "version: 1\naccepted: [{fingerprint: a, reason: b, expires: %s}]"

    for end in ("2027-02-03", "'2027-02-03'"):
        assert date(2027, 2, 3) == read_baseline(text % end, "b").entries[0].expires
