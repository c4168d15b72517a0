"""The figures that say how good suggestions are. `examples/suggest-quality.rs` calculates the same."""

import numpy as np

from features import DIMENSIONS

NONE = DIMENSIONS.index("none")


def f1(said, truth):
    return [
        2 * ((said == c) & (truth == c)).sum() / max(1, (said == c).sum() + (truth == c).sum())
        for c in range(len(DIMENSIONS))
    ]


def calibration_error(sure, right, bins=10):
    place = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in set(place)]
    return sum(gaps)


def show(name, shares, truth):
    said, sure = shares.argmax(1), shares.max(1)
    right = said == truth
    surest = np.argsort(-sure, kind="stable")
    shown = np.argsort(-shares[:, :NONE].max(1), kind="stable")[: int(0.15 * len(truth))]
    hit = shares[shown, :NONE].argmax(1) == truth[shown]
    present = [score for c, score in enumerate(f1(said, truth)) if (truth == c).any() or (said == c).any()]
    print(
        f"{name:8} n {len(truth):4}  majority {(truth == NONE).mean():.3f}  accuracy {right.mean():.3f}  "
        f"macro-F1 {np.mean(present):.3f}  shown at 15% {hit.mean():.3f}  "
        f"at 50% {right[surest[: len(truth) // 2]].mean():.3f}  "
        f"at 70% {right[surest[: int(0.7 * len(truth))]].mean():.3f}  ECE {calibration_error(sure, right):.3f}  "
        f"two best {(np.argsort(-shares, 1)[:, :2] == truth[:, None]).any(1).mean():.3f}  "
        f"F1 {' '.join(f'{score:.2f}' for score in f1(said, truth))}",
        flush=True,
    )
