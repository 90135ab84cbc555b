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
from markupsafe import Markup

from helpers.dataset.entities import Dataset, Figure, Term
from helpers.figures import wording
from helpers.model import details
from helpers.model.bounds import Share, Verdict
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.model.promises import Promise
from helpers.model.records import Group
from helpers.model.told import Checked, ToldPlan, qualified
from helpers.project import ProblemsError
from helpers.telling import facts, verdicts
from helpers.telling.frames import Subject, found
from helpers.telling.hinges import hinges
from helpers.telling.labels import changed
from helpers.telling.outlets import outlet, publisher, short, source
from helpers.telling.phrases import (
    bare,
    by_phrase,
    locator,
    measured,
    note,
    phrase,
    phrase_and_places,
    quoted,
    scope,
)
from helpers.telling.phrases import figure_name as figure_name
from helpers.telling.phrases import in_language as in_language

SECTIONS = (
    *("answer", "hangs_on", "checked", "differences", "conflicts", "shares", "projects"),
    *("investors", "rate", "growth", "plan", "outcomes", "unknown", "method", "sources"),
    *("judgements", "versions"),
)
DISTRIBUTION = "investment-announcement"
LINES = (
    *("h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "header"),
)
BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "tr", "caption")
SHORT = 3  # significant digits of what is told for scale alone
FULL, ROUGH = 6, 4  # significant digits of a number as a source gives it, and of a computed one
WHOLE_FROM, WHOLE_TO = 0.1, 0.995  # between these a headline has whole percentages
DOUBLE = 2  # from here on a part is told as a multiple


@dataclass(frozen=True)
class Text:
    """A piece of a page: HTML for a notebook and a page, plain text for a terminal."""

    html: Markup

    def __str__(self) -> str:
        """The text alone, a line a paragraph."""
        soup = BeautifulSoup(self.html, "html.parser")
        for unseen in soup.select("[hidden]"):  # what only a script shows
            unseen.decompose()
        lines = (" ".join(block.get_text(" ").split()) for block in soup.find_all(BLOCKS))
        # Where a list begins or goes on, a question mark is a sign of its own.
        stray = r"(?<![·:]) ([.,;:?)”’])|([(“‘]) "
        return "\n".join(re.sub(stray, r"\1\2", line) for line in lines if line)

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
    """The head of a page: what was announced, the finding as its title, and a few sentences.

    Without a `headline` the finding is the one that the front page has, too; without a
    `standfirst` it is what that finding rests on. What a reader must know first of an announcement
    (its `status`) is said in either case.

    >>> from helpers import load, masthead, views
    >>> print(masthead(views(load("chips-2024-04"))))  # doctest: +ELLIPSIS
    First CHIPS Act awards to chip makers in the United States
    93% of the US$23.197 billion goes to leading-edge chips
    The article itself does not give the amount of any award; between them, Reuters of 20 March, ...
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


def piece(name: str, told: Findings, **more: object) -> Markup:
    """A piece of HTML that a table has in a cell, from its template."""
    return Markup(_laid_out(_rendered(f"{name}.html.j2", told, **more)))


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


def if_reread(figure: Figure) -> str:
    """Behind a number that is ours rather than its source's: ` (as we read “Rs 10,000”)`."""
    same = figure.interval == figure.reading.interval
    return "" if same else f" (as we read “{figure.printed}”)"


def total(told: Findings) -> str:
    """All the money, as a source gives it; else what the parts come to."""
    if told.total_figure:
        return face(told.total_figure)
    digits = FULL if told.total[0] == told.total[1] else ROUGH
    return wording.span(*told.total, told.dataset.currency, digits)


def total_in_dollars(told: Findings) -> str:
    """All the money in US dollars at the market's rate of the day; empty where it is in them."""
    if told.total_figure:
        return in_dollars(told.total_figure, told.dataset)
    rate = facts.dollar_rate(told.dataset)
    low, high = told.total
    return wording.span(low * rate, high * rate, facts.DOLLAR, SHORT) if rate else ""


def in_dollars(figure: Figure, dataset: Dataset) -> str:
    """An amount in US dollars at the market's rate of the day, with its qualifier: `over US$2.55
    billion`; empty where it is not in the announcement's currency, or that is the dollar.
    """
    rate = facts.dollar_rate(dataset)
    if rate is None or figure.unit != dataset.currency:
        return ""
    if figure.exact or qualified(figure):
        words = "" if figure.exact else f"{figure.reading.qualifier.replace('_', ' ')} "
        return f"{words}{wording.quantity(float(figure.value) * rate, facts.DOLLAR, SHORT)}"
    low, high = (float(end) * rate for end in (figure.interval.low, figure.interval.high))
    return wording.span(low, high, facts.DOLLAR, SHORT)


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


def verdict_in_words(verdict: Verdict, figure: Figure) -> str:
    """A verdict as a cell tells it: `matches: adds up`, `fits: 0–60 billion yuan possible`."""
    named = verdicts.named(verdict.verdict, verdict.how)
    if verdict.verdict != "consistent":
        return named
    low, high = _outward(verdict.low, math.floor), _outward(verdict.high, math.ceil)
    return f"{named}: {wording.span(low, high, figure.unit)} possible"


def _outward(value: float, rounded: Callable[[float], int]) -> float:
    """A bound to three significant digits, rounded so that nothing that it allows lies outside."""
    if not value or math.isinf(value):
        return value
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - SHORT)
    return float(rounded(round(value / step, SHORT)) * step)


def rate_source(code: str, dataset: Dataset) -> str:
    """Who states the market's rate of a currency."""
    stated = dataset.rates.get(code)
    return stated.source if stated else "the European Central Bank"


def roughly(fraction: float) -> str:
    """A percentage for a headline: whole above ten, `nearly all` of it never as 100."""
    return wording.percent(fraction, 0 if WHOLE_FROM <= fraction <= WHOLE_TO else 1)


def roughly_range(low: float, high: float) -> str:
    """A percentage for a sentence, or two where its bounds differ by more than rounding."""
    ends = roughly(low), roughly(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix('%')}–{ends[1]}"


def as_part(promise: Promise) -> str:
    """How much came of what was announced: `92%`, or `2.5 times`; 100% only of what came whole."""
    if promise.high >= DOUBLE:
        return wording.span(promise.low, promise.high, "times", 2)
    part = wording.percent_range(promise.low, promise.high)
    unlike = part == "100%" and not promise.same
    return wording.percent_range(promise.low, promise.high, 1) if unlike else part


def listed_clearly(names: Iterable[str]) -> str:
    """A list in which a name with a comma or an “and” of its own is not taken for two."""
    found = list(names)
    unclear = any("," in name or " and " in name for name in found)
    return wording.listed_apart(found) if unclear else wording.listed(found)


def largest_share(evidence: Evidence, dimension: str) -> Group | None:
    """The group that gets most of the money, where some is known."""
    found = details.groups(evidence, dimension) if evidence.has_shares else ()
    known = [group for group in found if group.share.known > 0]
    return max(known, key=lambda group: group.share.known, default=None)


def tally(told: Findings, evidence: Evidence) -> Markup:
    """How many of the article's figures have each verdict, by one evidence."""
    return verdicts.tally(evidence.audit[each.figure.id] for each in told.checked)


def by_convention(each: Checked) -> bool:
    """Whether a figure conflicts only as we take “more than” or “nearly”."""
    return verdicts.CONVENTION in each.verdict.how


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
        *(phrase_and_places, ends, assumed, short, publisher, verdict_in_words, tally),
        *(by_convention, largest_share, roughly_range, if_reread, total_in_dollars),
        *(as_part, listed_clearly, verdicts.named),
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
        in_dollars,
    )
    environment.filters |= {function.__name__: function for function in plain}
    environment.filters |= {name: getattr(facts, name) for name in facts.__all__}
    environment.filters |= {"money": wording.quantity, "mid": wording.mid_sentence}
    environment.filters |= {f.__name__: _of_dataset(f) for f in (*of_dataset, by_phrase)}
    environment.globals |= {"distribution": DISTRIBUTION}
    environment.globals |= {"infinity": math.inf}
    environment.filters |= {"version": version, "hinges": hinges}
    return environment
