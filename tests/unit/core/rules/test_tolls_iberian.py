"""How many dead and how many wounded a `number` finds in Spanish and Portuguese headlines, and in English ones of the
same build."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures

RULE = """
rules:
  killed:
    title: So many killed
    severity: high
    when: {{number: {{of: {{words:
      [muerto, muerta, muertos, mueren, murió, murieron, mata, matan, asesinado, fallecieron, morto, mortos, morreu, morreram,
      dead, killed, kills, kill, died, morts]}}, at_least: {least}, within: sentence}}}}
    tests: [{{text: "{text}", expect: {expect}}}]
"""
WOUNDED = RULE.replace("muerto, muerta, muertos, mueren, murió, murieron,", "herido, heridos, heridas,").replace(
    "dead, killed, kills, kill, died, morts", "feridos, feridas, wounded, injured"
)


def holds(rule: str, text: str, least: int) -> bool:
    return failures(compile_rules({"rule.yaml": rule.format(text=text, least=least, expect="match")})) == ()


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Once muertos y dieciséis heridos en Durán", 11),
        ("Tres muertos y cinco heridos en Tibú", 3),
        ("Matan a dos agentes en Corinto", 2),
        ("Dos soldados muertos en Saravena", 2),
        ("Mueren once soldados al caer un camión", 11),
        ("Treinta y tres muertos en Mocoa", 33),
        ("Vinte e nove mortos em Mariana", 29),
        ("Mortos pelas chuvas chegam a 39; 68 estão desaparecidos", 39),
        ("Defesa Civil corrige número de mortos de 57 para 55", 57),
        ("Una docena de muertos en la cárcel", 12),
        ("Cuatro docenas de muertos en la cárcel", 48),
        ("Un centenar de muertos tras el sismo", 100),
        ("Medio centenar de muertos tras el sismo", 50),
        ("Una veintena de muertos en la frontera", 20),
        ("Miles de muertos tras el sismo", 2_000),
        ("Sube a once la cifra de muertos", 11),
        ("La cifra de muertos sube a once", 11),
        ("Ao menos dez mortos em tiroteio", 10),
        ("Doze presos mortos em rebelião", 12),
        ("Sete pessoas foram mortas; sete mortos no total", 7),
        ("Uma dúzia de mortos em chacina", 12),
        ("Número de mortos sobe para sete", 7),
        ("Ataque con 20 drones mata a 3 soldados", 3),
        ("Kills two soldiers and 12 civilians, wounds 30", 12),
        ("Gunmen kill at least 12 hostages", 12),
        ("Matan a 12 rehenes", 12),
        ("Strike kills two soldiers and 12 civilians, wounding others", 12),
    ],
)
def test_so_many_are_killed_and_no_more(text: str, killed: int) -> None:
    assert holds(RULE, text, killed)
    assert not holds(RULE, text, killed + 1)


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("A guard was killed and 12 were wounded", 12),
        ("A guard was killed and 12 people were wounded", 12),
        ("A guard was killed and 12 others injured", 12),
        ("Un guardia fue asesinado y 12 reclusos quedaron heridos", 12),
        ("Una persona murió y otras 12 resultaron heridas", 12),
        ("Um agente morreu e 12 ficaram feridos", 12),
        ("Mata a dos soldados y 12 civiles, heridos 30", 30),
    ],
)
def test_who_is_wounded_beside_one_who_is_killed_is_not_killed(text: str, wounded: int) -> None:
    assert not holds(RULE, text, wounded)
    assert holds(WOUNDED, text, wounded)


@pytest.mark.parametrize(
    "text",
    [
        "A morte dos soldados: familiares dos presos mortos pedem justiça",
        "Seis muertos y al menos un centenar de casas destruidas",
        "Six morts et une centaine de maisons détruites",
        "2.000 afectados y seis muertos",
        "2 million affected and six dead",
        "El paro deja 3 muertos y confina a 27.000 personas",
        "Dos muertos, 300 viviendas afectadas",
        "3 muertos a 40 miles de la costa",
        "Cuatro de los 12 secuestrados murieron",
    ],
)
def test_other_numbers_are_no_dead(text: str) -> None:
    assert not holds(RULE, text, 10)
