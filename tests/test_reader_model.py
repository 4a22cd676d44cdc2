"""The shipped reader: what is loaded once, and what each chain has for itself."""

import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from index.errors import ReaderUnusable
from rag.reader import Passage
from rag.reader_model import CALIBRATION, FOLDER, MODEL, QuantizedModel, load_reader


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


def _cut_off(path: Path) -> None:
    path.write_bytes((FOLDER / MODEL).read_bytes()[: 1 << 20])


def _changed(path: Path) -> None:
    data = bytearray((FOLDER / MODEL).read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _no_archive(path: Path) -> None:
    path.write_bytes(b"bukan model")


def _empty(path: Path) -> None:
    path.touch()


def _of_something_else(path: Path) -> None:
    np.savez(path, weights=np.zeros(3))


@pytest.mark.parametrize("spoil", [_cut_off, _changed, _no_archive, _empty, _of_something_else])
def test_a_damaged_model_is_told_with_its_file(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    shutil.copy(FOLDER / CALIBRATION, tmp_path)
    spoil(path := tmp_path / MODEL)
    with pytest.raises(ReaderUnusable) as caught:
        load_reader(tmp_path)
    assert str(path) in str(caught.value) and "pip install" in str(caught.value)


def test_a_runtime_that_cannot_run_the_model_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tensors: object) -> None:
        raise RuntimeError("no such operator")

    monkeypatch.setattr("index.e5.encoder.Encoder", broken)
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    with pytest.raises(ReaderUnusable, match="no such operator"):
        load_reader(tmp_path)


def test_without_its_files_there_is_no_reader(tmp_path: Path) -> None:
    assert load_reader(tmp_path) is None


def test_a_calibration_that_does_not_fit_is_told(tmp_path: Path) -> None:
    shutil.copy(FOLDER / MODEL, tmp_path)
    (tmp_path / CALIBRATION).write_text("{}")
    with pytest.raises(ReaderUnusable, match="calibration"):
        load_reader(tmp_path)
