"""What all documents share: they are rendered, written, saved and loaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    import os
    from typing import Self

    from ._generated.findings import Finding
    from ._generated.verdicts import RollbackSafety


class Document:
    """A value that is printed, shown in a notebook, saved and loaded."""

    __slots__ = ()

    def render(self, format: str = "text") -> str:
        """The document as `text`, `ascii`, `markdown`, `html` or `json`; a report also as `sarif`, `junit` or `github`."""
        return _native.render_document(self, format)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes the document in the format that the file's name says: `.md`, `.html`, `.json`, `.sarif`, …"""
        _native.write_document(self, path)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Saves the document as JSON; `load` reads it back."""
        _native.save_document(self, path)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Loads a saved document of this kind; a newer version is refused by name."""
        loaded: Self = _native.load_document(_kind(cls.__name__), path)
        return loaded

    def __str__(self) -> str:
        """Tables for a terminal; without box characters where the console has none."""
        text = self.render()
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except (AttributeError, LookupError, UnicodeEncodeError):
            return self.render("ascii")
        return text

    def _repr_html_(self) -> str:
        return self.render("html")


def _kind(name: str) -> str:
    kind = name[:1].lower() + name[1:]
    return "landscape" if kind == "landscapeDocument" else kind


class ReportMembers(Document):
    """What a report can tell about itself."""

    __slots__ = ()

    if TYPE_CHECKING:
        findings: tuple[Finding, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing of severity `error` was found."""
        return all(str(finding.severity) != "error" for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """The exit code of a check in a pipeline: 0 without errors, 1 otherwise."""
        return 0 if self.is_ok else 1

    def annotate(self) -> list[str]:
        """The findings as lines that GitHub shows beside the code, when a job prints them."""
        return self.render("github").split("\n")[:-1]


class VerdictMembers:
    """What a rollback verdict can tell about itself."""

    __slots__ = ()

    if TYPE_CHECKING:
        safety: RollbackSafety

    @property
    def is_safe(self) -> bool:
        """Whether the old version may start again without any loss. Unknown is not safe."""
        return str(self.safety) == "safe"
