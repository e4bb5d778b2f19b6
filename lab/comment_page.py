"""A comment as a page: how wide and in which letters a forge shows it, for pictures and tests."""

from .forge_markdown import html

WIDTH = 820
"""Pixels: about what a pull request leaves for a comment on a laptop."""
STYLE = """
body { margin: 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial,
  sans-serif; color: #1f2328; background: #fff; }
article { max-width: 788px; border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px;
  overflow-wrap: break-word; }
h3 { font-size: 1.25em; margin: 0 0 16px; } h4 { font-size: 1em; margin: 24px 0 16px; }
h3, h4, strong { font-weight: 600; }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%;
  overflow: auto; margin-bottom: 16px; }
td, th { border: 1px solid #d1d9e0; padding: 6px 13px; } th { font-weight: 600; }
code { font: 85% ui-monospace, "Liberation Mono", monospace; padding: .2em .4em;
  background: #818b981f; border-radius: 6px; }
p, ul, details { margin: 0 0 16px; } ul { padding-left: 2em; } ul ul { margin: 0; }
li:has(> input) { list-style: none; } a { color: #0969da; }
"""
"""GitHub's own, as far as a comment needs it (npm: github-markdown-css)."""


def page(markdown: str) -> str:
    """A whole page with one comment."""
    body = html(markdown, "github")
    head = f'<meta charset="utf-8"><title>comment</title><style>{STYLE}</style>'
    return f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body>"
