"""A page on which a reader may move projects between groups gets the one script there is.

The script looks up what is on the page already (`data-moves`), and the page's policy allows it by
its hash alone. Without it the control stays hidden; a page without a control has no script.
"""

import base64
import hashlib
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Script, Stylesheet

TEMPLATES = Path(__file__).parent / "templates" / "report"
POLICY = 'meta[http-equiv="Content-Security-Policy"]'


def add_mover(page: BeautifulSoup) -> None:
    """Put the script and the look of the control on a page that has one, and allow the script."""
    policy, style = page.select_one(POLICY), page.select_one("style")
    movers = page.select(".mover")
    if not (movers and policy and style):
        return
    code = (TEMPLATES / "mover.js").read_text(encoding="utf-8")
    style.append(Stylesheet((TEMPLATES / "mover.css").read_text(encoding="utf-8")))
    script = page.new_tag("script")
    script.append(Script(code))
    movers[-1].insert_after(script)  # what it works on is there by then
    policy["content"] = f"{policy['content']}; script-src '{digest(code)}'"


def digest(code: str) -> str:
    """What a policy names a script by."""
    found = hashlib.sha256(code.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(found).decode()}"
