"""Looking at projects: what is seen, and what is said to be unknown when something fails."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.checking import check
from trustpub.forges.github.observing import observe
from trustpub.forges.github.observing.glimpse import Glimpse
from trustpub.forges.github.observing.place import Place
from trustpub.migrate.judged import Shared
from trustpub.migrate.kept.lists import Found
from trustpub.migrate.looking import look as looking
from trustpub.migrate.looking import verdict as looking_verdict
from trustpub.migrate.looking.beside import workflows
from trustpub.migrate.looking.files import OneForge
from trustpub.migrate.looking.lists import settled
from trustpub.migrate.looking.look import Look, look_at
from trustpub.migrate.looking.model import Asking, Looked, Texts
from trustpub.migrate.looking.run import projects_of
from trustpub.migrate.model import Kept, Sight, Swap
from trustpub.migrate.model import Place as Spot
from trustpub.workflows.memory import Memory

from .command_world import HUB_CONFIG, LAB, LAB_CONFIG, OTHER, PIPELINE, VALUE, seed

See = Callable[..., Looked]
USES = PIPELINE.replace("$PYPI_TOKEN", "$RELEASE_PYPI_TOKEN")


def fuller() -> dict[str, Any]:
    """With more neighbours, and tokens of every level."""
    made = deepcopy(seed())
    hub, lab = made["github"], made["gitlab"]
    few = {"value": VALUE, "visibility": "selected", "repositories": ["octo-org/app"]}
    everywhere = {"value": VALUE, "visibility": "all"}
    none = {"value": VALUE, "visibility": "selected", "repositories": ["octo-org/other"]}
    hub["organizations"][0]["secrets"] |= {"PYPI_TOKEN": few, "UV_PUBLISH_TOKEN": none}
    hub["repositories"] += [
        {"name": "octo-org/empty"},
        {"name": "octo-org/deps", "files": {".github/dependabot.yml": REGISTRIES}},
        {"name": "octo-org/all", "files": {".github/workflows/a.yml": EVERY}},
    ]
    hub["organizations"][0]["dependabot_secrets"] = {"PYPI_PASSWORD": everywhere}
    lab["groups"][0]["variables"] = [{"key": "RELEASE_PYPI_TOKEN", "value": VALUE}]
    lab["variables"] = [{"key": "TWINE_PASSWORD", "value": VALUE}]
    lab["groups"].append({"path": "apart", "members": {"boss": "owner"}})
    lab["projects"] += [
        {"path": "group/user", "files": {".gitlab-ci.yml": USES}},
        {"path": "group/sub/none", "files": {"README.md": ""}},
        {"path": "apart/implicit", "files": {".gitlab-ci.yml": IMPLICIT}},
        {
            "path": "group/elsewhere",
            "files": {"a": ""},
            "settings": {"ci_config_path": "ci.yml@other/project"},
        },
    ]
    return made


REGISTRIES = """version: 2
registries:
  own: {type: python-index, url: https://index.example/simple, token: "${{secrets.pypi_password}}"}
updates: []
"""
EVERY = OTHER.replace("${{ secrets.TWINE_PASSWORD }}", "${{ toJSON(secrets) }}")
IMPLICIT = "publish: {image: python, script: [pip install twine, twine upload dist/*]}\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Sandboxes of all."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump(fuller(), path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def see(served: Sandbox, tmp_path: Path) -> See:
    """`see(github=TOKEN, gitlab=TOKEN)`."""
    served.reset()

    def run(github: str = "admin-token", gitlab: str = "boss-token") -> Looked:
        variables = {
            **served.env,
            "GITHUB_TOKEN": github,
            "GITLAB_TOKEN": gitlab,
            "XDG_CACHE_HOME": str(tmp_path),
        }
        configs = {"app.yaml": HUB_CONFIG, "lib.yaml": LAB_CONFIG}
        checked = {file: check(text, file) for file, text in configs.items()}
        return look_at(Look(variables), projects_of(checked))

    return run


def shared(looked: Looked, name: str) -> Shared:
    """A token that is kept above."""
    (found,) = (one for one in looked.shared if one.kept.name == name)
    return found


def test_all_that_reaches_a_project(see: See) -> None:
    """From every level; what is no token is beside them; no value anywhere."""
    looked = see()
    app, lib = looked.sights

    assert {
        ("organization", "TWINE_PASSWORD"),
        ("organization", "PYPI_TOKEN"),
        ("organization", "PYPI_PASSWORD"),
        ("repository", "PYPI_API_TOKEN"),
        ("repository", "TWINE_USERNAME"),
        ("environment", "TEST_PYPI_API_TOKEN"),
    } == {(one.place.level, one.name) for one in app.kept}
    assert {"DEPLOY_KEY"} == {one.name for one in app.others}
    assert {
        ("instance", "TWINE_PASSWORD"),
        ("group", "RELEASE_PYPI_TOKEN"),
        ("repository", "PYPI_TOKEN"),
    } == {(one.place.level, one.name) for one in lib.kept}
    assert {"LINT_LEVEL"} == {one.name for one in lib.others}
    assert ((), (), ()) == (app.unknown, app.unlisted, app.unverified)
    assert ((), (), ()) == (lib.unknown, lib.unlisted, lib.unverified)
    assert ({"token"}, {"token"}) == tuple({s.state for s in one.swaps} for one in looked.sights)
    assert ("none", "none") == tuple(one.request and one.request.state for one in looked.sights)
    assert [True] * 3 == [p.exists for one in looked.sights for p in one.publishers]
    assert VALUE not in repr(looked)


def test_who_else_uses_a_shared_token(see: See) -> None:
    """Every other repository that it reaches, and those that could not be read."""
    looked = see()

    (of_org,) = (
        one
        for one in looked.shared
        if (one.kept.name, one.kept.place.level) == ("TWINE_PASSWORD", "organization")
    )
    assert {"octo-org/other", "octo-org/all"} == {one.repository for one in of_org.users}
    assert () == of_org.unknown
    assert ((), ()) == (shared(looked, "PYPI_TOKEN").users, shared(looked, "PYPI_TOKEN").unknown)
    assert "UV_PUBLISH_TOKEN" not in {one.kept.name for one in looked.shared}
    deps = shared(looked, "PYPI_PASSWORD")
    assert {("octo-org/all", 7), ("octo-org/deps", 3)} == {
        (one.repository, one.line) for one in deps.users
    }
    group = shared(looked, "RELEASE_PYPI_TOKEN")
    assert {"group/user"} == {one.repository for one in group.users}
    assert ["files of group/elsewhere"] == [one.what for one in group.unknown]
    (of_instance,) = (one for one in looked.shared if one.kept.place.level == "instance")
    assert {LAB, "apart/implicit", "group/user"} == {one.repository for one in of_instance.users}


def test_workflows_that_github_does_not_show() -> None:
    """Each could be a user, with what GitHub says of it."""
    place = Place("octo-org/long", "octo-org/long", 1, {})

    hidden = workflows(Glimpse(place, workflows=None, unseen={"workflows": "one is too long"}))

    assert [("files of octo-org/long", "one is too long")] == [
        (one.what, one.why) for one in hidden.unknown
    ]
    assert () == workflows(Glimpse(place, workflows={})).unknown


def test_selection_of_what_was_a_token_once() -> None:
    """A name that says nothing, known by the commits before the swap: whom it reaches is asked."""
    place = Spot(forge="github", level="organization", holder="o", store="actions", kind="secret")
    odd = Kept(place=place, name="ODD", visibility="selected")
    swap = Swap(index="pypi", state="swapped", before=("odd",))
    mine = Sight(
        file="a", forge="github", repository="o/a", publishers=(), others=(odd,), swaps=(swap,)
    )
    other = mine.model_copy(update={"repository": "o/b", "swaps": ()})
    asking = Asking("github", Chosen(), {})  # type: ignore[arg-type]

    (a, b), above = settled(asking, (mine, other), {"o": Found((odd,))})

    known = odd.model_copy(update={"selected": ("o/a",)})
    assert ((known,), (), (known,)) == (a.others, b.others, above["o"].kept)


class Chosen:
    """A forge that says that one repository is selected."""

    base_url = "https://forge.test"

    def expect(self, count: int) -> None:
        """Nobody counts."""

    def ask(self, url: str) -> Any:
        """The only list there is."""
        return SimpleNamespace(status_code=200, headers={}, url=url)

    def parsed(self, answer: Any, kind: type) -> Any:
        """Its body."""
        return {"total_count": 1, "repositories": [{"full_name": "o/a"}]}


def test_files_that_cannot_be_read(see: See, served: Sandbox) -> None:
    """Nothing is known of the uploads, and all else is seen."""
    served.faults("github", {"path": "/git/ref/", "status": 403, "times": None})

    app, lib = see().sights

    assert ["files of octo-org/app"] == [one.what for one in app.unknown]
    assert {"unknown"} == {one.state for one in app.swaps}
    assert (6, (), None) == (len(app.kept), app.unlisted, app.request)
    assert () == lib.unknown


def test_files_that_cannot_be_listed(see: See, served: Sandbox) -> None:
    """GitHub cuts the tree of a large repository: the CI is read, credentials elsewhere are not."""
    served.faults("github", {"path": "/git/trees/", "status": 500, "times": None})

    app, _ = see().sights

    (unknown,) = app.unknown
    assert "octo-org/app: the files of the repository" == unknown.what
    assert {"token"} == {one.state for one in app.swaps}


def test_lists_that_cannot_be_read(see: See, served: Sandbox) -> None:
    """One list is one thing that is unknown; of GitLab nothing is then given for sure."""
    served.faults(
        "github", {"path": "/repos/octo-org/app/actions/secrets", "status": 403, "times": None}
    )
    served.faults("gitlab", {"path": "/projects/.*/variables", "status": 500, "times": None})

    app, lib = see().sights

    assert ["Actions secrets of octo-org/app"] == [one.what for one in app.unlisted]
    assert [f"variables of {LAB}"] == [one.what for one in lib.unlisted]


def test_settings_that_cannot_be_read(see: See, served: Sandbox) -> None:
    """They hide no token: the project goes on, and is never done."""
    served.faults("github", {"path": "/rulesets", "status": 403, "times": None})

    app, _ = see().sights

    assert (1, ()) == (len(app.unverified), app.unknown)
    assert "the tag ruleset octo-org/app/tag/v*" in app.unverified[0].what


def test_something_odd_stops_nobody_else(see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody thought of is told as unknown, without what was read."""
    real = looking.texts

    def texts(client: Any, project: Any) -> Texts:
        if project.forge == "github":
            raise ValueError(VALUE)
        return real(client, project)

    monkeypatch.setattr(looking, "texts", texts)
    app, lib = see().sights

    (unknown,) = app.unknown
    assert "files of octo-org/app" == unknown.what
    assert "(ValueError)" in unknown.why
    assert VALUE not in repr(app)
    assert () == lib.unknown


@pytest.mark.parametrize("name", ["judged", "observe"])
def test_odd_settings_stop_nothing_else(
    see: See, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """They are unknown, and all else is seen."""

    def odd(*given: Any) -> Any:
        raise KeyError(VALUE)

    module = looking_verdict if name == "judged" else observe
    monkeypatch.setattr(module, name, odd)
    app, _ = see().sights

    assert app.unverified
    assert all("(KeyError)" in one.why for one in app.unverified)
    assert (6, ()) == (len(app.kept), app.unknown)


@pytest.mark.parametrize("token", ["", "wrong-token"])
def test_forge_that_is_not_asked(see: See, token: str) -> None:
    """All of its projects are unknown, and the other forge's are not."""
    app, lib = see(github=token).sights

    assert (app.unlisted and app.unknown and app.unverified) != ()
    assert () == (*lib.unlisted, *lib.unknown, *lib.unverified)


def test_indexes_that_do_not_answer(see: See, served: Sandbox) -> None:
    """Neither absent nor proved."""
    served.faults("pypi", {"path": "/simple/", "status": 503, "times": None})

    app, lib = see().sights

    assert {("pypi", "unknown"), ("testpypi", "absent")} == {
        (one.index, one.state) for one in app.proofs
    }
    assert [None] == [one.exists for one in lib.publishers]


def test_nothing_is_written(see: See, served: Sandbox) -> None:
    """A look reads."""
    see()

    assert {"/api/graphql"} == {one["path"] for one in served.writes()}


@pytest.mark.parametrize(
    ("forge", "seen"),
    [
        ("github", {".github/workflows/a.yml", "x.sh"}),
        ("gitlab", {".gitlab-ci.yml", "x.sh"}),
    ],
)
def test_mirror_has_files_of_both(forge: Any, seen: set[str]) -> None:
    """Each forge takes notice of its own."""
    files = {".github/workflows/a.yml": b"", ".gitlab-ci.yml": b"", "x.sh": b""}
    one = OneForge(Memory(files), forge)

    assert seen == set(one.walk())
    assert seen == {path for path in files if one.read(path) is not None}
    assert (".github/workflows/a.yml" in seen) == bool(one.files(".github/workflows"))
