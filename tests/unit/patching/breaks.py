"""Realistic breaks of rendered files: what people change by hand, and forget."""

import re
from collections.abc import Callable

Break = Callable[[str, int], str]
PUBLISH = re.compile(r"^ *publish-[\w-]+:\n(?:(?! {0,2}\S).*\n|\n)*", re.MULTILINE)


def in_job(pattern: str, new: str) -> Break:
    """Another text in one of the publish jobs; the same text where none has the pattern."""

    def changed(text: str, choice: int) -> str:
        jobs = [job for job in PUBLISH.finditer(text) if re.search(pattern, job[0], re.M)]
        if not jobs:
            return text
        job = jobs[choice % len(jobs)]
        broken = re.sub(pattern, new, job[0], count=1, flags=re.M)
        return text[: job.start()] + broken + text[job.end() :]

    return changed


def everywhere(pattern: str, new: str) -> Break:
    """Another text for every match in the file."""
    return lambda text, _: re.sub(pattern, new, text, flags=re.M)


GITHUB: dict[str, Break] = {
    "environment renamed": in_job(r"^(      name: ).*(\n      url:)", r"\1staging-of-old\2"),
    "environment without its page": in_job(
        r"^    environment:\n      name: .*\n      url: .*\n", ""
    ),
    "permission removed": in_job(r"^    permissions:\n      id-token: write.*\n", ""),
    "permissions empty": in_job(r"permissions:\n      id-token: write.*\n", "permissions: {}\n"),
    "permission to read": in_job(r"id-token: write", "id-token: read"),
    "more permissions": in_job(r"(^ *)(id-token: write.*)", r"\1\2\n\1contents: write"),
    "all permissions": in_job(
        r"permissions:\n      id-token: write.*\n", "permissions: write-all\n"
    ),
    "branch of the action": in_job(r"(gh-action-pypi-publish)@.*", r"\1@release/v1"),
    "tag of the action": in_job(r"(download-artifact)@.*", r"\1@v8"),
    "attestations off": in_job(
        r"(^ *)(uses: pypa/gh-action.*\n)(?! *with:)",
        r"\1\2\1with:\n\1  attestations: false\n",
    ),
    "password": in_job(
        r"(^ *)(uses: pypa/gh-action.*\n)(?! *with:)",
        r"\1\2\1with:\n\1  user: __token__\n\1  password: ${{ secrets.PYPI_TOKEN }}\n",
    ),
    "address of TestPyPI removed": in_job(r"^ *with:\n *repository-url: .*\n", ""),
}
GITLAB: dict[str, Break] = {
    "environment renamed": in_job(r"^(    name: ).*(\n    url:)", r"\1staging-of-old\2"),
    "environment removed": in_job(r"^  environment:\n    name: .*\n    url: .*\n", ""),
    "audience changed": in_job(r"^(      aud: ).*", r"\1https://gitlab.example.org"),
    "tokens removed": in_job(r"^  id_tokens:\n    .*\n      aud: .*\n", ""),
    "token renamed": in_job(r"^    \w+_ID_TOKEN:", "    MY_TOKEN:"),
    "by itself": in_job(r"^      when: manual\n", ""),
    "unprotected": in_job(r' && \$CI_COMMIT_REF_PROTECTED == "true"', ""),
}
BREAKS = {"github": GITHUB, "gitlab": GITLAB}
