"""Commands below a noun that is a command itself."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class Group(TyperGroup):
    """Refuses options before the command's name: they are those of the noun alone, and nobody would look at them."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        given = (one for one in self.params if ctx.get_parameter_source(one.name).name == "COMMANDLINE")
        if (first := next(given, None)) is not None:
            option = first.opts[0]
            takes_it = command is not None and any(option in one.opts for one in command.params)
            ctx.fail(f"put {option} after '{name}'" if takes_it else f"'{name}' has no {option}")
        return name, command, rest
