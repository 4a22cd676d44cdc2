"""What a person, or a CI server, sees of a run: terminal, HTML page, JUnit."""
