"""Where pipelines refer to variables of a project, and what for."""

from textwrap import dedent

import pytest

from trustpub.migrate.finding.mentions import mentions
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

PIPELINE = ".gitlab-ci.yml"


def told(files):
    """Mentions in short: `file:line name use indexes`; the pipeline goes without its name."""
    snapshot = Memory({path: dedent(text).lstrip("\n").encode() for path, text in files.items()})
    found = mentions(read_repository(snapshot), snapshot)
    return [
        " ".join(
            [
                f"{'' if one.file == PIPELINE else one.file}:{one.line}",
                one.name,
                one.use,
                *one.indexes,
            ]
        )
        for one in found
    ]


def job(*script, more=""):
    """A pipeline of one job, whose first command stands in line 3."""
    commands = "".join(f"    - {line}\n" for line in script)
    return f"release:\n  script:\n{commands}{more}"


TWINE = [":3 TWINE_PASSWORD upload pypi", ":3 TWINE_USERNAME upload pypi"]
SCRIPTS = {
    ("twine upload dist/*",): TWINE,
    ("twine upload -u __token__ -p $KEY dist/*",): [":3 KEY upload pypi"],
    ('twine upload -u __token__ -p "${KEY}" dist/*',): [":3 KEY upload pypi"],
    ("export TWINE_USERNAME=__token__ TWINE_PASSWORD=$KEY", "twine upload -r testpypi d/*"): [
        ":3 KEY upload testpypi",
        ":4 KEY upload testpypi",
    ],
    ("uv publish --token $KEY",): [
        ":3 KEY upload pypi",
        ":3 UV_PUBLISH_PASSWORD upload pypi",
        ":3 UV_PUBLISH_USERNAME upload pypi",
    ],
    ("flit publish",): [":3 FLIT_PASSWORD upload pypi", ":3 FLIT_USERNAME upload pypi"],
    ("poetry publish --build",): [":3 POETRY_PYPI_TOKEN_PYPI upload pypi"],
    ("twine upload --repository-url https://i.example/ d/*",): [
        ":3 TWINE_PASSWORD elsewhere other",
        ":3 TWINE_USERNAME elsewhere other",
    ],
    ("docker login -u me -p $TWINE_PASSWORD",): [":3 TWINE_PASSWORD elsewhere"],
    ("echo $PYPI_TOKEN | docker login --password-stdin",): [":3 PYPI_TOKEN elsewhere"],
    ("pip install -i https://a:$PYPI_TOKEN@i.example/simple x",): [":3 PYPI_TOKEN elsewhere"],
    ("some-tool $PYPI_TOKEN",): [":3 PYPI_TOKEN unclear"],
    ("echo %PYPI_TOKEN%",): [":3 PYPI_TOKEN unclear"],
    ("'$env:PYPI_TOKEN | docker login'",): [":3 PYPI_TOKEN elsewhere"],
    ("echo $CI_JOB_TOKEN $HOME",): [],
    ("for one in a b; do echo $one; done",): [],
    ("'# echo $PYPI_TOKEN'",): [],
    ("version=$(cat v); echo $version",): [],
    ("uv publish --token ${!WHICH}",): [
        ":3 * unclear",
        ":3 UV_PUBLISH_PASSWORD upload pypi",
        ":3 UV_PUBLISH_USERNAME upload pypi",
        ":3 WHICH unclear",
    ],
    ("echo done",): [],
}


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_a_script(script):
    """A job's variables are told, also those that a tool takes without being told."""
    assert SCRIPTS[script] == told({PIPELINE: job(*script)})


def test_a_job_by_identity():
    """A variable that the tool would prefer to the identity is one that the upload uses."""
    more = "  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n"

    assert TWINE == told({PIPELINE: job("twine upload dist/*", more=more)})


def test_a_job_by_identity_that_mints_its_token():
    """What the script sets itself goes before a variable of the project."""
    script = (
        'RESPONSE=$(curl -d "{\\"token\\": \\"$PYPI_ID_TOKEN\\"}" https://pypi.org/_/oidc/mint-token)',
        "export TWINE_USERNAME=__token__ TWINE_PASSWORD=$(echo $RESPONSE | jq -r .token)",
        "twine upload dist/*",
    )
    text = job(*(f"'{line}'" for line in script))
    found = told({PIPELINE: text + "  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n"})

    assert not [one for one in found if "TWINE" in one]


def test_variables_through_each_other():
    """A name is traced through `variables:` of the file."""
    text = """
    variables: {KEY: $PYPI_TOKEN}
    release:
      variables: {TWINE_USERNAME: __token__, TWINE_PASSWORD: $KEY}
      script: [twine upload dist/*]
    image:
      script: [docker login -p $KEY]
    """
    found = told({PIPELINE: text})

    assert [one for one in found if " PYPI_TOKEN " in one] == [
        ":1 PYPI_TOKEN upload pypi",
        ":3 PYPI_TOKEN upload pypi",
        ":4 PYPI_TOKEN upload pypi",
        ":6 PYPI_TOKEN elsewhere",
    ]


def test_a_variable_of_the_file_that_the_project_may_set():
    """A project's variable goes before one of the file, so a password of the file's may be it."""
    text = """
    variables: {PYPI_USER: SECURE, PYPI_PASS: SECURE}
    release:
      script: [twine upload -u $PYPI_USER -p $PYPI_PASS dist/*]
    """
    assert [":3 PYPI_PASS upload pypi", ":3 PYPI_USER upload pypi"] == told({PIPELINE: text})


def test_a_condition():
    """A rule that asks for a variable uses it: without it the job would be gone."""
    text = job("echo", more="  rules: [{if: $PYPI_TOKEN}]\n  only: {variables: [$FLIT_PASSWORD]}\n")

    assert [":4 PYPI_TOKEN elsewhere", ":5 FLIT_PASSWORD elsewhere"] == told({PIPELINE: text})


def test_templates_and_includes():
    """Included files and hidden jobs are read, too, each with its own lines."""
    files = {
        PIPELINE: "include: ci/up.yml\nrelease:\n  extends: .up\n",
        "ci/up.yml": ".up:\n  script:\n    - twine upload -u __token__ -p $KEY x\n",
    }
    assert ["ci/up.yml:3 KEY upload pypi"] == told(files)


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        ("project: g/p\n    file: x.yml", [":2 * unclear"]),
        ("remote: https://example.org/x.yml", [":2 * unclear"]),
        ("component: gitlab.com/c/x@1", [":2 * unclear"]),
        ("template: Jobs/SAST.gitlab-ci.yml", []),
        ("local: a/$X.yml", [":2 * unclear", ":2 X elsewhere"]),
    ],
)
def test_includes_from_elsewhere(include, expected):
    """Any variable could be used there; GitLab's own templates upload nothing."""
    text = f"include:\n  - {include}\na: {{script: echo}}\n"

    assert expected == told({PIPELINE: text})


def test_files_that_jobs_run():
    """Scripts, Makefiles and other files that a job runs are searched by name."""
    files = {
        PIPELINE: job("make release", "bash ci/x.sh", "python tools/up.py"),
        "Makefile": "release:\n\ttwine upload -p $(PYPI_TOKEN) dist/*\n",
        "ci/x.sh": 'curl -H "PRIVATE-TOKEN: $PYPI_TOKEN" https://example.org\n',
        "tools/up.py": 'import os\nkey = os.environ["FLIT_PASSWORD"]\n',
    }
    found = told(files)

    assert "ci/x.sh:1 PYPI_TOKEN elsewhere" in found
    assert "Makefile:2 PYPI_TOKEN upload pypi" in found
    assert "tools/up.py:2 FLIT_PASSWORD unclear" in found


NOX = """
import nox

@nox.session
def publish(session):
    session.run("twine", "upload", "dist/*", external=True)
"""


@pytest.mark.parametrize(
    ("script", "more", "expected"),
    [
        (
            ["nox -s publish"],
            "",
            ["TWINE_PASSWORD upload unknown", "TWINE_USERNAME upload unknown"],
        ),
        (["nox -s tests"], "", []),
        (
            ["nox -s publish"],
            "  variables: {TWINE_PASSWORD: $KEY}\n",
            [
                "KEY upload unknown",
                "TWINE_PASSWORD upload unknown",
                "TWINE_USERNAME upload unknown",
            ],
        ),
        (
            ["export TWINE_PASSWORD=$KEY", "nox -s publish"],
            "",
            [
                "KEY upload unknown",
                "KEY upload unknown",
                "TWINE_PASSWORD upload unknown",
                "TWINE_USERNAME upload unknown",
            ],
        ),
    ],
)
def test_a_program_that_uploads(script, more, expected):
    """What the tool in it reads, and what is put into that, may feed an upload to any index."""
    found = told({PIPELINE: job(*script, more=more), "noxfile.py": NOX})

    assert expected == sorted(one.partition(" ")[2] for one in found)


@pytest.mark.parametrize("text", ["", "[]", "a: 5", "a: {script: {x: 1}}", "include: 7", "a: ["])
def test_what_is_no_pipeline(text):
    """It mentions nothing and breaks nothing."""
    assert [] == told({PIPELINE: text})
