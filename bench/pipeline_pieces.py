"""Pieces of large pipelines, as many as are asked for. Pure."""

from collections.abc import Iterator
from itertools import count


def jobs() -> Iterator[list[str]]:
    """Jobs with rules and scripts."""
    for n in count(1):
        yield [
            f"test-{n}:",
            "  stage: build",
            "  image: python:3.13",
            "  rules:",
            "    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'",
            f"    - if: $CI_COMMIT_BRANCH =~ /^part-{n}/ && $CI_COMMIT_TAG == null",
            "      when: manual",
            "  script:",
            "    - python -m pip install -e .[test]",
            f"    - python -m pytest tests/part{n}",
        ]


def chain() -> Iterator[list[str]]:
    """Jobs that take everything from others: extends in tens, `!reference`, needs."""
    yield [".rules:", "  rules:", "    - if: $CI_COMMIT_BRANCH"]
    for n in count(1):
        above = (
            [f"  extends: .test-{n - 1}"]
            if n % 10 != 1
            else ["  image: python:3.13", "  stage: build"]
        )
        yield [f".test-{n}:", *above, "  variables:", f"    PART_{n}: '{n}'"]
        yield [
            f"test-{n}:",
            f"  extends: .test-{n}",
            "  rules:",
            "    - !reference [.rules, rules]",
            f"  script: ['python -m pytest \"tests/part$PART_{n}\"']",
        ]


def anchors() -> Iterator[list[str]]:
    """Jobs that share mappings by YAML anchors."""
    yield [".test: &test", "  stage: build", "  image: python:3.13"]
    yield ["  rules: &rules", "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]
    for n in count(1):
        yield [
            f"test-{n}:",
            "  <<: *test",
            "  rules: *rules",
            f"  script: [python -m pytest tests/part{n}]",
        ]


def script() -> Iterator[list[str]]:
    """One job whose script has very many lines."""
    yield ["test:", "  stage: build", "  image: python:3.13", "  script:"]
    for n in count(1):
        yield [f'    - if [ "$PART" = {n} ]; then', f"      python -m pytest tests/part{n}; fi"]
