"""Sentence vectors of all-MiniLM-L6-v2, with numpy alone. They are used while training, and are not in what is shipped."""

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

HEADS = 12
BATCH = 4096


class MiniLM:
    def __init__(self, folder):
        self.weights = load_file(f"{folder}/model.safetensors")
        self.tokens = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokens.no_padding()
        self.tokens.enable_truncation(192)

    def linear(self, name, x):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def norm(self, name, x):
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def layer(self, name, x, mask):
        count, length, width = x.shape

        def heads(part):
            y = self.linear(f"{name}.attention.self.{part}", x)
            return y.reshape(count, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.sqrt(width // HEADS)
        scores += (1 - mask[:, None, None, :]) * -1e9
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        seen = (scores @ heads("value")).transpose(0, 2, 1, 3).reshape(count, length, width)
        x = self.norm(f"{name}.attention.output.LayerNorm", x + self.linear(f"{name}.attention.output.dense", seen))
        y = self.linear(f"{name}.intermediate.dense", x)
        y = y * (1 + erf(y / np.sqrt(2))) / 2
        return self.norm(f"{name}.output.LayerNorm", x + self.linear(f"{name}.output.dense", y))

    def vectors(self, texts):
        codes = [code.ids for code in self.tokens.encode_batch(list(texts))]
        order = sorted(range(len(codes)), key=lambda n: len(codes[n]))
        vectors = np.zeros((len(codes), 384), np.float32)
        while order:
            length = len(codes[order[-1]])
            batch, order = order[-max(1, BATCH // length) :], order[: -max(1, BATCH // length)]
            ids, mask = np.zeros((len(batch), length), int), np.zeros((len(batch), length), np.float32)
            for row, n in enumerate(batch):
                ids[row, : len(codes[n])], mask[row, : len(codes[n])] = codes[n], 1
            x = self.weights["embeddings.word_embeddings.weight"][ids]
            x = x + self.weights["embeddings.position_embeddings.weight"][:length]
            x = self.norm("embeddings.LayerNorm", x + self.weights["embeddings.token_type_embeddings.weight"][0])
            for n in range(6):
                x = self.layer(f"encoder.layer.{n}", x, mask)
            mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            vectors[batch] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return vectors
