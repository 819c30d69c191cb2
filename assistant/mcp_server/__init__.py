"""The door that agents speak: the Model Context Protocol, over HTTP at `/mcp` and over stdio by `assistant mcp`.

Read-only unless it is opened for adding. Knows nothing of how questions are answered.
https://modelcontextprotocol.io/specification
"""
