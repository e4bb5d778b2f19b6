"""Text of the Windows command interpreter as text of a POSIX shell."""

import re

from .shell import tokens
from .tokens import Token

COMMENT = re.compile(r"(?im)^[ \t]*@?(?:rem\b|::)[^\n]*")
SET = re.compile(r"(?im)(^|[&|(])([ \t]*)@?set[ \t]+\"?(\w+)=([^\"\n&|]*)\"?")
USE = re.compile(r"%(\w+)%|!(\w+)!|%%~?(\w)|%~?\*|%~?(\d)")
QUESTION = re.compile(
    r"(?im)^([ \t]*)@?if[ \t]+(?:/i[ \t]+)?(?:not[ \t]+)?"
    r"(?:exist[ \t]+(?:\"[^\"\n]*\"|\S+)|defined[ \t]+\S+|errorlevel[ \t]+\d+"
    r"|(?:\"[^\"\n]*\"|\S+?)[ \t]*(?:==|equ|neq|lss|leq|gtr|geq)[ \t]*(?:\"[^\"\n]*\"|\S+))[ \t]*"
)
LOOP = re.compile(r"(?i)\bfor\b[^\n]*?\bdo\b[ \t]*\(?")


def batch_tokens(text: str) -> list[Token]:
    """The tokens of a batch script."""
    text = text.replace("\r\n", "\n").replace("^\n", "\\\n")
    text = COMMENT.sub("", text)
    text = text.replace("'", "\\'")
    text = re.sub(r"\\(?![\n'])", "/", text)
    text = SET.sub(r'\1\2export \3="\4"', text)
    text = USE.sub(name, text)
    text = QUESTION.sub(r"\1[ $ASKED ] && ", text)
    text = LOOP.sub("[ $ASKED ] && ", text)
    text = re.sub(r"(?m)^([ \t]*)@", r"\1", text)
    text = re.sub(r"(?i)\bexit[ \t]+/b\b", "exit", text)
    # A failure does not end a batch script.
    return tokens(re.sub(r"(?m)(?<![&|])&(?!&)", ";", text))


def name(found: re.Match[str]) -> str:
    """`%NAME%` is `${NAME}`."""
    known = found[1] or found[2]
    return f"${{{known}}}" if known else found[0] if not found[4] else f"${found[4]}"
