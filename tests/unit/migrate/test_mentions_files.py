"""What commands do with a variable, which files are read for that, and how often."""

import pytest

from trustpub.migrate.finding.consumers import consumer
from trustpub.migrate.finding.mentions import mentions
from trustpub.migrate.finding.references import of_expressions, of_programs
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

COMMANDS = {
    "docker login -p $X": "other",
    "sudo docker login -p $X": "other",
    "echo $X | docker login --password-stdin": "other",
    "cat f && echo $X | docker login": "other",
    "echo $X && docker build .": "carries",
    'R=$(curl -H "T: $X" https://example.org)': "other",
    "/usr/bin/curl -u $X": "other",
    "FOO=1 curl -u $X": "other",
    "git push https://me:$X@example.org": "other",
    "pip install -i https://me:$X@example.org a": "other",
    "uv sync --index https://me:$X@example.org": "other",
    "uv publish --token $X": "carries",
    "python -m twine upload -p $X": "carries",
    "export TWINE_PASSWORD=$X": "carries",
    "TWINE_PASSWORD=$X twine upload d/*": "carries",
    "twine upload \\\n  -p $X \\\n d/*": "carries",
    "docker run \\\n  -e K=$X \\\n image": "unclear",
    "docker compose run -e K=$X image": "unclear",
    "curl -u __token__:$X -F a=b https://upload.pypi.org/legacy/": "unclear",
    "password = $X": "carries",
    "if [ -z $X ]; then": "carries",
    "my-tool $X": "unclear",
    "./publish $X": "unclear",
    "$X": "unclear",
    "": "unclear",
}


@pytest.mark.parametrize("text", COMMANDS, ids=range(len(COMMANDS)))
def test_a_command(text):
    """It hands the variable on, does something else with it, or nobody knows."""
    assert COMMANDS[text] == consumer(text, max(text.find("$X"), 0))


PROGRAMS = {
    "$A ${B} ${C:-x} ${#D} ${!E}": ["A", "B", "C", "D", "*", "E"],
    "${!A[@]} ${!A*} $ENV": ["A", "A", "ENV"],
    "$env:A ${env:B} %C%": ["A", "B", "C"],
    "$(A) $$B": ["A", "B"],
    "{env:A} {env:B:x}": ["A", "B"],
    "os.environ['A'] environ.get(\"B\") os.getenv('C') ENV['D']": ["A", "B", "C", "D"],
    "process.env.A printenv B": ["A", "B"],
    "# $A\n  // $B\nREM %C%\n$D": ["D"],
    "A=1\necho $A": [],
    "A=${A:-1}\necho $A": ["A", "A"],
    "if x; then\n  A=1\nfi\necho $A": ["A"],
    "echo $A\nA=1": ["A"],
    "a=1; echo $a": [],
    "for a in b; do echo $a; done": [],
    "100% of 5%": [],
    "$1 $@ $? $": [],
}


@pytest.mark.parametrize("text", PROGRAMS, ids=range(len(PROGRAMS)))
def test_variables_in_programs(text):
    """Every way to read a variable counts; one that the script sets itself is its own."""
    assert PROGRAMS[text] == [one.name for one in of_programs(text)]


EXPRESSIONS = {
    "${{ secrets.A }} ${{ SECRETS['b'] }}": ["A", "b"],
    "${{ secrets . A }}": ["A"],
    "${{ format('{0}', secrets.A) }}": ["A"],
    "${{ 'secrets.A' }} secrets.B": [],
    "${{ x.secrets.A }}": [],
    "${{ secrets[vars.B] }}": ["*", "B"],
    "${{ secrets }} ${{ toJSON(secrets) }}": ["*", "*"],
    "${{ secrets.GITHUB_TOKEN }} ${{ secrets['github_token'] }}": [],
    "${{ secrets.A": ["A"],
    "${{ secrets.A ++ }}": ["A"],
}


@pytest.mark.parametrize("text", EXPRESSIONS, ids=range(len(EXPRESSIONS)))
def test_names_in_expressions(text):
    """Names in any letter case and form; one that only a run decides may be any."""
    assert EXPRESSIONS[text] == [one.name for one in of_expressions(text)]


def test_a_file_is_read_once():
    """However often workflows and pipelines run the same file, it is read once."""
    read = []

    class Counting(Memory):
        def read(self, path):
            read.append(path)
            return super().read(path)

    flow = b"on: push\njobs:\n  a:\n    runs-on: x\n    env: {K: '${{ secrets.K }}'}\n    steps:\n"
    flow += b"      - run: bash x.sh\n" * 20
    files = {f".github/workflows/{n}.yml": flow for n in range(20)}
    files |= {".gitlab-ci.yml": b"a: {script: [bash x.sh, twine upload d]}", "x.sh": b"curl $K"}
    snapshot = Counting(files)
    reading = read_repository(snapshot)
    read.clear()
    found = mentions(reading, snapshot)

    assert len(read) == len(set(read))
    assert "x.sh" in {one.file for one in found}


def test_a_file_that_cannot_be_read():
    """The rest is told all the same: the reading has said that one is missing."""

    class Broken(Memory):
        def read(self, path):
            if path.endswith("b.yml"):
                raise OSError(5, "input error")
            return super().read(path)

    flow = b"on: push\njobs: {a: {runs-on: x, steps: [{run: 'docker login ${{ secrets.A }}'}]}}"
    snapshot = Broken({".github/workflows/a.yml": flow, ".github/workflows/b.yml": flow})
    reading = read_repository(snapshot)

    assert [".github/workflows/b.yml"] == [one.file for one in reading.problems]
    assert ["A"] == [one.name for one in mentions(reading, snapshot)]
