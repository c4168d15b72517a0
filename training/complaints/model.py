"""The arithmetic: how texts become numbers, how weights are found, and the file they are written to."""

import hashlib
import struct

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix, diags, hstack

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


class Vocabulary:
    """The words and pairs that are known, or the pieces of words, with how rare each is."""

    def __init__(self, kind, read, least, most):
        self.kind = kind
        count = {}
        for text in read:
            for gram in set(getattr(text, kind)):
                count[gram] = count.get(gram, 0) + 1
        kept = sorted((gram for gram, n in count.items() if n >= least), key=lambda gram: (-count[gram], gram))
        self.number = {gram: n for n, gram in enumerate(sorted(kept[:most]))}
        self.rare = np.array([np.log(len(read) / count[gram]) for gram in self.number], np.float32) / 4

    def columns(self, read):
        rows, cols, values = [], [], []
        for row, text in enumerate(read):
            known = sorted({self.number[gram] for gram in getattr(text, self.kind) if gram in self.number})
            rows += [row] * len(known)
            cols += known
            values += [len(known) ** -0.5 for _ in known]
        shape = (len(read), len(self.number))
        return csr_matrix((np.array(values, np.float32), (rows, cols)), shape=shape) @ diags(self.rare)


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

    flat = minimize(loss, np.zeros(d * k + k), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return flat[: d * k].reshape(d, k), flat[d * k :]


def two_stages(rows, target, weight, strength=1.0):
    """Five weights a column: is it about the AI at all, and if so, which dimension."""
    about = np.stack([1 - target[:, NONE], target[:, NONE]], 1)
    first, bias = logistic(rows, about, weight, strength)
    second, bias2 = logistic(rows, target[:, :NONE], weight, strength)
    both = np.hstack([first[:, :1] - first[:, 1:], second])
    return both, np.concatenate([[bias[0] - bias[1]], bias2])


def shares(scores):
    """The probability of each dimension and of none."""
    about = 1 / (1 + np.exp(-scores[:, :1]))
    return np.hstack([softmax(scores[:, 1:]) * about, 1 - about])


def heat(scores, truth):
    """The two temperatures by which scores say how often they are right."""

    def fit(loss):
        return minimize_scalar(loss, bounds=(0.3, 4), method="bounded").x

    is_about = truth != NONE
    sign = np.where(is_about, 1, -1)
    first = fit(lambda t: np.logaddexp(0, -sign * scores[:, 0] / t).mean())
    some, which = scores[is_about, 1:], truth[is_about]
    second = fit(lambda t: -np.log(softmax(some / t)[np.arange(len(which)), which] + 1e-12).mean())
    return np.array([first] + [second] * NONE)


def write(path, lexicon_bytes, weights, bias, expressions, vocabularies):
    """Writes the model; `src/suggest/model.rs` reads it."""
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
        file.write(b"EMPSUGG1" + hashlib.sha256(lexicon_bytes).digest())
        file.write(np.concatenate([bias, weights[expressions:after].ravel()]).astype("<f4").tobytes())
        for table, hashes in tables:
            scale = np.abs(table).max() / 32767
            file.write(struct.pack("<If", len(table), scale))
            file.write(np.array(hashes, "<u4").tobytes())
            file.write(np.round(table / scale).astype("<i2").tobytes())
