"""Telegram's HTML, read strictly. https://core.telegram.org/bots/api#html-style"""

import re
from html import unescape

TOKEN = re.compile(
    r"<(/?)([a-z][a-z-]*)((?:\s[^<>]*)?)>|(&[^;&\s]{1,10};)|([^<>&]+)|(.)", re.DOTALL
)
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
ATTRIBUTES = {
    "a": re.compile(r' href="((?:https?|tg)://[^"<>]+)"'),
    "span": re.compile(r' class="tg-spoiler"'),
    "code": re.compile(r'(?: class="language-[^"]+")?'),
    "blockquote": re.compile(r"(?: expandable)?"),
}
PLAIN = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre"}
CLOSED = {"pre", "code"}
MOST_ENTITIES = 100


class BadHtml(ValueError):
    """Markup that Telegram does not take."""


def units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse(source: str) -> tuple[str, list[dict[str, object]]]:
    """Return the visible text and its entities. Raises BadHtml."""
    text = ""
    entities: list[dict[str, object]] = []
    opened: list[tuple[str, str, int]] = []
    for token in TOKEN.finditer(source):
        slash, tag, attributes, entity, run, stray = token.groups()
        if stray:
            raise BadHtml(f'Unexpected "{stray}" at byte offset {_offset(source, token)}')
        if entity and not ENTITY.fullmatch(entity):
            raise BadHtml(f'Unknown entity "{entity}" at byte offset {_offset(source, token)}')
        if tag and slash:
            entities.append(_close(opened, tag, text, _offset(source, token)))
        elif tag:
            _check(tag, attributes, [name for name, _, _ in opened])
            opened.append((tag, attributes, units(text)))
        else:
            text += unescape(entity) if entity else run
    if opened:
        raise BadHtml(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    if len(entities) > MOST_ENTITIES:
        raise BadHtml("Too many entities")
    return text, entities


def _check(tag: str, attributes: str, within: list[str]) -> None:
    pattern = ATTRIBUTES.get(tag, re.compile("") if tag in PLAIN else None)
    if pattern is None or not pattern.fullmatch(attributes):
        raise BadHtml(f'Unsupported start tag "{tag}{attributes}"')
    nested = tag in within or CLOSED & set(within)
    if nested and not (tag == "code" and within[-1] == "pre"):
        raise BadHtml(f'"{tag}" can\'t stand inside "{within[-1]}"')


def _close(
    opened: list[tuple[str, str, int]], tag: str, text: str, offset: int
) -> dict[str, object]:
    if not opened:
        raise BadHtml(f"Unexpected end tag at byte offset {offset}")
    name, attributes, start = opened.pop()
    if name != tag:
        raise BadHtml(
            f'Unmatched end tag at byte offset {offset}, expected "</{name}>", found "</{tag}>"'
        )
    kind = "expandable_blockquote" if "expandable" in attributes else name
    return {"type": kind, "offset": start, "length": units(text) - start}


def _offset(source: str, token: re.Match[str]) -> int:
    return len(source[: token.start()].encode())
