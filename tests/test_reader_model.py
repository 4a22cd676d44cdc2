"""The shipped reader: what is loaded once, and what each chain has for itself."""

from unittest.mock import patch

from rag.reader import Passage
from rag.reader_model import QuantizedModel, load_reader


def test_the_model_is_loaded_once_and_readings_are_remembered_by_each_reader() -> None:
    passages = [Passage("Bendungan itu diresmikan pada 12 Maret 1987.")]
    first, second = load_reader(), load_reader()
    assert first is not None and second is not None
    with patch.object(
        QuantizedModel, "logits", autospec=True, side_effect=QuantizedModel.logits
    ) as run:
        for reader, _ in (first, first, second):
            reader.read("Kapan bendungan itu diresmikan?", passages)
    (one, *_), (other, *_) = (call.args for call in run.call_args_list)
    assert one is other
