"""The page of a rollout."""

import re
from datetime import timedelta

from trustpub.rollout.model import Choice, Line
from trustpub.rollout.telling.journals import Part
from trustpub.rollout.telling.page import changes, groups, page, totals
from trustpub.rollout.telling.runs import last_runs, stages
from trustpub.rollout.telling.standing import Declared, Standing, standing

from .made import START, history, line

NAMES = ("a", "b", "c", "d", "e", "new")
EVIL = "<script>alert(1)</script>\nsecond \u202e line"


def journal() -> tuple[Line, ...]:
    """A run with something of everything."""
    return (
        line("run", 0, run="r", total=5, works=5, choice=Choice(canary=1)),
        line("ended", 1, run="r", name="a", outcome="changed", changes={"create": 2}, wave=1),
        line("ended", 2, run="r", name="b", outcome="failed", why=EVIL, wave=2),
        line("ended", 3, run="r", name="c", outcome="unchanged", wave=2),
        line("begun", 4, run="r", name="d"),
        line("ended", 5, run="r", name="e", outcome="skipped", why="held", wave=2),
        line("paused", 6, run="r", why="the token is refused"),
    )


def found() -> Standing:
    """Of it, and a fleet with one more."""
    return standing([Part("", history(*journal()))], Declared(NAMES, whole=True))


def shown() -> str:
    """The page, three hours later."""
    return page(found(), "my fleet.yaml", START + timedelta(hours=3))


def test_every_repository_is_on_the_page_once() -> None:
    """The shares add up to the rows of the table."""
    rows = re.findall(r'<tr class="(\w+)"><th scope="row">(\w+)</th>', shown())

    assert list(NAMES) == [name for _, name in rows]
    assert len(NAMES) == sum(totals(found()).values())
    assert "all (6)" in shown()


def test_what_is_not_known_is_never_green() -> None:
    """Unknown, skipped, failed and never run have tones of their own."""
    row = r'<tr class="(\w+)"><th scope="row">(\w+)'
    rows = {name: tone for tone, name in re.findall(row, shown())}

    assert {"c": "done"} == {name: tone for name, tone in rows.items() if tone == "done"}
    assert 6 == len(set(rows.values()))


def test_publishers_to_take_away_are_on_the_page() -> None:
    """With their repository, their age, and what is not to be known; nothing where there are none.

    Their texts are escaped.
    """
    gone = line("by-hand", 4, run="r", name="d", take_away=("pypi/<p> (a.yml) at https://x/1",))
    lines = (*journal(), gone)
    told = page(standing([Part("", history(*lines))]), "f.yaml", START + timedelta(hours=3))

    assert "To be taken away by hand" in told
    assert "pypi/&lt;p&gt; (a.yml) at https://x/1" in told
    assert "d; dropped 3.0 h ago" in told
    assert "is not to be known: an index tells nobody." in told
    assert "To be taken away by hand" not in shown()


def test_what_is_not_well_comes_first_and_says_how_to_go_on() -> None:
    """The worst first; a name that a shell would split is quoted."""
    made = groups(found(), "my fleet.yaml")

    assert ["failed", "unknown", "skipped", "never run"] == [one.state for one in made]
    assert "trustpub rollout apply 'my fleet.yaml' --only b" == made[0].command
    assert "trustpub rollout resume &#39;my fleet.yaml&#39;" in shown()
    assert shown().index("Not well") < shown().index("All repositories")


def test_many_of_one_reason_are_one_group() -> None:
    """Their command names them as long as they are few."""
    many = [
        line("ended", 1, run="r", name=f"n{n}", outcome="failed", why="no team") for n in range(60)
    ]
    few = standing([Part("", history(line("run", 0, run="r"), *many[:3]))])
    all_of_them = standing([Part("", history(line("run", 0, run="r"), *many))])

    assert [3, 60] == [len(groups(one, "f")[0].names) for one in (few, all_of_them)]
    assert "trustpub rollout apply f --only n0 n1 n2" == groups(few, "f")[0].command
    assert "trustpub rollout apply f" == groups(all_of_them, "f")[0].command
    assert "10 more stand in the table" in page(all_of_them, "f", START)


def test_what_others_wrote_stays_text() -> None:
    """No markup, and nothing that turns the direction of a line."""
    assert "<script" not in shown()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown()
    assert r"second \u202e line" in shown()


def test_the_page_asks_for_nothing() -> None:
    """No address of anybody, and a policy that lets nothing in."""
    assert "default-src 'none'; style-src 'unsafe-inline'" in shown()
    assert [] == re.findall(r'(?:src|href)="', shown())
    assert "3.0 h old, and nobody\nwas" in shown().replace("nobody was", "nobody\nwas")


def test_waves_are_told_with_what_came_of_them() -> None:
    """By the lines of this run alone; one that was begun has not ended."""
    past = history(*journal(), line("ended", 7, run="later", name="c", outcome="changed", wave=1))
    (run,) = last_runs(past)

    told = [(s.canary, s.size, s.ended, s.bad) for s in stages(run, past.last)]

    assert [(True, 1, 1, 0), (False, 4, 2, 2)] == told
    assert "canaries" in shown()


def test_a_page_before_the_first_run() -> None:
    """Says so, and names who was never run."""
    empty = page(standing([], Declared(("a",), whole=True)), "f", START)

    assert "nothing was rolled out yet" in empty
    assert "never run (1)" not in empty  # a filter of one kind filters nothing
    assert '<th scope="row">a</th>' in empty


def test_changes_in_words() -> None:
    """What stays as it was is told where nothing else is."""
    assert "3 created, 1 updated" == changes({"create": 3, "update": 1, "same": 4})
    assert "4 as they were" == changes({"same": 4})
    assert "2 refresh" == changes({"refresh": 2, "delete": 0})
    assert "" == changes({})
