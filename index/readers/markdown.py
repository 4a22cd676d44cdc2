"""Markdown: front matter becomes metadata, markup becomes plain paragraphs.

Markup is read as CommonMark with tables (https://spec.commonmark.org/0.31.2/).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.loading import load_text
from index.readers.records import RawArticle

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[^\S\n]*:[^\S\n]*(.*)$", re.MULTILINE)
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


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
    """Return the first top-level heading and the text without markup, a paragraph a block."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = ""
    blocks: list[str] = []
    number = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "list_item_open":
            # The number of a clause is part of what it says.
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            block = _content(token)
            if before is not None and before.tag == "h1" and not title:
                title = block
            blocks.append(number + block)
            number = ""
    return title, "\n\n".join(blocks)


def _content(token: "Token") -> str:
    if token.type == "html_block":
        return _TAG.sub(" ", token.content)
    return _inline(token.children) if token.children else token.content.strip()


def _inline(tokens: Sequence["Token"]) -> str:
    parts = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(parts.get(token.type, token.content) for token in tokens)
