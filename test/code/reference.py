#!/usr/bin/env python3
"""Arguments, and the numbers that emitted code must give for them. Reads one JSON job a line, writes one JSON answer a line.

    corpus job:   {"case": …, "inputs": […], "valueInputs": […]}                       the oracle's value and numerical derivative
    function job: {"id", "vars", "wrt", "code", "sizes": [{…}, …], "inputs": […]}       what the emitted NumPy code gives, held against differences elsewhere
    quantity job: {"id", "vars", "wrt", "quantity", "value", "sizes", "inputs"}         what differences of the emitted value give; a direction is drawn for an input that is no variable

The answer is {"runs": [{"arguments": […], "expected": […], "valueArguments": […], "value": …}, …]}, one run per set of sizes. An array is
{"shape": […], "data": […]} column by column.
"""
import json
import pathlib
import sys
import warnings

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "oracle"))
import oracle  # noqa: E402

SMALL = dict(oracle.SIZES)
OTHER = dict(m=6, n=4, k=3, p=5, q=7, r=8)


def written(value):
    array = np.asarray(value, dtype=float)
    return {"shape": list(array.shape), "data": array.ravel(order="F").tolist()}


def corpus(job):
    runs = []
    for sizes in (SMALL, OTHER):
        oracle.SIZES.update(sizes)
        env = dict(oracle.sample(job["case"], 0))
        values = {**sizes, **env}
        runs.append({
            "arguments": [written(values[name]) for name in job["inputs"]],
            "expected": [written(oracle.numeric_derivative(job["case"], env))],
            "valueArguments": [written(values[name]) for name in job["valueInputs"]],
            "value": written(oracle.evaluate(job["case"]["expr"], job["case"]["vars"], env)),
        })
    return runs


def function(job):
    runs = []
    for sizes in job["sizes"]:
        oracle.SIZES.update(sizes)
        env = {**sizes, **oracle.sample({"id": job["id"], "vars": job["vars"], "wrt": job["wrt"][0], "want": "gradient"}, 0)}
        scope = {}
        exec(compile(job["code"]["source"], job["id"], "exec"), scope)  # noqa: S102
        value, gradient = scope[job["code"]["name"]](*[np.copy(env[name]) if np.ndim(env[name]) else env[name] for name in job["code"]["inputs"]])
        parts = gradient if isinstance(gradient, tuple) else (gradient,)
        runs.append({"arguments": [written(env[name]) for name in job["inputs"]], "expected": [written(part) for part in (value, *parts)]})
    return runs


def quantity(job):
    scope = {}
    exec(compile(job["value"]["source"], job["id"], "exec"), scope)  # noqa: S102
    function = scope[job["value"]["name"]]
    at = lambda env: np.asarray(function(*[np.copy(env[name]) if np.ndim(env[name]) else env[name] for name in job["value"]["inputs"]]), dtype=float)  # noqa: E731
    runs = []
    for sizes in job["sizes"]:
        oracle.SIZES.update(sizes)
        env = {**sizes, **oracle.sample({"id": job["id"], "vars": job["vars"], "wrt": job["wrt"], "want": "gradient"}, 0)}
        value = at(env)
        x = np.asarray(env[job["wrt"]], dtype=float)
        first = differences(at, env, job["wrt"])
        for name in job["inputs"]:
            if name not in env:
                env[name] = np.random.default_rng(1).standard_normal(np.shape(value) if job["quantity"] == "vjp" else x.shape)
                given = env[name]
        expected = {
            "value": lambda: [value], "gradient": lambda: [first], "value-and-gradient": lambda: [value, first],
            "jacobian": lambda: [flat(first, x.ndim)],
            "hessian": lambda: [flat(second(at, env, job["wrt"]), x.ndim)],
            "hvp": lambda: [np.tensordot(second(at, env, job["wrt"]), given, x.ndim)],
            "jvp": lambda: [np.tensordot(given, first, x.ndim)],
            "vjp": lambda: [np.tensordot(first, given, value.ndim)],
        }[job["quantity"]]()
        runs.append({"arguments": [written(env[name]) for name in job["inputs"]], "expected": [written(part) for part in expected]})
    return runs


def differences(function, env, wrt, step=1e-3):
    """Central differences of sixth order: an array of the shape of the variable, then that of the value."""
    x = np.asarray(env[wrt], dtype=float)
    made = np.zeros(x.shape + np.shape(function(env)))
    for i in np.ndindex(*x.shape):
        for k, c in ((1, 45.0), (2, -9.0), (3, 1.0)):
            for s in (1, -1):
                y = x.copy()
                y[i] += s * k * step
                made[i] += s * c * function({**env, wrt: y if y.ndim else float(y)}) / (60 * step)
    return made


def second(function, env, wrt):
    return differences(lambda at: differences(function, at, wrt, 1e-2), env, wrt, 1e-2)


def flat(array, inner):
    """Derivatives of all entries (vec, column by column) by all entries; with respect to a number, in the shape of what is differentiated."""
    if inner == 0:
        return array
    return array.reshape((int(np.prod(array.shape[:inner])), int(np.prod(array.shape[inner:]))), order="F").T


def main():
    for line in sys.stdin:
        job = json.loads(line)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            print(json.dumps({"runs": corpus(job) if "case" in job else quantity(job) if "quantity" in job else function(job)}), flush=True)


if __name__ == "__main__":
    main()
