"""The one path from items to decisions: identify -> prepare and match -> recall -> judge -> settle -> enqueue ->
commit. Poll and replay use it."""

from monitor.intake.intake import Intake
from monitor.intake.types import Policy, Result, Taken

__all__ = ["Intake", "Policy", "Result", "Taken"]
