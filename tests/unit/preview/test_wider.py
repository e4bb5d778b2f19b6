"""Whether one group of people, or set of refs, lies within another."""

import pytest

from trustpub.config import Approval, Deployer, TagCreators
from trustpub.model import Forge
from trustpub.preview.wider import creators_within, new_deployers, new_refs, still_asked


@pytest.mark.parametrize(
    ("before", "after", "forge", "new"),
    [
        (["v*"], ["v1*", "v2.0"], "github", []),
        (["v1*", "v2*"], ["v*"], "github", ["v*"]),
        (["*"], ["a/b"], "github", ["a/b"]),
        (["*"], ["a/b"], "gitlab", []),
        (["*", "*/*"], ["a/b", "c"], "github", []),
        (["v*"], ["v*-rc*"], "gitlab", []),
        (["v*-rc*"], ["v*-r*"], "github", ["v*-r*"]),
        (["a*b", "a*"], ["a*c"], "github", []),
        ([], ["v1"], "github", ["v1"]),
        (["v*"], [], "github", []),
        (["v[0-9]*"], ["v1*"], "github", ["v1*"]),
        (["v*"], ["v?"], "github", ["v?"]),
        (["v**"], ["v1"], "github", ["v1"]),
        (["v[0-9]*"], ["v[0-9]*"], "github", []),
    ],
)
def test_new_refs(before: list[str], after: list[str], forge: Forge, new: list[str]) -> None:
    """A pattern is none only if one that was there covers it; what is no plain pattern, never."""
    assert new == new_refs(before, after, forge)


DEVELOPER, MAINTAINER = Deployer(access="developer"), Deployer(access="maintainer")
GROUP, WIDE = Deployer(group="g/a"), Deployer(group="G/A", inherited=True)
USER = Deployer(user="Alice")


@pytest.mark.parametrize(
    ("before", "after", "wider"),
    [
        ([DEVELOPER], [MAINTAINER], False),
        ([MAINTAINER], [DEVELOPER], True),
        ([WIDE], [GROUP], False),
        ([GROUP], [WIDE], True),
        ([USER], [Deployer(user="alice")], False),
        ([MAINTAINER], [USER], True),
        ([USER, GROUP], [USER], False),
        ([GROUP], [Deployer(group="g/b")], True),
        ([GROUP], [Deployer()], True),
    ],
)
def test_deployers(before: list[Deployer], after: list[Deployer], wider: bool) -> None:
    """Roles are "at least"; a person or group is within nothing but itself."""
    assert wider == bool(new_deployers(before, after))


def asks(required: int, **actor: str) -> Approval:
    """A rule."""
    return Approval.model_validate({**actor, "required": required})


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ([asks(1, access="developer")], [asks(1, access="maintainer")], True),
        ([asks(1, access="maintainer")], [asks(2, access="developer")], False),
        ([asks(2, group="g/a")], [asks(3, group="g/a")], True),
        ([asks(2, group="g/a")], [asks(1, group="g/a"), asks(1, user="x")], False),
        ([asks(1, user="a"), asks(1, user="b")], [asks(1, user="b"), asks(1, user="a")], True),
        ([asks(1, user="a"), asks(1, user="b")], [asks(1, user="a")], False),
        (
            [asks(1, access="developer"), asks(1, access="maintainer")],
            [asks(1, access="maintainer")],
            False,
        ),
        (
            [asks(1, access="developer"), asks(1, access="maintainer")],
            [asks(1, access="maintainer"), asks(1, access="admin")],
            True,
        ),
        ([], [], True),
    ],
)
def test_approvals(before: list[Approval], after: list[Approval], kept: bool) -> None:
    """Every rule needs one of its own, for all of them count together."""
    assert kept == still_asked(before, after)


@pytest.mark.parametrize(
    ("inner", "outer", "forge", "within"),
    [
        ({"teams": ["A"]}, {"teams": ["a", "b"]}, "github", True),
        ({"roles": ["admin"]}, {"roles": ["write"]}, "github", False),
        ({"deploy_keys": True}, {}, "github", False),
        ({}, {"organization_admins": True}, "github", True),
        ({"access": "developer"}, {}, "github", True),
        ({"teams": ["x"]}, {}, "gitlab", True),
        ({"access": "admin"}, {"access": "maintainer"}, "gitlab", True),
        ({"access": "developer"}, {"access": "maintainer"}, "gitlab", False),
        ({}, {"access": "no one"}, "gitlab", True),
        ({"users": ["a"]}, {"access": "developer"}, "gitlab", False),
        ({"groups": ["g"]}, {"groups": ["G", "h"]}, "gitlab", True),
    ],
)
def test_creators(
    inner: dict[str, object], outer: dict[str, object], forge: Forge, within: bool
) -> None:
    """Only the settings of the forge count."""
    one, other = TagCreators.model_validate(inner), TagCreators.model_validate(outer)

    assert within == creators_within(one, other, forge)
