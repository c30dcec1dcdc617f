"""A finding: one thing that is wrong, told so that an author can mend it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one resource.

    `subject` is its IRI (for a stored query, its name), `name` the same as an author writes it;
    `rule` the kind of trouble, one word or two; `message` says what to mend; `line` is where the
    subject is described in the file that was checked, None where it is not known.
    """

    subject: str
    name: str
    rule: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}: "
        return f"{place}{self.name}: {self.message}"

    def at(self, line: int | None) -> "Finding":
        """Return the same finding with its line."""
        return replace(self, line=line)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings each once, by line, then by name, so that two runs print the same."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda one: (one.line or 0, one.name, one.rule, one.message),
    )
