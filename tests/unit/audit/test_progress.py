"""How far a look is."""

from trustpub.audit.progress import Progress, line


def test_line_tells_what_is_left() -> None:
    """Half is done after a minute: a minute is left."""
    assert "[############------------] 50 of 100 requests, about 60 s left" == line(50, 100, 60)
    assert line(0, 0, 0).endswith("0 of 1 requests, about ? left")
    assert line(200, 100, 60).endswith("200 of 200 requests, about 0 s left")
    assert line(1, 60, 60).endswith("about 59 min left")
    assert line(1, 1000, 60).endswith("about 16.6 h left")


def test_lines_are_few() -> None:
    """Several answers within a moment are one line; short pauses are none."""
    shown: list[str] = []
    times = iter([0.0, 0.1, 0.3, 0.35])
    progress = Progress(shown.append, lambda: next(times))

    for sent in (1, 2, 3):
        progress(sent, 10)
    progress.waiting(1)
    progress.waiting(120)

    assert 2 == len(shown)
    assert "2 of 10" in shown[0]
    assert "waiting 2 min, so that no limit of requests is met" == shown[1]
