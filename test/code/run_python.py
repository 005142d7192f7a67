#!/usr/bin/env python3
"""Runs emitted Python code. Reads one JSON job a line, writes one JSON answer a line.

    corpus job: {"case": …, "code": {"source", "name", "inputs"}, "value": {…}}      against the oracle, at two sets of sizes
    self job:   {"vars": […], "wrt", "kind", "code", "value", "sizes": [{…}, …]}      against differences of the emitted value function

The answer is {"error": worst relative error} or {"failure": text}.
"""
import json
import pathlib
import sys
import traceback
import warnings

import numpy as np

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "oracle"), str(pathlib.Path(__file__).resolve().parent)]
import jax_on_numpy as on_numpy  # noqa: E402
import oracle  # noqa: E402

SMALL = dict(oracle.SIZES)
OTHER = dict(m=6, n=4, k=3, p=5, q=7, r=8)


def load(code):
    scope = {}
    exec(compile(code["source"], code["name"], "exec"), scope)  # noqa: S102
    return scope[code["name"]]


def argument(value, target):
    if isinstance(value, (int, np.integer)):
        return int(value)
    if target == "pytorch":
        import torch
        return torch.tensor(np.asarray(value, dtype=float))
    if target == "jax":
        return on_numpy.array(value)
    return np.copy(value) if np.ndim(value) else float(value)


def plain(result):
    return tuple(plain(part) for part in result) if isinstance(result, tuple) else np.asarray(result)


def call(code, env):
    target = code.get("target", "numpy")
    if target == "jax":
        on_numpy.install()
    function = load(code)
    before = {name: argument(env[name], target) for name in code["inputs"]}
    result = function(*before.values())
    for name, value in before.items():
        if not np.array_equal(np.asarray(value), env[name]):
            raise AssertionError("the argument %s was changed" % name)
    return result if target == "numpy" else plain(result)


def corpus(job):
    worst = 0.0
    for sizes in (SMALL, OTHER):
        oracle.SIZES.update(sizes)
        env = dict(oracle.sample(job["case"], 0))
        truth = np.asarray(oracle.numeric_derivative(job["case"], env))
        values = dict(sizes)
        values.update(env)
        result = np.asarray(call(job["code"], values), dtype=float)
        if result.shape != truth.shape:
            return {"failure": "shape %s for %s" % (result.shape, truth.shape)}
        worst = max(worst, float(oracle.rel_err(result, truth)))
        if job.get("value"):
            whole = np.asarray(oracle.evaluate(job["case"]["expr"], job["case"]["vars"], env))
            value = np.asarray(call(job["value"], values), dtype=float)
            if value.shape != whole.shape:
                return {"failure": "value of shape %s for %s" % (value.shape, whole.shape)}
            worst = max(worst, float(oracle.rel_err(value, whole)))
    return {"error": worst}


def differences(function, env, wrt, symmetric=False):
    """Central differences of sixth order in every entry of `wrt`: an array of the shape of the variable, then that of the value.
    A symmetric matrix stays symmetric while it moves: then this is the symmetric part of the gradient."""
    x = np.asarray(env[wrt], dtype=float)
    rows = []
    for i in np.ndindex(*x.shape):
        h = 1e-3 * max(1.0, abs(x[i]))
        total = 0.0
        for k, c in ((1, 45.0), (2, -9.0), (3, 1.0)):
            for s in (1, -1):
                y = x.copy()
                y[i] += s * k * h / (2 if symmetric else 1)
                if symmetric:
                    y[i[::-1]] += s * k * h / 2
                total = total + s * c * np.asarray(function({**env, wrt: y if y.ndim else float(y)}), dtype=float)
        rows.append(total / (60 * h))
    shape = np.shape(rows[0]) if rows else ()
    return np.array(rows).reshape(x.shape + shape)


def itself(job):
    worst = 0.0
    for sizes in job["sizes"]:
        oracle.SIZES.update(sizes)
        for seed in (0, 1):
            env = {**sizes, **oracle.sample({"id": job["id"], "vars": job["vars"], "wrt": job["wrt"][0], "want": "gradient"}, seed)}
            value = lambda at: call(job["value"], at)  # noqa: E731
            result = call(job["code"], env)
            if job["kind"] == "valueAndGradient":
                first, result = result
                worst = max(worst, float(oracle.rel_err(np.asarray(first), np.asarray(value(env)))))
            parts = result if isinstance(result, tuple) else (result,)
            for wrt, part in zip(job["wrt"], parts):
                symmetric = any(v["name"] == wrt and {"symmetric", "posdef"} & set(v["props"]) for v in job["vars"])
                truth = differences(value, env, wrt, symmetric)
                part = (part + part.T) / 2 if symmetric else part
                if np.shape(part) != truth.shape:
                    return {"failure": "shape %s for %s" % (np.shape(part), truth.shape)}
                worst = max(worst, float(oracle.rel_err(np.asarray(part), truth)))
    return {"error": worst}


def extreme(job):
    """Values where a naive form overflows: the answers must be finite and equal to the expected ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = call(job["code"], {name: np.array(value, dtype=float) if isinstance(value, list) else value for name, value in job["at"].items()})
    flat = np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in (result if isinstance(result, tuple) else (result,))])
    expected = np.array(job["expected"], dtype=float)
    if not np.all(np.isfinite(flat)):
        return {"failure": "not finite: %s" % flat}
    return {"error": float(np.max(np.abs(flat - expected) / np.where(expected == 0, 1, np.abs(expected))))}


def main():
    for line in sys.stdin:
        job = json.loads(line)
        try:
            if job.get("at") is not None:
                answer = extreme(job)
            else:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    answer = corpus(job) if "case" in job else itself(job)
        except Exception as problem:  # whatever emitted code may do
            answer = {"failure": "%s: %s at %s" % (type(problem).__name__, problem, traceback.format_exc().splitlines()[-2].strip())}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
