"""The front page: a lead story, and a card an announcement, each headed by its finding, with a
small chart of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup

from helpers.figures import wording as words
from helpers.publishing import filenames, html, outputs, site
from helpers.publishing.exporters import ReportHTMLExporter
from helpers.publishing.outputs import About
from helpers.telling import comparison
from helpers.telling.charts.canvas import NARROW, WIDE
from helpers.telling.summary import Summary

HALF = 0.5  # of the money
FEWEST = 2  # announcements of a country, below which a choice of it saves nobody a look


@dataclass(frozen=True)
class Choice:
    """One button of a filter, and how many announcements it leaves; its id is the class of their
    cards.
    """

    id: str
    name: str
    number: int


@dataclass(frozen=True)
class Filter:
    """Buttons of which one is chosen, the first to begin with: it leaves everything."""

    id: str
    name: str
    choices: Sequence[Choice]


def front_page(summaries: Sequence[Summary], around: site.Site) -> str:
    """The page as HTML, `around` being the pages and the address of its site."""
    ordered = _ordered(summaries)
    filters = _filters(ordered)
    count = words.sentence(words.count(len(ordered), "investment announcement"))
    about = About(
        id="index",
        title=site.NAME,
        description=f"{count}, checked figure by figure.",
        updated=max(summary.updated for summary in ordered).isoformat(),
    )
    exporter = ReportHTMLExporter()
    resources = exporter._init_resources({})
    resources |= {"site": around, "picture": f"{ordered[0].id}/{filenames.SOCIAL}"}
    text = exporter.environment.get_template("front.html.j2").render(
        resources=resources,
        about=about,
        summaries=ordered,
        pictures={s.id: outputs.inline(s.picture, s.alt) if s.picture else "" for s in ordered},
        classes={s.id: _classes(s, lead=s is ordered[0]) for s in ordered},
        chart=_chart(summaries),
        filters=filters,
        filter_rules=_rules(filters),
    )
    return html.with_fonts(BeautifulSoup(text, "html.parser"))


def _ordered(summaries: Sequence[Summary]) -> list[Summary]:
    """The latest announcement first; before it, as the lead, the latest whose figures do not add
    up.
    """
    latest = sorted(summaries, key=lambda summary: (summary.date, summary.id), reverse=True)
    lead = next((summary for summary in latest if not summary.adds_up), latest[0])
    return [lead, *(summary for summary in latest if summary is not lead)]


def _chart(summaries: Sequence[Summary]) -> dict[str, str]:
    """One chart of all announcements, with the key of what its colours mean."""
    chart = comparison.traced(comparison.announcements(summaries))
    return {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "wide": outputs.inline(chart.svg(WIDE, framed=False), chart.alt, "wide"),
        "narrow": outputs.inline(chart.svg(NARROW, framed=False), chart.alt, "narrow"),
    }


def _country(summary: Summary) -> str:
    return summary.place.rpartition(",")[2].strip()


def _less_than_half(summary: Summary) -> bool:
    """Whether less than half is traced; nobody can say so where the figures do not add up."""
    return summary.adds_up and (summary.traced or 0) < HALF


FINDINGS: Mapping[str, tuple[str, Callable[[Summary], bool]]] = {
    "conflicting": ("A figure conflicts", lambda summary: bool(summary.failures)),
    "traced": ("Half or more traced to a sector", lambda summary: (summary.traced or 0) >= HALF),
    "untraced": ("Less than half traced", _less_than_half),
}


def _filters(summaries: Sequence[Summary]) -> list[Filter]:
    """What a reader may want to see alone: by what we found, and by country if it has several."""
    everything = len(summaries)
    found = [
        Choice(id_, name, sum(map(belongs, summaries))) for id_, (name, belongs) in FINDINGS.items()
    ]
    countries = [_country(summary) for summary in summaries]
    common = sorted({country for country in countries if countries.count(country) >= FEWEST})
    places = [Choice(_place(name), name, countries.count(name)) for name in common]
    rest = everything - sum(choice.number for choice in places)
    if places and rest:
        places.append(Choice("place-elsewhere", "Elsewhere", rest))
    groups = [
        Filter("finding", "Show", [Choice("any-finding", "All", everything), *found]),
        Filter("place", "From", [Choice("any-place", "Anywhere", everything), *places]),
    ]
    return [_useful(group) for group in groups if len(_useful(group).choices) > 1]


def _useful(group: Filter) -> Filter:
    """A filter without the choices that leave nothing, or everything."""
    first, *others = group.choices
    kept = [choice for choice in others if 0 < choice.number < first.number]
    return Filter(group.id, group.name, [first, *kept])


def _place(country: str) -> str:
    return f"place-{html.slug(country)}"


def _classes(summary: Summary, lead: bool) -> str:
    """What the filters go by, and whether it is the lead."""
    found = [id_ for id_, (_, belongs) in FINDINGS.items() if belongs(summary)]
    return " ".join([*found, _place(_country(summary)), *(["lead"] if lead else [])])


def _rules(filters: Sequence[Filter]) -> str:
    """CSS by which a button hides every card that is not its own; without `:has` all stay."""
    return "\n".join(_rule(group, choice) for group in filters for choice in group.choices[1:])


def _rule(group: Filter, choice: Choice) -> str:
    cards = f".cards > li:not(.{choice.id})"
    if choice.id == "place-elsewhere":
        named = ", ".join(f".{other.id}" for other in group.choices[1:] if other != choice)
        cards = f".cards > li:is({named})"
    return f"body:has(#{choice.id}:checked) {cards} {{ display: none; }}"
