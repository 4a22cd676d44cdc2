"""Languages of short questions."""

import pytest

from index.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Apa isi Pasal 4?", "id"),
        ("dan kapan?", "id"),
        ("knp korsel marah bgt sm rusia", "id"),
        ("What does Article 4 require?", "en"),
        ("and when?", "en"),
        ("Did Putin visit Pyongyang", "en"),
        ("제4조의 내용은 무엇인가요?", "ko"),
        ("Путин приехал в Пхеньян?", "ru"),
        ("Что сказал Pat Ryder?", "ru"),
        ("第四条规定了什么？", "zh"),
        ("Chang Ho-jin?", "id"),
        ("", "id"),
        ("🙂", "id"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language
