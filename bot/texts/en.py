"""English."""

from dataclasses import replace

from bot.texts import ChatTexts, CliTexts, Texts
from bot.texts.evaluation_en import EVALUATION
from bot.texts.telegram_en import TELEGRAM

CLI = CliTexts(
    about="Ask the articles. Every sentence of an answer comes with a quote you can look up.",
    commands={
        "index": "Add or refresh articles.",
        "ask": "Answer a question with citations.",
        "chat": "Ask in conversation.",
        "search": "Find passages without answering.",
        "articles": "List what is indexed.",
        "show": "Print the text of one article.",
        "remove": "Take articles out of the index.",
        "eval": "Run a test set and report.",
        "compare": "Compare two evaluation runs.",
        "bot": "Run the Telegram bot.",
        "feedback": "Work with readers' feedback.",
        "models": "Export the bundled model.",
        "doctor": "Check settings, index, models and services.",
    },
    options={
        "version": "Show the version and exit.",
        "json": "Print JSON.",
        "store": "Folder of the index, or URL of a Chroma server.",
        "collection": "Name of the collection.",
        "embedding": "Embedding model.",
        "chat_model": "Language model such as ollama:gemma3:4b; empty: none.",
        "language": "Interface language: id or en.",
        "prune": "Take out articles whose files are gone.",
        "rebuild": "Make the index anew from the start.",
        "explain": "Also show what was found and not used.",
        "k": "Number of results.",
        "export": "Write the bundled model as a sentence-transformers folder.",
        "feedback_export": "Print the questions that readers rated as test-set lines.",
        "span": "Mark a quote, such as 812:901.",
    },
    sources="Sources",
    look_up="look it up: {command}",
    confidence="confidence {percent}%",
    timings="{total} ms",
    unused="Other passages read but not quoted:",
    dropped="What the check found:",
    drop_reasons={
        "fabricated": "its quote is not in the articles",
        "stitched": "its quote is made of pieces that stand apart",
        "misattributed": "its quote is in another passage; the reference was put right",
        "too_short": "its quote is too short",
        "no_quote": "without a quote",
        "too_long": "too long",
        "unsupported_link": "a link that its quotes do not have",
        "unsupported_date": "a date that its quotes do not have",
        "unsupported_number": "a number that its quotes do not have",
        "unsupported_name": "a name that its quotes do not have",
        "negation": "the opposite of its quote",
        "swapped": "its quote with parts changed round",
        "unrelated": "nothing to do with its quote",
    },
    looking="Looking for articles …",
    indexing="Indexing articles",
    indexed="{added} added, {updated} updated, {unchanged} unchanged, {removed} removed. "
    "The index now holds {articles} articles in {chunks} passages ({seconds} s).",
    removed="Removed from the index: {ids}.",
    failed="Failed: {path} ({reason})",
    failures={},
    no_articles="No articles at {paths}. Files that can be read: .txt .md .html .pdf .jsonl",
    no_hits="No passage matches.",
    empty_question='The question is empty. Example: tanya ask "What does Article 4 require?"',
    bad_line="Line {line} is no question that can be read.",
    unexpected="Something unexpected happened ({error}). Details are in {log}.",
    system="{path} cannot be read or written ({reason}). Check disk space and permissions.",
    interrupted="Interrupted.",
    columns={
        "id": "ID", "title": "Title", "source": "Source", "date": "Date", "language": "Language",
        "rank": "No.", "score": "Score", "dense": "Meaning", "lexical": "Words", "text": "Text",
    },
    checks={"pass": "pass", "warn": "warn", "fail": "fail"},
    check_names={
        "settings": "Settings", "index": "Index", "embedding": "Embedding model",
        "reader": "Trained reader", "chat_model": "Chat model", "telegram": "Telegram",
    },
)  # fmt: skip

CHAT = ChatTexts(
    welcome="Ask about {articles} articles. Type /help for the commands.",
    prompt="you> ",
    help={
        "/new": "start a new conversation",
        "/sources": "show the sources of the last answer",
        "/show N": "open the article of source N with its quote marked",
        "/why": "show what the last answer rests on and what the check found",
        "/help": "show this list",
        "/quit": "leave",
    },
    anew="A new conversation.",
    nothing_yet="There is no answer in this conversation yet.",
    no_source="The last answer has no source number {number}.",
    unknown="There is no command {command}. Type /help.",
    stopped="The answer was stopped.",
)  # fmt: skip

TEXTS = Texts(
    language="en",
    not_found="The articles do not answer this.",
    nearest="The closest passages:",
    notices={
        "answered_in_part": "Only part of this question may have been answered.",
        "reader_unusable": "This answer was chosen in a simpler way, and may be less to the point.",
        "chat_unreachable": "The language model cannot be used now. This answer is taken straight "
        "from the articles.",
        "chat_malformed": "The language model's answer could not be read. This one is taken "
        "straight from the articles.",
        "chat_interrupted": "The language model stopped before it was done. This answer may not be "
        "complete.",
        "chat_other_language": "The language model answered in another language.",
        "chat_doubtful": "The quotes do stand in the articles, but they may not answer this "
        "question. Look at the sources.",
    },
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    date="{day} {month} {year}",
    errors={},
    phrases={},
    cli=CLI,
    chat=CHAT,
    telegram=TELEGRAM,
    evaluation=replace(EVALUATION, drop_reasons=CLI.drop_reasons),
)  # fmt: skip
