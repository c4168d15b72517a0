"""Trains the model of `src/suggest` and measures it on products it has not seen. README.md beside this says how and why."""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import csv
import hashlib
import html
import pathlib

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

import figures
import model
from embed import MiniLM
from features import DIMENSIONS, Lexicon, Read

OWN = "own words"
CERTAINTY = {"high": 1.0, "medium": 0.8, "low": 0.4}
# How much the sentence vectors count for the teacher, how much the labels count against it, and how freely both learn.
VECTORS, LABELS, TEACHER, STUDENT = 2.0, 0.7, 1.0, 4.0
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
        self.random = np.array([row["random"] for row in rows])
        self.product = np.array([row["product"].lower() for row in rows])
        self.truth = np.array([DIMENSIONS.index(row["primary"]) for row in rows])
        self.weight = np.array([CERTAINTY[row["certainty"]] for row in rows])
        texts = [row["text"] for row in rows]
        products = {row["source"]: row["product"].lower() for row in rows}
        self.other_product, others = unlabelled(args.data, {text.strip() for text in texts}, products)
        self.other_product = np.array(self.other_product)
        self.read = [Read(text, self.lexicon) for text in texts]
        self.others = [Read(text, self.lexicon) for text in others]
        own = sum(row["product"] == OWN for row in rows)
        parts = [vectors(args.minilm, args.cache, part) for part in (texts[:own], texts[own:])]
        self.vectors = np.vstack(parts)
        self.other_vectors = vectors(args.minilm, args.cache, others)
        self.known = model.columns(self.read, self.lexicon)
        self.other_known = model.columns(self.others, self.lexicon)
        print(f"{len(rows)} labelled reviews, {len(others)} others, {len(self.lexicon.expressions)} expressions")


def train(data, rows, others):
    """A teacher that sees sentence vectors learns from labels; the model learns from both, and sees none."""
    some = [data.read[n] for n in rows] + [data.others[n] for n in others]
    grams = [model.Vocabulary("grams", some, 3, 30_000), model.Vocabulary("pieces", some, 5, 50_000)]
    own = hstack([data.known[rows], *(g.columns([data.read[n] for n in rows]) for g in grams)]).tocsr()
    more = hstack([data.other_known[others], *(g.columns([data.others[n] for n in others]) for g in grams)]).tocsr()
    target = np.eye(len(DIMENSIONS))[data.truth[rows]]
    weight = data.weight[rows]
    # The teacher needs no pieces of words: the vectors know them.
    plain = own.shape[1] - len(grams[1].number)

    def seen(columns, vectors):
        return hstack([columns[:, :plain], csr_matrix(vectors * VECTORS)]).tocsr()

    teacher, bias = model.logistic(seen(own, data.vectors[rows]), target, weight, TEACHER)
    taught = [
        model.softmax(seen(columns, vectors) @ teacher + bias)
        for columns, vectors in ((own, data.vectors[rows]), (more, data.other_vectors[others]))
    ]
    target = np.vstack([LABELS * target + (1 - LABELS) * taught[0], taught[1]])
    weight = np.concatenate([weight, np.ones(len(others))])
    weights, bias = model.two_stages(vstack([own, more]).tocsr(), target, weight, STUDENT)
    return grams, weights, bias


def scores(data, trained, rows):
    grams, weights, bias = trained
    read = [data.read[n] for n in rows]
    return hstack([data.known[rows], *(g.columns(read) for g in grams)]) @ weights + bias


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

    held_out = np.zeros((len(data.truth), len(DIMENSIONS)))
    folds = {}
    for product in sorted(set(data.product) - {OWN}):
        print("without", product, flush=True)
        rows, others = np.where(data.product != product)[0], np.where(data.other_product != product)[0]
        folds[product] = train(data, rows, others)
        test = np.where(data.product == product)[0]
        held_out[test] = scores(data, folds[product], test)
    # Each product is judged at the temperature of the others.
    judged = np.zeros_like(held_out)
    for product, trained in folds.items():
        here, there = data.product == product, data.random & (data.product != product)
        temperature = model.heat(held_out[there], data.truth[there])
        judged[here] = model.shares(held_out[here] / temperature)
        if args.folds:
            args.folds.mkdir(parents=True, exist_ok=True)
            write(args.folds / f"without-{product}.bin", trained, temperature)
    print("every product by a model that has not seen it:")
    figures.show("all", judged[data.random], data.truth[data.random])
    for product in folds:
        some = data.random & (data.product == product)
        figures.show(product, judged[some], data.truth[some])
    temperature = model.heat(held_out[data.random], data.truth[data.random])
    print("temperatures", np.round(temperature[:2], 3))
    write(args.out, train(data, np.arange(len(data.truth)), np.arange(len(data.others))), temperature)


if __name__ == "__main__":
    main()
