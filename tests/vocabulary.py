"""The words that must not come back: those of old pages that the style guide has replaced.

A source says, gives or puts; only of its wording is it said that it stands “as printed”. Quotations
are taken out before a text is looked at, and so is code: `printed` is the name of a column.
"""

import re

BANNED = (
    r"(?<!\bas )\bprint(s|ed|ing)?\b",
    r"\bcurator",
    r"\bis read as\b",
    r"\bread otherwise\b",
    r"\bcorroborat",
    r"\bthe reasons? stands? below\b",
    r"\bmiss(es)? each other\b",
    r"\bwould mend\b|\bmends\b",
    r"\btogether give\b",
    r"\bfor its size\b",
    r"\bwith investment of\b",
    r"\bas much as\b",
    r"\bno amount is\b",
    r"\bno figures? of it\b",
    r"\ball reports\b|\bthis report\b|\bother reports?\b",
    r"\b(is|are) (confirmed|consistent|contradicted|unchecked)\b",
    r"\bany share would follow\b|\bwould support any\b",
    r"\balso (in|given by): none\b",
    r"\bfigures of growth of\b",
    r"\bnone to 100\b|\b100\.0\s?%|(?<![\d.])0\.0\s?%",
)
# On a page of a report a source is called by its outlet, and no file by its name in a sentence.
BANNED_ON_PAGES = (*BANNED, r"\bS\d{1,2}\b", r"(?<![\w/])data/")


def found(text: str, banned: tuple[str, ...] = BANNED) -> list[str]:
    """The passages of a text in which a word stands that must not come back."""
    plain = re.sub(r"“[^”]*”", "“…”", " ".join(text.split()))
    hits = (hit for word in banned for hit in re.finditer(word, plain, re.IGNORECASE))
    return [plain[max(0, hit.start() - 40) : hit.end() + 40] for hit in hits]
