"""GitLab: an upload by a command becomes what is rendered: signed, and by the job's identity."""

import re
from collections.abc import Iterator, Sequence

from ..chain.model import Finding, Link
from ..indexes.pypi.sites import SITES
from ..workflows.model import Step
from ..writing.actions import NEWEST, tool
from ..writing.gitlab import SIGSTORE_TRUSTS
from ..writing.scalars import scalar
from .blocks import below, dash_of, drop, drop_item, put
from .cutting import ATTESTED, CONFIGURED, SIGNED, Cut, cut, leads
from .edits import Edit, Edits, apart
from .feeders import mentions
from .invocations import invocation
from .scene import Scene
from .scripts import commands
from .spots import Page, Spot
from .step_places import LATER, SHARED, without
from .upload_tools import UPLOADERS

SIGSTORE = "SIGSTORE_ID_TOKEN"
SIMPLE = re.compile(r"[A-Za-z][\w ./&=*:-]*")
PYTHON = re.compile(r"(?:^|/)python(?:[:@]|$)")
PIP = re.compile(r"\bpip3? install\b")
STYLE = "the script is written in a style that cannot be cut up"
NO_PIP = "nothing tells that the job has pip, to install uv with"
ONCE = "the job uploads more than once"
SKIPPING = "uv has no option just like `--skip-existing`"
TOKENS = "its `id_tokens` do not stand in the job itself"


def swap(scene: Scene, finding: Finding) -> Iterator[Edits | None]:
    """The command as those of a rendered job, with the tokens that they need."""
    found = swapped(scene, finding.job)
    yield found if isinstance(found, tuple) else None


def swapped(scene: Scene, name: str | None) -> Edits | str:
    """The edits; or why there are none, which is empty where nobody asks."""
    job, upload, links = scene.job(name), scene.upload(name), scene.links(name)
    if job is None or upload is None or len(links) != 1 or not scene.served(name):
        return ""
    if not any(step.tool in UPLOADERS for step in upload.uploads):
        return ""
    if len(upload.uploads) > 1:
        return ONCE
    if ATTESTED.search(scene.page.text, job.start, job.end):
        return SIGNED
    step = upload.uploads[0]
    script = job.get("script")
    item = line_of(scene, script, step) if script else None
    if script is None or item is None:
        return f"{step.mark.file}:{step.mark.line} runs it, which is not the job's own `script:`"
    return SHARED if script.shared or item.marked else in_item(scene, job, script, item, links[0])


def line_of(scene: Scene, script: Spot, step: Step) -> Spot | None:
    """The item of a script that an upload stands in."""
    items = script.items if script.kind == "list" else (script,)
    number, lines = step.mark.line - 1, scene.page.lines
    if step.mark.file != scene.verdict.path:
        return None
    here = [one for one in items if lines.number(one.start) <= number <= lines.number(one.end)]
    return next((one for one in here if one.kind == "scalar" and not one.shared), None)


def in_item(scene: Scene, job: Spot, script: Spot, item: Spot, link: Link) -> Edits | str:
    """One item of a script, and what else it takes."""
    if "\n" in item.value.strip() or item.style in ("|", ">"):
        return STYLE
    found = cut(item.value.strip(), 0, lambda _: True)
    if isinstance(found, str):
        return found
    if "skip" in found.upload.effects:
        return SKIPPING
    if not has_pip(scene, job):
        return NO_PIP
    new = instead(found, link)
    last = invocation(commands(new[-1])[0])
    if last is None or last.folder != found.upload.folder:
        return STYLE
    written = in_script(scene.page, script, item, new)
    tokens = with_sigstore(scene, job, link)
    idle = [one for one in script.items if one is not item and only_leads(one, found)]
    gone = [drop_item(scene.page, script, one) for one in idle]
    variables = without_variables(scene, job, [item, *idle], found)
    if tokens is None or variables is None:
        return TOKENS if tokens is None else SHARED
    if CONFIGURED.search(rest_of(scene, job, [item, *idle])):
        return LATER
    edits = (*(written or ()), *tokens, *variables, *(e for one in gone for e in one or ()))
    return edits if written and all(gone) and apart(edits) else STYLE


def only_leads(item: Spot, found: Cut) -> bool:
    """Whether an item only hands the tool its credential."""
    own = commands(item.value) if item.kind == "scalar" and not item.shared else ()
    return bool(own) and all(leads(one, found.upload.tool) for one in own)


def rest_of(scene: Scene, job: Spot, items: Sequence[Spot]) -> str:
    """The text of a job without its variables and some items."""
    own = job.get("variables")
    spans = [(one.start, one.end) for one in (*items, *([own] if own else []))]
    return without(scene.page.text, (job.start, job.end), spans)


def has_pip(scene: Scene, job: Spot) -> bool:
    """Whether a job is seen to have pip: by what it runs, or by its image."""
    page, root = scene.page, scene.page.root
    if PIP.search(page.text[job.start : job.end]):
        return True
    images = [one for top in (job, root.get("default"), root) if top and (one := top.get("image"))]
    names = [one.value or getattr(one.get("name"), "value", "") for one in images]
    return bool(names) and job.get("extends") is None and bool(PYTHON.search(names[0]))


def instead(found: Cut, link: Link) -> list[str]:
    """The commands of a rendered job, for the same folder."""
    files = f"{found.upload.folder}/*"
    kept = [] if found.whole else [found.lines[0] or ""]
    signing = f"uvx --no-config --no-build --exclude-newer {NEWEST} {tool('pypi-attestations')}"
    publishing = "uv publish --no-config --trusted-publishing always"
    return [
        *kept,
        f"pip install {tool('uv')}",
        *([f"{signing} sign {files}"] if attested(link) else []),
        f"{publishing} --publish-url {SITES[link.index].upload} {files}",
    ]


def attested(link: Link) -> bool:
    """Whether files of a publisher can have attestations."""
    return link.publisher.identity.issuer == SIGSTORE_TRUSTS


def in_script(page: Page, script: Spot, item: Spot, lines: Sequence[str]) -> Edits | None:
    """Items in the place of one."""
    if script is item or script.flow:
        text = ", ".join(map(scalar, lines))
        return (Edit(item.start, item.end, f"[{text}]" if script is item else text),)
    dash = dash_of(page, item)
    if dash is None:
        return None
    end = page.lines.end(item.end)
    written = [line if SIMPLE.fullmatch(line) else scalar(line) for line in lines]
    rest = below(dash, [f"- {line}" for line in written[1:]])
    return (Edit(item.start, item.end, written[0]), Edit(end, end, rest))


def with_sigstore(scene: Scene, job: Spot, link: Link) -> Edits | None:
    """The token that files are signed with, beside that of the index."""
    own = job.get("id_tokens")
    if not attested(link) or (own and own.get(SIGSTORE) is not None):
        return ()
    if own is None or own.kind != "map" or own.shared:
        return None
    return put(scene.page, own, SIGSTORE, {"aud": "sigstore"})


def without_variables(scene: Scene, job: Spot, items: Sequence[Spot], found: Cut) -> Edits | None:
    """The job's variables that fed nothing but the upload."""
    own = job.get("variables")
    if own is None or own.kind != "map" or own.shared:
        return ()
    text, rest = scene.page.text, rest_of(scene, job, items)
    known = UPLOADERS[found.upload.tool].variables
    told = " ".join([found.text, *(one.value for one in items)])
    names = {
        key.value
        for key, _ in own.entries
        if (known.fullmatch(key.value) or mentions(told, key.value))
        and not mentions(rest, key.value)
    }
    kept = [text[k.start : v.end] for k, v in own.entries if k.value not in names]
    names = {name for name in names if not any(mentions(one, name) for one in kept)}
    if not names:
        return ()
    if len(names) == len(own.entries):
        return drop(scene.page, job, {"variables"})
    return drop(scene.page, own, names)
