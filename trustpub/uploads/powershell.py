"""PowerShell text as text of a POSIX shell, as far as releases use it; lines stay lines."""

import re

from .quoting import EXPRESSION
from .shell import tokens
from .tokens import Token

PART = re.compile(
    r"(?P<open>" + EXPRESSION.pattern + r")"
    r"|(?P<next>`\r?\n)|(?P<comment><#.*?(?:#>|\Z)|(?<!\S)#[^\n]*)"
    r"|@\"\r?\n(?P<here>.*?)(?:\r?\n[ \t]*\"@|\Z)|@'\r?\n(?P<exact_here>.*?)(?:\r?\n[ \t]*'@|\Z)"
    r"|\"(?P<double>(?:[^\"`]|`.|\"\")*+)(?:\"|\Z)|'(?P<single>(?:[^']|'')*+)(?:'|\Z)"
    r"|(?P<escape>`.)|\$\{?env:(?P<env>\w+)\}?|(?P<plain>[^\"'`$@<#]+|.)",
    re.DOTALL | re.IGNORECASE,
)
VARIABLE = re.compile(r"\$\{?(?:env:|global:|script:)(\w+)\}?", re.IGNORECASE)
KEPT = re.compile(r"\ue100(\d+)\ue101")
"""Stands for a text that is not looked at again."""
SPACE = r"[ \t]*"
STATEMENT = r"(?m)(^|[;{|])([ \t]*)"
EXPORTED = re.compile(STATEMENT + r"\ue102(\w+)[ \t]*=(?!=)[ \t]*([^\n;}|]*)")
ASSIGNED = re.compile(STATEMENT + r"\$\{?(\w+)\}?[ \t]*(\+?)=(?!=)[ \t]*([^\n;}|]*)")
SIMPLE = re.compile(r"[\w./:-]+|\$\{?\w+\}?|\ue102\w+|\ue100\d+\ue101")
CONDITION = re.compile(
    r"(?i)(?<![\w-])(?:if|elseif|while|foreach|for|switch)"
    r"\s*\(((?:[^(){}]|\([^(){}]*\))*+)\)\s*\{"
)
ELSE = re.compile(r"(?i)\}\s*(else|catch|finally)\s*\{|(?<![\w-])(try|finally|else|catch)\s*\{")
KNOWN = {"$false": "false", "$true": "true"}


def keep_lines(text: str, new: str) -> str:
    """A replacement with as many lines as what it replaces."""
    return new + "\\\n" * max(text.count("\n") - new.count("\n"), 0)


class Translation:
    """The texts that were put aside."""

    def __init__(self) -> None:
        """None yet."""
        self.kept: list[str] = []

    def keep(self, text: str) -> str:
        """Put a text aside."""
        self.kept.append(text)
        return f"\ue100{len(self.kept) - 1}\ue101"

    def part(self, found: re.Match[str]) -> str:
        """One piece of PowerShell as a POSIX shell writes it."""
        text = found[0]
        for name in ("double", "here"):
            if found[name] is not None:
                return self.keep(keep_lines(text, double(found[name])))
        for name in ("single", "exact_here"):
            if found[name] is not None:
                exact = "'" + found[name].replace("''", "'\\''") + "'"
                return self.keep(keep_lines(text, exact))
        if found["open"]:
            return self.keep(text)
        if found["next"]:
            return " \\\n"
        if found["comment"]:
            return "\n" * text.count("\n")
        if found["env"]:
            return f"\ue102{found['env']}"
        return self.keep("\\" + text[1]) if found["escape"] else text.replace("\\", "/")

    def restore(self, text: str) -> str:
        """The texts at their places again."""
        last = len(self.kept) - 1
        text = re.sub(r"\ue102(\w*)", r"${\1}", text)
        return KEPT.sub(lambda found: self.kept[min(int(found[1][:9]), last)], text)


def double(text: str) -> str:
    """A text in double quotes."""
    text = VARIABLE.sub(r"${\1}", text.replace('""', '`"'))
    text = text.replace("\\", "\\\\").replace("`n", "\n")
    return '"' + re.sub(r"`(.)", r"\\\1", text) + '"'


def value(text: str) -> str:
    """What is assigned: one word, or what a command prints."""
    text = text.strip()
    return text if SIMPLE.fullmatch(text) or not text else f"$({text})"


def ask(found: re.Match[str]) -> str:
    """`if (...) {` and its kin: a group behind a question."""
    asked = KNOWN.get(found[1].strip().lower(), "[ $ASKED ]")
    return keep_lines(found[0], f" {asked} && {{ ")


def otherwise(found: re.Match[str]) -> str:
    """`} else {` and `try {`."""
    asked = "" if (found[1] or found[2]).lower() in ("try", "finally") else "[ $ASKED ] && "
    return keep_lines(found[0], (" ; } ; " if found[1] else " ") + asked + "{ ")


def powershell_tokens(text: str) -> list[Token]:
    """The tokens of a PowerShell script."""
    translation = Translation()
    text = PART.sub(translation.part, text.replace("\r\n", "\n"))
    text = re.sub(STATEMENT + r"&[ \t]*", r"\1\2", text)
    text = re.sub(STATEMENT + r"(?=\ue100\d+\ue101[ \t]*(?:>>?|\|)[^|])", r"\1\2echo ", text)
    text = EXPORTED.sub(lambda f: f"{f[1]}{f[2]}export {f[3]}={value(f[4])}", text)
    text = ASSIGNED.sub(lambda f: f"{f[1]}{f[2]}{f[3]}{f[4]}={value(f[5])}", text)
    text = ELSE.sub(otherwise, CONDITION.sub(ask, text))
    text = re.sub(r"(?<!\$)\{", " { ", re.sub(r"(?<!\w)\}", " ; } ", text))
    return tokens(translation.restore(text))
