"""What a command of a script does with a variable in it: hand it on, or use it for something else.

Asked of names whose use is not known from the uploads themselves.
"""

import re
from typing import Literal

from ...forges.gitlab.pipeline.worlds import words

Consumer = Literal["carries", "other", "unclear"]

COMMANDS = re.compile(r"\n|&&|\|\||;")
STAGES = re.compile(r"(?<!\|)\|(?!\|)|\$\(|`")
CONTINUED = re.compile(r"\\\r?\n|`\r?\n(?=\s*-)|(?<=\|)\s*\r?\n")
ASSIGNMENT = re.compile(r"(?:\$env:|export\s+|set\s+|local\s+|readonly\s+)?[A-Za-z_][\w.-]*\s*[:=]")
BEFORE = re.compile(r"^(?:[-@+(&{!\s]|sudo\s+(?:-E\s+)?|time\s+|exec\s+|then\s|do\s|else\s)+")
LEADING = re.compile(r"^(?:[A-Za-z_]\w*=(?:\"[^\"]*\"|'[^']*'|[^\s\"']*)\s+)+(?=\S)")
INSTALLS = re.compile(
    r"\b(?:pip3?|uv|poetry|pdm|pipenv|conda)\b.*\b(?:install|sync|add|lock|download|update)\b"
    r"|--(?:extra-)?index-url\b|\bpip\b.*\s-i\s|\bPIP_(?:EXTRA_)?INDEX_URL\b|\bUV_(?:DEFAULT_|EXTRA_)?INDEX"
)
"""Packages are taken from an index, not put there."""
OPEN = re.compile(
    r"\b(?:docker|podman)(?:-compose|\s+compose)?\s+(?:run|exec|build|buildx|up)\b"
    r"|\b(?:upload|test)\.pypi\.org|/legacy/?(?:[\s\"']|$)"
)
"""Something else runs with the variable, or a client uploads with it."""
OTHERS = words(
    """anaconda ansible ansible-playbook apt apt-get aws az buildah bundle cargo codecov conda
    coveralls curl docker docker-compose dotnet flyctl fly gcloud gem gh git glab go gpg gradle
    gsutil helm heroku hub jf jfrog jq kubectl lftp mamba mc mike mkdocs mvn mysql ncftpput netlify
    npm npx oc oras pip pip3 pnpm podman psql rclone rsync s3cmd scp semgrep sentry-cli sftp
    skopeo snyk sonar-scanner ssh sshpass terraform trivy twurl vault vercel wget wrangler yarn"""
)
"""Programs that have nothing to do with uploads to an index, or not as they are met here."""
CARRIERS = words(
    """. : [ [[ add-content bash cat chmod declare echo elif env envsubst export flit hatch if
    install keyring local make maturin mkdir out-file pdm poetry printenv printf pwsh python python3
    py pipx rye sed set set-content setx sh source tee test twine unset uv uvx write-host
    write-output tox nox just task invoke inv doit"""
)


def consumer(text: str, at: int) -> Consumer:
    """What the command around a place in a script does with what stands there."""
    command = command_around(text, at)
    if INSTALLS.search(command):
        return "other"
    if OPEN.search(command):
        return "unclear"
    stages = [first_word(stage) for stage in STAGES.split(command) if stage.strip()]
    if any(word in OTHERS for word in stages):
        return "other"
    carried = bool(ASSIGNMENT.match(command.strip())) or any(word in CARRIERS for word in stages)
    return "carries" if carried else "unclear"


def command_around(text: str, at: int) -> str:
    """The command that a place stands in, its lines joined."""
    start, end = max(0, at - 2000), min(len(text), at + 2000)
    near = text[start:end]
    joined = CONTINUED.sub(lambda found: " " * len(found[0]), near)
    place, begin = at - start, 0
    for found in COMMANDS.finditer(joined):
        if found.end() > place:
            return joined[begin : found.start()]
        begin = found.end()
    return joined[begin:]


def first_word(command: str) -> str:
    """The program of a command, without folder and ending."""
    bare = LEADING.sub("", BEFORE.sub("", command.strip()))
    word = bare.split(maxsplit=1)[0] if bare.split() else ""
    return word.strip("\"'").replace("\\", "/").rpartition("/")[2].removesuffix(".exe").lower()
