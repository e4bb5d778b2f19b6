"""The resource: what it refuses, what a preview shows, when it is replaced."""

import asyncio
from typing import Any

import pytest
from pulumi.provider.experimental import provider as rpc
from pulumi.provider.experimental.property_value import PropertyValue

from components.proposal import proposals
from plugin.proposal import ProposalProvider
from plugin.serving import Serving, kind
from trustpub.writing import files

from .conftest import BRANCH, SECOND, Forge, config_of
from .test_several import old_form

URN = "urn:pulumi:t::p::trustpub:index:X$pypi:index:WorkflowProposal::github/a/b/c"


@pytest.fixture
def inputs(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> dict[str, PropertyValue]:
    """What the component hands over, with the forge's variables set."""
    for name, value in forge.world.env.items():
        monkeypatch.setenv(name, value)
    ((_, args),) = proposals(config_of(forge.text))
    return {name: PropertyValue(str(value)) for name, value in args.items()}


def provider() -> ProposalProvider:
    """One that says nothing."""
    return ProposalProvider(lambda urn, message: None)


def create(inputs: dict[str, PropertyValue], preview: bool) -> dict[str, Any]:
    """The outputs of a create."""
    request = rpc.CreateRequest(URN, inputs, 60, preview)
    made = asyncio.run(provider().create(request))
    return dict(made.properties or {})


def diff(old: dict[str, Any], new: dict[str, PropertyValue]) -> rpc.DiffResponse:
    """What a diff says."""
    return asyncio.run(provider().diff(rpc.DiffRequest(URN, "id", old, new, [])))


def test_a_preview_shows_and_writes_nothing(forge: Forge, inputs: dict[str, PropertyValue]) -> None:
    """The state says what an `up` would do."""
    found = create(inputs, preview=True)

    assert "to be proposed" == found["state"].value
    assert [] == forge.writes()


def test_nothing_changes_until_somebody_changes_it(
    forge: Forge, inputs: dict[str, PropertyValue]
) -> None:
    """A merge is seen without a refresh; another repository is another proposal."""
    old = create(inputs, preview=False)
    assert not diff(old, inputs).changes

    forge.requests()[0].merge()

    assert ["state"] == diff(old, inputs).diffs
    elsewhere = diff(old, {**inputs, "repository": PropertyValue("octo-org/other")})
    assert (["repository"], True) == (elsewhere.replaces, elsewhere.delete_before_replace)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"forge": PropertyValue("codeberg")}, "is no forge that is known"),
        ({"config": PropertyValue(3.0)}, "is no text"),
        ({"repository": None}, "is missing"),
    ],
)
def test_odd_inputs_are_refused(
    change: dict[str, PropertyValue | None], said: str, inputs: dict[str, PropertyValue]
) -> None:
    """With the input's name and a sentence."""
    given = {k: v for k, v in {**inputs, **change}.items() if v is not None}

    found = asyncio.run(provider().check(rpc.CheckRequest(URN, {}, given, b"")))

    ((name, reason),) = [(one.property, one.reason) for one in found.failures or []]
    assert name in change
    assert said in reason


def test_requests_go_to_who_serves_the_type() -> None:
    """By the last type of the URN."""
    serving = Serving(lambda urn, message: None)

    assert "pypi:index:WorkflowProposal" == kind(URN)
    assert isinstance(serving.of(URN), ProposalProvider)
    assert not isinstance(
        serving.of(URN.replace("WorkflowProposal", "TrustedPublisher")), (ProposalProvider)
    )


def test_an_old_resource_takes_back_only_what_is_still_its_own(
    forge: Forge, inputs: dict[str, PropertyValue]
) -> None:
    """Its branch goes on with all files: the end of the old resource leaves it alone."""
    forge.text = forge.text.replace("publishers: [", f"publishers: [{SECOND[forge.api]}, ")
    path, branch = forge.place.paths[1], forge.place.former[1]
    agreed = next(one for one in files(config_of(forge.text)) if one.path != path)
    forge.push(agreed.text, "main", agreed.path)
    link = old_form(forge, path, branch)
    ((_, args),) = proposals(config_of(forge.text))
    new = {name: PropertyValue(str(value)) for name, value in args.items()}
    old = {**new, "path": PropertyValue(path), "branch": PropertyValue(branch)}
    seen = asyncio.run(provider().read(rpc.ReadRequest(URN, "id", old, old)))
    assert "path" in (seen.properties or {})
    assert "branch" in (seen.inputs or {})
    assert link == create(new, preview=False)["link"].value

    asyncio.run(provider().delete(rpc.DeleteRequest(URN, "id", old, 60)))

    assert [branch] == forge.branches()
    assert ["open"] == [one.state.removesuffix("ed") for one in forge.requests()]
    asyncio.run(provider().delete(rpc.DeleteRequest(URN, "id", new, 60)))
    assert [] == forge.branches()
    assert ["closed"] == [one.state for one in forge.requests()]


def test_a_state_of_an_old_version_is_written_anew(
    forge: Forge, inputs: dict[str, PropertyValue]
) -> None:
    """Without a write to the forge, and never by a new proposal."""
    old = create(inputs, preview=False)
    old |= {"path": PropertyValue(forge.place.paths[0]), "branch": PropertyValue(BRANCH)}
    mark = forge.world.mark()

    found = diff(old, inputs)

    assert (True, [], ["path", "branch"]) == (found.changes, found.replaces, found.diffs)
    assert [] == forge.writes(mark)
