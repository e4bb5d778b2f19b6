"""GitHub: a step that uploads by a command becomes one of the publishing action."""

import pytest

from .repository import changed, patched
from .swaps import BUILDS, HEAD, PASSWORDS, PIN, SECRET, fed, step

TEST = {"index": "testpypi", "environment": {"name": "pypi"}}


def swapped(text: str) -> str:
    """The file after its patch, in which no token is left and nothing more to be done."""
    found = patched(text, "github")
    left = {one.id for one in found.left}

    assert left <= {"workflow-builds"}, found.left
    assert found.text == patched(found.text, "github").text
    assert "secrets" not in found.text
    return found.text


@pytest.mark.parametrize("command", PASSWORDS)
def test_step_of_each_tool(command: str) -> None:
    """The command goes with its variable; what it builds is built by the tool as before."""
    before = HEAD + step(command, *fed(PASSWORDS[command]))
    skipping = "        with:\n          skip-existing: true\n" * ("--skip" in command)
    kept = f"      - run: {BUILDS[command]}\n" if command in BUILDS else ""

    assert f"{HEAD}{kept}      - uses: {PIN}\n{skipping}" == swapped(before)


LAYOUTS = [
    (
        "name: Upload # it\nid: up\nif: github.ref_type == 'tag'\nrun: twine upload dist/* # now\n"
        f"env:\n  # kept\n  A: b\n  TWINE_PASSWORD: {SECRET}\n",
        f"name: Upload # it\nid: up\nif: github.ref_type == 'tag'\nuses: {PIN} # now\n"
        "env:\n  # kept\n  A: b\n",
    ),
    (
        f"env: {{TWINE_PASSWORD: '{SECRET}', TWINE_USERNAME: u, A: b}}\nrun: twine upload dist/*\n",
        f"env: {{A: b}}\nuses: {PIN}\n",
    ),
    (
        f"env:\n  TWINE_PASSWORD: {SECRET}\nrun: |\n  # one\n  pip install -U twine\n"
        "  twine upload dist/*\n",
        f"uses: {PIN}\n# one\n",
    ),
    (
        f"name: N\nshell: bash\nenv: {{T: '{SECRET}'}}\nworking-directory: ./sub\n"
        'run: >-\n  twine upload\n  -u __token__ -p "$T"\n  --verbose dist/*\n',
        f"name: N\nuses: {PIN}\nwith:\n  packages-dir: sub/dist\n  verbose: true\n",
    ),
    (
        f'name: N\nrun: uv publish --token "{SECRET}" wheels/all/*\n',
        f"name: N\nuses: {PIN}\nwith:\n  packages-dir: wheels/all\n",
    ),
    (
        f"name: N\nrun: |\n  python -m build\n  # up\n  twine upload \\\n    -p {SECRET} \\\n"
        "    dist/*\nif: github.ref_type == 'tag' # only\n",
        "name: N\nrun: |\n  python -m build\n  # up\nif: github.ref_type == 'tag' # only\n"
        f"---\nname: Publish\nif: github.ref_type == 'tag'\nuses: {PIN}\n",
    ),
    (
        f"run: poetry build && poetry publish -n -p {SECRET}\n",
        f"run: poetry build\n---\nuses: {PIN}\n",
    ),
    (
        f"run: |\n  poetry config pypi-token.pypi {SECRET}\n  poetry build\n  poetry publish\n",
        f"run: |\n  poetry build\n---\nuses: {PIN}\n",
    ),
    (
        f"name: N\nrun: |\n  export TWINE_PASSWORD={SECRET}\n  pipx run twine upload dist/*\n",
        f"name: N\nuses: {PIN}\n",
    ),
    (
        f"env: {{TWINE_PASSWORD: '{SECRET}'}}\nshell: bash\nrun: |\n  set -e\n"
        "  twine upload dist/*\n",
        f"uses: {PIN}\n",
    ),
    (
        f"run: pip install twine && TWINE_PASSWORD={SECRET} twine upload dist/*\n",
        f"uses: {PIN}\n",
    ),
]


def steps(text: str) -> str:
    """Steps from their lines, `---` between two."""
    found = ""
    for part in text.split("---\n"):
        first, *rest = part.splitlines()
        found += f"      - {first}\n" + "".join(f"        {line}\n" for line in rest)
    return found


@pytest.mark.parametrize(("before", "after"), LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_layouts(before: str, after: str, end: str) -> None:
    """Names, conditions, comments and other variables stay; the folder is the workspace's."""
    behind = "\n      # after\n      - run: echo done\n"
    text = (HEAD + steps(before) + behind).replace("\n", end)

    assert (HEAD + steps(after) + behind).replace("\n", end) == swapped(text)
    assert "\ufeff" + swapped(text) == patched("\ufeff" + text, "github").text


def test_flow_style_stays() -> None:
    """A step in braces keeps them."""
    text = f"      - {{run: maturin upload wheels/*, env: {{MATURIN_PYPI_TOKEN: '{SECRET}'}}}}\n"
    pin = PIN.partition(" ")[0]

    assert HEAD + f"      - {{uses: {pin}, with: {{packages-dir: wheels}}}}\n" == swapped(
        HEAD + text
    )


def test_variables_of_job_and_workflow_go() -> None:
    """Where nothing else uses them; a variable that something mentions stays."""
    used = step("twine upload -p $T dist/*")
    job = HEAD.replace("    environment:", f"    env:\n      T: {SECRET}\n    environment:")
    top = HEAD.replace("jobs:", f"env:\n  TWINE_PASSWORD: {SECRET}\n  T: x\njobs:")
    mention = step("echo $T")

    assert f"{HEAD}      - uses: {PIN}\n" == swapped(job + used)
    assert "env:\n  T: x\njobs:" in swapped(top + step("twine upload dist/*"))
    assert f"T: {SECRET}" in patched(job + mention + used, "github").text


def test_variable_of_the_workflow_stays_while_another_job_reads_it() -> None:
    """The tool reads it there without a word."""
    text = HEAD.replace("jobs:", f"env:\n  TWINE_PASSWORD: {SECRET}\njobs:")
    other = "  mirror:\n    runs-on: windows-latest\n    steps:\n      - run: twine upload dist/*\n"
    found = patched(text + step("twine upload dist/*") + other, "github").text

    assert f"TWINE_PASSWORD: {SECRET}" in found
    assert f"- uses: {PIN}" in found


def test_index_stays() -> None:
    """TestPyPI is named by its address, however the command names it."""
    url = "https://test.pypi.org/legacy/"
    for option in ("-r testpypi", f"--repository-url {url}"):
        text = HEAD + step(f"twine upload {option} dist/*", *fed("TWINE_PASSWORD"))
        found = patched(text, "github", TEST)

        assert () == found.left
        assert found.text.endswith(
            f"- uses: {PIN}\n        with:\n          repository-url: {url}\n"
        )


def test_only_lines_of_the_upload_change() -> None:
    """All others are as they were."""
    text = HEAD + step("python -m build\ntwine upload dist/*", *fed("TWINE_PASSWORD"))
    out, new = changed(text, swapped(text))

    assert ["twine upload dist/*", "env:", f"TWINE_PASSWORD: {SECRET}"] == out
    assert [f"- uses: {PIN}"] == new
