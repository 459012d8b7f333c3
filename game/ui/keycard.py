"""The card of all keys: a page to be printed."""

from __future__ import annotations

from html import escape

from game.model.tongue import direction, t
from game.ui.keys import KEYMAP, Command

STYLE = """\
@page { margin: 12mm } body { font: 10pt sans-serif; color: #222 } h1 { font-size: 15pt; margin: 0 0 3mm }
table { border-collapse: collapse; width: 100% } div { columns: 2; column-gap: 8mm }
p { break-inside: avoid; margin: 0; padding: 0.8mm 0; border-bottom: 0.2mm solid #ccc }
p { display: flex; gap: 4mm }
kbd { font: bold 9.5pt sans-serif; flex: 0 0 34mm } span { flex: 1 }
"""


def keys_of(command: Command) -> str:
    """Return all keys of a command, as written on buttons."""
    return " / ".join(dict.fromkeys(binding.text() for binding in KEYMAP.of(command)))


def key_card() -> str:
    """Return a page of HTML with every command that has a key, fit for one sheet of paper."""
    rows = "\n".join(
        f"<p><kbd>{escape(keys_of(command))}</kbd><span>{escape(t(command.value).capitalize())}</span></p>"
        for command in Command
        if KEYMAP.of(command)
    )
    title = escape(t("Race to the Euphrates: keys"))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    body = f'<h1>{title}</h1>\n<div dir="{direction()}">{rows}</div>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>\n"
