"""Findings become text: one small Jinja2 template a section, in `templates/text/`.

No sentence stands in Python. A template sees `f` (the findings), `d` (the dataset), the two
evidences `article` and `everything`, and the filters of this module; what it says of data is
escaped. Whoever wants to change a sentence changes its template.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from helpers.dataset.entities import JOIN, AnnouncedProject, Dataset, Figure, Term
from helpers.figures import wording
from helpers.model.bounds import Share
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.model.told import ToldPlan, qualified
from helpers.project import ProblemsError
from helpers.telling.frames import Subject, found
from helpers.telling.labels import changed
from helpers.telling.outlets import outlet, publisher, short, source

SECTIONS = (
    *("answer", "checked", "differences", "conflicts", "shares", "projects", "investors"),
    *("rate", "growth", "plan", "unknown", "method", "sources", "judgements", "versions"),
)
DISTRIBUTION = "investment-announcement"
# The verdicts of the audit, as pages name them.
VERDICTS = {
    "confirmed": "matches",
    "consistent": "fits",
    "contradicted": "conflicts",
    "unchecked": "no check",
}
LINES = (
    *("h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "header"),
)
BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "tr", "caption")
FULL, ROUGH = 6, 4  # significant digits of a number as a source gives it, and of a computed one
WHOLE_FROM, WHOLE_TO = 0.1, 0.995  # between these a headline has whole percentages
FINE = 0.01  # bounds of a share below this have a decimal


@dataclass(frozen=True)
class Text:
    """A piece of a page: HTML for a notebook and a page, plain text for a terminal."""

    html: Markup

    def __str__(self) -> str:
        """The text alone, a line a paragraph."""
        soup = BeautifulSoup(self.html, "html.parser")
        lines = (" ".join(block.get_text(" ").split()) for block in soup.find_all(BLOCKS))
        return "\n".join(re.sub(r" ([.,;:?)”’])|([(“‘]) ", r"\1\2", line) for line in lines if line)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": str(self.html), "text/plain": str(self)}


def tell(section: str, subject: Subject | Findings, **more: object) -> Text | None:
    """A section of a report, with its heading; None where there is nothing to say.

    `subject` is one view, both of `views(...)`, or an announcement; `section` is one of
    `SECTIONS`, and `more` is handed to its template. Raises ProblemsError for any other section.

    >>> from helpers import load, tell, views
    >>> "20.15 billion yuan" in str(tell("answer", views(load("jiangning-2020-05"))))
    True
    """
    if section not in SECTIONS:
        raise ProblemsError(f"there is no section {section!r}; there are {', '.join(SECTIONS)}")
    told = _findings(subject)
    html = _laid_out(_rendered(f"{section}.html.j2", told, **more))
    return Text(Markup(html)) if html else None


def masthead(
    subject: Subject | Findings, headline: str | None = None, standfirst: str | None = None
) -> Text:
    """The head of a page: its title, and the finding in a sentence or two.

    Without a `headline` the title is the announcement's; without a `standfirst` the finding is the
    one that the front page has, too.

    >>> from helpers import load, masthead, views
    >>> print(masthead(views(load("chips-2024-04"))))
    First CHIPS Act awards to chip makers in the United States
    93% of the US$23.197 billion goes to leading-edge chips.
    """
    told = _findings(subject)
    given = {"headline": headline, "standfirst": standfirst, "finding": finding(told)}
    return Text(Markup(_laid_out(_rendered("masthead.html.j2", told, **given))))


def finding(subject: Subject | Findings) -> str:
    """The finding in one sentence, as plain text without a full stop."""
    return _tidy(_rendered("headline.txt.j2", _findings(subject)))


def blocks(name: str, **context: Any) -> dict[str, str]:
    """The texts of a chart as plain text, by the names of the blocks in `charts/<name>.j2`.

    A name with a folder, such as `tables/figures`, is looked up as it is.
    `context` is what the template sees; where `f` is in it, the dataset and the evidences, too.
    """
    path = name if "/" in name else f"charts/{name}"
    template = _environment().get_template(f"{path}.j2")
    seen = (_context(context["f"]) if "f" in context else {}) | context
    made = template.new_context(seen)
    return {name: _tidy("".join(block(made))) for name, block in template.blocks.items()}


def _rendered(template: str, told: Findings, **more: object) -> str:
    return _environment().get_template(template).render(_context(told) | more)


def _context(told: Findings) -> dict[str, object]:
    return {
        "f": told,
        "d": told.dataset,
        "article": told.article,
        "everything": told.everything,
        "noun": told.dataset.noun,
        "nouns": wording.plural(told.dataset.noun),
    }


def _findings(subject: Subject | Findings) -> Findings:
    if isinstance(subject, Findings):
        return subject
    return found(subject)


def _tidy(text: str) -> str:
    """Without the line ends and indents of the template; spaces that do not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def _laid_out(html: str) -> str:
    """HTML with a line for each block, so that two versions of a page can be compared."""
    html = re.sub(rf" ?(</?(?:{'|'.join(LINES)}|td|th)\b[^>]*>) ?", r"\1", _tidy(html))
    html = re.sub(rf"(</(?:{'|'.join(LINES)})>|<(?:dl|ul|tbody|table)>)", r"\1\n", html)
    return re.sub(r"(<header[^>]*>)", r"\1\n", html).strip()


# --- words for figures, sources and groups: filters, and functions for charts and tables ---


def in_language(text: str, language: str) -> Markup:
    """Text marked with its language, unless it is in the page's own script."""
    if text.isascii():
        return Markup("{}").format(text)
    return Markup('<span lang="{}">{}</span>').format(language, text)


def phrase(figure: Figure, dataset: Dataset) -> Markup:
    """The words of a figure as its source has them, marked with their language."""
    return in_language(figure.printed, dataset.sources[figure.source].language)


def locator(place: Figure | AnnouncedProject, dataset: Dataset) -> Markup:
    """Where a figure or a project stands: the source, linked to its entry, and the paragraph."""
    link = source(place.source, dataset)
    return Markup("{}, ¶{}").format(link, place.paragraph) if place.paragraph else link


def quoted(figure: Figure, dataset: Dataset) -> Markup:
    """A figure in its source's words, and where: `“over 20 billion” (the article, ¶1)`."""
    return Markup("“{}” ({})").format(phrase(figure, dataset), locator(figure, dataset))


def bare(figure: Figure, dataset: Dataset) -> Markup:
    """A figure in its source's words: `“over 20 billion”`."""
    return Markup("“{}”").format(phrase(figure, dataset))


def scope(picked: Iterable[tuple[str, str]], dataset: Dataset) -> str:
    """The projects that a scope picks, by name; empty for all of them."""
    projects = {project.id: project.name for project in dataset.projects}

    def named(name: str, group: str) -> str:
        if name == "project":
            return projects[group]
        return wording.mid_sentence(dataset.vocabularies[name][group].name)

    pairs = ([named(name, group) for group in value.split(JOIN)] for name, value in picked)
    return ", ".join(wording.listed(names) for names in pairs)


def measured(figure: Figure, dataset: Dataset) -> str:
    """What a figure measures, within a sentence: `investment signed: foreign`."""
    picked, name = scope(figure.scope, dataset), dataset.measures[figure.measure].name
    return f"{name}: {picked}" if picked else name


def figure_name(figure: Figure, dataset: Dataset) -> str:
    """What a figure measures: `Investment signed: foreign`."""
    return wording.sentence(measured(figure, dataset))


def face(figure: Figure, rate: float = 1.0, currency: str = "") -> str:
    """A figure's number with its qualifier, in English, converted at a rate where one is given.

    `20.15 billion yuan`, `over 20 billion yuan`, `£310–340 million`.
    """
    unit, digits = currency or figure.unit, FULL if rate == 1 else ROUGH
    value = float(figure.value) * rate
    if figure.exact:
        return wording.quantity(value, unit, digits)
    if qualified(figure):
        words = figure.reading.qualifier.replace("_", " ")
        return f"{words} {wording.quantity(value, unit, digits)}"
    low, high = float(figure.interval.low) * rate, float(figure.interval.high) * rate
    return wording.span(low, high, unit, digits)


def total(told: Findings) -> str:
    """All the money, as a source gives it; else what the parts come to."""
    if told.total_figure:
        return face(told.total_figure)
    digits = FULL if told.total[0] == told.total[1] else ROUGH
    return wording.span(*told.total, told.dataset.currency, digits)


def so_far(plan: ToldPlan) -> str:
    """How much there is of what is planned: `16 projects`, `over 20 billion yuan`."""
    return face(plan.figure) if plan.figure else wording.span(plan.low, plan.high, plan.unit, ROUGH)


def assumed(evidence: Evidence) -> str:
    """What a scenario assumes: `with Agnos counted as smart grid and at 7.1 yuan to the dollar`."""
    changes = changed(evidence)
    bare = ("with ", "without ", "at ")
    return wording.listed(c if c.startswith(bare) else f"with {c}" for c in changes)


def ends(share: Share) -> str:
    """The bounds of a share; empty where they are one number once rounded."""
    told = wording.percent_range(share.low, share.high, 1)
    return told if "–" in told else ""


def limits(share: Share) -> str:
    """The bounds of a share in whole percentages, but for the smallest."""
    return wording.percent_range(share.low, share.high, 0 if share.high >= FINE else 1)


def in_group(term: Term) -> str:
    """Where something is: `in new energy vehicles`, `outside the five fields`."""
    name = wording.mid_sentence(term.name)
    return name if name.startswith("outside ") else f"in {name}"


def to_group(term: Term) -> str:
    """Where money goes: `to new energy vehicles`, `outside the five fields`."""
    name = wording.mid_sentence(term.name)
    return name if name.startswith("outside ") else f"to {name}"


def anything_in(term: Term) -> str:
    """A group that money may go to: `smart grid`, `anything outside the five fields`."""
    name = wording.mid_sentence(term.name)
    return f"anything {name}" if name.startswith("outside ") else name


def rate_source(code: str, dataset: Dataset) -> str:
    """Who states the market's rate of a currency."""
    stated = dataset.rates.get(code)
    return stated.source if stated else "the European Central Bank"


def roughly(fraction: float) -> str:
    """A percentage for a headline: whole above ten, `nearly all` of it never as 100."""
    return wording.percent(fraction, 0 if WHOLE_FROM <= fraction <= WHOLE_TO else 1)


def by_phrase(figures: Iterable[Figure], dataset: Dataset) -> list[tuple[Markup, Markup]]:
    """Every phrase that figures are given in, with the places where it stands."""
    places: dict[Markup, dict[str, dict[int | None, None]]] = {}
    for figure in figures:
        sources = places.setdefault(phrase(figure, dataset), {})
        sources.setdefault(figure.source, {})[figure.paragraph] = None
    return [
        (
            words,
            Markup("; ").join(_place(id_, list(found), dataset) for id_, found in given.items()),
        )
        for words, given in places.items()
    ]


def _place(source_id: str, paragraphs: list[int | None], dataset: Dataset) -> Markup:
    link, numbers = source(source_id, dataset), [f"¶{p}" for p in paragraphs if p]
    return Markup("{}, {}").format(link, ", ".join(numbers)) if numbers else link


def note(text: str, dataset: Dataset) -> Markup:
    """A note of the dataset, in which the id of a source becomes its linked name."""
    pieces = []
    for piece in re.split(r"\b(S\d+)\b", text):
        if piece not in dataset.sources:
            pieces.append(escape(piece))
            continue
        before = "".join(pieces)
        name = outlet(piece, dataset)
        starts = not before or before.rstrip().endswith((".", ":", "?"))
        shown = wording.sentence(name) if starts else name
        pieces.append(Markup('<a href="#source-{}">{}</a>').format(piece.lower(), shown))
    return Markup("").join(pieces)


def phrase_and_places(said: tuple[Markup, Markup]) -> Markup:
    """A phrase and where it stands: `“16 projects” (Reuters, ¶2)`."""
    return Markup("“{}” ({})").format(*said)


def _of_dataset(function: Callable[..., object]) -> Callable[..., object]:
    """A filter that is given the dataset of its template."""

    @pass_context
    def filtered(context: Context, value: object, *more: object) -> object:
        return function(value, context["d"], *more)

    return filtered


def _is_html(template: str | None) -> bool:
    return template is not None and template.endswith(".html.j2")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("helpers.telling", "templates/text"),
        autoescape=_is_html,
        undefined=StrictUndefined,
        # Line ends stay, and become single spaces in the end: no two sentences run together.
        lstrip_blocks=True,
    )
    plain = (
        *(wording.count, wording.plural, wording.a, wording.day, wording.rate, wording.percent),
        *(wording.percent_range, wording.quantity, wording.span, wording.listed),
        *(wording.sentence, wording.mid_sentence, wording.currency, wording.currencies),
        *(wording.listed_apart, face, total, so_far, in_group, to_group, anything_in, roughly),
        *(phrase_and_places, ends, assumed, short, publisher),
    )
    of_dataset = (
        bare,
        phrase,
        outlet,
        source,
        locator,
        quoted,
        scope,
        measured,
        rate_source,
        note,
    )
    environment.filters |= {function.__name__: function for function in plain}
    environment.filters |= {"money": wording.quantity, "mid": wording.mid_sentence}
    environment.filters |= {f.__name__: _of_dataset(f) for f in (*of_dataset, by_phrase)}
    environment.globals |= {"verdicts": VERDICTS, "distribution": DISTRIBUTION}
    environment.globals |= {"infinity": math.inf}
    environment.filters |= {"version": version}
    return environment
