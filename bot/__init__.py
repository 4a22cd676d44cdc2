"""The faces: command line and Telegram. They parse, call once and render."""
