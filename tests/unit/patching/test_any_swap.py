"""Whatever the layout of the step: the upload stays the same one, and few lines change."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from trustpub.patching.same_uploads import said
from trustpub.patching.trying import Judge

from .repository import GITHUB, Memory, config, patched
from .swaps import BUILDS, HEAD, PASSWORDS, SECRET

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
BEFORE = ["", "pip install twine", "python -m build", "# a note", "ls dist", "uv build"]
KEYS = {
    "name": "name: Upload it",
    "id": "id: up",
    "if": "if: github.ref_type == 'tag'",
    "timeout": "timeout-minutes: 5",
    "shell": "shell: bash",
}
PARTS = st.tuples(
    st.sampled_from(sorted(PASSWORDS)),
    st.lists(st.sampled_from(BEFORE), max_size=3),
    st.lists(st.sampled_from(sorted(KEYS)), unique=True),
    st.sampled_from(["step", "flow", "job", "top", "option"]),
    st.integers(0, 5),
    st.sampled_from(["      ", "    "]),
)
Parts = tuple[str, list[str], list[str], str, int, str]


def written(parts: Parts) -> str:
    """A workflow with one upload in such a step."""
    command, before, keys, way, place, pad = parts
    name = PASSWORDS[command]
    script = [line for line in before if line]
    script.append(f"{name}={SECRET} {command}" if way == "option" else command)
    entries = [[KEYS[key]] for key in keys]
    run = (
        ["run: |", *(f"  {line}" for line in script)] if len(script) > 1 else [f"run: {script[0]}"]
    )
    entries.insert(min(place, len(entries)), run)
    if way == "step":
        entries.insert(min(place + 1, len(entries)), ["env:", f"  {name}: {SECRET}", "  A: b"])
    elif way == "flow":
        entries.insert(0, [f"env: {{{name}: '{SECRET}'}}"])
    first, *rest = [line for entry in entries for line in entry]
    text = f"{pad}- {first}\n" + "".join(f"{pad}  {line}\n" for line in rest)
    head = HEAD.replace("\n      - uses", f"\n{pad}- uses").replace(
        "\n        with", f"\n{pad}  with"
    )
    if way == "job":
        head = head.replace("    steps:", f"    env:\n      {name}: {SECRET}\n    steps:")
    if way == "top":
        head = head.replace("jobs:", f"env:\n  {name}: {SECRET}\njobs:")
    return head + text + f"{pad}- run: echo done # last\n"


def plain(text: str) -> list[dict[str, object]]:
    """The steps of the job as data."""
    loaded = YAML(typ="safe").load(text)["jobs"]["publish"]["steps"]
    return list(json.loads(json.dumps(loaded)))


@SLOW
@given(PARTS)
def test_upload_stays_the_same(parts: Parts) -> None:
    """Same job, index and events; no token, and all other steps and comments as they were."""
    text = written(parts)
    found = patched(text, "github")
    read = [Judge(config("github"), Memory({}), GITHUB).of(one) for one in (text, found.text)]

    assert "secrets" not in found.text, found.left
    assert said(read[0]) == said(read[1])
    assert [step.auth for job in read[1].jobs for step in job.uploads] == ["oidc"]
    before, after = plain(text), plain(found.text)
    assert before[0] == after[0]
    assert before[-1] == after[-1]
    assert len(after) in (len(before), len(before) + 1)
    for line in text.splitlines():
        if line.lstrip().startswith("#") or "echo done" in line:
            assert line.strip() in found.text
    assert found.text == patched(found.text, "github").text


@SLOW
@given(PARTS)
def test_what_was_run_before_is_run_still(parts: Parts) -> None:
    """Builds and other commands stay in their order, and those of the tool are added."""
    command, before, *_ = parts
    steps = plain(patched(written(parts), "github").text)[:-1]
    runs = [str(step["run"]) for step in steps if "run" in step]
    builds = [line for line in before if line in ("python -m build", "uv build", "ls dist")]
    lines = [line for run in runs for line in run.splitlines()]

    wanted = [*builds, BUILDS[command]] if command in BUILDS else builds
    assert wanted == [line for line in lines if line in wanted]
