"""All announcements side by side: what is disclosed, who invests, how large a project is, which rates are implied.

Each function takes the summaries of all reports, in the order of their dates, and returns a chart, a table or a
paragraph, as `charts`, `tables` and `prose` do for one.
"""

from importlib.metadata import version

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from helpers.figures import wording as words
from helpers.project import Project, digest
from helpers.telling import charts, prose, tables
from helpers.telling.charts import Canvas, Chart

MOST = 40  # rows of a chart: nobody reads further, and a thousand would take memory for nothing


def summary(found) -> HTML:
    """What the comparison comes to, in a few sentences."""
    whole = [s for s in found if s.printed == s.projects]
    none = [s for s in found if not s.printed and s not in whole]
    broken = [s for s in found if not s.adds_up]
    others = len(found) - len(whole) - len(none)
    kinds = (
        (len(whole), "for every project"),
        (others, "for some"),
        (len(none), "for no single one"),
    )
    some = [f"{words.count(number)} {what}" for number, what in kinds if number]
    texts = [
        Markup("<strong>Of {}, the amount is printed by {}.</strong>").format(
            words.count(len(found), "announcement"), words.listed(some)
        )
    ]
    if broken:
        texts.append(
            Markup(
                "The figures of {} cannot all be true, and no share is computed from them."
            ).format(words.listed(s.label for s in broken))
        )
    known = [s for s in found if s.foreign and _is_known(s.foreign)]
    if len(known) > 1:
        least, most = (pick(known, key=lambda s: s.foreign.known) for pick in (min, max))
        texts.append(
            Markup(
                "The share of foreign investors is known for {} of them, and lies between {} ({}) and {} ({})."
            ).format(
                words.count(len(known)),
                *(
                    words.percent(least.foreign.known),
                    least.label,
                    words.percent(most.foreign.known),
                    most.label,
                ),
            )
        )
    return prose.paragraphs(*texts)


def _is_known(share):
    """Whether the bounds of a share are close enough together to give it as one number."""
    return share.high - share.low <= 0.05


def disclosure(found) -> Chart:
    """The part of the money that is printed by project, announcement by announcement."""
    bars, rows = [], []
    for s in sorted(found, key=lambda s: (s.disclosed is None, -(s.disclosed or 0), -s.printed)):
        number = f"{s.printed} of {s.projects:.0f}"
        reason = "the total has no limit" if s.adds_up else "they do not add up"
        share = (
            f"{words.percent(s.disclosed)} ({number})"
            if s.printed and s.disclosed
            else f"none ({number})"
        )
        label = f"{number}: {reason}" if s.disclosed is None else share
        bars.append((s.label, s.disclosed or 0.0, label, "known"))
        known = "not computed" if s.disclosed is None else round(100 * s.disclosed, 1)
        rows.append(
            {"Announcement": s.label, "Printed by project, %": known, "For projects": number}
        )
    whole = sum(s.printed == s.projects for s in found)
    which = (
        f"{words.count(whole)} of {words.count(len(found), 'announcement')}"
        if whole
        else "no announcement"
    )
    title = (
        f"{words.sentence(which)} {'print' if whole > 1 else 'prints'} the amount of every project"
    )
    subtitle = (
        "Share of the money that is printed by project; in brackets, for how many of the projects"
    )
    return _chart(
        "disclosure",
        title,
        rows,
        lambda canvas: charts.draw_bars(canvas, bars[:MOST], canvas.width - 130),
        subtitle,
    )


def foreign(found) -> Chart | None:
    """The share of foreign investors with its bounds, where projects are sorted by origin."""
    rows = [(s.label, s.foreign) for s in found if s.foreign]
    if not rows:
        return None
    rows.sort(key=lambda row: (not _is_known(row[1]), -row[1].known))
    known = [share.known for _, share in rows if _is_known(share)]
    title = "No announcement lets the share of foreign investors be known"
    if known:
        title = f"Foreign investors bring {words.percent_range(min(known), max(known), 1)} where their share is known"

    def draw(canvas: Canvas):
        canvas.key([("known", "known"), ("possible", "possible besides"), ("paper", "ruled out")])
        room = canvas.width - 70
        for index, (name, share) in enumerate(rows[:MOST]):
            canvas.space(8 if index else 0)
            canvas.text(0, name, wrap=canvas.width)
            canvas.space(2)
            canvas.share(share, 0, room, canvas.y, 12)
            canvas.text(
                room + 6,
                words.percent_range(share.low, share.high),
                weight="semibold",
                y=canvas.y - 1,
            )
            canvas.space(12)

    number = lambda part: round(100 * part, 1)
    shown = [
        {
            "Announcement": name,
            "Known, %": number(s.known),
            "At least, %": number(s.low),
            "At most, %": number(s.high),
        }
        for name, s in rows
    ]
    return _chart(
        "foreign",
        title,
        shown,
        draw,
        "Share of foreign investors in all investment; each bar is 100% of it",
    )


def sizes(found) -> Chart | None:
    """The average size of a project, in US dollars at the market's rate of the day."""
    sized = [s for s in found if s.average]
    if not sized:
        return None
    sized.sort(key=lambda s: -s.average[1])
    bars = [(s.label, s.average[1] / 1e6, _average(s), "known") for s in sized]
    rows = [
        {"Announcement": s.label}
        | {
            f"{name}, US$ million": float(f"{end / 1e6:.4g}")
            for name, end in zip(("At least", "At most"), s.average)
        }
        for s in sized
    ]
    title = f"An average project is of {_average(sized[0])}"
    if len(sized) > 1:
        title = f"An average project is of {_average(sized[-1])} in one announcement and {_average(sized[0])} in another"
    subtitle = "All money announced, divided by the number of projects, in US dollars at the market’s rate of the day"
    return _chart(
        "sizes",
        title,
        rows,
        lambda canvas: charts.draw_bars(canvas, bars[:MOST], canvas.width - 130),
        subtitle,
    )


def _average(subject):
    low, high = subject.average
    if high - low <= high * 1e-3:
        return words.quantity(high, "USD", 3)
    return words.span(float(f"{low:.3g}"), float(f"{high:.3g}"), "USD", 3)


def rates(found) -> Chart | None:
    """The rate that each announcement implies beside the market's of its day, the earliest first."""
    rows = _of_one_pair(found)
    if not rows:
        return None
    ends = [value for s in rows for value in (s.rate.low, s.rate.high, s.rate.market)]
    lowest, highest = min(ends), max(ends)
    pad = (highest - lowest) * 0.04
    apart = [s for s in rows if not s.rate.low <= s.rate.market <= s.rate.high]
    which = (
        f"{words.count(len(apart))} of {words.count(len(rows))} implied rates"
        if apart
        else "no implied rate"
    )
    title = f"{words.sentence(which)} {'rule' if len(apart) > 1 else 'rules'} out the market’s"

    def draw(canvas: Canvas):
        place = lambda value: (value - lowest + pad) / (highest - lowest + 2 * pad) * canvas.width
        for index, s in enumerate(rows[:MOST]):
            canvas.space(12 if index else 0)
            text = f"{s.label}: implied {words.rate(s.rate.value)}, market {words.rate(s.rate.market, 5)}"
            canvas.text(0, text, wrap=canvas.width)
            canvas.space(4)
            y = canvas.y + 7
            canvas.line([0, canvas.width], [y, y])
            canvas.bar(place(s.rate.low), place(s.rate.high), y - 5, 10, "possible")
            canvas.dot(place(s.rate.value), y, "known")
            canvas.line([place(s.rate.market)] * 2, [y - 7, y + 7], "ink", 2)
            canvas.space(14)

    names = [words.currency(code) for code in (rows[0].currency, rows[0].rate.currency)]
    columns = {"Implied": "value", "Market": "market", "At least": "low", "At most": "high"}
    number = lambda s, end: float(f"{getattr(s.rate, end):.5g}")
    shown = [
        {"Announcement": s.label, "Date": s.date.isoformat()}
        | {f"{what}, {names[0]} to the {names[1]}": number(s, end) for what, end in columns.items()}
        for s in rows
    ]
    subtitle = (
        f"{words.sentence(names[0])} for one {names[1]}, all on one scale. Dot: implied. Pale: every rate that the "
        "printed figures allow. Upright line: the market’s, by the European Central Bank"
    )
    return _chart("rates", title, shown, draw, subtitle)


def _chart(id_, title, rows, draw, subtitle):
    source = "Source: the reports of each announcement, as its own report lists them."
    shown = (
        f" Shown are the first {MOST} of {len(rows):,}; the table of all announcements has every one."
        if len(rows) > MOST
        else ""
    )
    return Chart(id_, title, f"{subtitle}.{shown}", source, rows[:MOST], draw)


def _of_one_pair(found):
    """The announcements that imply a rate, of the two currencies that most of them have; with a market’s rate."""
    rated = [s for s in found if s.rate and not s.rate_stated]
    pairs = [(s.currency, s.rate.currency) for s in rated]
    most = max(pairs, key=pairs.count, default=None)
    return [s for s in rated if (s.currency, s.rate.currency) == most]


def inference(found) -> HTML:
    """What the implied rates suggest, and that it is no more than that."""
    rows = _of_one_pair(found)
    apart = [s for s in rows if not s.rate.low <= s.rate.market <= s.rate.high]
    within = [s for s in rows if s not in apart]
    texts = []
    if apart:
        used = [s.rate.value for s in apart]
        least, most = words.rate(min(used)), words.rate(max(used))
        texts.append(
            Markup("{} {}, while the market’s was {}.").format(
                words.sentence(words.listed(s.label for s in apart)),
                f"imply rates of {least} to {most}" if len(apart) > 1 else f"implies {least}",
                words.listed(
                    f"{words.rate(s.rate.market, 5)} on {words.day(s.date)}" for s in apart
                ),
            )
        )
    texts += [
        Markup(
            "{} implies {}, and the market’s rate of its day, {}, lies inside what its figures allow."
        ).format(s.label, words.rate(s.rate.value), words.rate(s.rate.market, 5))
        for s in within
    ]
    if apart:
        texts.append(
            "That an announcer who keeps to one rate while the market moves counts at a fixed rate of planning is an "
            "inference from these figures: no report states the rate that was used."
        )
    return prose.paragraphs(*texts or ["No announcement implies an exchange rate."])


def failures(found) -> HTML:
    """The figures of each article that all the others, with all reports, rule out."""
    rows = [
        {
            "Announcement": s.label,
            "As printed": words.in_language(failure.printed, failure.language),
            "What it is": failure.name,
            "The others allow": failure.allowed,
            "Away by": failure.away,
        }
        for s in found
        for failure in s.failures
    ]
    audited = sum(s.figures for s in found)
    return tables.html(
        rows,
        f"{words.sentence(words.count(len(rows)))} of the {audited} figures examined are ruled out by others, or read "
        "otherwise than printed.",
        widths=(22, 20, 26, 20, 12),
    )


def overview(found) -> HTML:
    """A row an announcement, with what the charts show in numbers."""
    rows = [
        {
            "Announcement": Markup('<a href="{}.html">{}</a>').format(s.id, s.label),
            "Projects": f"{s.projects:.0f}",
            "Total": s.total,
            "Printed by project": "not computed"
            if s.disclosed is None
            else words.percent(s.disclosed)
            if s.printed
            else "none",
            "Foreign": words.percent_range(s.foreign.low, s.foreign.high, 1)
            if s.foreign
            else "not printed",
            "Average project": _average(s) if s.average else "not computed",
            "Figures": str(s.figures),
        }
        for s in found
    ]
    return tables.html(
        rows,
        "All announcements. A project is whatever the announcement counts: projects, awards or deals. Averages are in "
        "US dollars at the market’s rate of the day.",
        numeric=("Projects", "Figures"),
        widths=(23, 9, 19, 13, 13, 15, 8),
        id="table-announcements",
        file=("announcements.csv", table(found)),
    )


def table(found) -> pd.DataFrame:
    """A row an announcement; shares in percent, averages in US dollars at the market's rate of the day."""
    share = lambda value: "" if value is None else f"{100 * value:.2f}"
    money = lambda value: "" if value is None else f"{value:.0f}"
    return pd.DataFrame(
        {
            "announcement": s.id,
            "date": s.date.isoformat(),
            "currency": s.currency,
            "projects": f"{s.projects:.0f}",
            "projects_disclosed": s.printed,
            "disclosed": share(s.disclosed),
            "foreign": share(s.foreign.known if s.foreign else None),
            "foreign_low": share(s.foreign.low if s.foreign else None),
            "foreign_high": share(s.foreign.high if s.foreign else None),
            "average_low_usd": money(s.average[0] if s.average else None),
            "average_high_usd": money(s.average[1] if s.average else None),
            "rate_currency": s.rate.currency if s.rate else "",
            "rate_implied": f"{s.rate.value:.6g}" if s.rate else "",
            "rate_low": f"{s.rate.low:.6g}" if s.rate else "",
            "rate_high": f"{s.rate.high:.6g}" if s.rate else "",
            "rate_market": f"{s.rate.market:.6g}" if s.rate else "",
        }
        for s in found
    )


def versions(found, notebook_version: str) -> HTML:
    """The versions that the comparison was made from."""
    items = [
        *(
            Markup("Dataset <code>{}</code>, version {}, SHA-256 beginning {}").format(
                s.id, s.version, s.digest
            )
            for s in found
        ),
        Markup("Notebook <code>comparison.ipynb</code>, version {}").format(notebook_version),
        Markup("Code version {}; locked dependencies, SHA-256 beginning {}").format(
            version("investment-announcement"), digest(Project.find().root / "requirements.lock")
        ),
    ]
    return prose.items(items)
