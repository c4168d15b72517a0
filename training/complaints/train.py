"""Trains the model of `src/suggest` and measures it on products it has not seen. README.md beside this says how and why."""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import csv
import hashlib
import html
import pathlib

import numpy as np
from scipy.sparse import csr_matrix, hstack

import figures
import model
from embed import MiniLM
from features import DIMENSIONS, Lexicon, Read

OWN = "own words"
UNREAD = -1
CERTAINTY = {"high": 1.0, "medium": 0.8, "low": 0.2}
# How much of a label its second choice gets.
SECOND = {"high": 0.1, "medium": 0.3, "low": 0.45}
# How much more the labels of rare dimensions count, in the order of DIMENSIONS.
RARE = np.array([1.0, 2.0, 1.0, 1.3, 1.0])
# How much expressions, words and sentence vectors count for the teacher, and words for the model.
KNOWN, WORDS, VECTORS, MODEL_WORDS = 1.5, 0.5, 2.0, 1.5
# How much the labels count against the teacher, and how freely both learn.
LABELS, TEACHER, STUDENT = 0.7, 0.4, 4.0
TEXT_COLUMNS = ["content", "review_text", "review", "verified_reviews"]
STAR_COLUMNS = ["score", "rating"]


def labelled(folder):
    """The labelled reviews, and the complaints in our own words beside this file: those count as a product that is never left out."""
    with open(pathlib.Path(__file__).with_name("own_words.csv"), newline="") as file:
        own = {"product": OWN, "source": OWN, "certainty": "high", "random": False}
        rows = [{**row, **own} for row in csv.DictReader(file)]
    for path in sorted(folder.glob("labels_*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                row["random"] = row.get("sample", "random" if "open" in path.name else "") == "random"
                rows.append(row)
    return rows


def unlabelled(folder, known, products):
    """One- and two-star reviews in English from the tables in the folders: their products and texts."""
    found = {}
    for path in sorted([*folder.glob("*/*.csv"), *folder.glob("*/*.tsv")]):
        product = products.get(f"{path.parent.name}/{path.name}", "other")
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","):
                text = html.unescape(next((row[name] for name in TEXT_COLUMNS if row.get(name)), "")).strip()
                stars = next((row[name] for name in STAR_COLUMNS if row.get(name)), "")
                if row.get("title"):
                    text = f"{row['title'].strip()}: {text}"
                few = stars[:1] in ("1", "2") and stars[1:] in ("", ".0")
                if few and len(text) >= 20 and sum(map(str.isascii, text)) >= 0.8 * len(text) and text not in known:
                    found.setdefault(text, product)
    return list(found.values()), list(found)


def key(text):
    """What stands for a text in labels.csv."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def vectors(minilm, cache, texts):
    """The sentence vectors, kept from the last run if the texts are the same."""
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    kept = cache and cache / f"vectors-{key}.npy"
    if kept and kept.exists():
        return np.load(kept)
    found = MiniLM(minilm).vectors(texts)
    if kept:
        np.save(kept, found)
    return found


class Data:
    def __init__(self, args):
        self.lexicon_bytes = args.lexicon.read_bytes()
        self.lexicon = Lexicon(args.lexicon)
        rows = labelled(args.data)
        products = {row["source"]: row["product"].lower() for row in rows}
        others = list(zip(*unlabelled(args.data, {row["text"].strip() for row in rows}, products)))
        with open(pathlib.Path(__file__).with_name("labels.csv"), newline="") as file:
            more = {row.pop("text"): row for row in csv.DictReader(file)}
        parts = [sum(row["product"] == OWN for row in rows), len(rows)]
        rows += [{"product": product, "text": text, "random": False} | more.get(key(text), {}) for product, text in others]
        self.random = np.array([row["random"] for row in rows])
        self.product = np.array([row["product"].lower() for row in rows])
        self.truth = np.array([DIMENSIONS.index(row["primary"]) if "primary" in row else UNREAD for row in rows])
        self.weight = np.array([CERTAINTY[row["certainty"]] if "primary" in row else 1.0 for row in rows])
        self.target = np.array([target(row) for row in rows])
        self.judged = np.arange(len(rows)) < parts[1]
        self.part = np.array([f"fifth {int(key(row['text']), 16) % 5}" for row in rows])
        texts = [row["text"] for row in rows]
        read = [Read(text, self.lexicon) for text in texts]
        self.known = model.columns(read, self.lexicon)
        self.grams = [model.Grams("grams", read, 3), model.Grams("pieces", read, 5)]
        edges = [0, *parts, len(rows)]
        self.vectors = np.vstack([vectors(args.minilm, args.cache, texts[a:b]) for a, b in zip(edges, edges[1:])])
        print(f"{(self.truth != UNREAD).sum()} of {len(rows)} have a label, {len(self.lexicon.expressions)} expressions")


def target(row):
    """What is learnt of a text: its label, and a part of it for a second choice."""
    shares = np.zeros(len(DIMENSIONS))
    if "primary" in row:
        second = row.get("secondary")
        part = SECOND[row["certainty"]] if second in DIMENSIONS and second != row["primary"] else 0.0
        shares[DIMENSIONS.index(row["primary"])] = 1 - part
        if part:
            shares[DIMENSIONS.index(second)] = part
    return shares


def train(data, rows):
    """A teacher that sees sentence vectors learns from labels; the model learns from both, and sees none."""
    grams = [model.Vocabulary(data.grams[0], rows, 30_000), model.Vocabulary(data.grams[1], rows, 50_000)]
    known, words, pieces = data.known[rows], *(each.columns(rows) for each in grams)
    read = data.truth[rows] != UNREAD
    # A product with many labels counts for more than one with few, but not as much more.
    names, which, many = np.unique(data.product[rows][read], return_inverse=True, return_counts=True)
    weight = data.weight[rows][read] * RARE[data.truth[rows][read]] * (many[which] / read.sum()) ** -0.5
    # The teacher needs no pieces of words: the vectors know them.
    seen = hstack([KNOWN * known, WORDS * words, csr_matrix(VECTORS * data.vectors[rows])]).tocsr()
    teacher, bias = model.logistic(seen[read], data.target[rows][read], weight, TEACHER)
    goal = model.softmax(seen @ teacher + bias)
    goal[read] = LABELS * data.target[rows][read] + (1 - LABELS) * goal[read]
    both = np.ones(len(rows))
    both[read] = weight
    weights, bias = model.logistic(hstack([known, MODEL_WORDS * words, pieces]).tocsr(), goal, both, STUDENT)
    weights[known.shape[1] : known.shape[1] + words.shape[1]] *= MODEL_WORDS
    return grams, weights, bias


def scores(data, trained, rows):
    grams, weights, bias = trained
    return hstack([data.known[rows], *(each.columns(rows) for each in grams)]).tocsr() @ weights + bias


def leave_out(data, group, rest):
    """The scores of every group by a model that has seen only the rest, and those models."""
    held_out, trained = np.zeros((len(group), len(DIMENSIONS))), {}
    for name in sorted(set(group) - {OWN}):
        print("without", name, flush=True)
        trained[name] = train(data, np.where(rest[name])[0])
        here = np.where(group == name)[0]
        held_out[here] = scores(data, trained[name], here)
    return held_out, trained


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("data", type=pathlib.Path, help="the folder with labels_*.csv, and folders with other reviews")
    words.add_argument("--minilm", type=pathlib.Path, required=True, help="the folder with model.safetensors")
    words.add_argument("--lexicon", type=pathlib.Path, default="assets/suggest/lexicon.toml")
    words.add_argument("--out", type=pathlib.Path, default="assets/suggest/model.bin")
    words.add_argument("--folds", type=pathlib.Path, help="where to write a model for each product, trained without it")
    words.add_argument("--cache", type=pathlib.Path, help="where to keep the sentence vectors")
    args = words.parse_args()
    data = Data(args)

    def write(path, trained, temperature):
        grams, weights, bias = trained
        model.write(
            path, data.lexicon_bytes, weights / temperature, bias / temperature, len(data.lexicon.expressions), grams
        )

    product = np.where(data.judged, data.product, OWN)
    print("every product by a model that has not seen it:")
    held_out, folds = leave_out(data, product, {name: data.product != name for name in set(product)})
    judged = np.zeros_like(held_out)
    for name, trained in folds.items():
        # Each is judged at the temperature of the others.
        here, there = product == name, data.random & (product != name)
        temperature = model.heat(held_out[there], data.truth[there])
        judged[here] = model.softmax(held_out[here] / temperature)
        if args.folds:
            args.folds.mkdir(parents=True, exist_ok=True)
            write(args.folds / f"without-{name}.bin", trained, temperature)
    figures.show("all", judged[data.random], data.truth[data.random])
    for name in folds:
        some = data.random & (product == name)
        figures.show(name, judged[some], data.truth[some])
    temperature = model.heat(held_out[data.random], data.truth[data.random])
    print("temperature", round(temperature, 3))
    part = np.where(data.judged & (data.product != OWN), data.part, OWN)
    print("every review by a model that has seen others of its product:")
    held_out, _ = leave_out(data, part, {name: part != name for name in set(part)})
    shares = model.softmax(held_out / temperature)
    figures.show("known", shares[data.random], data.truth[data.random])
    write(args.out, train(data, np.arange(len(data.truth))), temperature)


if __name__ == "__main__":
    main()
