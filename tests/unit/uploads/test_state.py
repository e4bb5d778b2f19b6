"""What a script leaves behind for the next."""

import pytest

from trustpub.uploads.look import look
from trustpub.uploads.model import ShellState

from .test_rows import summary

TEST = "https://test.pypi.org/legacy/"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ('echo "TWINE_PASSWORD=$K" >> "$GITHUB_ENV"', "twine upload x", "twine pypi $K"),
        ("echo TWINE_PASSWORD=$K >> ${GITHUB_ENV}", "twine upload x", "twine pypi $K"),
        ('echo "TWINE_PASSWORD=$K" | tee -a $GITHUB_ENV', "twine upload x", "twine pypi $K"),
        (
            'echo "T=${{ secrets.X }}" >> ${{ github.env }}',
            "twine upload -p $T x",
            "twine pypi ${{ secrets.X }}",
        ),
        ("cat >> $GITHUB_ENV <<E\nTWINE_PASSWORD=$K\nE", "twine upload x", "twine pypi $K"),
        (
            '{\n echo \'TWINE_PASSWORD<<E\'\n echo "$K"\n echo E\n} >> "$GITHUB_ENV"',
            "twine upload x",
            "twine pypi $K",
        ),
        ("export TWINE_PASSWORD=$K", "twine upload x", "twine pypi"),
        ("echo '[pypi]\npassword=pw' > ~/.pypirc", "twine upload x", "twine pypi pw"),
        ("poetry config pypi-token.pypi $K", "poetry publish", "poetry pypi never $K"),
        (f"poetry config repositories.t {TEST}", "poetry publish -r t", "poetry testpypi never"),
        ("pip install twine==5", "twine upload x", "twine pypi never"),
        (
            "echo $K | keyring set https://upload.pypi.org/legacy/ me",
            "twine upload x",
            "twine pypi $K",
        ),
        ("hatch config set publish.index.auth $K", "hatch publish", "hatch pypi never $K"),
        (
            "echo T=$(curl https://pypi.org/_/oidc/mint-token -d $ID) >> $GITHUB_ENV",
            "twine upload -p $T x",
            "twine pypi minted",
        ),
    ],
)
def test_next_step(first: str, second: str, found: str) -> None:
    """The next step knows."""
    state = look(first, {}).state

    assert found == summary(look(second, {}, state))


def test_step_that_may_not_run() -> None:
    """What a step leaves that may be skipped is there or not."""
    before = look("echo R=pypi >> $GITHUB_ENV", {}).state
    after = look("echo R=testpypi >> $GITHUB_ENV", {}, before).state

    found = look("twine upload -r $R x", {}, before.merge(after))

    assert {"pypi", "testpypi"} == {upload.index for upload in found.uploads}


def test_merge_with_nothing() -> None:
    """What one way leaves and the other does not may be absent."""
    state = look("echo R=testpypi >> $GITHUB_ENV", {}).state

    assert ((("environment", "R"), (None, "testpypi")),) == ShellState().merge(state).kept
    assert state == state.merge(state)


def test_own_variable_and_state() -> None:
    """A variable that both the file and a step before set may have either text."""
    state = look("echo R=testpypi >> $GITHUB_ENV", {}).state

    found = look("twine upload -r $R x", {"R": "pypi"}, state)

    assert {"pypi", "testpypi"} == {upload.index for upload in found.uploads}


def test_outputs() -> None:
    """Outputs for other steps, by name."""
    found = look('echo "token=$(cat t)" >> $GITHUB_OUTPUT\necho a=b >> $GITHUB_OUTPUT', {})

    assert (("token", "$(cat t)"), ("a", "b")) == found.outputs


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("twine upload x", 0),
        ("\n\n  twine upload x", 2),
        ("ls\nA=b twine \\\n upload x", 1),
        ("cat <<E\na\nb\nE\ntwine upload x", 4),
        ("f() {\n  twine upload x\n}\nls\nf", 1),
        ("ls\nbash -c '\ntwine upload x'", 1),
        ("ls\nx=$(\n\ntwine upload x)", 1),
        ("a='\n\n'\n./r.sh", 3),
        ("source r.sh\nls\nup", 2),
        ("if a; then\n  b\nelse\n  twine upload x\nfi", 3),
    ],
)
def test_line(script: str, line: int) -> None:
    """The line is that of the command in this script, or of what takes it in."""
    files = {"r.sh": "\n\nup() { twine upload x; }\n[ $0 = r.sh ] || up"}
    files = (
        {"r.sh": "\n\ntwine upload x"}
        if "./r.sh" in script
        else {"r.sh": "up() {\ntwine upload x\n}"}
    )

    assert [line] == [upload.line for upload in look(script, {}, read=files.get).uploads]
