"""Whatever is in a file: sentences, no traceback."""

import gzip
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.dists import dist_problems
from trustpub.dists.metadata import metadata_of
from trustpub.dists.model import UnusableError

from . import make


def judged(name: str, data: bytes) -> None:
    """One file of this name with this in it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        problems = dist_problems(folder, "sampleproject")
    assert all(problem.sentence().isascii() for problem in problems)


def good(kind: str) -> bytes:
    """A file to be spoilt, uncompressed where that reaches deeper."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "wheel":
            return make.wheel(Path(folder)).read_bytes()
        return gzip.decompress(make.sdist(Path(folder)).read_bytes())


SPOTS = st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), min_size=1, max_size=12)


def spoilt(data: bytes, spots: list[tuple[int, int]], cut: int) -> bytes:
    """Bytes changed, and the end cut off."""
    changed = bytearray(data)
    for at, value in spots:
        changed[at % len(changed)] = value
    return bytes(changed[: max(1, len(changed) - cut)])


@settings(max_examples=300, deadline=None)
@given(SPOTS, st.just(0) | st.integers(0, 400))
def test_wheel_is_spoilt(spots: list[tuple[int, int]], cut: int) -> None:
    """Bit rot in a wheel."""
    judged(make.WHEEL_NAME, spoilt(good("wheel"), spots, cut))


@settings(max_examples=300, deadline=None)
@given(
    SPOTS.map(lambda spots: [(at % 1536, value) for at, value in spots]),
    st.just(0) | st.integers(0, 10000),
)
def test_sdist_is_spoilt(spots: list[tuple[int, int]], cut: int) -> None:
    """Bit rot below the compression, in the first headers."""
    judged(make.SDIST_NAME, gzip.compress(spoilt(good("sdist"), spots, cut), 1))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([make.WHEEL_NAME, make.SDIST_NAME]), st.binary(max_size=2000))
def test_file_is_anything(name: str, data: bytes) -> None:
    """No archive at all."""
    judged(name, data)


LINES = st.lists(
    st.sampled_from(["Name", "Version", "License-Expression", "Requires-Dist", "Dynamic"]).flatmap(
        lambda name: st.text(max_size=30).map(lambda text: f"{name}: {text}\n")
    )
    | st.text(max_size=40)
)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | LINES.map(lambda x: "".join(x).encode("utf-8", "surrogatepass")))
def test_metadata_is_anything(data: bytes) -> None:
    """Metadata, or a sentence."""
    try:
        metadata = metadata_of(data)
    except UnusableError:
        return
    assert metadata.invalid
    assert all(text.isascii() for pair in metadata.invalid for text in pair)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=30))
def test_name_is_anything(stem: str) -> None:
    """File names of any letters."""
    with tempfile.TemporaryDirectory() as folder:
        for end in (".whl", ".tar.gz", ".ZIP", ""):
            name = f"x{stem}{end}"
            if len(name.encode()) < 200:
                (Path(folder) / name).write_bytes(b"")
        for problem in dist_problems(folder, "sampleproject"):
            assert problem.sentence().isprintable()
