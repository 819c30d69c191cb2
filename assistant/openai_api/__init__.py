"""The door that OpenAI's clients speak: `/v1/chat/completions` and `/v1/models`.

Knows nothing of how questions are answered. The shapes are those of https://platform.openai.com/docs/api-reference/chat
"""
