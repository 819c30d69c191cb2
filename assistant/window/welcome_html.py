"""The first screen: what is promised, what this library is, questions to begin with, and the stories that it tells.

Knows nothing of how a question is asked.
"""

from assistant.introduction import Introduction, Story
from assistant.window.markup import escaped
from assistant.window.texts import Texts


def welcome_html(say: Texts, introduction: Introduction) -> str:
    """The promise, and below it the introduction where the library has one."""
    line = f'<p class="aa-about">{escaped(introduction.line)}</p>' if introduction.line else ""
    examples = "".join(
        f'<li><button type="button" class="aa-example" data-do="example">{escaped(question)}</button></li>'
        for question in introduction.questions
    )
    listed = f'<ul class="aa-examples" aria-label="{escaped(say("welcome.examples"))}">{examples}</ul>'
    return (
        f'<div class="aa-welcome"><p class="aa-promise">{escaped(say("welcome.promise"))}</p>{line}'
        f"{listed if examples else ''}{_stories(say, introduction.stories)}</div>"
    )


def _stories(say: Texts, stories: tuple[Story, ...]) -> str:
    if not stories:
        return ""
    items = "".join(
        f"<li><strong>{escaped(story.title)}</strong> <span>{escaped(story.about)}</span></li>" for story in stories
    )
    return f'<h3 class="aa-stories-title">{escaped(say("welcome.stories"))}</h3><ul class="aa-stories">{items}</ul>'
