#!/usr/bin/env python3
"""Arguments, and the numbers that emitted code must give for them. Reads one JSON job a line, writes one JSON answer a line.

    corpus job:   {"case": …, "inputs": […], "valueInputs": […]}                       the oracle's value and numerical derivative
    function job: {"id", "vars", "wrt", "code", "sizes": [{…}, …], "inputs": […]}       what the emitted NumPy code gives, held against differences elsewhere

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


def main():
    for line in sys.stdin:
        job = json.loads(line)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            print(json.dumps({"runs": corpus(job) if "case" in job else function(job)}), flush=True)


if __name__ == "__main__":
    main()
