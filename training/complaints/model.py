"""The arithmetic: how texts become numbers, how weights are found, and the file they are written to."""

import hashlib
import struct

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix, diags

from features import DIMENSIONS

SUBJECTS = [*DIMENSIONS, "about"]
NONE = DIMENSIONS.index("none")
SHORT = 8
HIT = 0.5


def fnv(text):
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def columns(read, lexicon):
    """What the lexicon and the length say of texts that were read: one column an expression, one a subject, two of length."""
    subject = [SUBJECTS.index(name) for _, name in lexicon.expressions]
    rows = []
    for text in read:
        row = np.zeros(len(subject) + len(SUBJECTS) + 2, np.float32)
        for number in {number for number, _, _ in text.hits}:
            row[number] = HIT
            row[len(subject) + subject[number]] += 1
        row[len(subject) : -2] = np.log1p(row[len(subject) : -2])
        row[-2:] = np.log1p(len(text.words)) / 5, len(text.words) < SHORT
        rows.append(row)
    return csr_matrix(np.array(rows))


class Grams:
    """Which of the words and pairs, or of the pieces of words, each text holds."""

    def __init__(self, kind, read, least):
        held = [sorted(set(getattr(text, kind))) for text in read]
        count = {}
        for text in held:
            for gram in text:
                count[gram] = count.get(gram, 0) + 1
        self.names = sorted(gram for gram, n in count.items() if n >= least)
        number = {gram: n for n, gram in enumerate(self.names)}
        self.least = least
        places = [[number[gram] for gram in text if gram in number] for text in held]
        ends = np.cumsum([0, *(len(text) for text in places)])
        cols = np.concatenate(places).astype(int)
        shape = (len(read), len(self.names))
        self.held = csr_matrix((np.ones(len(cols), np.float32), cols, ends), shape=shape)


class Vocabulary:
    """Those that are known from some of the texts, with how rare each is among them."""

    def __init__(self, grams, rows, most):
        count = np.asarray(grams.held[rows].sum(0)).ravel()
        kept = np.where(count >= grams.least)[0]
        kept = np.sort(kept[np.argsort(-count[kept], kind="stable")[:most]])
        self.number = {grams.names[place]: n for n, place in enumerate(kept)}
        self.rare = (np.log(len(rows) / count[kept]) / 4).astype(np.float32)
        self.held = grams.held[:, kept]

    def columns(self, rows):
        known = self.held[rows]
        many = np.maximum(np.asarray(known.sum(1)).ravel(), 1)
        return (diags(many**-0.5) @ known @ diags(self.rare)).tocsr()


def softmax(scores):
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def logistic(rows, target, weight, strength=1.0, rounds=100):
    """Multinomial logistic regression towards shares, with a penalty on the squares of the weights."""
    rows, k = csr_matrix(rows, dtype=np.float64), target.shape[1]
    turned = rows.T.tocsr()
    d, weight = rows.shape[1], (weight / weight.mean())[:, None]

    def loss(flat):
        scores = rows @ flat[: d * k].reshape(d, k) + flat[d * k :]
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        slope = (np.exp(logs) * target.sum(1, keepdims=True) - target) * weight * strength
        grad = np.concatenate([(turned @ slope).ravel() + flat[: d * k], slope.sum(0)])
        return -(target * logs * weight).sum() * strength + (flat[: d * k] ** 2).sum() / 2, grad

    flat = minimize(loss, np.zeros(d * k + k), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-7}).x
    return flat[: d * k].reshape(d, k), flat[d * k :]


def heat(scores, truth):
    """The temperature by which scores say how often they are right."""
    rows = np.arange(len(truth))

    def loss(t):
        return -np.log(softmax(scores / t)[rows, truth] + 1e-12).mean()

    return minimize_scalar(loss, bounds=(0.3, 4), method="bounded").x


def write(path, lexicon_bytes, weights, bias, expressions, vocabularies):
    """Writes the model; `src/suggest/model.rs` reads it.

    Of the five weights of a column only the differences count. None comes first, turned round: how much speaks against it.
    """
    weights, bias = (each - each.mean(-1, keepdims=True) for each in (weights, bias))
    weights, bias = (np.concatenate([-each[..., NONE:], each[..., :NONE]], -1) for each in (weights, bias))
    after = expressions + len(SUBJECTS) + 2
    tables = [(weights[:expressions] * HIT, [])]
    start = after
    for vocabulary in vocabularies:
        end = start + len(vocabulary.number)
        order = sorted(vocabulary.number, key=fnv)
        hashes = [fnv(gram) for gram in order]
        assert len(set(hashes)) == len(hashes), "two of them share a hash"
        grams = weights[start:end] * vocabulary.rare[:, None]
        tables.append((grams[[vocabulary.number[gram] for gram in order]], hashes))
        start = end
    with open(path, "wb") as file:
        file.write(b"EMPSUGG2" + hashlib.sha256(lexicon_bytes).digest())
        file.write(np.concatenate([bias, weights[expressions:after].ravel()]).astype("<f4").tobytes())
        for table, hashes in tables:
            scale = np.abs(table).max() / 32767
            file.write(struct.pack("<If", len(table), scale))
            file.write(np.array(hashes, "<u4").tobytes())
            file.write(np.round(table / scale).astype("<i2").tobytes())
