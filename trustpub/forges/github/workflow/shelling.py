"""A step that runs a script: its uploads and builds, and what it leaves for later steps."""

import re
from collections.abc import Mapping, Sequence

from ....tree import Mark
from ....uploads.addresses import index_of
from ....uploads.model import Opaque, ShellLook, ShellState, ShellUpload
from ....workflows.model import Token, UploadIndex
from .finds import Doubt, Hit, Trusting
from .lines import line_of
from .scope import is_known, kept_in
from .shape import scalar, scalars
from .suspicious import credential_names, family
from .walk import Here, Walk

TRUSTING: Mapping[str, Trusting] = {
    "always": "always",
    "by-itself": "with-permission",
    "on-github": "with-permission",
    "never": "never",
}
TOOLS = re.compile(
    r"twine|\buv\b|poetry|hatch|flit|\bpdm\b|maturin|publish|upload|setup\.py|\brye\b|release"
    r"|\b(?:make|tox|nox|just|task|invoke|inv)\b|\.(?:sh|py)\b"
)
"""Words of commands that upload or run others: beside what is unknown they may do so."""
PROGRAMS = re.compile(r"GITHUB_ENV|\./|\b(?:make|tox|nox|just|task|invoke|inv)\b|\.(?:sh|py)\b")
"""Words of commands that may set variables for later steps, in ways nobody can see."""
VARIABLE = "environment"
ADDRESSES = ("TWINE_REPOSITORY_URL", "UV_PUBLISH_URL", "FLIT_INDEX_URL", "MATURIN_REPOSITORY_URL")
NAMES = ("TWINE_REPOSITORY", "PDM_PUBLISH_REPO", "HATCH_INDEX_REPO", "MATURIN_REPOSITORY")
BY_NAME: Mapping[str, UploadIndex] = {"pypi": "pypi", "testpypi": "testpypi"}


def run_script(walk: Walk, here: Here, script: str) -> Mapping[str, str]:
    """Note what a script does; the outputs it sets."""
    shell = scalar(here.step.get("shell")) or walk.shell
    folder = here.scope.write(scalar(here.step.get("working-directory")) or walk.folder)
    before = walk.state
    env, given = apart(here, before)
    seen = walk.library.look(script, env, given, shell, folder)
    walk.open += not is_known(script) and bool(TOOLS.search(script) or seen.opaque)
    walk.loose = walk.loose or bool(seen.opaque or PROGRAMS.search(script))
    walk.state = after(before, given, seen.state, here.answer == "yes")
    for upload in seen.uploads:
        walk.hits.append(hit(walk, here, upload))
    if seen.builds:
        walk.builds.append(place(walk, here, seen.build_line))
    for opaque in seen.opaque:
        unseen(walk, here, opaque, seen)
    return dict(seen.outputs)


def apart(here: Here, state: ShellState) -> tuple[dict[str, str], ShellState]:
    """The environment, and what steps before have left: the step's own `env` goes before that."""
    own = scalars(here.step.get("env"))
    kept = []
    for (kind, name), texts in state.kept:
        if kind != VARIABLE:
            kept.append(((kind, name), texts))
        elif name not in own:
            base = here.frame.env.get(name)
            kept.append(((kind, name), tuple(base if text is None else text for text in texts)))
    left = {name for (kind, name), _ in kept if kind == VARIABLE}
    env = {name: text for name, text in here.env.items() if name not in left}
    return env, ShellState(tuple(kept))


def after(before: ShellState, given: ShellState, left: ShellState, sure: bool) -> ShellState:
    """What later steps find: also what this one was not shown, and both ways if it may not run."""
    shown = {key for key, _ in (*given.kept, *left.kept)}
    unshown = [entry for entry in before.kept if entry[0] not in shown]
    whole = ShellState(tuple(sorted((*unshown, *left.kept), key=lambda entry: entry[0])))
    return whole if sure else before.merge(whole)


def place(walk: Walk, here: Here, offset: int) -> Mark:
    """Where a line of the step's script stands; its `uses:` where an action is the script."""
    run = here.step.get("run")
    if run is None:
        return here.step.keys["uses"]
    lines = walk.library.lines(run.mark.file) if here.frame.intake else walk.lines
    line = line_of(run, offset, lines)
    return Mark(run.mark.file, line, run.mark.column if line == run.mark.line else 1)


def hit(walk: Walk, here: Here, upload: ShellUpload) -> Hit:
    """One upload of a script."""
    mark = place(walk, here, upload.line)
    return Hit(
        tool=upload.tool,
        index=upload.index,
        mark=mark,
        line=here.line if here.frame.intake else walk.own_line(mark.line),
        url=upload.url,
        tokens=tuple(token(here, text, mark) for text in upload.credentials),
        minted=upload.minted,
        trusting=TRUSTING[upload.trusted],
        attestations=upload.attestations,
        sure=here.answer == "yes",
    )


def token(here: Here, text: str, mark: Mark) -> Token:
    """A credential: the variable it comes in by where one holds just that, else the command."""
    names = [name for name, value in here.env.items() if value == text]
    names.sort(key=lambda name: family(name) is None)
    traced = here.scope.write(text)
    if names:
        return Token(names[0], kept_in(traced), here.marks.get(names[0], mark))
    return Token("the command", kept_in(traced), mark)


def unseen(walk: Walk, here: Here, opaque: Opaque, seen: ShellLook) -> None:
    """A command that hides what it does: an upload where it is given an index's credential.

    A credential of the whole job counts only as long as nothing else in the job uploads.
    """
    mark = place(walk, here, opaque.line)
    names = () if seen.uploads else credential_names(here)
    own = [name for name in names if name in scalars(here.step.get("env"))]
    if own:
        walk.hits.append(hidden(walk, here, own, mark))
    elif names:
        walk.hidden.append(hidden(walk, here, names, mark))
    else:
        line = here.line if here.frame.intake else walk.own_line(mark.line)
        what = f"what `{opaque.words}` does"
        walk.doubts.append(Doubt(line, what, opaque.why, needs_permission=True))


def hidden(walk: Walk, here: Here, names: Sequence[str], mark: Mark) -> Hit:
    """An upload that only its credential tells of."""
    tools = [tool for name in names if (tool := family(name))]
    url = next((here.env[name] for name in ADDRESSES if here.env.get(name)), None)
    named = next((here.env[name] for name in NAMES if here.env.get(name)), "")
    return Hit(
        tool=tools[0] if tools else "unknown",
        index=index_of(url) if url else BY_NAME.get(named, "unknown"),
        mark=mark,
        line=here.line if here.frame.intake else walk.own_line(mark.line),
        url=url or named or None,
        tokens=tuple(Token(n, kept_in(here.env[n]), here.marks.get(n, mark)) for n in names),
        sure=False,
    )
