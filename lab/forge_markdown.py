"""Markdown as the two forges read it: their own parsers, with the extensions that they use."""

from functools import cache

import comrak
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options

from trustpub.model import Forge

EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist", "tagfilter")
"""GitHub's, and footnotes."""
ON_GITLAB = (
    "autolink",
    "description_lists",
    "footnotes",
    "math_code",
    "math_dollars",
    "multiline_block_quotes",
    "strikethrough",
    "table",
    "tasklist",
    "wikilinks_title_before_pipe",
    "alerts",
)
"""gitlab-org/gitlab, lib/banzai/filter/markdown_engines/glfm_markdown.rb."""


def html(text: str, forge: Forge) -> str:
    """The HTML before a forge looks for names and emojis in it."""
    return on_github(text) if forge == "github" else on_gitlab(text)


def on_github(text: str) -> str:
    """By cmark-gfm; GitHub keeps HTML and filters it afterwards."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(markdown_to_html_with_extensions(text, options=options, extensions=EXTENSIONS))


def on_gitlab(text: str) -> str:
    """By comrak."""
    return str(comrak.render_markdown(text, *options()))


@cache
def options() -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    """How GitLab sets comrak: what it reads, and how it writes."""
    reading, writing = comrak.ExtensionOptions(), comrak.RenderOptions()
    for name in ON_GITLAB:
        setattr(reading, name, True)
    writing.unsafe_ = True
    return reading, comrak.ParseOptions(), writing
