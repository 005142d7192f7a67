#!/usr/bin/env python3
"""Calls of emitted Python code. Reads one JSON job a line, writes one JSON answer a line.

    job:    {"target", "code": {"source", "name"}, "arguments": [{"shape", "data"}, …], "quantity"?, "wrt"?: […]}
    answer: {"outputs": [{"shape", "data"}, …]} or {"failure": text}

An array is written column by column, what is not finite as null. A call that changes its arguments fails, and so does one that warns. A function with its own derivative is
asked for a quantity through its framework: `wrt` are the places of its variables.
"""
import json
import math
import pathlib
import sys
import traceback
import warnings

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import jax_on_numpy as on_numpy  # noqa: E402
from run_python import argument  # noqa: E402


def read(array):
    data = np.array(array["data"], dtype=float).reshape(array["shape"], order="F").copy(order="C")
    return data if array["shape"] else data.item()


def written(value):
    array = np.asarray(value, dtype=float)
    return {"shape": list(array.shape), "data": [x if math.isfinite(x) else None for x in array.ravel(order="F").tolist()]}


FRAMEWORK = {"numpy": "numpy", "pytorch": "pytorch", "jax": "jax", "pytorch_autograd": "pytorch", "jax_custom_vjp": "jax"}
SCOPES = {}


def loaded(code):
    if code["source"] not in SCOPES:
        scope = {}
        exec(compile(code["source"], code["name"], "exec"), scope)  # noqa: S102
        SCOPES[code["source"]] = scope
    return SCOPES[code["source"]][code["name"]]


def pulled(function, given, wrt, target):
    """The value, and what takes a weight for each output to the derivatives."""
    if target == "jax_custom_vjp":
        value, pull = function.vjp(*given)
        return value, lambda weights: [pull(on_numpy.array(weights))[i] for i in wrt]
    import torch
    leaves = [each.requires_grad_(True) if i in wrt else each for i, each in enumerate(given)]
    value = function(*leaves)
    return value.detach().numpy(), lambda weights: [part.numpy() for part in torch.autograd.grad(value, [leaves[i] for i in wrt], torch.tensor(np.asarray(weights)), retain_graph=True)]


def through(function, given, job):
    given, direction = (given, None) if job["quantity"] not in ("vjp", "jvp") else (given[:-1], job["arguments"][-1])
    value, pull = pulled(function, given, job["wrt"], job["target"])
    value = np.asarray(value, dtype=float)
    first = pull(np.ones(value.shape))
    if job["quantity"] in ("value", "gradient", "value-and-gradient"):
        return ([value] if "value" in job["quantity"] else []) + (first if "gradient" in job["quantity"] else [])
    if job["quantity"] == "vjp":
        return pull(np.reshape(read(direction), value.shape))
    size, shape = value.size, np.shape(first[0])
    rows = [np.ravel(pull(np.reshape(row, value.shape, order="F"))[0], order="F") for row in np.eye(size)]
    jacobian = np.reshape(rows, (size, int(np.prod(shape))))
    if job["quantity"] == "jvp":
        return [np.reshape(jacobian @ np.ravel(read(direction), order="F"), value.shape, order="F")]
    return [jacobian if shape else np.reshape(jacobian, value.shape, order="F")]


def outputs(job):
    target = job["target"]
    if target.startswith("jax"):
        on_numpy.install()
    function = loaded(job["code"])
    if target == "pytorch_autograd" or target == "jax_custom_vjp":
        return through(function, [argument(read(each), FRAMEWORK[target]) for each in job["arguments"]], job)
    # A dimension is a parameter of its own where no shape tells it.
    integers = set(job["integers"])
    plain = [int(read(each)) if i in integers else read(each) for i, each in enumerate(job["arguments"])]
    given = [argument(each, FRAMEWORK[target]) for each in plain]
    result = function(*given)
    for now, before in zip(given, plain):
        if not np.array_equal(np.asarray(now), np.asarray(before)):
            raise AssertionError("an argument was changed")
    return result if isinstance(result, tuple) else (result,)


def main():
    for line in sys.stdin:
        job = json.loads(line)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                # Of torch itself, not of the code.
                warnings.filterwarnings("ignore", module="torch")
                answer = {"outputs": [written(part) for part in outputs(job)]}
        except Exception as problem:  # whatever emitted code may do
            answer = {"failure": "%s: %s at %s" % (type(problem).__name__, problem, traceback.format_exc().splitlines()[-2].strip())}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
