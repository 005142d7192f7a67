#!/usr/bin/env python3
"""Times emitted NumPy code: value and gradient, and Hessians, against hand-written code, the transcribed formula and torch's autograd.

    python3 bench/code/run.py FOLDER      FOLDER holds NAME.py with NAME(**inputs) for every problem

One thread. Every candidate runs once per round, so that noise hits all alike; a ratio is the median over the rounds.
"""
import gc
import importlib.util
import os
import pathlib
import statistics
import sys
import time

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"
import numpy as np  # noqa: E402

import problems  # noqa: E402

try:
    import torch
    torch.set_num_threads(1)
except ImportError:
    torch = None

SIZES, HESSIAN_SIZES = (10, 200, 1000), (10, 100, 300)


def load(folder, name):
    spec = importlib.util.spec_from_file_location(name, pathlib.Path(folder, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


def flat(result):
    parts = [result]
    while any(isinstance(part, tuple) for part in parts):
        parts = [inner for part in parts for inner in (part if isinstance(part, tuple) else (part,))]
    return [np.asarray(part, dtype=float) for part in parts]


def error(a, b):
    return max(float(np.max(np.abs(x - y)) / max(1e-12, float(np.max(np.abs(y))))) for x, y in zip(flat(a), flat(b)))


def measure(candidates, rounds=15, least=0.01, budget=6.0):
    repeats, estimate = {}, 0.0
    for name, run in candidates.items():
        run()
        k, spent = 1, 0.0
        while True:
            start = time.perf_counter()
            for _ in range(k):
                run()
            spent = time.perf_counter() - start
            if spent >= least or k >= 1 << 14:
                break
            k *= 2
        repeats[name] = k
        estimate += spent
    times = {name: [] for name in candidates}
    gc.collect()
    gc.disable()
    order = list(candidates.items())
    for turn in range(max(5, min(rounds, int(budget / estimate)))):
        # Whoever runs first finds a cold cache: they take turns.
        for name, run in order[turn % len(order):] + order[:turn % len(order)]:
            start = time.perf_counter()
            for _ in range(repeats[name]):
                run()
            times[name].append((time.perf_counter() - start) / repeats[name])
    gc.enable()
    return times


def ratio(over, under):
    return statistics.median(a / b for a, b in zip(over, under))


def tensors(inputs, moving):
    made = {name: torch.from_numpy(value) if isinstance(value, np.ndarray) else torch.tensor(float(value), dtype=torch.float64) for name, value in inputs.items()}
    for name in moving:
        made[name] = made[name].detach().requires_grad_(True)
    return made


def gradients(folder):
    worst, ours_to_hand, cells = 0.0, [], []
    for problem in problems.GRADIENTS:
        ours = load(folder, problem.__name__)
        moving = problem.text.rsplit("wrt ", 1)[1].replace(" unstructured", "").split(", ")
        for n in SIZES:
            inputs = problem.make(n, np.random.default_rng(1))
            expected = problem.hand(**inputs)
            worst = max(worst, error(ours(**inputs), expected), error(problem.naive(**inputs), flat(expected)[1:][0] if len(moving) == 1 else tuple(flat(expected)[1:])))
            candidates = {"ours": lambda: ours(**inputs), "hand": lambda: problem.hand(**inputs), "naive": lambda: problem.naive(**inputs)}
            if torch is not None:
                made = tensors(inputs, moving)

                def autograd():
                    value = problem.loss(torch, **made)
                    return value, torch.autograd.grad(value, [made[name] for name in moving])
                candidates["torch"] = autograd
            times = measure(candidates)
            to_hand = ratio(times["ours"], times["hand"])
            ours_to_hand.append(to_hand)
            cell = dict(n=n, ours=to_hand, naive=ratio(times["naive"], times["hand"]), torch=ratio(times["torch"], times["ours"]) if torch is not None else float("nan"))
            cells.append(cell)
            print("%-20s n = %-5d ours/hand %5.2f   torch/ours %6.2f   naive gradient/hand %6.2f   hand %9.1f us" % (problem.__name__, n, to_hand, cell["torch"], cell["naive"], statistics.median(times["hand"]) * 1e6), flush=True)
    for n in SIZES:
        of = [cell for cell in cells if cell["n"] == n]
        mean = lambda key: statistics.geometric_mean(cell[key] for cell in of)  # noqa: E731
        print("value and gradient, n = %-5d geometric mean: ours/hand %.2f, torch/ours %.2f, naive gradient/hand %.2f" % (n, mean("ours"), mean("torch"), mean("naive")))
    print("value and gradient: ours/hand median %.2f, worst %.2f; largest relative difference of results %.0e" % (statistics.median(ours_to_hand), max(ours_to_hand), worst))


def hessians(folder):
    ratios = []
    for problem in problems.HESSIANS:
        ours = load(folder, problem.__name__)
        for n in HESSIAN_SIZES:
            inputs = problem.make(n, np.random.default_rng(1))
            difference = error(ours(**inputs), problem.hand(**inputs))
            candidates = {"ours": lambda: ours(**inputs), "hand": lambda: problem.hand(**inputs)}
            against = ""
            if torch is not None and n <= 100:
                made = tensors(inputs, [])
                loss = lambda at: problem.loss(torch, **{**made, problem.wrt: at})  # noqa: E731
                candidates["torch"] = lambda: torch.autograd.functional.hessian(loss, made[problem.wrt], vectorize=True)
            times = measure(candidates, rounds=9)
            if "torch" in times:
                against = "torch/ours %8.1f" % ratio(times["torch"], times["ours"])
            ratios.append(ratio(times["ours"], times["hand"]))
            print("%-24s n = %-5d ours/hand %5.2f   %s   difference %.0e" % (problem.__name__, n, ratios[-1], against, difference), flush=True)
    print("Hessians: ours/hand median %.2f, worst %.2f" % (statistics.median(ratios), max(ratios)))


if __name__ == "__main__":
    gradients(sys.argv[1])
    hessians(sys.argv[1])
