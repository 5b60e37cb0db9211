"""What the judge is asked to reach, beside what it reached."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.trial.agreement import Share


@dataclass(frozen=True, slots=True)
class Target:
    """``wanted`` is the least, or with ``at_most`` the most. ``of`` says how many cases stand behind ``reached``."""

    name: str
    wanted: float
    reached: float
    at_most: bool = False
    of: str = ""

    @property
    def met(self) -> bool:
        return self.reached <= self.wanted if self.at_most else self.reached >= self.wanted

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        verdict = "met" if self.met else "NOT MET"
        return f"{self.name:<64} {sign} {self.wanted:<6.4g} {self.reached:>8.4f}  {verdict:<8} {self.of}".rstrip()

    @classmethod
    def read(cls, line: str) -> Target:
        """From what ``str`` made of it."""
        found = _LINE.fullmatch(line)
        assert found is not None, f"no row of targets: {line}"
        name, sign, wanted, reached, of = found.groups()
        return cls(name.strip(), float(wanted), float(reached), at_most=sign == "<=", of=of.strip())


_LINE = re.compile(r"(.*?) (>=|<=) (\S+) +(\S+)  (?:met|NOT MET) *(.*)")


def at_least(name: str, wanted: float, share: Share) -> Target:
    return Target(name, wanted, round(share.value, 4), of=str(share))


def at_most(name: str, wanted: float, share: Share) -> Target:
    return Target(name, wanted, round(share.value, 4) if share.all else 0.0, at_most=True, of=str(share))
