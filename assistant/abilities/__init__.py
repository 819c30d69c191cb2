"""What an assistant can do, an ability a file; `assistant.assistant` is all of them together.

Knows nothing of terminals, windows or HTTP.
"""
