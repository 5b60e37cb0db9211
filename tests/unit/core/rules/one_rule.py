"""What a set of one rule finds in a text."""

from datetime import timedelta

from monitor.core.rules.compile import compile_rules
from monitor.core.text.document import fields_of
from monitor.core.types import Match

HEAD = """
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب, Идлиб, 伊德利卜]}
  khan: {name: Khan Sheikhoun, kind: place, part_of: idlib, names: [Khan Sheikhoun, Хан-Шейхун, خان شيخون]}
  hts: {name: HTS, kind: group, names: [Tahrir al-Sham], acronyms: [HTS], never: [Harmonized Tariff Schedule]}
  kalin: {name: Kalin, kind: person, names: [Ibrahim Kalin], short: [Kalın]}
  posts: {name: Posts, kind: thing, names: [Turkish observation post, gözlem nokta*, турецкий наблюдательный пост, "poste d'observation turc"]}
lists:
  strike: [airstrike*, shelling, обстрел*]
  hurt: {words: [casualt*, wounded, إصابات], never: [no casualt*, without casualties, دون وقوع إصابات]}
rules:
  r:
    title: t
    severity: low
    when: """


def hits(when: str, text: str, *, title: str = "", language: str = "", **more: object) -> list[str] | None:
    """The words that made a one-rule set fire, None if it did not."""
    rules = compile_rules({"f.yaml": HEAD + when + "\n"})
    matches: tuple[Match, ...] = rules.match_subject(
        rules.subject(
            fields_of(title, "", text),
            sources=frozenset(more.get("sources", ())),  # type: ignore[call-overload]
            language=language,
            tags=frozenset(),
            age=timedelta(hours=1),
        )
    )
    return [mention.text for mention in matches[0].mentions] if matches else None
