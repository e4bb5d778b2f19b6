"""One configuration of many files: include, extends, !reference, default, inputs."""

from collections.abc import Mapping

import pytest

from .known import UPLOAD, job, reading, upload, uploads

JOB = f"publish:\n{UPLOAD}"
TEMPLATE = ".t:\n  script: [twine upload dist/*]\n  rules: [{if: $CI_COMMIT_TAG}]\n"


@pytest.mark.parametrize(
    ("include", "others"),
    [
        ("a.yml", {"a.yml": JOB}),
        ("/a.yml", {"a.yml": JOB}),
        ("[a.yml]", {"a.yml": JOB}),
        ("{local: a.yml}", {"a.yml": JOB}),
        ("[{local: a.yml}]", {"a.yml": JOB}),
        ("ci/*.yml", {"ci/a.yml": JOB}),
        ("ci/**.yml", {"ci/x/a.yml": JOB}),
        ("ci/**/*.yml", {"ci/x/y/a.yml": JOB}),
        ("a.yml", {"a.yml": "include: b.yml\n", "b.yml": JOB}),
        ("[a.yml, a.yml]", {"a.yml": JOB}),
        ("{local: a.yml, rules: [{if: $GO}]}", {"a.yml": JOB}),
        ("{local: a.yml, rules: [{exists: [b]}]}", {"a.yml": JOB}),
    ],
)
def test_included(include: str, others: Mapping[str, str]) -> None:
    """The entry stands in the file that the job stands in."""
    found = upload(f"include: {include}\n", others)

    path = next(path for path, text in others.items() if text == JOB)
    assert (path, 2) == (found.file, found.line)


@pytest.mark.parametrize(
    "include",
    [
        "[]",
        "null",
        "ci/*.yml",
        "{local: ci/a.yml, rules: [{when: never}]}",
        "{local: ci/a.yml, rules: [{if: $CI_COMMIT_TAG && $CI_COMMIT_BRANCH}]}",
    ],
)
def test_not_included(include: str) -> None:
    """One star does not go down into folders; rules keep files out."""
    assert () == uploads(f"include: {include}\n", {"ci/x/a.yml": JOB, "ci/a.yaml": JOB})


@pytest.mark.parametrize(
    ("include", "what", "why"),
    [
        ("https://x.y/a.yml", "https://x.y/a.yml", "remote includes are not read"),
        ("{remote: 'https://x.y/a.yml'}", "https://x.y/a.yml", "remote includes are not read"),
        ("{template: Auto-DevOps.gitlab-ci.yml}", "Auto-DevOps", "template includes are not read"),
        ("{project: a/b, file: [c.yml, d.yml]}", "a/b, c.yml, d.yml", "project includes"),
        ("{component: $CI_SERVER_FQDN/a/b@1.0}", "a/b@1.0", "component includes are not read"),
        ("$WHERE/a.yml", "$WHERE/a.yml", "its path holds a variable"),
        ("b.yml", "include b.yml", "the file includes itself"),
    ],
)
def test_what_is_not_read_is_unknown(include: str, what: str, why: str) -> None:
    """With its place, what it is, and the reason."""
    found = reading(f"\ninclude: [{{local: b.yml}}]\n{JOB}", {"b.yml": f"include: {include}\n"})

    assert [True] == [what in u.what and why in u.why for u in found.unknown]
    assert found.unknown[0].what.startswith("b.yml:1 ")
    assert 1 == len(found.jobs)


def test_a_missing_file() -> None:
    """Is a problem at its line: GitLab makes no pipeline then."""
    (problem,) = reading(f"{JOB}include:\n  - local: gone.yml\n").problems

    assert ("pipeline-include-missing", ".gitlab-ci.yml", 4) == (
        problem.id,
        problem.file,
        problem.line,
    )
    assert "gone.yml" in problem.found


def test_too_many_includes() -> None:
    """150 is what GitLab reads."""
    chain = {f"{n}.yml": f"include: [{n + 1}.yml, {n + 1}.yml]\n" for n in range(20)}

    (unknown,) = {one.why for one in reading("include: 0.yml\n", {**chain, "20.yml": ""}).unknown}

    assert "is over 150 includes" == unknown


def test_the_main_file_is_the_last() -> None:
    """Maps are merged, lists are replaced."""
    found = upload(
        "include: a.yml\npublish:\n  variables: {TWINE_REPOSITORY: testpypi}\n  only: [tags]\n",
        {"a.yml": f"{JOB}  only: [branches]\n  variables: {{TWINE_PASSWORD: $SECRET}}\n"},
    )

    assert ("a.yml", 2, "testpypi") == (found.file, found.line, found.index)
    assert (("tags",), ("SECRET",)) == (found.triggers, found.secret_names)


@pytest.mark.parametrize(
    ("text", "others", "place"),
    [
        (f"{TEMPLATE}publish:\n  extends: .t\n", {}, (".gitlab-ci.yml", 2)),
        (f"{TEMPLATE}publish:\n  extends: [.t]\n", {}, (".gitlab-ci.yml", 2)),
        (f"{TEMPLATE}.u: {{extends: .t}}\npublish: {{extends: .u}}\n", {}, (".gitlab-ci.yml", 2)),
        ("include: a.yml\npublish:\n  extends: .t\n", {"a.yml": TEMPLATE}, (".gitlab-ci.yml", 3)),
        (
            "include: a.yml\npublish:\n  rules:\n    - !reference [.t, rules]\n"
            "  script:\n    - echo\n    - !reference [.t, script]\n",
            {"a.yml": TEMPLATE},
            (".gitlab-ci.yml", 7),
        ),
        (
            "include: a.yml\npublish:\n  rules: !reference [.t, rules]\n"
            "  script: !reference [.t, script]\n",
            {"a.yml": TEMPLATE},
            (".gitlab-ci.yml", 4),
        ),
        (
            ".t: &t\n  script: [twine upload dist/*]\n  only: [tags]\npublish:\n  <<: *t\n",
            {},
            (".gitlab-ci.yml", 2),
        ),
        (
            f"{TEMPLATE}publish:\n  rules: !reference [.u, rules]\n"
            "  script: [!reference [.u, script]]\n"
            ".u: {extends: .t}\n",
            {},
            (".gitlab-ci.yml", 2),
        ),
    ],
)
def test_where_a_job_takes_its_commands_from(
    text: str, others: Mapping[str, str], place: tuple[str, int]
) -> None:
    """The command's own line in the job's file, else the line that takes it in."""
    found = upload(text, others)

    assert (*place, ("tags",)) == (found.file, found.line, found.triggers)


def test_several_parents() -> None:
    """The last is the strongest, and the job is stronger than all."""
    found = upload(
        ".a: {variables: {TWINE_REPOSITORY: testpypi, TWINE_PASSWORD: $A}}\n"
        ".b: {variables: {TWINE_PASSWORD: $B}, only: [tags]}\n"
        "publish:\n  extends: [.a, .b]\n  only: [schedules]\n" + UPLOAD
    )

    assert ("testpypi", ("B",), ("schedule",)) == (
        found.index,
        found.secret_names,
        found.triggers,
    )


def test_a_template_that_no_file_defines() -> None:
    """Is unknown, and so is whether it gives an ID token."""
    found = reading(f"publish:\n  extends: .gone\n{UPLOAD}")

    assert ["extends .gone, which no file defines"] == [one.why for one in found.unknown]
    assert ["unknown"] == [one.id_token for one in found.jobs]


def test_rules_that_nobody_can_read_let_everything_in() -> None:
    """A `!reference` into an include that is not read."""
    found = reading(
        "include: {project: a/b, file: c.yml}\n"
        f"publish:\n{UPLOAD}  rules: [!reference [.rules, rules]]\n"
    )

    assert "tags" in found.jobs[0].uploads[0].triggers


@pytest.mark.parametrize(
    "text",
    [
        ".t: {script: [twine upload dist/*]}\n",
        "default: {before_script: [twine upload dist/*]}\n",
        "variables: {script: twine upload}\n",
        "stages: [twine upload]\n",
        "publish: {rules: [{if: $CI_COMMIT_TAG}]}\n",
        "publish: twine upload dist/*\n",
        "cache: {script: [twine upload dist/*]}\n",
    ],
)
def test_what_is_no_job(text: str) -> None:
    """Templates, reserved keys, and what has nothing to run."""
    assert () == uploads(text)


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("", [""]),
        ("image: a:1\n", ["a:1"]),
        ("default:\n  image: b:1\nimage: a:1\n", ["b:1"]),
        (
            "default:\n  image: {name: $I}\n  services: [c, {name: d}]\nvariables: {I: e}\n",
            ["e", "c", "d"],
        ),
    ],
)
def test_defaults(text: str, images: list[str]) -> None:
    """`default:` and the old keys at the top."""
    assert images == [use.text for use in job(text + JOB).uses]


@pytest.mark.parametrize(
    ("inherit", "images"),
    [
        ("{default: false}", [""]),
        ("{default: [services]}", ["", "c"]),
        ("{default: [image]}", ["b"]),
        ("{default: true}", ["b", "c"]),
    ],
)
def test_inherited_defaults(inherit: str, images: list[str]) -> None:
    """All, none, or those of a list."""
    text = f"default: {{image: b, services: [c]}}\n{JOB}  inherit: {inherit}\n"

    assert images == [use.text for use in job(text).uses]


@pytest.mark.parametrize(
    ("inherit", "index"),
    [("true", "testpypi"), ("false", "pypi"), ("[TWINE_REPOSITORY]", "testpypi"), ("[X]", "pypi")],
)
def test_inherited_variables(inherit: str, index: str) -> None:
    """All, none, or those of a list."""
    text = f"variables: {{TWINE_REPOSITORY: testpypi}}\n{JOB}  inherit: {{variables: {inherit}}}\n"

    assert index == upload(text).index


def test_inputs() -> None:
    """Defaults of a header, and what an include gives; keys are filled too."""
    header = "spec:\n  inputs:\n    index: {default: pypi}\n    name:\n---\n"
    body = (
        '"$[[ inputs.name ]]-publish":\n'
        "  script:\n    - twine upload -r $[[ inputs.index ]] dist/*\n"
        "  environment: $[[ inputs.name | truncate(0,2) ]]\n"
    )

    found = uploads(
        "include:\n"
        "  - {local: a.yml, inputs: {name: one}}\n"
        "  - {local: a.yml, inputs: {name: two, index: testpypi}}\n",
        {"a.yml": header + body},
    )

    assert [("one-publish", "pypi", "on"), ("two-publish", "testpypi", "tw")] == [
        (one.job, one.index, one.environment) for one in found
    ]


def test_inputs_of_the_pipeline_itself() -> None:
    """Who starts one by hand sets them: conditions are open then, and so is the environment."""
    found = job(
        'spec: {inputs: {go: {default: "no"}, env: {default: pypi}}}\n---\n'
        f"publish:\n{UPLOAD}  environment: $[[ inputs.env ]]\n"
        '  rules: [{if: \'"$[[ inputs.go ]]" == "yes"\'}]\n'
    )

    assert ("dispatch", "other", "schedule") == found.uploads[0].triggers
    assert ("pypi", None) == (found.environment, found.environments)


def test_an_input_without_a_value_is_unknown() -> None:
    """Nobody can read the index then."""
    found = reading(
        "spec: {inputs: {url: }}\n---\n"
        "publish: {script: ['twine upload --repository-url $[[ inputs.url ]] dist/*']}\n"
    )

    assert ["unknown"] == [step.index for one in found.jobs for step in one.uploads]
    assert 1 == len(found.unknown)
