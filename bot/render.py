"""Records on a terminal. Everything printed here may hold hostile text, so nothing is markup."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.texts import Texts
from index.records import Article
from rag.records import Answer, Citation, Hit

_EXCERPT = 240


def render_answer(answer: Answer, t: Texts, console: Console, explain: bool = False) -> None:
    """Print the claims with their citation marks, then one block for each source."""
    if answer.notice:
        console.print(Text(t.notices.get(answer.notice, answer.notice), style="yellow"))
    if answer.status == "not_found":
        console.print(Text(t.not_found, style="bold"))
        console.print(_passages(answer.nearest, t.nearest, t))
    else:
        console.print(_claims(answer))
        console.print()
        console.print(_sources(answer, t))
    if explain:
        console.print(_explained(answer, t))


def render_sources(answer: Answer, t: Texts, console: Console) -> None:
    """Print the sources of an answer alone."""
    console.print(_sources(answer, t))


def render_hits(hits: Sequence[Hit], t: Texts, console: Console) -> None:
    """Print retrieved passages with the place each leg gave them."""
    if not hits:
        console.print(Text(t.cli.no_hits))
        return
    for hit in hits:
        legs = ", ".join(
            f"{t.cli.columns[name]} {leg.rank} ({leg.score:.3f})" for name, leg in hit.legs.items()
        )
        head = Text.assemble(
            (f"{hit.rank:>2}. ", "bold"), (_outlet(hit.article, t), "bold"), f"  {hit.score:.3f}"
        )
        console.print(head)
        console.print(_indented(hit.chunk.text))
        console.print(_indented(f"{legs} · {_command(hit)}", "dim"))


def render_articles(articles: Sequence[Article], t: Texts, console: Console) -> None:
    """Print one row an article."""
    names = ("id", "date", "source", "title")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(t.cli.columns[name], overflow="fold", no_wrap=name == "date")
    for article in articles:
        table.add_row(*(Text(getattr(article, name) or "–") for name in names))
    console.print(table)


def render_article(
    article: Article, span: tuple[int, int] | None, t: Texts, console: Console
) -> None:
    """Print the cleaned text with `span` marked: in colour on a terminal, else as [[ … ]]."""
    console.print(Text(article.title or article.id, style="bold"))
    described = (article.source, t.day(article.date or ""), article.url or "")
    console.print(Text(" · ".join(filter(None, described)), style="dim"))
    console.print()
    text = Text(article.text)
    if span is not None:
        if console.is_terminal:
            text.stylize("black on yellow", *span)
        else:
            start, end = span
            marked = f"[[{article.text[start:end]}]]"
            text = Text(article.text[:start] + marked + article.text[end:])
    console.print(text)


def _claims(answer: Answer) -> Text:
    shown = Text()
    for claim in answer.claims:
        before, short, after = claim.parts
        shown.append(" " if shown else "").append(before).append(short, "bold").append(after)
        shown.append(f" {claim.marks}", "cyan")
    return shown


def _sources(answer: Answer, t: Texts) -> RenderableType:
    said = {claim.text for claim in answer.claims}
    rows: list[RenderableType] = [Text(t.cli.sources, style="bold")]
    for citation in answer.citations:
        rows.append(_head(citation, t))
        if citation.quote not in said:
            rows.append(_indented(f"“{citation.quote}”", "italic"))
        command = f"tanya show {citation.article_id} --span {citation.start}:{citation.end}"
        rows.append(_indented(t.cli.look_up.format(command=command), "dim"))
    return Group(*rows)


def _head(citation: Citation, t: Texts) -> Text:
    parts = (citation.source, t.day(citation.date or ""), citation.title, citation.url or "")
    head = " · ".join(filter(None, parts)) or citation.article_id
    return Text.assemble((f"[{citation.number}] ", "cyan"), head)


def _passages(hits: Sequence[Hit], heading: str, t: Texts) -> RenderableType:
    if not hits:
        return Text("")
    rows: list[RenderableType] = [Text(), Text(heading)]
    for hit in hits:
        excerpt = " ".join(hit.chunk.text.split())
        short = excerpt if len(excerpt) <= _EXCERPT else excerpt[:_EXCERPT].rsplit(" ", 1)[0] + " …"
        rows.append(Text(f"• {_outlet(hit.article, t)}"))
        rows.append(_indented(short, "dim"))
    return Group(*rows)


def _explained(answer: Answer, t: Texts) -> RenderableType:
    unused = answer.nearest if answer.status == "answered" else ()
    rows = [*_dropped(answer, t), _passages(unused, t.cli.unused, t), Text()]
    percent, total = round(answer.confidence * 100), round(answer.timings_ms.get("total", 0.0))
    summary = " · ".join(
        (
            answer.model or answer.answerer,
            t.cli.confidence.format(percent=percent),
            t.cli.timings.format(total=total),
        )
    )
    return Group(*rows, Text(summary, style="dim"))


def _dropped(answer: Answer, t: Texts) -> Iterator[RenderableType]:
    if answer.dropped:
        yield Text()
        yield Text(t.cli.dropped, style="bold")
    for dropped in answer.dropped:
        reason = t.cli.drop_reasons.get(dropped.reason, dropped.reason)
        detail = f": {dropped.detail}" if dropped.detail else ""
        yield Text(f"• {dropped.text} ({reason}{detail})")


def _indented(text: str, style: str = "") -> Text:
    return Text("\n".join(f"    {line}".rstrip() for line in text.splitlines()), style=style)


def _outlet(article: Article, t: Texts) -> str:
    parts = (article.source, t.day(article.date or ""), article.title)
    return " · ".join(filter(None, parts)) or article.id


def _command(hit: Hit) -> str:
    return f"tanya show {hit.article.id} --span {hit.chunk.start}:{hit.chunk.end}"
