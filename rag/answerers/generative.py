"""Answers written by a chat model, of which only what is quoted and checked gets through.

While the model writes, each claim is checked the moment it is complete, and released or dropped. An
answer that cannot be read, or is in the wrong language, is asked for once more; after that, and
where the model cannot be used at all, the fallback answers instead and the draft says so.

Quotes can be true and beside the point. The trained reader, where there is one, puts the first
passages in order, those that hold an answer first; it reads the others while the model writes, and
the draft says so when it finds an answer in none of them.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from index.errors import Unreachable
from index.language import detect
from rag import prompts
from rag.answerers import Answerer
from rag.chat_model import ChatModel, FormRefused, budget, failed, write
from rag.checking import check
from rag.clauses import asks_for_clause
from rag.passages import able
from rag.records import Draft, Dropped, Hit, Question, Supported
from rag.streaming import JsonScanner, PlainScanner, Scanner, Written

MOST_CLAIMS = 6
"""Claims shown; a model that goes on is stopped."""
MOST_WRITTEN = 16
"""Claims read, shown or not."""
DOUBTFUL = 0.05
"""Probability of an answer in the passages below which a generated one is marked: a round figure
that marks at most 1 in 20 of the dev questions with an answer (docs/decisions/0005-when-to-refuse).
"""

READ_FIRST = 2
"""Passages that are put in order before the model is asked; reading more would be felt."""
JUDGES = 2
"""Answers whose passages are read at a time, beside the models that write them."""

_LARGER = "Choose a larger model."
_LOOK_EVERY = 32
"""Pieces between two looks whether a weak model says one thing for ever."""


Likely = Callable[[], float]


class Judge(Protocol):
    """What `rag.answerers.reader` knows of passages without a chat model."""

    def judge(self, question: Question, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], float]:
        """Return the hits, those that likely hold the answer first, and how likely one does."""
        ...


class Generative:
    """Drafts with a chat model. Without a fallback its errors are raised."""

    def __init__(
        self,
        model: ChatModel,
        fallback: Answerer | None,
        answer_language: str = "question",
        judge: Judge | None = None,
    ) -> None:
        self._model = model
        self._fallback = fallback
        self._answer_language = answer_language
        self._judge = judge
        self._beside = ThreadPoolExecutor(JUDGES, thread_name_prefix="judge")
        self._structured = model.structured is not None

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Yield a longer draft for every claim that holds, then the last with all that was dropped.

        Raises Unreachable, or its ModelFailed, if there is no fallback and nothing was shown yet.
        """
        usable, likely = self._ordered(question, able(question.text, hits))
        answer = _Answer(self._model.name, self._language(question), usable)
        if not usable:
            yield answer.draft()
            return
        failure: Unreachable | None = None
        notice = "chat_unreachable"
        try:
            yield from self._attempts(question, answer)
        except Unreachable as error:
            failure = error
        if failure is None and not answer.is_usable:
            failure = failed(self._model, "its answers are not in the form asked for", _LARGER)
            notice = "chat_malformed"
        if failure is None or answer.claims:
            yield answer.draft(self._notice(question, hits, answer, likely, failure))
        elif self._fallback is None:
            raise failure
        else:
            for draft in self._fallback.draft(question, hits):
                dropped = (*answer.dropped, *draft.dropped)
                yield replace(draft, dropped=dropped, notice=notice)

    def _ordered(self, question: Question, hits: tuple[Hit, ...]) -> tuple[tuple[Hit, ...], Likely]:
        """Return the hits as the model gets them, and what tells how likely one has the answer."""
        if self._judge is None:
            return hits, lambda: 1.0
        first, _ = self._judge.judge(question, hits[:READ_FIRST])
        # How likely an answer is was fitted on all the passages of a question, seen together.
        judged = self._beside.submit(self._judge.judge, question, hits)
        return first + hits[READ_FIRST:], lambda: judged.result()[1]

    def _notice(
        self,
        question: Question,
        hits: Sequence[Hit],
        answer: "_Answer",
        likely: Likely,
        failure: Unreachable | None,
    ) -> str | None:
        """What to say of an answer, the gravest first; None where nothing is."""
        # Whole clauses are asked for by number, and found by it.
        judged = answer.claims and not asks_for_clause(question.text, hits)
        if judged and likely() < DOUBTFUL:
            return "chat_doubtful"
        if failure:
            return "chat_interrupted"
        return "chat_other_language" if answer.is_foreign else None

    def _language(self, question: Question) -> str:
        fixed = self._answer_language != "question"
        return self._answer_language if fixed else question.language

    def _attempts(self, question: Question, answer: "_Answer") -> Iterator[Draft]:
        messages = self._messages(question, answer)
        for patient in (True, False):
            answer.begin(patient)
            try:
                yield from self._attempt(messages, answer)
            except FormRefused:
                self._structured = False
                yield from self._attempts(question, answer)
                return
            if answer.is_usable:
                return
            messages = prompts.repair_messages(messages, answer.written, answer.language)

    def _messages(self, question: Question, answer: "_Answer") -> prompts.Messages:
        def messages(passages: Sequence[str]) -> prompts.Messages:
            return prompts.answer_messages(
                question.text, answer.language, passages, self._structured
            )

        room = budget(self._model) - prompts.size(messages(())) - prompts.REPAIR
        passages = prompts.fitted(answer.hits, room)
        if not passages:
            raise failed(self._model, "its context has no room for a passage", _LARGER)
        return messages(passages)

    def _attempt(self, messages: prompts.Messages, answer: "_Answer") -> Iterator[Draft]:
        """Read one answer of the model, as long as it is of use."""
        scanner: Scanner = JsonScanner() if self._structured else PlainScanner()
        with closing(write(self._model, messages, self._structured)) as pieces:
            for piece in pieces:
                answer.hear(piece)
                yield from answer.take(scanner.feed(piece))
                if answer.is_over or (scanner.refused and not answer.claims):
                    break
        yield from answer.take(scanner.close())
        answer.is_complete = scanner.complete


class _Answer:
    """One answer while it is being written: what holds so far, and what did not."""

    def __init__(self, model: str, language: str, hits: Sequence[Hit]) -> None:
        self.language = language
        self.hits = hits
        self.claims: list[Supported] = []
        self.dropped: list[Dropped] = []
        self._model = model
        self._seen: set[Written] = set()
        self.begin(patient=True)

    def begin(self, patient: bool) -> None:
        """Start over; `patient` as long as an answer in the wrong language is not taken."""
        self._read = 0
        self.written = ""
        self.is_complete = False
        self.is_foreign = False
        self._patient = patient
        self._pieces = 0
        self._is_stuck = False

    def hear(self, piece: str) -> None:
        """Take down the next words of the model."""
        self.written += piece
        self._pieces += 1
        if self._pieces % _LOOK_EVERY == 0:
            self._is_stuck = self.written[-600:].count(self.written[-24:]) > 5

    @property
    def is_over(self) -> bool:
        """Whether there is no use in reading on."""
        full = len(self.claims) >= MOST_CLAIMS or self._read >= MOST_WRITTEN
        return full or self._is_stuck or (self.is_foreign and self._patient)

    @property
    def is_usable(self) -> bool:
        """Whether this is an answer, even if nothing of it held: that is "not in the articles"."""
        return bool(self.claims) or (self.is_complete and not self.is_foreign)

    def take(self, written: Iterator[Written]) -> Iterator[Draft]:
        """Check claims as they come; yield the longer draft after each one that holds."""
        for claim in written:
            self._read += 1
            if claim in self._seen or self.is_over:
                continue
            self.is_foreign = self.is_foreign or (
                not self.claims and detect(claim.text, self.language) != self.language
            )
            if self.is_foreign and self._patient:
                return
            self._seen.add(claim)
            supported, dropped = check(claim, self.hits)
            self.dropped += dropped
            if supported is not None and all(supported.text != c.text for c in self.claims):
                self.claims.append(supported)
                yield self.draft()

    def draft(self, notice: str | None = None) -> Draft:
        """Return what there is so far.

        Confidence grows with every claim that held (Laplace's rule of succession) and never falls,
        so that nothing once shown is taken back.
        """
        kept = len(self.claims)
        return Draft(
            claims=tuple(self.claims),
            confidence=(kept + 1) / (kept + 2) if kept else 0.0,
            dropped=tuple(self.dropped),
            answerer="generative",
            model=self._model,
            notice=notice,
        )
