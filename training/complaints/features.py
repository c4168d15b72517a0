"""What the model sees of a text. `src/suggest` reads texts in the same way; the written samples hold both to it."""

import functools
import tomllib
import unicodedata

MOST_WORDS = 600
GAP = 3
PIECES = (3, 4, 5)
LONGEST = 24
APOSTROPHES = "'’‘`´"
DIMENSIONS = ["trust", "error_tolerance", "mental_model", "automation_anxiety", "none"]


def words(text):
    """Parts a text into (word, sentence) pairs: runs of letters and digits in lower case, without apostrophes."""
    found, word, sentence, ended = [], "", 0, False
    for letter in text + "\n":
        if letter.isalnum():
            if ended and not word:
                sentence, ended = sentence + 1, False
            word += letter.lower()
        elif letter in APOSTROPHES or unicodedata.combining(letter):
            continue
        else:
            if word:
                found.append((word, sentence))
                word = ""
                if len(found) == MOST_WORDS:
                    break
            ended = ended or letter in ".!?…\n"
    return found


class Lexicon:
    """The expressions, found in texts."""

    def __init__(self, path):
        with open(path, "rb") as file:
            table = tomllib.load(file)
        self.groups = {name: [w.strip() for w in text.split(",")] for name, text in table["words"].items()}
        self.brands = set(self.groups["brands"])
        self.expressions = []
        seen = set()
        for subject in [*DIMENSIONS, "about"]:
            for expression in table[subject]["expressions"]:
                assert expression not in seen, f"{expression!r} is there twice"
                seen.add(expression)
                self.expressions.append((expression, subject))
        self.first = {}
        for number, (expression, _) in enumerate(self.expressions):
            steps, gap = [], 0
            for step in expression.split():
                if step == "..":
                    gap = GAP
                    continue
                kind = "group" if step.startswith("{") else "prefix" if step.endswith("*") else "word"
                steps.append((kind, step.strip("{}*"), gap))
                gap = 0
            kind, value, _ = steps[0]
            for word in {"word": [value], "group": self.groups.get(value, []), "prefix": [None]}[kind]:
                self.first.setdefault(word, []).append((number, steps))

    def fits(self, step, word):
        kind, value, _ = step
        if kind == "word":
            return word == value
        if kind == "prefix":
            return word.startswith(value)
        return word in self.groups[value]

    def end(self, steps, found, at):
        """Where an expression that begins at a word ends, or None."""
        if not steps:
            return at
        for skip in range(steps[0][2] + 1):
            here = at + skip
            if here < len(found) and found[here][1] == found[at - 1][1] and self.fits(steps[0], found[here][0]):
                end = self.end(steps[1:], found, here + 1)
                if end is not None:
                    return end
        return None

    @functools.cache
    def begun_by(self, word):
        """The expressions that may begin with a word."""
        return [each for each in self.first.get(word, []) + self.first[None] if self.fits(each[1][0], word)]

    def hits(self, found):
        """Every expression in the words, as (number, first word, word after the last)."""
        hits = []
        for at, (word, _) in enumerate(found):
            for number, steps in self.begun_by(word):
                end = self.end(steps[1:], found, at + 1)
                if end is not None:
                    hits.append((number, at, end))
        return hits


class Read:
    """A text, read once: its words, the expressions in it, and its words and pairs of words."""

    def __init__(self, text, lexicon):
        self.words = words(text)
        self.hits = lexicon.hits(self.words)
        plain = [("brands" if word in lexicon.brands else word, sentence) for word, sentence in self.words]
        pairs = [f"{a} {b}" for (a, s), (b, t) in zip(plain, plain[1:]) if s == t]
        self.grams = [word for word, _ in plain] + pairs
        self.pieces = [piece for word in sorted({word for word, _ in plain}) for piece in pieces(word)]


def pieces(word):
    """The parts of a word, three to five letters each, with its edges: typing errors and endings share most of them."""
    edged = f"<{word[:LONGEST]}>"
    return [edged[at : at + n] for n in PIECES for at in range(len(edged) - n + 1)]
