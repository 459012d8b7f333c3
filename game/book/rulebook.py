"""The rulebook taken apart: chapters and rules by their numbers, from its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_CHAPTER = re.compile(r"^## (\d+) (.+)$")
_RULE = re.compile(r"^\*\*(\d+\.\d+) ([^*]+?)(\.?)\*\*(.*)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, its name and what it says."""

    number: str
    title: str
    text: str

    @property
    def chapter(self) -> str:
        """The number of its chapter."""
        return self.number.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its rules."""

    number: str
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All chapters, and what stands before the first of them."""

    title: str
    preface: str
    chapters: tuple[Chapter, ...]
    rules: Mapping[str, Rule]

    def chapter(self, number: str) -> Chapter | None:
        """Return a chapter by its number."""
        return next((one for one in self.chapters if one.number == number), None)


EMPTY = Rulebook("", "", (), {})


@lru_cache(maxsize=4)
def parsed(markdown: str) -> Rulebook:
    """Return a rulebook from its text, which may be empty."""
    heads: list[tuple[str, str]] = []
    rules: dict[str, Rule] = {}
    title, preface = "", []
    for line in markdown.splitlines():
        chapter, rule = _CHAPTER.match(line), _RULE.match(line)
        if chapter:
            heads.append((chapter[1], chapter[2]))
        elif rule:
            text = (
                rule[4].strip() if rule[3] else f"{rule[2]}{rule[4]}"
            )  # its name may begin its first sentence
            rules[rule[1]] = Rule(rule[1], rule[2], text)
        elif line.startswith("# "):
            title = line[2:]
        elif line.strip() and not heads:
            preface.append(line.strip())
    chapters = tuple(Chapter(number, name, tuple(_of(rules, number))) for number, name in heads)
    return Rulebook(title, " ".join(preface), chapters, rules)


def _of(rules: Mapping[str, Rule], chapter: str) -> Iterator[Rule]:
    return (rule for rule in rules.values() if rule.chapter == chapter)
