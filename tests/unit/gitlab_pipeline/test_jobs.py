"""What is said of a job that uploads: credentials, ID tokens, environment, images, copies."""

import pytest

from trustpub.workflows.entries import entries

from .known import UPLOAD, job, reading, upload, uploads

TOKENS = "  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n"
VAULT = "  secrets: {TWINE_PASSWORD: {vault: a/b/c@d, file: false}}\n"


@pytest.mark.parametrize(
    ("keys", "auth", "secrets"),
    [
        ("", "unknown", ()),
        (TOKENS, "oidc", ()),
        ("  id_tokens: {TESTPYPI_ID_TOKEN: {aud: testpypi}}\n", "unknown", ()),
        ("  id_tokens: {MY_TOKEN: {aud: pypi}}\n", "unknown", ()),
        ("  variables: {TWINE_PASSWORD: $SECRET}\n", "token", ("SECRET",)),
        (f"  variables: {{TWINE_PASSWORD: $SECRET}}\n{TOKENS}", "token", ("SECRET",)),
        ("  variables: {TWINE_PASSWORD: pypi-abc}\n", "token", ()),
        ("  variables: {TWINE_PASSWORD: ''}\n" + TOKENS, "oidc", ()),
        ("  variables: {TWINE_PASSWORD: $A, A: '${B}-$C'}\n", "token", ("B", "C")),
        ("  variables: {TWINE_PASSWORD: $CI_JOB_TOKEN}\n", "token", ()),
        ("  variables: {TWINE_PASSWORD: $CI_DEPLOY_PASSWORD}\n", "token", ("CI_DEPLOY_PASSWORD",)),
        (f"  variables: {{TWINE_PASSWORD: $PYPI_ID_TOKEN}}\n{TOKENS}", "unknown", ()),
        (VAULT, "token", ("TWINE_PASSWORD",)),
        ("  rules: [{if: $TWINE_PASSWORD}]\n", "token", ("TWINE_PASSWORD",)),
        ("  only: {variables: [$TWINE_PASSWORD]}\n", "token", ("TWINE_PASSWORD",)),
        ("  before_script: ['test -n \"$TWINE_PASSWORD\"']\n", "token", ("TWINE_PASSWORD",)),
        ("  before_script: [export TWINE_PASSWORD=$X]\n", "token", ("X",)),
    ],
)
def test_credentials(keys: str, auth: str, secrets: tuple[str, ...]) -> None:
    """A token wins; without one the tool looks for the ID token that is named after the index."""
    found = upload(f"publish:\n{UPLOAD}{keys}")

    assert (auth, secrets) == (found.auth, found.secret_names)


def test_a_minted_token() -> None:
    """The recipe of PyPI's docs for GitLab."""
    found = upload(
        "publish:\n"
        f"{TOKENS}"
        "  script:\n"
        "    - python -m pip install -U twine id\n"
        "    - oidc_token=$(python -m id PYPI)\n"
        "    - resp=$(curl -X POST https://pypi.org/_/oidc/mint-token"
        ' -d "{\\"token\\":\\"${oidc_token}\\"}")\n'
        '    - api_token=$(jq --raw-output ".token" <<< "${resp}")\n'
        "    - twine upload -u __token__ -p ${api_token} dist/*\n"
    )

    assert ("oidc", (), 8) == (found.auth, found.secret_names, found.line)


def test_where_a_credential_is_set() -> None:
    """The variable that the tool reads, and its place."""
    (step,) = job(f"variables:\n  TWINE_PASSWORD: $SECRET\npublish:\n{UPLOAD}").uploads

    assert [("TWINE_PASSWORD", ("SECRET",), 2)] == [
        (token.setting, token.secrets, token.mark.line) for token in step.tokens
    ]


@pytest.mark.parametrize(
    ("before", "keys", "expected"),
    [
        ("", "", "none"),
        ("", TOKENS, "job"),
        ("default: {id_tokens: {A: {aud: a}}}\n", "", "workflow"),
        ("default: {id_tokens: {A: {aud: a}}}\n", TOKENS, "job"),
        ("default: {id_tokens: {A: {aud: a}}}\n", "  inherit: {default: false}\n", "none"),
        ("default: {id_tokens: {A: {aud: a}}}\n", "  inherit: {default: [image]}\n", "none"),
        (f".t:\n{TOKENS}", "  extends: .t\n", "job"),
        (f".t:\n{TOKENS}", "  id_tokens: !reference [.t, id_tokens]\n", "job"),
        ("include: {template: A.yml}\n", "", "none"),
        ("include: {project: a/b, file: c.yml}\n", "", "unknown"),
        ("include: {project: a/b, file: c.yml}\n", TOKENS, "job"),
    ],
)
def test_id_tokens(before: str, keys: str, expected: str) -> None:
    """Given by the job, by `default:`, or perhaps by something that is not read."""
    assert expected == job(f"{before}publish:\n{UPLOAD}{keys}").id_token


def test_audiences() -> None:
    """Text or list, with variables of the file in it."""
    found = job(
        f"variables: {{WHO: testpypi}}\npublish:\n{UPLOAD}"
        "  id_tokens: {A: {aud: pypi}, B: {aud: [$WHO, sigstore]}, C: {aud: $UNKNOWN}, D: }\n"
    )

    assert {
        "A": ("pypi",),
        "B": ("testpypi", "sigstore"),
        "C": ("$UNKNOWN",),
        "D": (),
    } == found.audiences


@pytest.mark.parametrize(
    ("keys", "written", "names"),
    [
        ("", None, (None,)),
        ("  environment: pypi\n", "pypi", ("pypi",)),
        ("  environment: {name: pypi, action: verify}\n", "pypi", ("pypi",)),
        ("  environment: {url: x}\n", None, (None,)),
        ("  environment: $WHERE\n", "$WHERE", None),
        ("  environment: $WHERE\n  variables: {WHERE: pypi}\n", "pypi", ("pypi",)),
        ("  environment: x/$CI_COMMIT_TAG\n", "x/$CI_COMMIT_TAG", None),
        (
            "  environment: $E\n  parallel: {matrix: [{E: [a, b]}]}\n",
            "$E",
            ("a", "b"),
        ),
        (
            "  environment: $E\n"
            "  rules: [{if: $CI_COMMIT_TAG, variables: {E: a}}, {variables: {E: b}}]\n",
            "$E",
            ("a", "b"),
        ),
    ],
)
def test_environments(keys: str, written: str | None, names: tuple[str | None, ...] | None) -> None:
    """As written, and every name it can have."""
    found = job(f"publish:\n{UPLOAD}{keys}")

    assert (written, names) == (found.environment, found.environments)


@pytest.mark.parametrize(
    ("keys", "indexes"),
    [
        ("  parallel: {matrix: [{TWINE_REPOSITORY: [pypi, testpypi]}]}\n", ["pypi", "testpypi"]),
        ("  parallel: {matrix: [{TWINE_REPOSITORY: testpypi, A: [a, b]}]}\n", ["testpypi"]),
        ("  parallel: 5\n", ["pypi"]),
        (
            "  rules: [{if: $CI_COMMIT_BRANCH, variables: {TWINE_REPOSITORY: testpypi}},"
            " {if: $CI_COMMIT_TAG}]\n",
            ["pypi", "testpypi"],
        ),
    ],
)
def test_copies_of_a_job(keys: str, indexes: list[str]) -> None:
    """One entry for each index."""
    assert indexes == [one.index for one in uploads(f"publish:\n{UPLOAD}{keys}")]


def test_variables_of_rules_and_jobs() -> None:
    """A job's own win over the workflow's rules, its rules' over its own."""
    text = (
        "workflow: {rules: [{if: $CI_COMMIT_TAG, variables: {TWINE_REPOSITORY: testpypi}}]}\n"
        "a: {script: [twine upload a]}\n"
        "b: {script: [twine upload a], variables: {TWINE_REPOSITORY: pypi}}\n"
        "c:\n  script: [twine upload a]\n  variables: {TWINE_REPOSITORY: pypi}\n"
        "  rules: [{when: always, variables: {TWINE_REPOSITORY: testpypi}}]\n"
    )

    assert ["testpypi", "pypi", "testpypi"] == [one.index for one in uploads(text)]


@pytest.mark.parametrize(
    ("keys", "pinned"),
    [
        ("", False),
        ("  image: python:3.14\n", False),
        (f"  image: python:3.14@sha256:{'0' * 64}\n", True),
        (f"  image:\n    name: python@sha256:{'a' * 64}\n", True),
        (f"  image: python@sha256:{'a' * 63}\n", False),
        (f"  image: $I\n  variables:\n    I: python@sha256:{'a' * 64}\n", True),
        (f"  image: python@sha256:{'a' * 64}\n  services: [docker]\n", False),
        (f"  image: python@sha256:{'a' * 64}\n  services:\n    - x@sha256:{'b' * 64}\n", True),
    ],
)
def test_pins(keys: str, pinned: bool) -> None:
    """Image and services by digest."""
    assert pinned == upload(f"publish:\n{UPLOAD}{keys}").pinned_by_hash


@pytest.mark.parametrize(
    ("include", "pinned"),
    [
        ("{project: a/b, file: c.yml, ref: main}", False),
        (f"{{project: a/b, file: c.yml, ref: {'a' * 40}}}", True),
        (f"{{component: h/a/b@{'a' * 40}}}", True),
        ("{component: h/a/b@1.0}", False),
        ("{remote: 'https://x.y/z.yml', integrity: sha256-x}", True),
        ("{remote: 'https://x.y/z.yml'}", False),
    ],
)
def test_pins_of_what_a_job_extends(include: str, pinned: bool) -> None:
    """An include that is not read, and that the job is made of."""
    digest = f"python@sha256:{'a' * 64}"
    text = f"include: {include}\npublish:\n  extends: .there\n  image: {digest}\n{UPLOAD}"

    assert [pinned] == [entry.pinned_by_hash for entry in entries(reading(text).jobs)]


def test_builds_and_first_words() -> None:
    """In any part of the job; `after_script` has a shell of its own."""
    found = job(
        "default: {before_script: [pip install build]}\n"
        f"publish:\n{UPLOAD}  after_script: [python -m build, '  rm -r dist']\n"
    )

    assert 1 == len(found.builds)
    assert ("pip", "twine", "python", "rm") == found.runs


def test_lines() -> None:
    """Of commands in lists, blocks and folded text."""
    text = (
        "a:\n"
        "  script:\n"
        "    - echo\n"
        "    - |\n"
        "      echo\n"
        "      twine upload a\n"
        "b:\n"
        "  script: |\n"
        "    twine upload a\n"
        "c:\n"
        "  script:\n"
        "    - >-\n"
        "      twine upload\n"
        "      a\n"
        "d:\n"
        "  script:\n"
        "    - >\n"
        "      echo\n"
        "\n"
        "      twine upload a\n"
    )

    assert [("a", 6), ("b", 9), ("c", 13)] == [(one.job, one.line) for one in uploads(text)][:3]


def test_files_that_were_read() -> None:
    """With all their jobs and environments, whether they upload or not."""
    found = reading(
        "include: a.yml\nbuild: {script: [make], environment: {name: x}}\n.t: {script: [a]}\n",
        {"a.yml": f"publish:\n{UPLOAD}"},
    ).files

    assert {".gitlab-ci.yml": ["build"], "a.yml": ["publish"]} == {
        one.file: list(one.jobs) for one in found
    }
    assert [("build", "x")] == [pair[:2] for one in found for pair in one.environments]


def test_no_pipeline() -> None:
    """A repository without one has nothing to say."""
    assert ((), (), (), ()) == tuple(vars(reading("")).values())
