"""One module a command: parse, call once, render. `bot.cli` imports each when it is used."""
