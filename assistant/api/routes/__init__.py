"""The routes of the REST API, a file for each kind of thing. None knows how the library does what it is asked."""
