"""Forms that one outlet fills in anew, each time about something else: none of them tells what another told.

Made in our own words after the forms that feeds are full of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from bench.judging.articles import FIRST, Original
from monitor.trial.replay import Line

PLACES = (
    "Northport", "Eastmere", "Havel Bridge", "Sutterton", "Qasr Amra", "Dolny Brod", "Port Ellery", "Vilmark",
    "Tell Rifan", "Ostrava Hill", "Kings Lacey", "Marj Sultan", "Lindau Heath", "Saint Orens", "Cape Trenton",
    "Yeniova",
)  # fmt: skip
_SKIES = ("bright", "cloudy", "rainy", "foggy", "stormy", "dry", "snowy", "mild")
_TEAMS = ("Rovers", "United", "Athletic", "Wanderers", "City", "Albion", "Dynamo", "Harriers", "Union", "Olympia")
_NAMES = (
    "Hale",
    "Okafor",
    "Brandt",
    "Silva",
    "Novak",
    "Haddad",
    "Iversen",
    "Moreau",
    "Tanaka",
    "Quist",
    "Doyle",
    "Aksoy",
)
_EVENTS = (
    "ministers meet on the harbour law", "a bridge is closed after a lorry caught fire", "teachers end their walkout",
    "the central bank leaves its rate alone", "a ferry turns back in heavy seas", "the opposition picks a leader",
    "two trains are late by hours", "a museum gets its statue back", "the price of bread goes up again",
    "a judge frees the publisher", "farmers block the northern road", "the team of the capital loses its coach",
    "a hospital opens its new wing", "three parties agree on a coalition", "a dam is found to leak",
    "the president visits the coast", "a mine shuts its last shaft", "doctors warn of a hard winter",
)  # fmt: skip
HOURS = (6, 12, 18, 24)
"""Hours between two fillings: some forms come four times a day, some once."""

Filled = tuple[str, str]


def headlines_at(chance: Random, at: datetime) -> Filled:
    told = chance.sample(_EVENTS, 4)
    text = f"These are the headlines at this hour: {'; '.join(told)}. The next bulletin follows in six hours."
    return f"Headlines at {at:%H}:00", text


def weather(chance: Random, _: datetime) -> Filled:
    place, sky = chance.choice(PLACES), chance.choice(_SKIES)
    low, high, wind = chance.randrange(-9, 12), chance.randrange(12, 38), chance.randrange(5, 90)
    text = (
        f"The day in {place} begins {sky}. Temperatures lie between {low} and {high} degrees, the wind blows at up to "
        f"{wind} kilometres per hour, and the night stays {chance.choice(_SKIES)}. The coast guard gives no warning."
    )
    return f"The weather in {place} today", text


def markets(chance: Random, at: datetime) -> Filled:
    change, points = chance.randrange(2, 290) / 100, chance.randrange(9_000, 18_000)
    way = chance.choice(("up", "down"))
    text = (
        f"Shares closed {way} {change} percent at {points} points in moderate trade. The currency stood at "
        f"{chance.randrange(80, 140) / 100} to the dollar, a barrel of crude cost {chance.randrange(55, 120)} dollars. "
        f"Dealers said that investors waited for figures due on {at + timedelta(days=1):%A}."
    )
    return f"Markets at the close: shares {way} {change} percent", text


def match_report(chance: Random, _: datetime) -> Filled:
    (home, away), (a, b) = chance.sample(PLACES, 2), chance.sample(_TEAMS, 2)
    goals, other = chance.randrange(1, 6), chance.randrange(0, 4)
    scorer, keeper = chance.sample(_NAMES, 2)
    text = (
        f"{home} {a} and {away} {b} met in front of {chance.randrange(2, 60)},000 spectators. {scorer} scored in the "
        f"{chance.randrange(3, 90)}th minute, {keeper} kept the score from growing, and it ended {goals}-{other}. "
        "Both sides play again on Saturday, and both coaches praised the effort of their players."
    )
    return f"{home} {a} {goals}-{other} {away} {b}: match report", text


def quake(chance: Random, _: datetime) -> Filled:
    size, place, deep = chance.randrange(20, 68) / 10, chance.choice(PLACES), chance.randrange(5, 200)
    text = (
        f"An earthquake of magnitude {size} was recorded {chance.randrange(4, 90)} kilometres from {place} at a "
        f"depth of {deep} kilometres, the seismological service said. No damage was reported."
    )
    return f"Earthquake of magnitude {size} near {place}", text


def traffic(chance: Random, _: datetime) -> Filled:
    place, road = chance.choice(PLACES), f"A{chance.randrange(1, 90)}"
    text = (
        f"The {road} is closed near {place} after an accident with {chance.randrange(2, 7)} cars. Drivers wait for "
        f"about {chance.randrange(10, 95)} minutes and are asked to take the road through {chance.choice(PLACES)}."
    )
    return f"Traffic: {road} closed near {place}", text


def roadside_bomb(chance: Random, _: datetime) -> Filled:
    place, killed, hurt = chance.choice(PLACES), chance.randrange(2, 40), chance.randrange(3, 80)
    day, target = chance.choice(("Monday", "Friday")), chance.choice(("a market", "a school", "a barracks"))
    text = (
        f"A roadside bomb killed {killed} people and wounded {hurt} in {place} on {day}, police said. "
        f"The bomb went off near {target} while the shops were opening. "
        "Nobody claimed responsibility for the attack. Ambulances took the wounded to hospitals in the area."
    )
    return f"Roadside bomb kills {killed} in {place}", text


def obituary(chance: Random, _: datetime) -> Filled:
    name, place, age = chance.choice(_NAMES), chance.choice(PLACES), chance.randrange(61, 102)
    trade = chance.choice(("violinist", "mayor", "surgeon", "goalkeeper", "printer", "botanist", "painter", "judge"))
    text = (
        f"The {trade} {chance.choice('ABCDEFGHJKLM')}. {name} has died at the age of {age}, the family said. Born in "
        f"{place}, {name} worked as a {trade} for {chance.randrange(20, 50)} years. The funeral will be private."
    )
    return f"{name}, {trade} from {place}, dies at {age}", text


def puzzle(chance: Random, at: datetime) -> Filled:
    number = 400 + (at - FIRST) // timedelta(hours=6)
    text = (
        f"Stuck on today's puzzle? Here are hints and the answer for number {number}. The word has "
        f"{chance.choice(('one', 'two', 'three'))} vowels and begins with {chance.choice('ABCDEFGHKLMNOPRST')}. "
        "Come back tomorrow for the next one, and do not tell your friends."
    )
    return f"Word puzzle {number}: hints and answer for {at:%A %d %B}", text


FORMS: tuple[Callable[[Random, datetime], Filled], ...] = (
    headlines_at, weather, markets, match_report, quake, traffic, roadside_bomb, obituary, puzzle,
)  # fmt: skip


def instances(form: Callable[[Random, datetime], Filled], count: int, chance: Random) -> Iterator[Line]:
    """``count`` fillings of a form by one outlet, one after the other; no two are the same."""
    at, seen = FIRST, set[Filled]()
    while len(seen) < count:
        filled = form(chance, at)
        if filled not in seen:
            seen.add(filled)
            title, text = filled
            yield Original.as_line(f"{form.__name__}-{len(seen)}", title, text, "daily.example", at)
            at += timedelta(hours=chance.choice(HOURS))
