"""Any runs at once, in any order of their looks and writes: one comment, which is true."""

from hypothesis import given
from hypothesis import strategies as st

from trustpub.commenting.deciding import decide
from trustpub.commenting.wording import outdated, same, stamp

from .made import HEADS, ME, OTHER, Forge, Run, comment, wanted

STARTS = st.lists(st.tuples(st.sampled_from(HEADS), st.integers(0, 9)), min_size=1, max_size=4)
TURNS = st.lists(st.integers(0, 5), max_size=60)


def runs(forge: Forge, starts: list[tuple[str, int]]) -> list[Run]:
    """Runs of some commits, each with a text of its own."""
    return [
        Run(forge, wanted(head, at, f"Run {number}")) for number, (head, at) in enumerate(starts)
    ]


def play(forge: Forge, all_runs: list[Run], turns: list[int]) -> None:
    """Take turns; a turn of nobody is a push. Then let everybody come to the end."""
    for turn in turns:
        if turn < len(all_runs):
            all_runs[turn].go()
        elif turn == 5:
            forge.head = HEADS[min(HEADS.index(forge.head) + 1, len(HEADS) - 1)]
    for _ in range(40):
        for run in all_runs:
            run.go()


@given(STARTS, TURNS, st.integers(0, 3))
def test_one_comment(starts: list[tuple[str, int]], turns: list[int], before: int) -> None:
    """However many there were; those of others are as they were."""
    forge = Forge()
    for number in range(before):
        forge.send(decide(forge.look(), wanted(text=f"Old {number}"), "-", frozenset()).steps[0])
    forge.count += 1
    others = comment(forge.count, wanted(at=9, text="All is good"), OTHER)
    forge.comments[forge.count] = others
    everybody = runs(forge, starts)

    play(forge, everybody, turns)

    assert all(run.over for run in everybody)
    assert [others] == [one for one in forge.comments.values() if one.author == OTHER]
    writing = any(run.written for run in everybody)
    assert len(forge.ours()) == 1 or not writing


@given(STARTS, TURNS)
def test_no_older_text(starts: list[tuple[str, int]], turns: list[int]) -> None:
    """Where a run of the newest commit took part to the end, nothing older is left unsaid.

    Its text may have been written over by a run that was late; then the comment says that it is out
    of date, never what an older commit would do.
    """
    forge = Forge()
    everybody = runs(forge, starts)
    play(forge, everybody, turns)
    last = Run(forge, wanted(forge.head, 9, "Last"))

    play(forge, [last], [])

    (text,) = forge.ours()
    one = stamp(text)
    assert one is not None
    assert one.head == forge.head
    late = [run for run in everybody if run.wanted.stamp.head == forge.head]
    assert same(text, last.wanted.text) or any(same(text, run.wanted.text) for run in late)


@given(STARTS, TURNS)
def test_what_is_left_is_true(starts: list[tuple[str, int]], turns: list[int]) -> None:
    """The last to write looks once more: a text of another commit was not put over a newer one."""
    forge = Forge()
    everybody = [*runs(forge, starts), Run(forge, wanted(HEADS[0], 5, "Mine"))]
    play(forge, everybody, turns)

    texts = forge.ours()
    heads = {run.wanted.stamp.head for run in everybody if run.written}
    for text in texts:
        one = stamp(text)
        assert one is not None
        told = same(text, outdated(one)) or one.head == forge.head
        assert told or forge.head not in heads


@given(st.integers(2, 4), TURNS)
def test_runs_of_one_commit(count: int, turns: list[int]) -> None:
    """The text is one of theirs, and the newest run never ends before it is."""
    forge = Forge()
    everybody = runs(forge, [(HEADS[0], at) for at in range(count)])
    play(forge, everybody, [turn for turn in turns if turn < 5])

    (text,) = forge.ours()
    assert any(same(text, run.wanted.text) for run in everybody)
    assert all(run.over for run in everybody)
    assert {ME} == {one.author for one in forge.comments.values()}
