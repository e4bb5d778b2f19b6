"""Pipeline -> its entries."""
# ruff: noqa: E501 - files of others stand here as they are written

from ..gitlab_pipeline.known import PIPELINE, UPLOAD

TOKENS = "  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n"


def main(text: str) -> dict[str, str]:
    """A repository of one pipeline."""
    return {PIPELINE: text}


def one_job(more: str = "", script: str = UPLOAD, top: str = "", name: str = "up") -> str:
    """A pipeline of one job that uploads."""
    return f"{top}{name}:\n{more}{script}"


def with_rule(condition: str, top: str = "") -> str:
    """The same with a condition."""
    return one_job(f"  rules: [{{if: '{condition}'}}]\n", top=top)


ROWS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "no rules": (
        main(one_job()),
        ("2 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "tag =~ /v/": (main(with_rule("$CI_COMMIT_TAG =~ /v/")), ("3 up pypi twine unknown tags",)),
    "tag =~ unslashed var": (
        main(with_rule("$CI_COMMIT_TAG =~ $PAT", top="variables: {PAT: '/^v/'}\n")),
        ("4 up pypi twine unknown dispatch+other+schedule+tags",),
    ),
    "tag =~ quoted pattern": (
        main(with_rule('$CI_COMMIT_TAG =~ "/^v/"')),
        ("3 up pypi twine unknown tags",),
    ),
    "branch =~ tag": (
        main(with_rule("$CI_COMMIT_BRANCH =~ /^v/")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule",),
    ),
    "only tags except branches": (
        main(one_job("  only: [tags]\n  except: [branches]\n")),
        ("4 up pypi twine unknown tags",),
    ),
    "only branches except tags": (
        main(one_job("  only: [branches]\n  except: [tags]\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule",),
    ),
    "only regex": (
        main(one_job("  only: ['/^v.*/']\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "only regex except branches": (
        main(one_job("  only: ['/^v.*/']\n  except: [branches]\n")),
        ("4 up pypi twine unknown tags",),
    ),
    "only case flag": (
        main(one_job("  only: ['/^V/i']\n  except: [branches]\n")),
        ("4 up pypi twine unknown tags",),
    ),
    "only main": (
        main(one_job("  only: [main]\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "only main@group": (
        main(one_job("  only: ['main@group/x']\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "only refs empty vars": (
        main(one_job("  only: {variables: ['$NOPE']}\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "only triggers": (main(one_job("  only: [triggers]\n")), ("3 up pypi twine unknown other",)),
    "only api web": (
        main(one_job("  only: [api, web]\n")),
        ("3 up pypi twine unknown dispatch+other",),
    ),
    "protected": (
        main(with_rule('$CI_COMMIT_REF_PROTECTED == "true"')),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "protected bare": (
        main(with_rule("$CI_COMMIT_REF_PROTECTED")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "protected == true unquoted": (main(with_rule("$CI_COMMIT_REF_PROTECTED == true")), ()),
    "env var name": (
        main(one_job("  environment: $ENV\n  variables: {ENV: pypi}\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags environment=pypi",),
    ),
    "env var global": (
        main(
            one_job(
                "  environment: {name: $ENV/x}\n",
                top="variables: {ENV: {value: pypi, description: x}}\n",
            )
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags environment=pypi/x",),
    ),
    "env var rules": (
        main(
            one_job(
                "  environment: $ENV\n  rules: [{if: $CI_COMMIT_TAG, variables: {ENV: pypi}}]\n"
            )
        ),
        ("4 up pypi twine unknown tags environment=pypi",),
    ),
    "env CI_COMMIT_TAG": (
        main(one_job("  environment: rel/$CI_COMMIT_TAG\n")),
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags environment=rel/$CI_COMMIT_TAG",
        ),
    ),
    "env action verify": (
        main(one_job("  environment: {name: pypi, action: verify}\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags environment=pypi",),
    ),
    "aud list": (
        main(one_job("  id_tokens: {PYPI_ID_TOKEN: {aud: [pypi, testpypi]}}\n")),
        ("3 up pypi twine oidc branches+dispatch+other+schedule+tags id=job",),
    ),
    "id_tokens default": (
        main(one_job(top="default: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n")),
        ("3 up pypi twine oidc branches+dispatch+other+schedule+tags id=workflow",),
    ),
    "id_tokens default inherit false": (
        main(
            one_job(
                "  inherit: {default: false}\n",
                top="default: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n",
            )
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "id_tokens default inherit list": (
        main(
            one_job(
                "  inherit: {default: [image]}\n",
                top="default: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n",
            )
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "id_tokens {} overrides": (
        main(
            one_job("  id_tokens: {}\n", top="default: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n")
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "id_tokens global (not default)": (
        main(one_job(top="id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n")),
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags",
            "! workflow-shape",
        ),
    ),
    "variables inherit false": (
        main(
            one_job(
                "  inherit: {variables: false}\n", top="variables: {TWINE_REPOSITORY: testpypi}\n"
            )
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "variables inherit list": (
        main(
            one_job(
                "  inherit: {variables: [X]}\n",
                top="variables: {TWINE_REPOSITORY: testpypi, X: y}\n",
            )
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "extends order": (
        main(
            ".a:\n  variables: {TWINE_REPOSITORY: testpypi}\n.b:\n  variables: {TWINE_REPOSITORY: pypi}\nup:\n  extends: [.a, .b]\n"
            + UPLOAD
        ),
        ("7 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "extends missing": (
        main("up:\n  extends: .nope\n" + UPLOAD),
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags id=unknown",
            "? extends .nope, which no file defines",
            "! workflow-shape",
        ),
    ),
    "reference rules": (
        main(
            ".r:\n  rules:\n    - if: $CI_COMMIT_TAG\nup:\n  rules:\n    - !reference [.r, rules]\n"
            + UPLOAD
        ),
        ("7 up pypi twine unknown tags",),
    ),
    "reference script nested": (
        main(
            ".s:\n  script:\n    - twine upload dist/*\nup:\n  script:\n    - echo\n    - !reference [.s, script]\n"
        ),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "reference job script": (
        main(
            "a:\n  rules: [{when: never}]\n  script: [twine upload dist/*]\nup:\n  script: !reference [a, script]\n"
        ),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "workflow never tags": (
        main(one_job(top="workflow:\n  rules: [{if: $CI_COMMIT_BRANCH}]\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule",),
    ),
    "workflow never": (main(one_job(top="workflow:\n  rules: [{when: never}]\n")), ()),
    "workflow var": (
        main(
            with_rule(
                '$GO == "yes"',
                top="workflow:\n  rules: [{if: $CI_COMMIT_TAG, variables: {GO: 'yes'}}, {when: always}]\n",
            )
        ),
        ("5 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "workflow var job env": (
        main(
            one_job(
                top="workflow:\n  rules: [{if: $CI_COMMIT_TAG, variables: {TWINE_REPOSITORY: testpypi}}, {when: never}]\n"
            )
        ),
        ("4 up testpypi twine unknown tags",),
    ),
    "needs absent": (
        main(
            "build:\n  script: [make]\n  rules: [{if: $CI_COMMIT_BRANCH}]\nup:\n  needs: [build]\n  rules: [{if: $CI_COMMIT_TAG}]\n"
            + UPLOAD
        ),
        (),
    ),
    "needs absent optional": (
        main(
            "build:\n  script: [make]\n  rules: [{if: $CI_COMMIT_BRANCH}]\nup:\n  needs: [{job: build, optional: true}]\n  rules: [{if: $CI_COMMIT_TAG}]\n"
            + UPLOAD
        ),
        ("7 up pypi twine unknown tags",),
    ),
    "dependencies absent": (
        main(
            "build:\n  script: [make]\n  rules: [{if: $CI_COMMIT_BRANCH}]\nup:\n  dependencies: [build]\n  rules: [{if: $CI_COMMIT_TAG}]\n"
            + UPLOAD
        ),
        ("7 up pypi twine unknown tags",),
    ),
    "manual": (
        main(one_job("  when: manual\n  allow_failure: false\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "delayed": (
        main(one_job("  when: delayed\n  start_in: 5 minutes\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "on_failure": (
        main(one_job("  when: on_failure\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "never": (main(one_job("  when: never\n")), ()),
    "rules when never": (main(one_job("  rules: [{when: never}]\n")), ()),
    "rules empty list": (main(one_job("  rules: []\n")), ()),
    "before_script only": (main("up:\n  before_script: [twine upload dist/*]\n"), ()),
    "before_script default": (
        main("default:\n  before_script: [twine upload dist/*]\nup:\n  script: [echo]\n"),
        ("2 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "after_script": (
        main(one_job("", script="  script: [echo]\n  after_script: [twine upload dist/*]\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "before sets after": (
        main(
            "up:\n  before_script: ['export TWINE_REPOSITORY=testpypi']\n  script: [echo]\n  after_script: [twine upload dist/*]\n"
        ),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "trigger strategy": (
        {
            **main("up:\n  trigger: {include: child.yml, strategy: depend}\n"),
            "child.yml": one_job(),
        },
        (
            "2 up pypi twine unknown branches+dispatch+other+schedule+tags caller",
            "child:2 up pypi twine unknown branches+dispatch+other+schedule+tags callee",
        ),
    ),
    "trigger list": (
        {**main("up:\n  trigger: {include: [{local: child.yml}]}\n"), "child.yml": one_job()},
        (
            "2 up pypi twine unknown branches+dispatch+other+schedule+tags caller",
            "child:2 up pypi twine unknown branches+dispatch+other+schedule+tags callee",
        ),
    ),
    "trigger artifact": (
        main("up:\n  trigger: {include: [{artifact: c.yml, job: gen}]}\n"),
        ("? artifact includes are not read",),
    ),
    "trigger project": (main("up:\n  trigger: group/other\n"), ()),
    "child source parent_pipeline": (
        {
            **main("up:\n  trigger: {include: child.yml}\n"),
            "child.yml": with_rule('$CI_PIPELINE_SOURCE == "parent_pipeline"'),
        },
        (
            "2 up pypi twine unknown branches+dispatch+other+schedule+tags caller",
            "child:3 up pypi twine unknown branches+dispatch+other+schedule+tags callee",
        ),
    ),
    "child tag": (
        {
            **main("up:\n  rules: [{if: $CI_COMMIT_TAG}]\n  trigger: {include: child.yml}\n"),
            "child.yml": with_rule("$CI_COMMIT_TAG"),
        },
        (
            "3 up pypi twine unknown tags caller",
            "child:3 up pypi twine unknown tags callee",
        ),
    ),
    "child push never": (
        {
            **main("up:\n  trigger: {include: child.yml}\n"),
            "child.yml": with_rule('$CI_PIPELINE_SOURCE == "push"'),
        },
        (),
    ),
    "child vars": (
        {
            **main(
                "up:\n  variables: {TWINE_REPOSITORY: testpypi}\n  trigger: {include: child.yml}\n"
            ),
            "child.yml": one_job(),
        },
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags caller",
            "child:2 up pypi twine unknown branches+dispatch+other+schedule+tags callee",
        ),
    ),
    "child vars not forwarded": (
        {
            **main(
                "up:\n  variables: {TWINE_REPOSITORY: testpypi}\n  trigger: {include: child.yml, forward: {yaml_variables: false}}\n"
            ),
            "child.yml": one_job(),
        },
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags caller",
            "child:2 up pypi twine unknown branches+dispatch+other+schedule+tags callee",
        ),
    ),
    "include rules": (
        {
            **main("include:\n  - local: a.yml\n    rules: [{if: $CI_COMMIT_BRANCH}]\n"),
            "a.yml": one_job(),
        },
        ("a:2 up pypi twine unknown branches+dispatch+other+schedule",),
    ),
    "include rules never": (
        {
            **main("include:\n  - local: a.yml\n    rules: [{if: $CI_COMMIT_TAG, when: never}]\n"),
            "a.yml": one_job(),
        },
        (),
    ),
    "include override": (
        {**main("include: a.yml\nup:\n  script: [echo]\n"), "a.yml": one_job()},
        (),
    ),
    "include override rules": (
        {**main("include: [a.yml]\nup:\n  rules: [{if: $CI_COMMIT_TAG}]\n"), "a.yml": one_job()},
        ("a:2 up pypi twine unknown tags",),
    ),
    "include slash": (
        {**main("include: /ci/a.yml\n"), "ci/a.yml": one_job()},
        ("ci/a:2 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "include var": (
        {**main("variables: {F: a.yml}\ninclude: $F\n"), "a.yml": one_job()},
        ("? its path holds a variable",),
    ),
    "include inputs": (
        {
            **main("include: [{local: a.yml, inputs: {e: pypi}}]\n"),
            "a.yml": "spec:\n  inputs:\n    e: {}\n---\nup:\n  environment: $[[ inputs.e ]]\n"
            + UPLOAD,
        },
        ("a:7 up pypi twine unknown branches+dispatch+other+schedule+tags environment=pypi",),
    ),
    "parallel matrix": (
        main(one_job("  parallel: {matrix: [{TWINE_REPOSITORY: [pypi, testpypi]}]}\n")),
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags",
            "3 up testpypi twine unknown branches+dispatch+other+schedule+tags",
        ),
    ),
    "parallel matrix env": (
        main(one_job("  environment: $E\n  parallel: {matrix: [{E: [pypi, testpypi]}]}\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags environment=$E",),
    ),
    "coverage multi script str": (
        main(one_job(script="  script: |\n    echo\n    twine upload dist/*\n")),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "script nested list": (
        main(one_job(script="  script:\n    - [echo, [twine upload dist/*]]\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "script anchor list": (
        main(".x: &x\n  - twine upload dist/*\nup:\n  script:\n    - echo\n    - *x\n"),
        ("2 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "script multi &&": (
        main(one_job(script="  script:\n    - pip install twine &&\n      twine upload dist/*\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "script env across lines": (
        main(
            one_job(
                script="  script:\n    - export TWINE_REPOSITORY=testpypi\n    - twine upload dist/*\n"
            )
        ),
        ("4 up testpypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "script if across": (
        main(
            one_job(
                script="  script:\n    - 'if [ -n \"$CI_COMMIT_TAG\" ]; then twine upload dist/*; fi'\n"
            )
        ),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "CI_JOB_TOKEN": (
        main(
            one_job(
                "  variables: {TWINE_USERNAME: gitlab-ci-token, TWINE_PASSWORD: $CI_JOB_TOKEN, TWINE_REPOSITORY_URL: '${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/packages/pypi'}\n"
            )
        ),
        ("3 up other twine token branches+dispatch+other+schedule+tags",),
    ),
    "password var": (
        main(one_job("  variables: {TWINE_PASSWORD: $PYPI_TOKEN}\n")),
        ("3 up pypi twine token branches+dispatch+other+schedule+tags secrets=PYPI_TOKEN",),
    ),
    "password var default chain": (
        main(one_job("  variables: {TWINE_PASSWORD: $A, A: $B}\n")),
        ("3 up pypi twine token branches+dispatch+other+schedule+tags secrets=B",),
    ),
    "cli pw": (
        main(one_job(script="  script: ['twine upload -u __token__ -p $PYPI_TOKEN dist/*']\n")),
        ("2 up pypi twine token branches+dispatch+other+schedule+tags secrets=PYPI_TOKEN",),
    ),
    "secrets keyword": (
        main(one_job("  secrets: {TWINE_PASSWORD: {vault: x/y@z}}\n")),
        ("3 up pypi twine token branches+dispatch+other+schedule+tags secrets=TWINE_PASSWORD",),
    ),
    "secrets keyword file": (
        main(one_job("  secrets: {TWINE_PASSWORD: {vault: x/y@z, file: false}}\n")),
        ("3 up pypi twine token branches+dispatch+other+schedule+tags secrets=TWINE_PASSWORD",),
    ),
    "no vars (project settings may)": (
        main(one_job(TOKENS)),
        ("3 up pypi twine oidc branches+dispatch+other+schedule+tags id=job",),
    ),
    "hidden job": (main(one_job(name=".up")), ()),
    "name with spaces": (
        main(one_job(name='"up load: x"')),
        ("2 up load: x pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "pages": (
        main(one_job(name="pages")),
        ("2 pages pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "run keyword": (
        main("up:\n  run:\n    - name: x\n      script: twine upload dist/*\n"),
        ("4 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "image entry": (
        main(one_job("  image: {name: 'python@sha256:" + "a" * 64 + "', entrypoint: ['']}\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags pinned",),
    ),
    "source && tag": (
        main(with_rule('$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_TAG')),
        ("3 up pypi twine unknown tags",),
    ),
    "source merge": (
        main(with_rule('$CI_PIPELINE_SOURCE == "merge_request_event"')),
        ("3 up pypi twine unknown other",),
    ),
    "parens": (
        main(
            with_rule(
                '($CI_COMMIT_TAG || $CI_COMMIT_BRANCH == "main") && $CI_PIPELINE_SOURCE != "schedule"'
            )
        ),
        ("3 up pypi twine unknown branches+dispatch+other+tags",),
    ),
    "tag == null": (
        main(with_rule("$CI_COMMIT_TAG == null")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule",),
    ),
    'tag != ""': (
        main(with_rule('$CI_COMMIT_TAG != ""')),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "single quotes in": (
        main("up:\n  rules:\n    - if: \"$CI_COMMIT_TAG == 'v1'\"\n" + UPLOAD),
        ("4 up pypi twine unknown tags",),
    ),
    "exists": (
        main(one_job("  rules: [{exists: [pyproject.toml]}]\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "exists there": (
        {**main(one_job("  rules: [{exists: [pyproject.toml]}]\n")), "pyproject.toml": ""},
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "changes on tag": (
        main(one_job("  rules: [{if: $CI_COMMIT_TAG, changes: [x]}]\n")),
        ("3 up pypi twine unknown tags",),
    ),
    "rules allow": (
        main(one_job("  rules: [{if: $CI_COMMIT_TAG, when: manual, allow_failure: true}]\n")),
        ("3 up pypi twine unknown tags",),
    ),
    "when in job & rules": (main(one_job("  when: never\n  rules: [{if: $CI_COMMIT_TAG}]\n")), ()),
    "stage missing": (
        main(one_job("  stage: nope\n", top="stages: [a]\n")),
        (
            "4 up pypi twine unknown branches+dispatch+other+schedule+tags",
            "! workflow-shape",
        ),
    ),
    "stage .pre only": (
        main(one_job("  stage: .pre\n")),
        ("3 up pypi twine unknown branches+dispatch+other+schedule+tags",),
    ),
    "two same keys": (
        main(one_job() + one_job(script="  script: [echo]\n")),
        ("! workflow-syntax",),
    ),
    "yaml merge": (
        main(".x: &x\n  rules: [{if: $CI_COMMIT_TAG}]\nup:\n  <<: *x\n" + UPLOAD),
        ("5 up pypi twine unknown tags",),
    ),
    "yaml merge list": (
        main(
            ".x: &x\n  rules: [{if: $CI_COMMIT_TAG}]\n.y: &y {when: manual}\nup:\n  <<: [*x, *y]\n"
            + UPLOAD
        ),
        ("6 up pypi twine unknown tags",),
    ),
    "spec header": (
        main(
            "spec:\n  inputs:\n    e: {default: testpypi}\n---\nup:\n  variables: {TWINE_REPOSITORY: $[[ inputs.e ]]}\n"
            + UPLOAD
        ),
        ("! workflow-syntax",),
    ),
    "component": (
        main("include: [{component: gitlab.com/x/y@1.0}]\nup:\n" + UPLOAD),
        (
            "3 up pypi twine unknown branches+dispatch+other+schedule+tags id=unknown",
            "? component includes are not read",
        ),
    ),
    "uv default": (
        main(one_job(TOKENS, script="  script: [uv publish]\n")),
        ("3 up pypi uv oidc branches+dispatch+other+schedule+tags id=job",),
    ),
    "curl exchange": (
        main(
            one_job(
                TOKENS,
                script='  script:\n    - \'oidc=$(curl -s -d "{\\"token\\":\\"$PYPI_ID_TOKEN\\"}" https://pypi.org/_/oidc/mint-token)\'\n    - \'tok=$(jq -r .token <<< "$oidc")\'\n    - twine upload -u __token__ -p $tok dist/*\n',
            )
        ),
        ("6 up pypi twine oidc branches+dispatch+other+schedule+tags id=job",),
    ),
    "dotenv": (
        main(
            "a:\n  script: [echo TWINE_PASSWORD=$S > x.env]\n  artifacts: {reports: {dotenv: x.env}}\nup:\n  needs: [a]\n"
            + TOKENS
            + UPLOAD
        ),
        ("7 up pypi twine oidc branches+dispatch+other+schedule+tags id=job",),
    ),
    "hooks pre_get": (
        main("up:\n  hooks: {pre_get_sources_script: [twine upload dist/*]}\n  script: [echo]\n"),
        (),
    ),
    "default hooks": (
        main(
            "default:\n  hooks: {pre_get_sources_script: [twine upload dist/*]}\nup:\n  script: [echo]\n"
        ),
        (),
    ),
    "release keyword cli": (
        main("up:\n  script: [echo]\n  release: {tag_name: x, description: y}\n"),
        (),
    ),
}
