"""Which commits touched a file: as `git log` tells it."""

from sandbox.history import History

A, B = {"a": "1", "dir/b": "1"}, {"a": "2", "dir/b": "1"}


def merged() -> tuple[History, dict[str, str]]:
    """A change of `a` on a branch, one of `dir/b` on the trunk, and their merge."""
    history = History()
    first = history.root("first", A, "2026-01-01T00:00:00Z")
    side = history.add("side", (first.sha,), B, "me", "2026-01-02T00:00:00Z")
    trunk = history.add("trunk", (first.sha,), {**A, "dir/b": "2"}, "me", "2026-01-03T00:00:00Z")
    parents = (trunk.sha, side.sha)
    last = history.add("merge", parents, {"a": "2", "dir/b": "2"}, "me", "2026-01-04T00:00:00Z")
    return history, {"first": "first", "side": side.sha, "trunk": trunk.sha, "merge": last.sha}


def test_a_merge_is_left_out_where_it_is_like_one_of_its_parents() -> None:
    """The commit that made the change is told instead."""
    history, sha = merged()

    assert [sha["side"], "first"] == [one.sha for one in history.log(sha["merge"], "a")]
    assert [sha["trunk"], "first"] == [one.sha for one in history.log(sha["merge"], "dir")]


def test_by_first_parents_a_merge_is_what_made_the_change() -> None:
    """What was done beside the trunk is not told."""
    history, sha = merged()

    told = [one.sha for one in history.log(sha["merge"], "a", first_parent=True)]
    assert [sha["merge"], "first"] == told


def test_without_a_path_every_commit_is_told() -> None:
    """The newest first."""
    history, sha = merged()

    wanted = [sha["merge"], sha["trunk"], sha["side"], "first"]
    assert wanted == [one.sha for one in history.log(sha["merge"])]
