"""Results become charts: each function takes results and returns a Chart, with its alt text, ready to be shown.

A chart is drawn twice, wide for a page and narrow for a phone, by one function. Its title is a sentence that says
the finding, its labels stand beside what they name, and its source line is part of it, so that it can travel alone.
Text stays text in the picture; nothing here knows of notebooks or pages.
"""

import functools
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import font_source_sans_pro
import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure as Picture
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle

from helpers import words
from helpers.announcement import Announcement
from helpers.model import View, distinct

FONT = "Source Sans Pro"
FONT_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
FONT_STYLES = ("Regular", "Semibold")
COLOURS = {
    "ink": "#1b222b",
    "muted": "#57616c",
    "rule": "#c3cad2",
    "paper": "#ffffff",
    "known": "#0f5c9c",
    "on-known": "#fefefe",
    "outside": "#5c6b7a",
    "possible": "#a9cbe6",
    "unknown": "#e4e8ec",
    "contrast": "#b4461a",
}
WIDE, NARROW = 490, 264  # points; a page's column, and a phone's
BODY, SMALL, TITLE = 9.5, 8.5, 12.5
LINE = 1.3  # a line's height, in sizes of its type

for style in FONT_STYLES:
    font_manager.fontManager.addfont(FONT_FOLDER / f"SourceSansPro-{style}.ttf")


@dataclass(frozen=True)
class Chart:
    """A picture in two widths, as SVG, with the text that stands for it where it cannot be seen."""

    id: str
    title: str
    alt: str
    draw: Callable[["Canvas"], None] = field(repr=False)
    source: str = ""
    subtitle: str = ""

    def svg(self, width: float = WIDE, travelling: bool = False) -> str:
        """The picture, `width` points wide; `travelling` alone, it has white paper and its text is drawn as shapes."""
        fonttype = "path" if travelling else "none"
        with matplotlib.rc_context(
            {"svg.fonttype": fonttype, "svg.hashsalt": f"{self.id}-{width}", "font.family": FONT}
        ):
            canvas = Canvas(width)
            canvas.text(0, self.title, size=TITLE, weight="semibold", wrap=width)
            if self.subtitle:
                canvas.space(3)
                canvas.text(0, self.subtitle, colour="muted", wrap=width)
            canvas.space(10)
            self.draw(canvas)
            canvas.space(8)
            canvas.text(0, self.source, size=SMALL, colour="muted", wrap=width)
            return canvas.svg(margin=14 if travelling else 0)

    def _repr_mimebundle_(self, **_):
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}, {
            "image/svg+xml": {"id": self.id, "alt": self.alt, "narrow": self.svg(NARROW)}
        }


class Canvas:
    """A column of drawing, `width` points wide, that grows downwards: `y` is how far down it is filled."""

    def __init__(self, width):
        self.width = width
        self.y = 0.0
        self.narrow = width < 400
        self.items = []

    def space(self, height):
        self.y += height

    def text(self, x, text, *, size=BODY, weight="regular", colour="ink", align="left", wrap=None, y=None):
        """Write text whose first line's top is at `y`, or at the end of the column, which then moves down."""
        lines = _wrapped(text, size, weight, wrap) if wrap else [text]
        top = self.y if y is None else y
        for number, line in enumerate(lines):
            baseline = top + (number + 0.8) * size * LINE
            self.items.append(
                lambda axes, line=line, baseline=baseline: axes.text(
                    x,
                    baseline,
                    line,
                    fontsize=size,
                    fontweight=weight,
                    color=COLOURS[colour],
                    ha=align,
                    va="baseline",
                    parse_math=False,
                )
            )
        if y is None:
            self.y = top + len(lines) * size * LINE
        return len(lines) * size * LINE

    def bar(self, left, right, top, height, colour):
        if right > left:
            self.items.append(
                lambda axes: axes.add_patch(
                    Rectangle((left, top), right - left, height, facecolor=COLOURS[colour], linewidth=0)
                )
            )

    def line(self, xs, ys, colour="rule", width=0.8):
        self.items.append(
            lambda axes: axes.plot(xs, ys, color=COLOURS[colour], linewidth=width, solid_capstyle="butt", clip_on=False)
        )

    def dot(self, x, y, colour):
        self.items.append(lambda axes: axes.plot([x], [y], "o", color=COLOURS[colour], markersize=8, clip_on=False))

    def svg(self, margin):
        """What was drawn: as it is, for a page to colour its ground, or with a margin of white paper."""
        across, down = self.width + margin, self.y + margin
        picture = Picture(figsize=((across + margin) / 72, (down + margin) / 72), facecolor=COLOURS["paper"])
        axes = picture.add_axes((0, 0, 1, 1), xlim=(-margin, across), ylim=(down, -margin))
        axes.set_axis_off()
        for item in self.items:
            item(axes)
        output = io.StringIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="Glyph")
            try:
                picture.savefig(output, format="svg", transparent=not margin, metadata={"Date": None, "Creator": None})
            except UserWarning as warning:
                raise ValueError(
                    f"a chart has a character that its font lacks; use Latin script in names and outlets: {warning}"
                ) from None
        svg = output.getvalue()
        # Only the picture itself; and ids that nothing refers to would be used twice on a page with many charts.
        return re.sub(r'<g id="[^"]*">', "<g>", svg[svg.index("<svg") :])


@functools.cache
def _text_width(text, size, weight):
    font = font_manager.get_font(FONT_FOLDER / f"SourceSansPro-{weight.capitalize()}.ttf")
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


def _wrapped(text, size, weight, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _source_line(announcement: Announcement, sources=()) -> str:
    outlets = [f"{announcement.sources[s].outlet.split(',')[0]} ({s})" for s in (sources or announcement.sources)]
    return f"Source: {', '.join(outlets)}; event of {words.day(announcement.date)}."


def _view_names(views) -> list[str]:
    """What the views are called in a chart; one name where the announcement has one source."""
    article, everything = views
    if article.alone:
        return ["The article"]
    number = len(everything.sources)
    return [
        "The article alone",
        f"{'Both reports' if number == 2 else 'All ' + words.count(number, 'report')} together",
    ]


def _stack(canvas, segments):
    """One bar of 100%: segments of (fraction, printed percentage, name, colour); a label that does not fit stands
    below, on a line.
    """
    inside = []
    for fraction, _, name, _ in segments:
        room = fraction * canvas.width - 10
        lines = _wrapped(name, SMALL, "regular", room)
        inside.append(
            len(lines)
            if room > 32 and len(lines) <= 2 and max(_text_width(line, SMALL, "regular") for line in lines) <= room
            else 0
        )
    height, left, below = 27 + 11 * max(inside, default=1), 0.0, []
    for (fraction, printed, name, colour), lines in zip(segments, inside):
        right = left + fraction * canvas.width
        canvas.bar(left, right - (1 if right < canvas.width - 1 else 0), canvas.y, height, colour)
        if lines:
            ink = "ink" if colour in ("unknown", "possible") else "on-known"
            canvas.text(left + 5, printed, size=11, weight="semibold", colour=ink, y=canvas.y + 5)
            canvas.text(left + 5, name, size=SMALL, colour=ink, wrap=right - left - 10, y=canvas.y + 19)
        else:
            below.append(((left + right) / 2, f"{printed} {name}"))
        left = right
    canvas.space(height)
    bottom = canvas.y
    fits = lambda label: label[0] + _text_width(label[1], SMALL, "regular") <= canvas.width
    for x, text in sorted(below, key=lambda label: (fits(label), -label[0] if fits(label) else label[0])):
        canvas.space(5)
        canvas.line([x, x], [bottom, canvas.y + 3], "muted")
        to_right = fits((x, text))
        canvas.text(
            max(x - 1, 0) if to_right else x + 1,
            text,
            size=SMALL,
            align="left" if to_right else "right",
            y=canvas.y + 2,
        )
        canvas.space(SMALL * LINE)


def draw_bars(canvas, rows, room):
    """A bar a row of (name, value, label, colour), its name above it; the longest is `room` long."""
    longest = max(*(value for _, value, *_ in rows), 1e-9)
    for index, (name, value, label, colour) in enumerate(rows):
        canvas.space(8 if index else 0)
        canvas.text(0, name, wrap=canvas.width)
        canvas.space(2)
        length = room * max(0.0, value) / longest
        canvas.bar(0, length, canvas.y, 14, colour)
        canvas.text(length + 6, label, weight="semibold", y=canvas.y)
        canvas.space(14)


def answer(views) -> Chart | None:
    """The one picture that answers: the shares, or else what does not add up."""
    return shares(views) or conflict(views[0])


def _solved(views) -> list[tuple[str, View]]:
    """The views of which shares can be computed, with their names."""
    named = zip(_view_names(views), distinct(views))
    return [(name, view) for name, view in named if view.has_shares]


def shares(views) -> Chart | None:
    """The answer: of all investment, what is known to be in each sector (or other group, where nothing is sorted by
    sector), and what is not; None where no share can be computed.
    """
    announcement = views[0].announcement
    lead, solved = announcement.lead, _solved(views)
    if not lead or not solved:
        return None
    groups = announcement.vocabularies[lead]
    bars = []
    for name, view in solved:
        found = sorted(
            (s for s in view.shares(lead) if s.known > words.NEGLIGIBLE),
            key=lambda s: (groups[s.group].outside, -s.known),
        )
        rest = max(0.0, 1 - sum(s.known for s in found))
        named = any(not term.outside for term in groups.values())
        colours = ["outside" if groups[s.group].outside and named else "known" for s in found]
        if lead != "sector" or not named:
            colours = [("known", "outside", "possible")[number % 3] for number in range(len(found))]
        parts = [(s.known, groups[s.group].name, colour) for s, colour in zip(found, colours)]
        parts += [(rest, f"{lead} not known", "unknown")] if rest > words.NEGLIGIBLE else []
        bars.append(
            (name, [(part[0], text, *part[1:]) for part, text in zip(parts, words.whole([part[0] for part in parts]))])
        )
    if len(bars) == 2 and bars[0][1] == bars[1][1]:
        bars = [("The article, and all reports together", bars[1][1])]
    known = sum(part[0] for part in bars[-1][1] if part[3] != "unknown")
    total = words.total(solved[-1][1])
    rest = bars[-1][1][-1][1]
    nobody = "the article does not say" if views[0].alone else "no report says"
    title = (
        f"For {rest} of {_whole(total)}, {nobody} which {lead} it goes to"
        if words.NEGLIGIBLE < known < 1 - words.NEGLIGIBLE
        else f"No part of the money, {total}, is printed by {lead}"
        if known <= words.NEGLIGIBLE
        else _largest(bars[-1][1], total, lead)
    )

    def draw(canvas):
        for number, (name, parts) in enumerate(bars):
            canvas.space(12 if number else 0)
            canvas.text(0, name, weight="semibold")
            canvas.space(3)
            _stack(canvas, parts)

    alt = f"{title}. " + " ".join(
        f"{name}: {'; '.join(f'{text} {label}' for _, text, label, _ in parts)}." for name, parts in bars
    )
    judged = f" Sectors as judged here, {announcement.noun} by {announcement.noun}." if _judged(announcement) else ""
    return Chart(
        "shares",
        title,
        alt,
        draw,
        _source_line(announcement),
        f"Share of all {announcement.money}, {total} = 100%.{judged}",
    )


def _whole(total):
    qualified = total.split()[0] in ("over", "nearly", "about", "at", "up")
    return f"the money, {total}," if qualified else f"the {total}"


def _largest(parts, total, lead):
    _, text, name, _ = max(parts, key=lambda part: part[0])
    by = "" if lead == "sector" else f" by {lead}"
    return f"All of {_whole(total)} is accounted for{by}: {text} of it is {words.mid_sentence(name)}"


def _judged(announcement):
    """Whether single projects are sorted into sectors, which is the curator's judgement, and not only groups."""
    return announcement.lead == "sector" and any(
        p.count == 1 and announcement.narrows(p, "sector") for p in announcement.projects
    )


def bounds(views) -> Chart | None:
    """How large and how small each sector's share can be, in each view; None where the total has no limit."""
    announcement = views[0].announcement
    solved = _solved(views)
    if "sector" not in announcement.dimensions or not solved:
        return None
    sectors = announcement.vocabularies["sector"]
    names = [name for name, _ in solved]
    found = [view.shares("sector") for _, view in solved]
    open_ = [[share for share in shares if share.low < 0.005 and share.high > 0.05] for shares in found]
    room = 100 * max(s.high - s.low for s in found[-1])
    title = "The share of every sector is known" + (f" to within {room:.1f} percentage points" if room >= 0.05 else "")
    if open_[0]:
        anything = [
            f"{words.count(len(o)) if len(o) < len(sectors) else 'any'} of {words.count(len(sectors))} groups could "
            f"hold from 0% up to {words.percent_range(min(s.high for s in o), max(s.high for s in o))}"
            for o in open_
            if o
        ]
        alone = "From what is printed" if views[0].alone else f"From {words.mid_sentence(names[0])}"
        title = f"{alone}, {anything[0]} of the money"
        if len(open_) > 1:
            title += (
                f"; with all reports, {anything[1].replace(f' of {words.count(len(sectors))} groups', ' still')}"
                if open_[1]
                else "; all reports together leave none so open"
            )

    def track(canvas, share, left, right, label_width):
        across = right - left - label_width
        top, height = canvas.y + 2, 10
        canvas.bar(left, left + across * share.high, top, height, "possible")
        canvas.bar(left, left + across * share.known, top, height, "known")
        canvas.line([left, left + across, left + across, left, left], [top, top, top + height, top + height, top])
        canvas.text(left + across + 6, words.percent_range(share.low, share.high), weight="semibold", y=top - 1.5)

    def draw(canvas):
        if canvas.narrow:
            for group, term in enumerate(sectors.values()):
                canvas.space(9 if group else 0)
                canvas.text(0, term.name, weight="semibold")
                for name, shares in zip(names, found):
                    canvas.text(0, name.removesuffix(" together"), size=SMALL, colour="muted", y=canvas.y + 1)
                    track(canvas, shares[group], 82, canvas.width, 52)
                    canvas.space(15)
            return
        left = min(180.0, max(_text_width(term.name, BODY, "regular") for term in sectors.values())) + 12
        panel = (canvas.width - left) / len(names)
        for number, name in enumerate(names):
            canvas.text(left + number * panel, name, weight="semibold", y=canvas.y)
        canvas.space(16)
        for group, term in enumerate(sectors.values()):
            height = canvas.text(0, term.name, wrap=left - 12, y=canvas.y)
            for number, shares in enumerate(found):
                track(canvas, shares[group], left + number * panel, left + (number + 1) * panel - 8, 52)
            canvas.space(max(20, height + 6))

    alt = f"{title}. " + " ".join(
        f"{name}: {'; '.join(f'{sectors[s.group].name} {words.percent_range(s.low, s.high)}' for s in shares)}."
        for name, shares in zip(names, found)
    )
    subtitle = (
        f"Share of all {announcement.money}, 0 to 100%. Dark: known. Pale: possible besides. Empty: ruled out. All "
        f"groups draw "
        "on the same money, so if one has much of it the others have little."
    )
    return Chart("bounds", title, alt, draw, _source_line(announcement), subtitle)


def projects(view: View) -> Chart | None:
    """The projects whose amount is printed, by size, and all the others as one; None where no amount is printed."""
    announcement = view.announcement
    amounts = view.amounts()
    if not amounts:
        return None
    total = view.total()[0] if view.adds_up else 0.0
    number, disclosed = view.project_count()[0], view.disclosed()[0]
    named = lambda project: (
        f"{project.name} ({words.count(project.count, announcement.noun)})" if project.count > 1 else project.name
    )
    rows = [
        (named(project), amount, words.quantity(float(figure.reading.value), figure.unit), "known")
        for project, figure, amount in amounts
    ]
    rest = total - sum(amount for _, amount, *_ in rows)
    most = view.total()[1] - total if view.adds_up else 0.0
    if view.adds_up and rest > total * words.NEGLIGIBLE and number > disclosed:
        rows.append(
            (
                f"{words.sentence(words.count(number - disclosed, f'other {announcement.noun}'))}, together",
                rest,
                "amounts not printed",
                "unknown",
            )
        )
    title = (
        f"Amounts are printed for {'all' if disclosed == number else f'{words.count(disclosed)} of'} "
        f"{words.count(number, announcement.noun)}; the largest is "
        f"{words.quantity(rows[0][1], announcement.currency)}"
    )

    def draw(canvas):
        bars = []
        for name, amount, printed, colour in rows:
            value = words.span(amount, amount + (most if colour == "unknown" else 0), announcement.currency, 4)
            label = value if canvas.narrow or printed in (value, "") else f"{value} ({printed})"
            bars.append((name, amount, label, colour))
        draw_bars(canvas, bars, canvas.width - (110 if canvas.narrow else 210))

    rates = " and ".join(
        f"{words.rate(rate.value)} to the {words.currency(rate.currency)}" for rate in view.rates.values()
    )
    alt = (
        f"{title}. "
        + "; ".join(
            f"{name}: {words.span(amount, amount + (most if colour == 'unknown' else 0), announcement.currency, 4)}"
            for name, amount, _, colour in rows
        )
        + "."
    )
    subtitle = (
        f"{words.sentence(announcement.money)} by {announcement.noun}, in {words.currencies(announcement.currency)}"
        + (f", at {rates}" if rates else "")
    )
    return Chart("projects", title, alt, draw, _source_line(announcement), subtitle)


def conflict(view: View) -> Chart | None:
    """The printed total beside the sum of the amounts printed for projects, as printed and as mended by slips;
    None where these do not contradict each other.
    """
    announcement = view.announcement
    found = next((c for c in view.conflicts() if c.measure == "investment"), None)
    drop = next((d for d in found.drops if not d.figure.scope and d.gap > 0), None) if found else None
    amounts = view.amounts()
    single = all(not f.scope or f.scope[0][0] == "project" for f in view.figures if f.measure == "investment")
    if not drop or not amounts or not single or drop.figure.unit != announcement.currency:
        return None  # the picture is of projects beside their total, and of nothing else
    money = lambda value, digits=4: words.quantity(value, announcement.currency, digits)
    printed = float(drop.figure.value)
    whose = f"{words.count(len(amounts), announcement.noun)}"
    rows = [
        (f"The total, printed as “{drop.figure.printed}”", [(printed, "outside")], money(printed)),
        (
            f"The amounts of the {whose}, as printed",
            [(a, "known") for *_, a in amounts],
            money(sum(a for *_, a in amounts)),
        ),
    ]
    if len(found.slips) == 1:
        meant = {slip.figure.id: slip.value for slip in found.slips[0]}
        mended = [(meant.get(f.id, a), "contrast" if f.id in meant else "known") for _, f, a in amounts]
        names = words.listed(f"{p.name} at {money(meant[f.id])}" for p, f, _ in amounts if f.id in meant)
        rows.append((f"The same, with {names}", mended, money(sum(a for a, _ in mended))))
    title = f"The {whose} come to {rows[1][2]}, {money(drop.gap, 5)} more than the printed total"

    def draw(canvas):
        room = canvas.width - (92 if canvas.narrow else 110)
        longest = max(sum(value for value, _ in parts) for _, parts, _ in rows)
        for index, (name, parts, label) in enumerate(rows):
            canvas.space(10 if index else 0)
            canvas.text(0, name, wrap=canvas.width)
            canvas.space(2)
            left = 0.0
            for value, colour in parts:
                right = left + room * value / longest
                canvas.bar(left, max(right - 1, left + 0.5), canvas.y, 18, colour)
                left = right
            canvas.text(left + 5, label, weight="semibold", y=canvas.y + 2)
            canvas.space(18)

    alt = f"{title}. " + " ".join(f"{name}: {label}." for name, _, label in rows)
    subtitle = f"{words.sentence(announcement.money)}, a part of a bar a {announcement.noun}. " + (
        "Highlighted: what the fewest slips that mend the sum would leave." if len(rows) == 3 else ""
    )
    return Chart("conflict", title, alt, draw, _source_line(announcement, [drop.figure.source]), subtitle.strip())


def origins(view: View) -> Chart | None:
    """How many projects and how much money come from where; None where nothing is printed by origin."""
    announcement = view.announcement
    found = view.shares("origin") if "origin" in announcement.dimensions and view.adds_up else []
    if not found or sum(share.known for share in found) < 0.995:
        return None
    terms = announcement.vocabularies["origin"]
    number = sum(share.projects for share in found)
    counted = number == view.project_count()[0]
    smallest = min(found, key=lambda share: share.known)
    projects_parts = words.whole([share.projects / number for share in found]) if counted else []
    money_parts = words.whole([share.known for share in found])
    title = f"{words.percent(smallest.known)} of the money is {terms[smallest.group].name.lower()}"
    if counted:
        title = (
            f"{words.sentence(words.count(smallest.projects))} of {words.count(number, announcement.noun)} "
            f"{'is' if smallest.projects == 1 else 'are'} {terms[smallest.group].name.lower()}, with "
            f"{words.percent(smallest.known)} of the money"
        )
    total = view.total()[0]
    colours = dict(
        zip(
            [share.group for share in sorted(found, key=lambda s: s.known)], ("known", "outside", "possible", "unknown")
        )
    )

    def draw(canvas):
        if counted:
            canvas.text(0, words.sentence(words.plural(announcement.noun)), weight="semibold")
            canvas.space(3)
            _stack(
                canvas,
                [
                    (
                        s.projects / number,
                        part,
                        f"{terms[s.group].name.lower()}, {words.count(s.projects)}",
                        colours[s.group],
                    )
                    for s, part in zip(found, projects_parts)
                ],
            )
            canvas.space(12)
        canvas.text(0, words.sentence(announcement.money), weight="semibold")
        canvas.space(3)
        _stack(
            canvas,
            [
                (
                    s.known,
                    part,
                    f"{terms[s.group].name.lower()}, {words.quantity(s.known * total, announcement.currency)}",
                    colours[s.group],
                )
                for s, part in zip(found, money_parts)
            ],
        )

    alt = (
        f"{title}. "
        + "; ".join(
            f"{terms[s.group].name}: {part} of the {announcement.money}"
            + (f", {words.count(s.projects, announcement.noun)}" if counted else "")
            for s, part in zip(found, money_parts)
        )
        + "."
    )
    sources = dict.fromkeys(f.source for f in view.figures if dict(f.scope).keys() == {"origin"})
    return Chart(
        "origins",
        title,
        alt,
        draw,
        _source_line(announcement, sources),
        f"Share of {words.plural(announcement.noun)} and of {announcement.money} by origin",
    )


def exchange_rate(view: View) -> Chart | None:
    """The exchange rate that the figures imply, beside the market's of the day; None where they imply none."""
    announcement = view.announcement
    rate = next((rate for rate in view.rates.values() if rate.implied), None)
    if not rate or not view.adds_up:
        return None
    names = [words.currency(code) for code in (announcement.currency, rate.currency)]
    outside = max(rate.low - rate.market, rate.market - rate.high) / rate.market
    stance = "allow" if outside <= 0 else "just rule out" if outside < 0.002 else "rule out"
    title = (
        f"The figures fit {words.rate(rate.value)} {names[0]} to the {names[1]}, and {stance} the market’s "
        f"{words.rate(rate.market, 5)}"
    )
    lowest, highest = min(rate.low, rate.market), max(rate.high, rate.market)
    pad = (highest - lowest) * 0.25

    def draw(canvas):
        left, right = 14, canvas.width - 14
        place = lambda value: left + (value - lowest + pad) / (highest - lowest + 2 * pad) * (right - left)
        canvas.text(
            place(rate.value), f"implied {words.rate(rate.value)}", weight="semibold", colour="known", align="center"
        )
        canvas.space(4)
        y = canvas.y + 8
        canvas.line([left, right], [y, y])
        canvas.bar(place(rate.low), place(rate.high), y - 6, 12, "possible")
        canvas.dot(place(rate.value), y, "known")
        lower = canvas.narrow or place(rate.high) - place(rate.low) < 70
        canvas.line([place(rate.market)] * 2, [y - 9, y + 9 + (15 if lower else 0)], "contrast", 2)
        canvas.space(20)
        to_left = place(rate.market) > canvas.width / 2
        close = place(rate.high) - place(rate.low) < 70
        ends = f"{words.rate(rate.low)}–{words.rate(rate.high)}" if close else words.rate(rate.low)
        canvas.text(
            (place(rate.low) + place(rate.high)) / 2 if close else place(rate.low), ends, align="center", y=canvas.y
        )
        if close:
            canvas.space(14)
        elif canvas.narrow:
            canvas.text(place(rate.high) - 3, words.rate(rate.high), align="right", y=canvas.y)
            canvas.space(14)
        else:
            canvas.text(place(rate.high) - 4, words.rate(rate.high), align="right", y=canvas.y)
        canvas.text(
            place(rate.market) + (0 if canvas.narrow else -1),
            f"market {words.rate(rate.market, 5)}",
            weight="semibold",
            colour="contrast",
            align="right" if to_left and (canvas.narrow or close) else "left",
            y=canvas.y,
        )
        canvas.space(14)

    alt = f"{title}. The figures allow any rate from {words.rate(rate.low)} to {words.rate(rate.high)}."
    subtitle = (
        f"{words.sentence(names[0])} for one {names[1]}. Pale: every rate that the printed figures allow, rounded "
        "as they are."
    )
    return Chart(
        "exchange-rate",
        title,
        alt,
        draw,
        f"{_source_line(announcement)} Market: reference rates of the European Central Bank.",
        subtitle,
    )


def growth(view: View) -> Chart | None:
    """The percentages that are printed, largest first; None where none is."""
    announcement = view.announcement
    rows = {}
    for figure in view.figures:
        if figure.unit == "%":
            rows.setdefault(
                figure.key,
                (
                    words.sentence(
                        words.scope(figure.scope, announcement) or announcement.measures[figure.measure].name
                    ),
                    figure,
                ),
            )
    if not rows:
        return None
    rows = sorted(rows.values(), key=lambda row: -row[1].reading.value)
    measure = announcement.measures[rows[0][1].measure]
    rows = [row for row in rows if row[1].measure == measure.id]
    if len(rows) == 1:
        return None  # one number is no picture
    title = (
        f"Highest of the {words.count(len(rows))} figures of {measure.name}: {words.mid_sentence(rows[0][0])}, "
        f"{rows[0][1].printed}"
    )

    def draw(canvas):
        colours = ["known"] + ["outside"] * (len(rows) - 1)
        bars = [(name, float(f.reading.value), f.printed, colour) for (name, f), colour in zip(rows, colours)]
        draw_bars(canvas, bars, canvas.width - 60)

    alt = f"{title}. " + "; ".join(f"{name} {figure.printed}" for name, figure in rows) + "."
    sources = [
        source
        for source in announcement.sources
        if any(f.source == source for key in {f.key for _, f in rows} for f in announcement.figures if f.key == key)
    ]
    return Chart(
        "growth",
        title,
        alt,
        draw,
        _source_line(announcement, sources),
        words.sentence(", ".join(filter(None, (measure.name, measure.period)))),
    )


def plan(view: View) -> Chart | None:
    """What was signed beside what is planned, for every measure of which a plan is printed; None where none is."""
    announcement = view.announcement
    plans = [plan for plan in view.plans() if plan.high < float("inf")]
    if not plans:
        return None
    period = plans[0].measure.period
    parts = [
        f"{words.percent_range(p.low, p.high)} of the {'money' if p.measure.unit == 'money' else p.measure.unit}"
        for p in plans
    ]
    title = f"What was signed comes to {words.listed(parts)} planned{f' for {period}' if period else ''}"
    rows = []
    for p in plans:
        signed = words.quantity(p.signed, announcement.currency) if p.measure.unit == "money" else f"{p.signed:,.0f}"
        rows.append(
            (
                p,
                f"{words.sentence(announcement.measures[p.measure.plan_of].name)}: {signed}, beside "
                f"{p.figure.printed} planned",
            )
        )
    highest = max(p.high for p in plans)
    longest = max(1.0, highest)

    def draw(canvas):
        room = canvas.width if highest <= 0.8 else canvas.width - 60
        for index, (p, label) in enumerate(rows):
            canvas.space(12 if index else 0)
            canvas.text(0, label, weight="semibold", wrap=canvas.width)
            canvas.space(3)
            canvas.bar(0, room / longest, canvas.y, 26, "unknown")
            canvas.bar(0, room / longest * p.high, canvas.y, 26, "possible")
            canvas.bar(0, room / longest * p.low, canvas.y, 26, "known")
            canvas.text(
                room / longest * p.high + 6, words.percent_range(p.low, p.high), weight="semibold", y=canvas.y + 7
            )
            canvas.space(26)

    alt = f"{title}. " + " ".join(f"{label}, {words.percent_range(p.low, p.high)}." for p, label in rows)
    vague = [
        f"“{p.figure.printed}” may be {words.span(p.figure.interval.low, p.figure.interval.high, p.figure.unit)}"
        for p in plans
        if p.high - p.low > 0.005
    ]
    subtitle = f"Grey to its end: what is planned{f' for {period}' if period else ''}." + (
        f" Pale: {words.listed(vague)}." if vague else ""
    )
    return Chart(
        "plan", title, alt, draw, _source_line(announcement, dict.fromkeys(p.figure.source for p in plans)), subtitle
    )
