"""PowerShell and the Windows command interpreter."""

import pytest

from trustpub.uploads.look import look

from .test_rows import summary

POWERSHELL = (
    ("twine upload dist/*", "twine pypi"),
    ('$env:TWINE_PASSWORD = "${{ secrets.X }}"\ntwine upload x', "twine pypi ${{ secrets.X }}"),
    ("$env:TWINE_PASSWORD=$env:K; twine upload x", "twine pypi $K"),
    ("twine upload `\n  -r testpypi `\n  x", "twine testpypi"),
    ("$u = 'https://test.pypi.org/legacy/'\ntwine upload --repository-url $u x", "twine testpypi"),
    ('& "$env:VENV\\Scripts\\twine.exe" upload x', "twine pypi"),
    ("& python -m twine upload x", "twine pypi"),
    ("python -m twine upload -p $env:TOK (Get-Item dist/*)", "twine pypi $TOK"),
    ("if ($false) { twine upload x }", ""),
    ("if ($env:A -eq 'b') {\n  twine upload x\n} else {\n  uv publish\n}", "twine pypi|uv pypi"),
    ("foreach ($f in Get-ChildItem dist) { twine upload $f }", "twine pypi"),
    ("try { twine upload x } catch { exit 1 }", "twine pypi"),
    ("# twine upload x", ""),
    ("<# twine\n upload x #>\nls", ""),
    ('Write-Host "twine upload x"', ""),
    ("exit 0\ntwine upload x", ""),
    ("Get-Content x | ForEach-Object { echo $_ }; uv build", "builds"),
    ("$x = @'\ntwine upload x\n'@\nls", ""),
)
BATCH = (
    ("twine upload dist\\*", "twine pypi"),
    ("set TWINE_PASSWORD=%TOK%\r\ntwine upload x", "twine pypi $TOK"),
    ('set "TWINE_PASSWORD=pw" && twine upload x', "twine pypi pw"),
    ("if exist dist (twine upload x)", "twine pypi"),
    ('if "%A%"=="b" twine upload -r testpypi x', "twine testpypi"),
    ("for %%f in (dist\\*) do twine upload %%f", "twine pypi"),
    ("call .venv\\Scripts\\twine.exe upload x", "twine pypi"),
    ("rem twine upload x\n:: twine upload x\n@echo twine upload x", ""),
    ("twine ^\n upload x", "twine pypi"),
    ("exit /b 0\ntwine upload x", ""),
)


@pytest.mark.parametrize(("script", "found"), POWERSHELL)
def test_powershell(script: str, found: str) -> None:
    """PowerShell's ways to set variables, to go on with a line, and to ask."""
    assert found == summary(look(script, {}, shell="pwsh"))


@pytest.mark.parametrize(("script", "found"), BATCH)
def test_batch(script: str, found: str) -> None:
    """The command interpreter's ways."""
    assert found == summary(look(script, {}, shell="cmd"))


@pytest.mark.parametrize(
    ("script", "shell", "line"),
    [
        ("a\n\ntwine `\n upload x", "pwsh", 2),
        ("if ($a) {\n  ls\n  twine upload x\n}", "pwsh", 2),
        ('$a = "b\nc"\n<# d\n#>\ntwine upload x', "pwsh", 4),
        ("a\r\n\r\ntwine upload x", "cmd", 2),
    ],
)
def test_lines(script: str, shell: str, line: int) -> None:
    """The line is the one in the script as it is written."""
    assert [line] == [upload.line for upload in look(script, {}, shell=shell).uploads]


@pytest.mark.parametrize(
    "script",
    [
        '"A=b" >> $env:GITHUB_ENV',
        'echo "A=b" | Out-File -FilePath $env:GITHUB_ENV -Append -Encoding utf8',
        'Add-Content -Path $env:GITHUB_ENV -Value "A=b"',
        "echo 'A=b' >> $env:GITHUB_ENV",
    ],
)
def test_left_behind(script: str) -> None:
    """Variables for later steps."""
    kept = look(script, {}, shell="powershell").state.kept

    assert ((("environment", "A"), ("b",)),) == kept
