"""The Telegram bot, over python-telegram-bot 22. Nothing outside this package imports telegram.

What a person sends travels: inbox (kept on disk before Telegram is told that it arrived) ->
a handler -> the person's line -> answering -> delivery. `app.build` puts the parts together,
`serving.run` runs them.
"""
