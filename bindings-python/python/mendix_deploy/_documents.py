"""What all documents share: they are rendered, written, saved and loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._generated.findings import Finding


class Document:
    """A value that is printed, shown in a notebook, saved and loaded."""

    __slots__ = ()


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
