"""Markdown: front matter becomes metadata, markup becomes plain paragraphs.

Markup is read as CommonMark with tables (https://spec.commonmark.org/0.31.2/).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index import dirt
from index.paragraphs import join
from index.readers.loading import load_text
from index.readers.records import RawArticle

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[^\S\n]*:[^\S\n]*(.*)$", re.MULTILINE)
_WITH_TEXT = frozenset({"inline", "fence", "code_block", "html_block"})
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)


def read(path: Path) -> Iterator[RawArticle]:
    """Yield the one article of a .md file. Raises UnreadableFile.

    The title is that of the front matter, else the first top-level heading.
    """
    text = load_text(path).replace("\r\n", "\n")
    matter = _FRONT_MATTER.match(text)
    fields = front_matter(matter[1]) if matter else {}
    title, body = plain(text[matter.end() :] if matter else text)
    yield RawArticle(
        text=body,
        title=fields.get("title") or title,
        source=fields.get("source", ""),
        url=fields.get("url"),
        date=fields.get("date"),
        language=fields.get("language") or fields.get("lang"),
    )


def front_matter(text: str) -> dict[str, str]:
    """Return the fields of a YAML front matter as strings, keys in lower case.

    A title with a colon in it is no YAML, but common: what does not parse is read line by line.
    """
    import yaml

    try:
        # BaseLoader makes nothing but strings, lists and mappings: a date stays as it is written.
        fields = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        fields = None
    if not isinstance(fields, dict):
        fields = {key: value.strip(" \"'") for key, value in _FIELD.findall(text)}
    return {str(key).lower(): value for key, value in fields.items() if isinstance(value, str)}


def plain(text: str) -> tuple[str, str]:
    """Return the first top-level heading and the text without markup, a paragraph a block.

    Numbers of lists stay, for the number of a clause is part of what it says; a table row is a
    paragraph.
    """
    from markdown_it import MarkdownIt

    title, number = "", ""
    blocks: list[str] = []
    row: list[str] | None = None
    before = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(" | ".join(row))
            row = None
        elif token.type in _WITH_TEXT:
            block = _content(token)
            title = block if before == "h1" and not title else title
            (blocks if row is None else row).append(number + block)
            number = ""
        before = token.tag
    return title, "\n\n".join(blocks)


def _content(token: "Token") -> str:
    if token.type == "html_block":
        return _TAG.sub(" ", token.content)
    if not token.children:
        return token.content.strip()
    parts = {"softbreak": "\n", "hardbreak": "\n\n", "image": "", "html_inline": ""}
    text = "".join(parts.get(child.type, child.content) for child in token.children)
    return "\n\n".join(map(_joined, text.split("\n\n")))


def _joined(block: str) -> str:
    """Join the lines of a block, as Markdown does, but keep known dirt on its own."""
    groups: list[list[str]] = []
    for line in filter(None, block.split("\n")):
        if groups and not dirt.kind(line) and not dirt.kind(groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return "\n\n".join(map(join, groups))
