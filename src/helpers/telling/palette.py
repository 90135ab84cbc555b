"""The colours of charts and pages, and what each of them means: declared here and nowhere else.

A chart is drawn in the light ones. A page swaps each for a custom property of the same name, so
that the dark ones stand in for them at night; the style sheet's properties are written from this
table. No two light colours are alike, since the page tells them by their values.

A colour means one thing on every page: the blues are what is known, the greyish tone what is known
to lie outside the fields that the article names, hatching what is not known, and the one warm
colour what is wrong, and nothing else.
"""

from collections.abc import Mapping

PALETTE: Mapping[str, Mapping[str, str]] = {
    "light": {
        "ink": "#1b222b",
        "muted": "#57616c",
        "rule": "#c3cad2",
        "paper": "#ffffff",
        "deep": "#0a3a66",
        "known": "#0f5c9c",
        "light": "#5a98d0",
        "on-known": "#fefefe",
        "outside": "#84929f",
        "on-outside": "#10161d",
        "possible": "#b3d0e8",
        "unknown": "#e4e8ec",
        "hatch": "#7d8894",
        "wrong": "#a83a00",
    },
    "dark": {
        "ink": "#e4e9ee",
        "muted": "#a9b4bf",
        "rule": "#46515d",
        "paper": "#13181e",
        "deep": "#c4e2fb",
        "known": "#86c5f8",
        "light": "#4a95d6",
        "on-known": "#0a1016",
        "outside": "#8796a5",
        "on-outside": "#0b1117",
        "possible": "#2c577c",
        "unknown": "#2b343d",
        "hatch": "#7b8895",
        "wrong": "#ffab7a",
    },
}
COLOURS = PALETTE["light"]
# What text is written in on a ground, where that is not ink.
INKS = {
    "deep": "on-known",
    "known": "on-known",
    "light": "on-outside",
    "outside": "on-outside",
    "wrong": "on-known",
}
# The one warm colour, for what is wrong or missing.
ACCENT: Mapping[str, str] = {scheme: colours["wrong"] for scheme, colours in PALETTE.items()}


def shades(number: int) -> tuple[str, ...]:
    """The blues of so many known groups, the largest first; more than three take turns.

    >>> shades(1), shades(2)
    (('known',), ('known', 'light'))
    """
    ramp = ("deep", "known", "light")
    if number < len(ramp):
        return ("known", "light")[:number]
    return tuple(ramp[place % len(ramp)] for place in range(number))
