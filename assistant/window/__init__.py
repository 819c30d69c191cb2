"""What the chat window shows: answers, refusals, errors, articles and reports as HTML, with their texts and looks.

Knows nothing of gradio, which `ui` alone uses, nor of HTTP.
"""
