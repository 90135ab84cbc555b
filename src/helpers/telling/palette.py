"""The colours of charts and pages: declared here and nowhere else.

A chart is drawn in the light ones. A page swaps each for a custom property of the same name, so
that the dark ones stand in for them at night; the style sheet's properties are written from this
table. No two light colours are alike, since the page tells them by their values.
"""

from collections.abc import Mapping

PALETTE: Mapping[str, Mapping[str, str]] = {
    "light": {
        "ink": "#1b222b",
        "muted": "#57616c",
        "rule": "#c3cad2",
        "paper": "#ffffff",
        "known": "#0f5c9c",
        "on-known": "#fefefe",
        "outside": "#94a2af",
        "on-outside": "#10161d",
        "possible": "#b3d0e8",
        "unknown": "#e4e8ec",
    },
    "dark": {
        "ink": "#e4e9ee",
        "muted": "#a9b4bf",
        "rule": "#46515d",
        "paper": "#13181e",
        "known": "#86c5f8",
        "on-known": "#0a1016",
        "outside": "#8796a5",
        "on-outside": "#0b1117",
        "possible": "#2c577c",
        "unknown": "#2b343d",
    },
}
COLOURS = PALETTE["light"]
# What text is written in on a ground, where that is not ink.
INKS = {"known": "on-known", "outside": "on-outside"}
# The one warm colour, for what is wrong or missing.
ACCENT: Mapping[str, str] = {"light": "#a83a00", "dark": "#ffab7a"}
