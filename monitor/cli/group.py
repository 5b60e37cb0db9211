"""How help lists commands; and commands below a noun that is a command itself."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class Listing(TyperGroup):
    """Says of each command all that its first sentence says: cut off at a line's end, half of them say nothing."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in found if one is not None])


_WHOLE = 1_000


class Group(Listing):
    """Refuses options before the command's name: they are those of the noun alone, and nobody would look at them."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        given = (one for one in self.params if ctx.get_parameter_source(one.name).name == "COMMANDLINE")
        if (first := next(given, None)) is not None:
            option = first.opts[0]
            takes_it = command is not None and any(option in one.opts for one in command.params)
            ctx.fail(f"put {option} after '{name}'" if takes_it else f"'{name}' has no {option}")
        return name, command, rest
