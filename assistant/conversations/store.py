"""The conversations of one library: begun, added to, looked through, renamed and deleted.

A turn is kept whole, its answer as the JSON of the contract. Knows nothing of how answers come about.
"""

import json
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from assistant.answer import Answer
from assistant.conversations.conversation import Conversation, ConversationPage, Feedback, Turn, title_of
from assistant.errors import ConversationNotFoundError, TurnNotFoundError, UsageError
from corpus.database import Database, Row
from corpus.normalising import normalise, one_line

MOST_GIVEN_TITLE_CHARACTERS = 200
MOST_REASON_CHARACTERS = 2000
_CONVERSATIONS = """SELECT conversation.*, (SELECT count(*) FROM turn WHERE conversation_id = conversation.id) AS turns
FROM conversation"""
_HOLDS = """(instr(conversation.searched, ?) OR EXISTS (
    SELECT 1 FROM turn WHERE conversation_id = conversation.id AND instr(turn.searched, ?)))"""


class Conversations:
    """Keeps conversations in the library file; safe to use from several threads."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def begin(self, title: str = "") -> Conversation:
        """A new conversation; without a title it takes its first question's. Raises UsageError for an overlong one."""
        now, id, title = self._instant(), uuid.uuid4().hex, _title(title)
        self._database.execute(
            "INSERT INTO conversation VALUES (?, ?, ?, ?, ?)", (id, title, _searched(title), now, now)
        )
        return Conversation(id, title, now, now, turns=0)

    def page(self, search: str = "", offset: int = 0, limit: int = 50) -> ConversationPage:
        """At most `limit` conversations after the first `offset`, the one with the newest turn first.

        Of `search`, every word must stand in the title, or in a question or an answer, in any case and also inside a
        word; an empty one finds everything. An offset behind the last conversation gives the last page.
        """
        words, limit = _searched(search).split(), max(1, limit)
        where = f" WHERE {' AND '.join([_HOLDS] * len(words))}" if words else ""
        values = [word for word in words for _ in range(2)]
        with self._database.snapshot():
            counted = self._database.query_one(f"SELECT count(*) AS total FROM conversation{where}", values)
            total = int(counted["total"]) if counted else 0
            start = min(max(0, offset), max(0, total - 1) // limit * limit)
            rows = self._database.query(
                f"{_CONVERSATIONS}{where} ORDER BY updated_at DESC, conversation.rowid DESC LIMIT ? OFFSET ?",
                [*values, limit, start],
            )
        return ConversationPage(tuple(map(_conversation, rows)), start, total)

    def get(self, id: str) -> Conversation:
        """One conversation. Raises ConversationNotFoundError."""
        row = self._database.query_one(f"{_CONVERSATIONS} WHERE id = ?", (id,))
        if row is None:
            raise ConversationNotFoundError(_no_conversation(id))
        return _conversation(row)

    def turns(self, id: str) -> list[Turn]:
        """The turns of a conversation, first to last. Raises ConversationNotFoundError."""
        with self._database.snapshot():
            self.get(id)
            rows = self._database.query("SELECT * FROM turn WHERE conversation_id = ? ORDER BY number", (id,))
        return list(map(_turn, rows))

    def latest(self, id: str, most: int) -> list[Turn]:
        """The last `most` turns of a conversation, in their order. Raises ConversationNotFoundError."""
        self.get(id)
        rows = self._database.query(
            "SELECT * FROM turn WHERE conversation_id = ? ORDER BY number DESC LIMIT ?", (id, most)
        )
        return list(map(_turn, reversed(rows)))

    def turn(self, turn_id: str) -> Turn:
        """One turn. Raises TurnNotFoundError."""
        row = self._database.query_one("SELECT * FROM turn WHERE id = ?", (turn_id,))
        if row is None:
            raise TurnNotFoundError(_no_turn(turn_id))
        return _turn(row)

    def rename(self, id: str, title: str) -> Conversation:
        """Give a conversation another title. Raises ConversationNotFoundError; UsageError for a blank title."""
        title = _title(title)
        if not title:
            raise UsageError("The title is empty. Type what the conversation is about.")
        with self._database.transaction():
            self._database.execute(
                "UPDATE conversation SET title = ?, searched = ? WHERE id = ?", (title, _searched(title), id)
            )
            return self.get(id)

    def remove(self, id: str) -> None:
        """Delete a conversation with all its turns. Raises ConversationNotFoundError."""
        if not self._database.execute("DELETE FROM conversation WHERE id = ?", (id,)):
            raise ConversationNotFoundError(_no_conversation(id))

    def keep(self, conversation_id: str, answer: Answer) -> Turn:
        """The next turn of a conversation. Raises ConversationNotFoundError.

        A turn goes by the id of its answer; an answer that is kept already is kept again under a new one.
        """
        now = self._instant()
        with self._database.transaction():
            conversation = self.get(conversation_id)
            if self._database.query_one("SELECT 1 FROM turn WHERE id = ?", (answer.id,)):
                answer = replace(answer, id=uuid.uuid4().hex)
            number = self._next_number(conversation_id)
            turn = Turn(answer.id, conversation_id, number, answer.question, answer.asked_on, now, answer)
            self._database.execute(
                """INSERT INTO turn (id, conversation_id, number, question, asked_on, answered_at, answer, searched)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (*_places(turn), json.dumps(answer.to_json()), _searched(f"{answer.question}\n{answer.answer}")),
            )
            title = conversation.title or title_of(answer.question)
            self._database.execute(
                "UPDATE conversation SET title = ?, searched = ?, updated_at = ? WHERE id = ?",
                (title, _searched(title), now, conversation_id),
            )
        return turn

    def drop_from(self, turn_id: str) -> None:
        """Forget a turn and all that follow it: it is edited, or asked again. Raises TurnNotFoundError."""
        with self._database.transaction():
            turn = self.turn(turn_id)
            self._database.execute(
                "DELETE FROM turn WHERE conversation_id = ? AND number >= ?", (turn.conversation_id, turn.number)
            )

    def rate(self, turn_id: str, good: bool | None, reason: str = "") -> Turn:
        """Keep what a reader thinks of an answer; None takes it back. Raises TurnNotFoundError, UsageError."""
        reason = normalise(reason).strip()
        if len(reason) > MOST_REASON_CHARACTERS:
            raise UsageError(f"The reason has {len(reason)} characters; {MOST_REASON_CHARACTERS} at most. Shorten it.")
        given = (None, None, None) if good is None else (int(good), reason, self._instant())
        with self._database.transaction():
            self._database.execute("UPDATE turn SET good = ?, reason = ?, rated_at = ? WHERE id = ?", (*given, turn_id))
            return self.turn(turn_id)

    def rated(self) -> list[Turn]:
        """Every turn that was rated, the first rated first."""
        return list(
            map(_turn, self._database.query("SELECT * FROM turn WHERE good IS NOT NULL ORDER BY rated_at, rowid"))
        )

    def forget_article(self, article_id: str) -> None:
        """Take the passages of a deleted article out of the kept answers; what was quoted of it stays, with its quote.

        A passage was only considered, never shown as said, so a reader who deletes its article does not expect it here.
        """
        named = json.dumps(article_id)
        with self._database.transaction():
            for row in self._database.query("SELECT * FROM turn WHERE instr(answer, ?)", (named,)):
                turn = _turn(row)
                passages = tuple(one for one in turn.answer.passages if one.article_id != article_id)
                answer = json.dumps(replace(turn.answer, passages=passages).to_json())
                self._database.execute("UPDATE turn SET answer = ? WHERE id = ?", (answer, turn.id))

    def _next_number(self, conversation_id: str) -> int:
        row = self._database.query_one(
            "SELECT coalesce(max(number), 0) + 1 AS number FROM turn WHERE conversation_id = ?", (conversation_id,)
        )
        assert row is not None  # an aggregate always has a row
        return int(row["number"])

    def _instant(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")


def _title(title: str) -> str:
    """In one line."""
    line = one_line(title)
    if len(line) > MOST_GIVEN_TITLE_CHARACTERS:
        raise UsageError(f"The title has {len(line)} characters; {MOST_GIVEN_TITLE_CHARACTERS} at most. Shorten it.")
    return line


def _searched(text: str) -> str:
    """Written one way, whatever the case and however its letters are composed."""
    return unicodedata.normalize("NFKC", normalise(text)).casefold()


def _places(turn: Turn) -> tuple[str, str, int, str, str | None, str]:
    return turn.id, turn.conversation_id, turn.number, turn.question, turn.asked_on, turn.answered_at


def _conversation(row: Row) -> Conversation:
    return Conversation(row["id"], row["title"], row["created_at"], row["updated_at"], row["turns"])


def _turn(row: Row) -> Turn:
    rated = row["good"] is not None
    return Turn(
        id=row["id"],
        conversation_id=row["conversation_id"],
        number=row["number"],
        question=row["question"],
        asked_on=row["asked_on"],
        answered_at=row["answered_at"],
        answer=Answer.from_json(json.loads(row["answer"])),
        feedback=Feedback(bool(row["good"]), row["reason"], row["rated_at"]) if rated else None,
    )


def _no_conversation(id: str) -> str:
    return f"There is no conversation {id}. `assistant conversations list` shows what there is."


def _no_turn(id: str) -> str:
    return (
        f"There is no answer {id} in any conversation: it was deleted, or asked again. "
        "Open its conversation anew to see what is there."
    )
