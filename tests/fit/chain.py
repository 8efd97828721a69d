"""The chain model of the page model, and how its numbers are found: likelihood first, then the expected F1 of the article's words.

The model is the one of src/engine/page_model.cpp: a block's log-odds are a weighted sum of its measures, and staying, entering and leaving the
article cost something (Lafferty 2001). A block that a rule dropped, or that stands in the comments, is held out of the article.
"""
import ctypes
import pathlib
import subprocess
import tempfile

import numpy as np

COSTS = ["stay_out", "enter_body", "leave_body", "stay_in_body", "start_in_body", "end_in_body"]
OUT = -30.0  # score of a block behind the start of the comments: kOut in page_model.cpp
DROPPED = -1.0  # score of a block that a rule dropped: dropped_score of the core pack
_library = None


def library():
    global _library
    if _library is None:
        folder = tempfile.mkdtemp()
        source = pathlib.Path(__file__).with_name("chain.c")
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", f"{folder}/chain.so", source, "-lm"], check=True)
        _library = ctypes.CDLL(f"{folder}/chain.so")
        _library.chain_sums.restype = ctypes.c_double
    return _library


def chain_sums(scores, begin, costs):
    """Log partition sum, marginals of the blocks, expected counts of the costs."""
    marginal, counts = np.zeros(len(scores)), np.zeros(6)
    arrays = [np.ascontiguousarray(scores), begin, None, np.ascontiguousarray(costs), marginal, counts]
    pointers = [len(begin) - 1 if a is None else ctypes.c_void_p(a.ctypes.data) for a in arrays]
    return library().chain_sums(*pointers), marginal, counts


class Problem:
    """The pages to fit on, as one matrix. A page has: x (blocks × measures), y (1 article, 0 furniture, -1 unknown), words, held_out,
    dropped (by a rule; held out, too), weight."""

    def __init__(self, pages):
        self.pages = len(pages)
        self.x = np.concatenate([p.x for p in pages])
        self.y = np.concatenate([p.y for p in pages])
        self.held_out = np.concatenate([p.held_out for p in pages])
        self.dropped = np.concatenate([p.dropped for p in pages])
        self.words = np.concatenate([p.words for p in pages]) * (self.y >= 0)
        sizes = [len(p.y) for p in pages]
        self.begin = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        self.page_of = np.repeat(np.arange(self.pages), sizes)
        self.weight = np.array([p.weight for p in pages])
        self.article_words = self.per_page(self.words * (self.y == 1))
        known = ~self.held_out & (self.y >= 0)
        self.towards = np.where(known, np.where(self.y == 1, 60.0, -60.0), 0.0)  # clamps a block to its label

    def per_page(self, values):
        return np.bincount(self.page_of, values, self.pages)

    def scores(self, theta):
        scores = (self.x @ theta[:-6].astype(np.float32)).astype(float)
        scores[self.held_out] = OUT
        scores[self.dropped] = DROPPED
        return scores

    def gradient(self, by_score, by_cost):
        by_score = np.where(self.held_out, 0.0, by_score).astype(np.float32)
        return np.concatenate([(by_score @ self.x).astype(float), by_cost])

    def unlikelihood(self, theta):
        """Negative log-likelihood of the labels per page."""
        scores = self.scores(theta)
        free, p, n = chain_sums(scores, self.begin, theta[-6:])
        clamped, q, m = chain_sums(scores + self.towards, self.begin, theta[-6:])
        forced = (self.towards * np.where(self.y == 1, 1.0, 0.0)).sum()
        return (free - clamped + forced) / self.pages, self.gradient(p - q, n - m) / self.pages

    def missing_f1(self, theta):
        """One minus the expected F1 of a page's words, averaged. The gradient is a directional derivative of the marginals, by a central difference."""
        smooth_words, step = 20.0, 1e-3
        scores = self.scores(theta)
        p = chain_sums(scores, self.begin, theta[-6:])[1]
        hit = self.per_page(self.words * p * (self.y == 1))
        kept = self.per_page(self.words * p)
        below = self.article_words + kept + smooth_words
        f = (2 * hit + smooth_words) / below
        by_p = self.words * ((2 / below)[self.page_of] * (self.y == 1) - (f / below)[self.page_of]) * self.weight[self.page_of]
        scale = np.abs(by_p).max() / step
        _, p1, n1 = chain_sums(scores + by_p / scale, self.begin, theta[-6:])
        _, p0, n0 = chain_sums(scores - by_p / scale, self.begin, theta[-6:])
        gradient = self.gradient((p1 - p0) * scale / 2, (n1 - n0) * scale / 2)
        total = self.weight.sum()
        return (self.weight * (1 - f)).sum() / total, -gradient / total


def minimize(f, x, steps, memory=10):
    """Limited-memory BFGS (Nocedal 1980) with backtracking and a curvature check."""
    value, g = f(x)
    pairs = []
    for _ in range(steps):
        q, alphas = g.copy(), []
        for s, y, rho in reversed(pairs):
            alphas.append(rho * (s @ q))
            q -= alphas[-1] * y
        q *= pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1]) if pairs else 1.0 / max(1.0, np.linalg.norm(g))
        for (s, y, rho), a in zip(pairs, reversed(alphas)):
            q += (a - rho * (y @ q)) * s
        size, slope = 1.0, -(g @ q)
        for _ in range(20):
            new_value, new_g = f(x - size * q)
            if new_value <= value + 1e-4 * size * slope:
                break
            size /= 2
        else:
            break
        s, y = -size * q, new_g - g
        if s @ y > 1e-10:
            pairs = pairs[1 - memory:] + [(s, y, 1.0 / (s @ y))]
        x, value, g = x - size * q, new_value, new_g
    return x


def fit(pages, l2, likelihood_steps, f1_steps, likelihood_share):
    """Weights and costs for these pages. `l2` holds the weights of measures near zero; the costs are free."""
    problem = Problem(pages)
    penalty = np.concatenate([l2, np.full(6, 0.05)]) / problem.pages

    def likelihood(theta):
        value, gradient = problem.unlikelihood(theta)
        return value + 0.5 * (penalty * theta * theta).sum(), gradient + penalty * theta

    def f1(theta):
        value, gradient = likelihood(theta)
        missing, by = problem.missing_f1(theta)
        return likelihood_share * value + 10 * missing, likelihood_share * gradient + 10 * by

    theta = minimize(likelihood, np.zeros(problem.x.shape[1] + 6), likelihood_steps)
    return minimize(f1, theta, f1_steps)
