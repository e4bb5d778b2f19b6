"""Stacks that are made without a start of the engine."""

import json
from pathlib import Path

import pytest

from trustpub.rollout.running.placing import placed, uncut


def backend(folder: Path, layout: str = "version: 1\n") -> dict[str, str]:
    """A folder that the engine has used before."""
    (folder / ".pulumi").mkdir()
    (folder / ".pulumi/meta.yaml").write_text(layout)
    return {"PULUMI_BACKEND_URL": folder.as_uri()}


def test_a_stack_is_a_file(tmp_path: Path) -> None:
    """With nothing in it; the second time it is there."""
    environ = backend(tmp_path)

    assert [False, True] == [placed("a", environ), placed("a", environ)]
    (file,) = (tmp_path / ".pulumi/stacks/trustpub").iterdir()
    assert "organization/trustpub/a" == json.loads(file.read_text())["checkpoint"]["stack"]
    assert 2 == len(list((tmp_path / ".pulumi").iterdir())), "a draft is left"


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.json.zst"])
def test_what_is_there_is_left(tmp_path: Path, name: str) -> None:
    """Packed or not."""
    environ = backend(tmp_path)
    file = tmp_path / ".pulumi/stacks/trustpub" / name
    file.parent.mkdir(parents=True)
    file.write_text("state")

    assert placed("a", environ) is True
    assert ["state"] == [one.read_text() for one in file.parent.iterdir()]


@pytest.mark.parametrize("layout", ["version: 0\n", "version: 2\n", "", "other"])
def test_another_layout_is_the_engines(tmp_path: Path, layout: str) -> None:
    """Where a stack is there, only the engine knows."""
    assert placed("a", backend(tmp_path, layout)) is None
    assert [tmp_path / ".pulumi/meta.yaml"] == [p for p in tmp_path.rglob("*") if p.is_file()]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "s3://bucket",
        "postgres://u@h/d",
        "https://api.pulumi.com",
        "file://~",
        "file://./here",
        "file:///no/such/folder",
        "file:///tmp?no_tmp_dir=true",
    ],
)
def test_other_backends_are_the_engines(url: str) -> None:
    """Those that are no folder, or one that is not named in full."""
    assert placed("a", {"PULUMI_BACKEND_URL": url}) is None


def test_packed_states_are_the_engines(tmp_path: Path) -> None:
    """Where the engine shall write another form."""
    assert placed("a", {**backend(tmp_path), "PULUMI_DIY_BACKEND_GZIP": "true"}) is None


@pytest.mark.parametrize(
    "how", ["file://{}", "file://{}?no_tmp_dir=true", "file://./b", "file://~"]
)
def test_what_is_cut_off_beside_a_state_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """However the folder is written; the state, what is whole, and other stacks are left."""
    root = tmp_path / "b"
    monkeypatch.setenv("HOME", str(root))
    stacks = root / ".pulumi/stacks/trustpub"
    stacks.mkdir(parents=True)
    there = {"a.json": "", "b.json.attrs": "", "a.json.bak.attrs": "{}", "ab.json.attrs": ""}
    for name, text in {**there, "a.json.attrs": "", "a.json.gz.attrs": '{"user.'}.items():
        (stacks / name).write_text(text)
    environ = {"PULUMI_BACKEND_URL": how.format(root)}

    assert uncut("a", tmp_path, environ)
    assert there == {one.name: one.read_text() for one in stacks.iterdir()}
    assert not uncut("a", tmp_path, environ)


@pytest.mark.parametrize("url", ["", "s3://b/.pulumi", "postgres://u@h/d", "file:///no/such"])
def test_elsewhere_nothing_is_cut_off(tmp_path: Path, url: str) -> None:
    """Such a backend has no such files."""
    assert not uncut("a", tmp_path, {"PULUMI_BACKEND_URL": url})
