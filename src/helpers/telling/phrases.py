"""Figures, projects and notes as sources word them, and where they stand: in the language of the
source, linked to its entry, and escaped.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from helpers.dataset.entities import JOIN, AnnouncedProject, Dataset, Figure, Relation
from helpers.figures import wording
from helpers.telling.outlets import outlet, source


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
    """What a figure measures, within a sentence: `share of investment signed: foreign`."""
    picked, name = scope(figure.scope, dataset), dataset.measures[figure.measure].name
    of_all = f"{name}: {picked}" if picked else name
    # A measure of shares says so itself.
    return of_all if figure.numerator else _related(of_all, figure, dataset)


def _related(measure: str, figure: Figure, dataset: Dataset) -> str:
    """A measure with what a figure says of it, where that is not its amount."""
    other = _compared_with(figure, dataset)
    match figure.relation:
        case Relation.SHARE:
            return f"{measure}, as a share of {other}" if other else f"share of {measure}"
        case Relation.TIMES:
            return f"{measure}, as a multiple of {other or 'the whole'}"
        case Relation.GROWTH:
            return f"growth of {measure}{f' over {other}' if other else ''}"
        case Relation.EACH:
            return f"{measure}, for every single {dataset.noun}"
        case Relation.LARGEST:
            return f"{measure}, for the largest {dataset.noun}"
        case Relation.PART:
            return f"a part of {measure}"
    return measure


def _compared_with(figure: Figure, dataset: Dataset) -> str:
    """The other quantity of a comparison; empty where it is all of the same."""
    if figure.of is None or figure.of == (figure.about, ()):
        return ""
    measure, of = figure.of
    picked = scope(of, dataset) if of != figure.scope else ""
    name = dataset.measures[measure].name
    return f"{name}: {picked}" if picked else name


def figure_name(figure: Figure, dataset: Dataset) -> str:
    """What a figure measures: `Investment signed: foreign`."""
    return wording.sentence(measured(figure, dataset))


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
