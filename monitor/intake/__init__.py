"""The one path from items to decisions: match -> candidates -> judge -> decide -> commit. Poll and replay use it."""

from monitor.intake.intake import Intake
from monitor.intake.types import Policy, Result, Taken

__all__ = ["Intake", "Policy", "Result", "Taken"]
