"""Pieces of large workflows, as many as are asked for. Pure."""

from collections.abc import Iterator
from itertools import count

CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"


def test_jobs() -> Iterator[list[str]]:
    """Jobs that check out and run a command, each after another one."""
    for n in count(1):
        yield [
            f"  test-{n}:",
            *([f"    needs: [test-{n // 2}]"] if n > 1 else []),
            "    if: github.event_name == 'push' && !startsWith(github.ref, 'refs/heads/wip')",
            "    runs-on: ubuntu-24.04",
            "    permissions: {contents: read}",
            "    strategy: {matrix: {python: ['3.11', '3.12', '3.13'], extra: [plain, all]}}",
            "    steps:",
            f"      - uses: {CHECKOUT}",
            "        with: {persist-credentials: false}",
            "      - run: |",
            "          python -m pip install -e .[test]",
            f"          python -m pytest tests/part{n}",
        ]


def upload_jobs() -> Iterator[list[str]]:
    """Jobs that upload to an index of their own, by four tools in turn."""
    for n in count(1):
        tool = ("uv publish", "twine upload", "python -m twine upload", "hatch publish")[n % 4]
        yield [
            f"  upload-{n}:",
            "    needs: [build]",
            f"    if: github.ref_type == 'tag' && startsWith(github.ref_name, 'v{n}')",
            "    runs-on: ubuntu-24.04",
            "    environment: pypi",
            "    permissions: {id-token: write}",
            "    steps:",
            f"      - run: {tool} dist/*",
        ]


def long_job() -> Iterator[list[str]]:
    """One job of very many steps."""
    yield ["  test:", "    runs-on: ubuntu-24.04", "    permissions: {}", "    steps:"]
    for n in count(1):
        yield [
            f"      - name: Part {n}",
            f"        if: always() && github.run_attempt != '{n}'",
            f"        env: {{PART: '{n}'}}",
            '        run: python -m pytest "tests/part$PART"',
        ]


def long_script() -> Iterator[list[str]]:
    """One step whose script has very many lines."""
    yield ["  test:", "    runs-on: ubuntu-24.04", "    permissions: {}", "    steps:"]
    yield ["      - run: |", "          set -eu"]
    for n in count(1):
        yield [
            f'          if [ "${{PART:-{n}}}" = {n} ]; then',
            f"            python -m pytest tests/part{n} | tee part{n}.log || exit {n % 200}",
            "          fi",
        ]


def large_matrix() -> Iterator[list[str]]:
    """One job with very many legs, each told."""
    yield ["  test:", "    runs-on: ubuntu-24.04", "    permissions: {}"]
    yield ["    steps: [{run: './run ${{ matrix.part }}', shell: bash}]"]
    yield ["    strategy:", "      matrix:", "        include:"]
    for n in count(1):
        yield [
            f"          - part: {n}",
            f"            os: ubuntu-{n % 5}",
            "            fast: true",
        ]
