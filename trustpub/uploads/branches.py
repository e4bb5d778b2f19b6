"""Branches: what may run, what then is known, and what is known after them."""

from .frames import Ended, Frame, FrameKind, Status
from .scope import Scope

LIST: tuple[FrameKind, ...] = ("and", "or")
SHELL_ONLY = ("variable", "exported", "folder")
"""What a subshell does not give back."""


class Branches:
    """Open frames, and whether what comes next runs."""

    def __init__(self, scope: Scope) -> None:
        """Nothing is open."""
        self.scope = scope
        self.frames: list[Frame] = []
        self.ended: Ended = ""
        self.status: Status = None
        self.linked = False
        self.printed: list[str | None] = []
        self.closed: list[str | None] | None = None
        """What the compound command printed that has just ended."""

    def open(self, kind: FrameKind) -> Frame:
        """Something begins."""
        frame = Frame(kind, self.ended, self.status, self.linked, printed=len(self.printed))
        self.linked = self.linked and kind in LIST
        if kind == "subshell":
            self.scope.mark()
        self.frames.append(frame)
        return frame

    def link(self, kind: FrameKind) -> None:
        """`&&` or `||`: what follows runs, never runs, or may."""
        self.linked = True
        while self.frames and self.frames[-1].kind in (LIST if kind == "or" else ("or",)):
            self.end_link()
        wanted = kind == "and"
        if self.status is wanted or self.ended:
            return
        frame = self.open(kind)
        frame.skipped = self.status is not None
        if frame.skipped:
            self.ended = "never"
        else:
            self.scope.mark()
        self.status = None

    def end_link(self) -> None:
        """The part after `&&` or `||` is over."""
        frame = self.frames.pop()
        if frame.skipped:
            self.ended, self.status = frame.ended, frame.status
            return
        changes = self.scope.undo()
        stopped = bool(self.ended)
        if not stopped:
            self.scope.join([{}, changes])
        self.ended = frame.ended
        decided = frame.kind == "or"
        self.status = decided if stopped or self.status is decided else None

    def end_list(self) -> None:
        """A list is over: `;`, a line's end, or what encloses it."""
        while self.frames and self.frames[-1].kind in LIST:
            self.end_link()
        asked = any(frame.condition for frame in self.frames[-20:])
        stops = self.scope.values.get(("option", "errexit")) != "off"
        if self.status is False and not self.linked and stops and not asked:
            self.ended = self.ended or "exit"
        self.linked = False

    def begin_branch(self, certain: Status) -> None:
        """A branch begins that runs, never runs, or may."""
        frame = self.frames[-1]
        frame.condition, frame.inside = False, True
        self.scope.mark()
        if frame.taken or certain is False:
            self.ended = self.ended or "never"
        elif certain and not frame.ended:
            frame.taken = True
        self.status = None

    def end_branch(self) -> None:
        """The open branch of the innermost frame is over."""
        frame = self.frames[-1]
        if not frame.inside:
            return
        frame.inside = False
        changes = self.scope.undo()
        if self.ended in ("", "break"):
            frame.ways.append(changes)
        elif self.ended != "never":
            frame.last = self.ended
        self.ended = frame.ended

    def in_if(self, text: str) -> None:
        """`then`, `elif`, `else` and `fi`."""
        self.end_list()
        if not self.reach("if"):
            return
        frame = self.frames[-1]
        if text == "then":
            self.begin_branch(self.status)
            return
        if text == "fi":
            self.close("if")
            return
        self.end_branch()
        if text == "else":
            self.begin_branch(True)
        else:
            frame.condition = True
            if frame.taken:
                self.ended = self.ended or "never"

    def in_loop(self) -> None:
        """`do` after a condition."""
        self.end_list()
        if self.reach("loop") and not self.frames[-1].inside:
            frame = self.frames[-1]
            status = self.status
            if frame.until and status is not None:
                status = not status
            self.begin_branch(status if status is False else None)

    def end_case_branch(self) -> bool:
        """`;;`: whether a pattern comes next."""
        if not self.reach("case"):
            return False
        self.end_branch()
        return True

    def reach(self, kind: FrameKind) -> bool:
        """Close what is open inside of the innermost frame of a kind, if there is one."""
        if not any(frame.kind == kind for frame in self.frames[-50:]):
            return False
        while self.frames[-1].kind != kind:
            self.close(self.frames[-1].kind)
        return True

    def close(self, kind: FrameKind) -> None:
        """The innermost frame of a kind ends."""
        if kind in LIST:
            self.end_link()
            return
        self.end_list()
        if not self.reach(kind):
            return
        frame = self.frames[-1]
        self.end_branch()
        self.frames.pop()
        self.closed, self.linked = self.printed[frame.printed :], frame.linked
        if kind == "subshell":
            changes = self.scope.undo()
            self.scope.apply({k: v for k, v in changes.items() if k[0] not in SHELL_ONLY})
            self.ended, self.status = frame.ended, None if self.ended else self.status
        elif kind != "group":
            self.end_branches(frame)

    def end_branches(self, frame: Frame) -> None:
        """What is known after a condition or a loop."""
        ways = frame.ways if frame.taken else [*frame.ways, {}]
        self.ended, self.status = frame.ended, None
        if ways:
            self.scope.join(ways)
        elif not self.ended:
            self.ended = frame.last or "exit"
