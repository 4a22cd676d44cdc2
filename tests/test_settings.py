"""Settings: who wins, what is refused, what is never shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadSetting, SettingsError, UnknownSetting
from rag.settings import Settings, load


def test_options_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("TANYA_STORE=file\nTANYA_COLLECTION=file\nTANYA_LANGUAGE=en\n")
    given = {"TANYA_STORE": "environment", "TANYA_COLLECTION": "environment"}
    loaded = load({"TANYA_STORE": "option"}, given, dotenv)
    assert (loaded.store, loaded.collection, loaded.language) == ("option", "environment", "en")


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownSetting, match="TANYA_STORE"):
        load({}, {"TANYA_STOER": "x"}, None)


def test_other_programs_keys_do_not_matter() -> None:
    assert load({}, {"PATH": "/bin", "OLLAMA_DEBUG": "1"}, None) == Settings()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TANYA_LANGUAGE", "jv"),
        ("TANYA_STORE", "ftp://server"),
        ("TANYA_EMBEDDING", "word2vec"),
        ("TANYA_CHAT_MODEL", "gemma"),
        ("TANYA_MIN_CONFIDENCE", "1.5"),
        ("TANYA_MIN_CONFIDENCE", "nan"),
        ("TANYA_TELEGRAM_ALLOW", "budi"),
        ("TANYA_COLLECTION", "a b"),
        ("OLLAMA_HOST", "http://["),
        ("OLLAMA_HOST", "ollama:70000"),
    ],
)
def test_a_value_out_of_bounds_is_named(key: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        load({}, {key: value}, None)
    assert key in str(refused.value)
    assert value in str(refused.value)


def test_an_empty_value_means_the_default() -> None:
    assert load({}, {"TANYA_STORE": "", "TANYA_MIN_CONFIDENCE": " "}, None) == Settings()


def test_secrets_are_not_shown() -> None:
    loaded = load({}, {"TELEGRAM_BOT_TOKEN": "12:secret"}, None)
    assert loaded.telegram_token == "12:secret"
    assert "secret" not in repr(loaded).replace("webhook_secret", "")
    with pytest.raises(BadSetting) as refused:
        load({}, {"TANYA_WEBHOOK_SECRET": "geheim !"}, None)
    assert "geheim" not in str(refused.value)


@given(st.binary(max_size=300))
def test_any_file_gives_settings_or_a_settings_error(data: bytes) -> None:
    path = Path("any.env")
    path.write_bytes(data)
    try:
        load({}, {}, path)
    except SettingsError as error:
        assert str(error)
