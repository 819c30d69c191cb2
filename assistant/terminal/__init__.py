"""What the command line prints: answers, lists, reports, progress and errors, for people or as JSON.

One module for each thing that is printed; the commands take all of it from here. Knows nothing of how any of it came
about. What comes from articles is printed as plain text, without control codes.
"""

from assistant.terminal.answers import greet, questions, show_answer, show_passages
from assistant.terminal.articles import article_json, show_article, show_articles, show_removed, show_versions
from assistant.terminal.checking import check_json, show_check
from assistant.terminal.conversations import (
    show_conversation,
    show_conversation_done,
    show_conversations,
    show_feedback_set,
    show_rated,
    show_verified,
)
from assistant.terminal.explaining import (
    BROKEN,
    DONE,
    HELD,
    REFUSED,
    SOME_SKIPPED,
    WRONG_USE,
    errors_explained,
    wrong_use_explained,
)
from assistant.terminal.index import show_backup, show_index, show_restored, show_verification
from assistant.terminal.interrupting import stoppable, until_interrupted
from assistant.terminal.printing import err, out, plain, print_json
from assistant.terminal.progress import evaluation_progress, update_progress
from assistant.terminal.reports import collected_json, show_collected, show_intake, show_report
from assistant.terminal.sources import show_done, show_sources, source_json
from assistant.terminal.status import announce, show_figures, show_findings, show_status

__all__ = [
    "BROKEN",
    "DONE",
    "HELD",
    "REFUSED",
    "SOME_SKIPPED",
    "WRONG_USE",
    "announce",
    "article_json",
    "check_json",
    "collected_json",
    "err",
    "errors_explained",
    "evaluation_progress",
    "greet",
    "out",
    "plain",
    "print_json",
    "questions",
    "show_answer",
    "show_article",
    "show_articles",
    "show_backup",
    "show_check",
    "show_collected",
    "show_conversation",
    "show_conversation_done",
    "show_conversations",
    "show_done",
    "show_feedback_set",
    "show_figures",
    "show_findings",
    "show_index",
    "show_intake",
    "show_passages",
    "show_rated",
    "show_removed",
    "show_report",
    "show_restored",
    "show_sources",
    "show_status",
    "show_verification",
    "show_verified",
    "show_versions",
    "source_json",
    "stoppable",
    "until_interrupted",
    "update_progress",
    "wrong_use_explained",
]
