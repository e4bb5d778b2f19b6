"""No text makes the look fail or wait, and no layout hides an upload."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.uploads.look import look

SHELLS = ("bash", "pwsh", "cmd")
PIECES = [
    *("twine upload x", "uv publish", "$", "${", "${{", "}}", "$(", ")", "`", "'", '"', "\\", "\n"),
    *("<<E\n", "E\n", ">> $GITHUB_ENV", "> ~/.pypirc", "[pypi]", "password=x", "A=b", "A=$A$A"),
    *(
        "if ",
        "then ",
        "else ",
        "fi",
        "for x in a b; do ",
        "done",
        "case $a in ",
        "a) ",
        ";;",
        "esac",
    ),
    *(
        "{ ",
        "}",
        "(",
        "f() {",
        "f",
        "&&",
        "||",
        "|",
        ";",
        "&",
        "#",
        "!",
        "exit 0",
        "false",
        "bash -c ",
    ),
    *(
        "source f",
        "make f",
        "export ",
        "eval ",
        "echo ",
        "${A:-",
        "[ a = b ]",
        "[[",
        "tox -e f",
        " ",
    ),
    *(
        "$env:A = ",
        "@'\n",
        "if ($false) {",
        "set A=%B%",
        "%%f",
        "`\n",
        "^\n",
        '@"\n',
        "env ",
        "xargs",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=300, deadline=2000)
@given(script=TEXTS, file=TEXTS, value=TEXTS, shell=st.sampled_from(SHELLS))
def test_any_text(script: str, file: str, value: str, shell: str) -> None:
    """Whatever the texts are, there is an answer."""
    found = look(script, {"A": value}, read=lambda path: file, shell=shell)

    assert all(0 <= upload.line <= script.count("\n") for upload in found.uploads)
    look(script, {}, found.state.merge(found.state), read=lambda path: file, shell=shell)


def laid_out(words: list[str], how: list[int]) -> str:
    """The words of a command in some layout that means the same."""
    quotes = (
        str,
        lambda word: f"'{word}'",
        lambda word: f'"{word}"',
        lambda word: f"{word[:1]}'{word[1:]}'",
        lambda word: "".join(f"\\{letter}" for letter in word),
        lambda word: f"{word[:2]}\\\n{word[2:]}",
        lambda word: f'""{word}',
    )
    gaps = (" ", "  ", "\t", " \\\n  ", " \\\n\\\n ")
    return "".join(
        quotes[number % len(quotes)](word) + gaps[number % len(gaps)]
        for word, number in zip(words, how, strict=True)
    )


AROUND = (
    "{}",
    "{{ {}; }}",
    "if a; then\n{}\nfi",
    "( {} )",
    "a && {}",
    "for f in x; do {}; done",
    "f() {{ {}; }}; f",
    "{} || exit 1",
    "! {}",
    "case a in a) {};; esac",
    "time {}",
)
COMMANDS = (
    "twine upload -r testpypi -u me -p pw dist/a",
    "python3 -m twine upload --repository-url https://test.pypi.org/legacy/ x",
    "uv publish --trusted-publishing always --publish-url https://test.pypi.org/legacy/",
    "poetry publish --build -u __token__ -p secret",
    "uvx --from twine twine upload x",
)


@settings(max_examples=200, deadline=2000)
@given(
    command=st.sampled_from(COMMANDS),
    how=st.lists(st.integers(0, 34), min_size=12, max_size=12),
    around=st.lists(st.sampled_from(AROUND), max_size=3),
)
def test_layout(command: str, how: list[int], around: list[str]) -> None:
    """Quotes, escapes, lines that go on, and what stands around: the upload is the same."""
    words = command.split()
    script = laid_out(words, how[: len(words)]).rstrip("\\\n \t")
    for frame in around:
        script = frame.format(script)
    plain, found = look(command, {}).uploads, look(script, {}).uploads

    assert [(u.tool, u.index, u.credentials, u.trusted) for u in plain] == [
        (u.tool, u.index, u.credentials, u.trusted) for u in found
    ]


HOSTILE = (
    *("$(", '"$(', "${{ ", "${{ '", "'", "`", '"', "\\", "${a", "$((", "a=(", "x<(\n", "<<A\n"),
    *("{ ", "( ", "if ", "case a in ", "a && ", "a || ", "x | ", "f(){ ", "f(){ f; f; }\nf\n", "("),
    *(
        "if a; then x=$x$a; else a=$a$x; fi\n",
        "x=$(echo $(echo $x))\n",
        "a=$a$a\n",
        ") ",
        "} ",
        "!",
    ),
    *("for i in a b; do x=$i$x; done\n", "bash -c 'bash -c \"x\"'\n", "twine upload $X;", '@"\n'),
    *("if ($a) {", "%a", "^\n", "#", "<#", "$env:a = ", "echo a >> ~/.pypirc\n", "make f\n", "[[ "),
)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_long_text(piece: str, shell: str) -> None:
    """The time grows with the length alone: a tenth of what 300 KB may take, with some room."""
    script = piece * (30_000 // len(piece))
    start = time.process_time()
    look(script, {}, read=lambda path: "f:\n\tls\n\tmake f\n", shell=shell)

    assert time.process_time() - start < 0.7


def test_large_script() -> None:
    """300 KB of ordinary commands take about a second at most."""
    script = "if [ -f setup.py ]; then\n  pip install --upgrade pip build twine\nfi\nls -la dist\n"
    script = script * (300_000 // len(script)) + "twine upload dist/*\n"
    start = time.process_time()

    assert 1 == len(look(script, {}).uploads)
    assert time.process_time() - start < 2
