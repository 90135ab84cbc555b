"""What things are called in a few words: views, scenarios, columns, files."""

import re
from collections.abc import Iterable, Iterator

from helpers.dataset.entities import Dataset
from helpers.figures import wording as words
from helpers.model.changes import Assumed, Change, Converted, Equalised, LeftOut, Reworded
from helpers.model.evidence import ARTICLE, Evidence

MOST_QUOTED = 3  # phrases in the name of a scenario: of more of them it has the number
WHAT_IF = "what-if"
UNJUDGED = "unjudged"


def called(evidence: Evidence, of: str = "") -> str:
    """What a view is called: `the article alone`, `all sources`, or with `of` an announcement's id
    `all sources of jiangning-2020-05`.

    Where the article is the only source, it is `the article`. Without our judgements it is `all
    sources, with no judgement of ours`, and a scenario says what is assumed: `all sources, without
    “20.15 billion yuan”`.
    """
    article = "the article" if evidence.alone else "the article alone"
    name = article if evidence.alone or evidence.name == ARTICLE else "all sources"
    name = f"{name} of {of}" if of else name
    name = f"{name}, with no judgement of ours" if evidence.unjudged else name
    return f"{name}, {words.listed(changed(evidence))}" if evidence.is_scenario else name


def changed(evidence: Evidence) -> list[str]:
    """What a scenario changes, a phrase for each project, phrase or rate; empty for findings.

    `Agnos counted as smart grid`, `without “20.15 billion yuan”`, `at 7.1 yuan to the dollar`.
    """
    return [told for each in evidence.changes for told in _told(each, evidence.dataset)]


def _told(change: Change, dataset: Dataset) -> Iterator[str]:
    match change:
        case Assumed():
            yield from _assumptions(change, dataset)
        case LeftOut():
            phrases = list(dict.fromkeys(f"“{figure.printed}”" for figure in change.figures))
            many = len(phrases) > MOST_QUOTED
            told = words.count(len(change.figures), "figure") if many else words.listed(phrases)
            yield f"without {told}"
        case Converted(at_market=True):
            yield "at the market’s rate"
        case Equalised():
            yield f"{words.count(change.number, dataset.noun)} without an amount all of one size"
        case Converted():
            own = words.currencies(dataset.currency)
            for code, rate in change.rates.items():
                yield f"at {rate:g} {own} to the {words.currency(code)}"
        case Reworded():
            for figure, phrase in change.figures:
                yield f"“{phrase}” instead of “{figure.printed}”"


def _assumptions(change: Assumed, dataset: Dataset) -> Iterator[str]:
    names = {project.id: project.name for project in dataset.projects}
    for project, groups in change.groups.items():
        found = [_either(ids, dimension, dataset) for dimension, ids in groups.items()]
        yield f"{names[project]} counted {' and '.join(found)}"


def _either(ids: Iterable[str], dimension: str, dataset: Dataset) -> str:
    terms = dataset.vocabularies[dimension]
    return f"as {' or '.join(words.mid_sentence(terms[group].name) for group in ids)}"


def view_id(evidence: Evidence) -> str:
    """The word of the column `view`: `article`, `all-sources`, `unjudged` for all sources with no
    judgement of ours, or `what-if` for a scenario.

    Of the article alone, these are `article-unjudged` and `article-what-if`.
    """
    kind = _kind(evidence)
    if not kind:
        return evidence.name
    return f"{ARTICLE}-{kind}" if evidence.name == ARTICLE else kind


def _kind(evidence: Evidence) -> str:
    """What sets a view apart from those of what the sources say, as we judge it."""
    if evidence.is_scenario:
        return WHAT_IF
    return UNJUDGED if evidence.unjudged else ""


def marked(name: str, *evidences: Evidence) -> str:
    """A name that says whether it is of a scenario: `shares`, or `shares-what-if`.

    One without our judgements is `shares-unjudged`.
    """
    kinds = {_kind(evidence) for evidence in evidences}
    kind = next((kind for kind in (WHAT_IF, UNJUDGED) if kind in kinds), "")
    return f"{name}-{kind}" if kind else name


def file_name(table: str, *evidences: Evidence) -> str:
    """The CSV file of a table, which never has the same name for findings and for a scenario:
    `jiangning-2020-05-shares.csv`, `jiangning-2020-05-shares-what-if.csv`.
    """
    return f"{evidences[0].dataset.id}-{marked(table, *evidences)}.csv"


def slug(text: str, length: int) -> str:
    """The first words of a text as a name of a file or an id; empty where there are none.

    >>> slug("New energy vehicles, by an article’s total", 4)
    'new-energy-vehicles-by'
    """
    found = re.findall(r"[^\W_]+", re.sub("[’']", "", text.lower()))
    return "-".join(found[:length])


def amount_column(dataset: Dataset) -> str:
    """The head of a column of amounts: `Amount, yuan`."""
    return f"Amount, {words.currencies(dataset.currency)}"


def counted(number: int, noun: str) -> str:
    """A number of things for a short representation: `1 source`, `37 figures`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
