"""The first screen: what is promised, what this library is, and the stories that it tells.

Knows nothing of gradio; the example questions are drawn by the chat itself.
"""

from assistant.introduction import Introduction, Story
from assistant.window import texts
from assistant.window.markup import escaped


def welcome_html(introduction: Introduction) -> str:
    """The promise, and below it the introduction where the library has one."""
    line = f'<p class="aa-about">{escaped(introduction.line)}</p>' if introduction.line else ""
    return f'<p class="aa-promise">{escaped(texts.PROMISE)}</p>{line}{_stories(introduction.stories)}'


def _stories(stories: tuple[Story, ...]) -> str:
    if not stories:
        return ""
    items = "".join(
        f"<li><strong>{escaped(story.title)}</strong> <span>{escaped(story.about)}</span></li>" for story in stories
    )
    return f'<h2 class="aa-stories-title">{escaped(texts.STORIES)}</h2><ul class="aa-stories">{items}</ul>'
