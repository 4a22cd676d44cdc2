"""English: the Telegram bot."""

from bot.texts.telegram import TelegramTexts

TELEGRAM = TelegramTexts(
    menu={
        "ask": "Ask a question",
        "new": "Start a new conversation",
        "sources": "Show the sources of the last answer",
        "cancel": "Cancel the question being answered",
        "language": "Choose a language",
        "forget": "Delete all your data",
        "help": "How to use this bot",
    },
    start="Hello! Send me a question and I will look for the answer in our articles. "
    "Every sentence of an answer names its source, so you can check it yourself. "
    "If the articles do not hold the answer, I will say so.\n\n"
    "Type /help to see what else I can do.",
    help="Just send a question, for example: When was the treaty signed?\n\n"
    "Numbers like [1] point to the sources below the answer. Press a source to read the original "
    "sentence, or “Why?” to see what the answer rests on. "
    "Give 👍 or 👎 to tell us what needs mending.\n\n"
    "/ask – ask a question, also in groups\n"
    "/new – start a new conversation\n"
    "/sources – the sources of the last answer\n"
    "/cancel – cancel the question being answered\n"
    "/language – choose a language\n"
    "/forget – delete all your data\n\n"
    "In groups I only answer /ask, replies to my messages, and messages that mention me. "
    "In any other chat, type my name and then your question.\n\n"
    "Conversations are kept for at most {days} days so that I can follow your questions.",
    new_conversation="All right, a fresh start. What is your question?",
    no_sources="There is no answer with sources in this conversation yet.",
    choose_language="Choose a language:",
    language_set="All right, I will use English from now on.",
    languages={"id": "Bahasa Indonesia", "en": "English"},
    nothing_to_cancel="No question is being answered.",
    forgotten="All your data is deleted: questions, answers, ratings and your choice of language.",
    status="Index: {index}\nModel: {model}\nAnswering: {running}, waiting: {waiting}\n"
    "Answered in the last 24 hours: {answered}\nErrors in the last hour: {errors}\n"
    "Up for: {uptime}",
    extractive="no language model (sentences are quoted as they stand)",
    unknown_command="I do not know that command. Type /help for the list.",
    no_question="Write your question after the command, for example: /ask What does Article 4 say?",
    only_text="Sorry, I can only read text. Please write your question.",
    opening="One moment, I am looking through the articles …",
    still_looking="Still looking. This takes a little longer …",
    continued="…",
    queued="Your question is number {place} in line. "
    "I will answer it as soon as the ones before it are done.",
    queue_full="Your line is full. Wait for the answers I am working on, or type /cancel.",
    cancelled="Cancelled.",
    restarting="The bot is restarting. Your question is kept and will be answered when it is back.",
    not_found="Sorry, our articles do not answer that question.",
    nearest="The passages closest to your question:",
    sources="Sources",
    why_confidence="Confidence that this answers your question: {percent} percent.",
    why_found="What I quoted:",
    why_unused="Other passages I read but did not quote:",
    why_dropped="What the check found:",
    why_nothing_dropped="I dropped no sentence.",
    why_written_by="Written by the model {model}; each sentence was checked against the articles.",
    other_drop_reason="it did not pass the check",
    article_changed="This article has changed since the answer was given. The quote at the time:",
    article_gone="This article is no longer in our collection. The quote at the time:",
    answer_gone="This answer is no longer stored. Please ask the question again.",
    button_why="Why?",
    button_cancel="Cancel",
    button_back="« Back",
    button_ask_here="Ask the bot directly",
    reasons={
        "citation": "Wrong citation",
        "incomplete": "Incomplete",
        "wrong": "Wrong answer",
        "other": "Something else",
    },
    ask_reason="What is not right?",
    thanks="Thank you for your rating.",
    bad_button="This button no longer works.",
    not_your_question="Only the person who asked can cancel.",
    inline_title="Answer",
    inline_source="Quote [{number}]",
    not_allowed="Sorry, this bot is for registered users only. Your id: {person}. "
    "Give that number to the operator if you need access.",
    too_fast="You are asking too fast. Try again in {seconds} seconds.",
    pressed_too_fast="You are pressing buttons too fast. Try again in {seconds} seconds.",
    quota_used="You have used up your questions for 24 hours. Please try again later.",
    busy="I am getting too many questions at the moment. Try again in {seconds} seconds.",
    failed="Sorry, something went wrong on our side. If it happens again, give the code {code} to "
    "the operator.",
    unreachable="Sorry, a service I need cannot be reached right now. "
    "Please try again in a while (code {code}).",
)
