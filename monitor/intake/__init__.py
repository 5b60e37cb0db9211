"""The one path from items to decisions: match -> candidates -> judge -> decide -> commit. Poll and replay use it."""

from monitor.intake.intake import Intake, Policy
from monitor.intake.types import Result, Taken

__all__ = ["Intake", "Policy", "Result", "Taken"]
