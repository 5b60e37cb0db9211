"""Who speaks of a story for the first time."""

import pytest

from monitor.core.stories.headlines.speakers import new_speaker
from monitor.core.stories.rarity import Weights
from monitor.core.stories.terms import stem_hash
from monitor.core.stories.watched import Watched, are_named
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Fields, Mention, VerdictKind
from tests.unit.core.stories.told import headlines

TOLD = ["Northport mayor shuts harbour over fire", "Dockers condemn closing of Northport harbour"]
ORDINARY = Weights(
    {stem_hash(word): 0.5 for word in "the of on and to in says call will stay not be who us".split()}  # noqa: SIM905
    | {stem_hash(word): 2.0 for word in "photos first thing harbour mayor news union leaders".split()}  # noqa: SIM905
)


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Weber: harbour will stay shut, says mayor", "Weber"),
        ("O'Weber : harbour will stay shut", "O'Weber"),
        ("Senator Weber: Northport harbour will open", "Senator Weber"),
        ("Weber urges mayor to open Northport harbour", "Weber"),
        ("Leaders of fishing unions call for opening of harbour", "Leaders of fishing unions"),
        ("Northport fire: Weber criticises closing of harbour", "Weber"),
        ("Vilmark’s premier calls closing of harbour unjust", "Vilmark's premier"),
        ("Harbour was shut too late, Weber says of mayor", "Weber"),
        ("WHO says Northport harbour is no place to stay", "WHO"),
        ("Northport fire: US condemns closing of harbour", "US"),
        ("Northport's bishop calls for opening of harbour", "Northport's bishop"),
        ("WHO: Northport harbour will stay shut", "WHO"),
    ],
)
def test_who_speaks_first_of_it_is_named(headline: str, speaker: str) -> None:
    assert new_speaker(headline, TOLD, ORDINARY) == speaker
    assert new_speaker(headline, [*TOLD, headline], ORDINARY) == ""


@pytest.mark.parametrize(
    "headline",
    [
        "Northport mayor defends closing of harbour",
        "Mayor: Northport harbour will stay shut",
        "Photos: Northport harbour shut on mayor's orders",
        "First Thing: Northport harbour shut on mayor's orders",
        "'Too late': Northport harbour shut",
        "OLGA WEBER: the mayor shuts the harbour",
        "Mayor shuts Northport harbour, Gazette says",
        "Mayor shuts Northport harbour amid calls for inquiry",
        "Northport fights back against claims of arson",
        "Weber to urge mayor to open Northport harbour",
        "He says harbour of Northport will stay shut",
        "WHO SAYS NORTHPORT HARBOUR WILL STAY SHUT",
        "Mayor of Northport, who says harbour will stay shut",
        "Northport harbour shut on mayor's orders after Weber warns of fire",
        "Weber pushes back against mayor of Northport",
        "",
    ],
)
def test_who_was_named_or_does_not_speak_is_no_new_speaker(headline: str) -> None:
    assert new_speaker(headline, TOLD, ORDINARY) == ""


def test_a_speaker_in_capitals_is_known_by_the_same_capitals() -> None:
    headline = "WHO says Northport harbour will stay shut"
    assert new_speaker(headline, ["Who condemns closing of harbour?"], ORDINARY) == "WHO"
    assert new_speaker(headline, ["Harbour is no danger, says WHO"], ORDINARY) == ""


def test_a_hostile_headline_takes_no_time() -> None:
    for headline in (f"{' ' * 50_000}: a b", "a, " * 20_000 + "says b c", "weber says " * 20_000, "x: " * 20_000):
        assert isinstance(new_speaker(headline, TOLD, ORDINARY), str)


def test_no_label_is_a_name_in_a_language_without_a_list_of_words() -> None:
    assert new_speaker("Weber: Northport harbour stays shut", TOLD, Weights()) == ""


@pytest.mark.parametrize(
    ("headline", "why"),
    [
        ("Weber: mayor was right to shut Northport harbour over fire", "quotes Weber first"),
        ("Vilmark premier praises closing of Northport harbour over fire by mayor", "quotes Vilmark premier first"),
    ],
)
def test_a_statement_is_an_update_however_much_it_repeats(headline: str, why: str) -> None:
    text = "The mayor was right to close the harbour over the fire, said many. The Vilmark premier was silent."
    found = headlines(headline, "Northport mayor shuts harbour over fire", text)
    assert found.kind is VerdictKind.UPDATE and why in found.why, found.why


def test_a_watched_place_before_a_colon_is_where_it_happened() -> None:
    def named(fields: Fields) -> list[Mention]:
        names = {"soudan": "sudan", "sudan": "sudan", "vilmark": "vilmark"}
        return [Mention(names[w], w, "title", 0, 0, w) for w in tokens(fold_text(fields.title)) if w in names]

    watched = Watched(named, {"sudan": frozenset[str](), "vilmark": frozenset({"sudan"})}.get)
    assert are_named("Soudan", ["Fire on Vilmark market"], watched), "it names a part of the place"
    assert are_named("Soudan", ["Fire on market in Sudan"], watched)
    assert not are_named("Soudan", ["Fire on market"], watched), "nobody named it"
    assert not are_named("Vilmark", ["Fire on market in Sudan"], watched), "the town is more than its country"
    assert not are_named("Weber", ["Fire on Vilmark market"], watched)


def test_where_it_happened_is_told_to_nobody_as_a_speaker() -> None:
    text = "A fire in the market of Ariha killed four people."
    again = headlines("Idlib: market fire in Ariha kills four people", "Ariha market fire kills four people", text)
    assert "quotes" not in again.why and again.kind is VerdictKind.SAME_STORY, again.why


@pytest.mark.parametrize(
    ("new", "who"),
    [
        ("Gobernadora del Chocó pide militarizar vías por paro armado del ELN", "Gobernadora"),
        ("ONU advierte de desabastecimiento por paro armado del ELN", "ONU"),
        ("Lula diz que paro armado do ELN preocupa", "Lula"),
        ("ELN pide a gobierno levantar paro armado", ""),
        ("Se anuncia paro armado del ELN por tres días", ""),
        ("Alerta por paro armado del ELN de tres días", ""),
    ],
)
def test_who_speaks_in_spanish_and_portuguese(new: str, who: str) -> None:
    spoken = new_speaker(new, ["Paro armado del ELN en el Chocó por tres días"], Weights())
    assert fold_text(spoken).endswith(fold_text(who)) if who else spoken == ""
