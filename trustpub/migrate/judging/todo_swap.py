"""The steps that take the tokens out of the CI. Pure."""

from collections.abc import Iterator, Mapping

from ...indexes.pypi.sites import SITES, Site
from ...model import Index, StepField
from ..judged import ToDo
from ..model import Request
from .evidence import Case
from .gates import SWAPS, fed, unsure

KIND = {"github": "pull request", "gitlab": "merge request"}
NONE = Request(state="none")
DONE = "on the default branch no upload to a declared index needs a token"


def swapping(case: Case, sites: Mapping[Index, Site]) -> Iterator[ToDo]:
    """A proposal, then a person who takes it; without either, a person who edits."""
    request = case.sight.request or NONE
    kind = KIND[case.sight.forge]
    if any(fed(case.sight)):
        make = {"none": propose, "proposed": take, "unknown": look}.get(request.state, by_hand)
        yield make(case, request, kind)
    elif any(unsure(case.sight)):
        yield unclear(case)


def propose(case: Case, request: Request, kind: str) -> ToDo:
    """What trustpub does by itself."""
    return ToDo(
        id="swap",
        who="trustpub",
        title=f"Propose the release job without tokens as a {kind}",
        fields=why(case, request),
        done_when=f"the {kind} is open",
    )


def take(case: Case, request: Request, kind: str) -> ToDo:
    """A person reviews and merges."""
    return ToDo(
        id="take-request",
        who="person",
        title=f"Review and merge the {kind} that takes the tokens out of the release job; then"
        " delete its branch",
        links=link(request, kind),
        fields=left(request),
        done_when=DONE,
    )


TITLES = {
    "agrees": "Take the tokens out of the files below: the release job itself is as declared",
    "conflict": "Clear the branch of the {kind}: it is protected or holds commits of others",
    "declined": "Open the closed {kind} again, or take the tokens out by hand",
    "needs a person": "Take the tokens out by hand: no patch can do it",
}
NOWHERE = "Let a job upload to each declared index, or take its publisher out of the config"


def by_hand(case: Case, request: Request, kind: str) -> ToDo:
    """What trustpub cannot do."""
    return ToDo(
        id="swap",
        who="person",
        title=(NOWHERE if is_idle(case, request) else TITLES[request.state]).format(kind=kind),
        links=link(request, kind),
        fields=why(case, request),
        done_when=DONE,
    )


def is_idle(case: Case, request: Request) -> bool:
    """Whether no token is in the way, but that nothing uploads to what is declared."""
    idle = {SWAPS["none"].format(title=site.title) for site in SITES.values()}
    return request.state == "agrees" and set(fed(case.sight)) <= idle


def look(case: Case, request: Request, kind: str) -> ToDo:
    """A request that could not be asked for."""
    return ToDo(
        id="look",
        who="person",
        title=f"Let trustpub see whether the {kind} is open: it could not",
        links=link(request, kind),
        fields=why(case, request),
        done_when="the next look sees it",
    )


def link(request: Request, kind: str) -> dict[str, str]:
    """The request, where there is one."""
    return {kind: request.link} if is_address(request.link) else {}


def is_address(text: str) -> bool:
    """Whether what a forge or an index gave as a link leads to a page, and nowhere else."""
    return text.startswith(("https://", "http://")) and text.isprintable()


def left(request: Request) -> tuple[StepField, ...]:
    """What a person has to see to besides."""
    return tuple(StepField(label="see to", value=one) for one in request.left)


def why(case: Case, request: Request) -> tuple[StepField, ...]:
    """What keeps the CI from being swapped."""
    because = dict.fromkeys([*fed(case.sight), *unsure(case.sight)])
    return (*(StepField(label="because", value=one) for one in because), *left(request))


def unclear(case: Case) -> ToDo:
    """Uploads that cannot be read from the files, or could not be looked at."""
    return ToDo(
        id="look",
        who="person",
        title="Let trustpub see how the CI uploads: say it in the release file itself",
        fields=tuple(StepField(label="because", value=one) for one in unsure(case.sight)),
        done_when=DONE,
    )
