#!/usr/bin/env python3
"""Runs the command line over every case of the corpus, executes the code that it writes, and compares with numerical derivatives.

    python3 test/oracle/run.py [--cli dist/cli.js] [--target numpy] [--cases test/fixtures/corpus.jsonl] [--json FILE]

A case ends in one of three ways: right, refused (an error that is located in the query), or wrong. Nothing may be wrong. `oracle.py`
evaluates, samples and differentiates by itself; it shares no code with mcalc. Needs NumPy and SciPy.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np

import oracle

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = (0, 1, 2)
TOLERANCE = 1e-6
STRUCTURAL = {"symmetric", "skew", "diagonal", "lower", "upper", "orthogonal", "posdef", "possemidef"}


def declaration(var):
    dims = ", ".join(str(d) for d in var["shape"])
    form = ("scalar", "vector", "matrix")[len(var["shape"])]
    return "%s : %s" % (var["name"], " ".join([*var.get("props", []), form + ("(%s)" % dims if dims else "")]))


def document(case):
    """The case in mcalc: without a `domain` every entry of the variable is free, whatever its properties."""
    wrt = next(v for v in case["vars"] if v["name"] == case["wrt"])
    free = "domain" not in case and STRUCTURAL & set(wrt.get("props", []))
    query = "%s %s wrt %s%s" % (case["want"], case["expr"], case["wrt"], " unstructured" if free else "")
    return "\n".join([*map(declaration, case["vars"]), query, ""])


def derive(cases, cli, target):
    """One process for all files, as in a build."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for case in cases:
            file = pathlib.Path(folder, case["id"] + ".mcalc")
            file.write_text(document(case), encoding="utf-8")
            files.append(str(file))
        done = subprocess.run(["node", str(cli), "derive", "--format", "json", "--target", target, *files], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit("mcalc ended with status %d" % done.returncode)
    reports = json.loads(done.stdout)
    assert [r["file"] for r in reports] == files, "every file has its object, in order"
    answered = all(len(r["results"]) == 1 and r["results"][0]["check"]["verdict"] != "fail" for r in reports)
    assert done.returncode == (0 if answered else 1), "the status says whether every query was answered"
    return reports


def call(code, case, env):
    scope = {}
    exec(compile(code["source"], case["id"], "exec"), scope)  # noqa: S102
    values = dict(env)
    values.update((k, v) for k, v in oracle.SIZES.items() if k not in values)
    return scope[code["name"]](*[argument(values[name]) for name in code["inputs"]])


def argument(value):
    """A copy, so that code that writes into its arguments shows; a dimension stays an integer, a scalar is a plain number."""
    return value if isinstance(value, int) else np.copy(value) if np.ndim(value) else float(value)


def judge(case, report):
    """-> ("right" | "refused" | "wrong", why)"""
    errors = [d for d in report["diagnostics"] if d["severity"] == "error"]
    if not report["results"]:
        query_line = len(case["vars"])
        if any(d["range"]["start"]["line"] == query_line for d in errors):
            return "refused", errors[0]["message"]
        return "wrong", "neither an answer nor an error at the query"
    result = report["results"][0]
    if result["check"]["verdict"] == "fail":
        return "wrong", "its own check fails: %s" % result["check"]["reason"]
    if "code" not in result:
        return "wrong", "no code: %s" % "; ".join(d["message"] for d in report["diagnostics"])
    worst = 0.0
    for seed in SEEDS:
        env = oracle.sample(case, seed)
        truth = np.asarray(oracle.numeric_derivative(case, env))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                value = np.asarray(call(result["code"], case, env), dtype=float)
        except Exception as problem:  # whatever generated code may do
            return "wrong", "%s: %s" % (type(problem).__name__, problem)
        if value.shape != truth.shape:
            return "wrong", "shape %s for %s" % (value.shape, truth.shape)
        worst = max(worst, oracle.rel_err(value, truth))
        if not worst <= TOLERANCE:
            return "wrong", "off by %.1e" % worst
    return "right", "%.1e" % worst


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--cli", default=ROOT / "dist/cli.js")
    options.add_argument("--target", default="numpy")
    options.add_argument("--cases", default=ROOT / "test/fixtures/corpus.jsonl")
    options.add_argument("--json", help="where the numbers are written, in the form of the other suites")
    given = options.parse_args()
    with open(given.cases, encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines if line.strip()]
    counts = {"right": 0, "refused": 0, "wrong": 0}
    for case, report in zip(cases, derive(cases, given.cli, given.target)):
        how, why = judge(case, report)
        counts[how] += 1
        if how != "right":
            text = report["results"][0]["text"] if report["results"] else ""
            print("%-8s %s  %s %s wrt %s%s: %s" % (how, case["id"], case["want"], case["expr"], case["wrt"], " = " + text if text else "", why))
    print("%d cases: %d right, %d refused, %d wrong" % (len(cases), counts["right"], counts["refused"], counts["wrong"]))
    if given.json:
        file = pathlib.Path(given.json)
        file.parent.mkdir(parents=True, exist_ok=True)
        numbers = {"numPassedTests": counts["right"], "numFailedTests": counts["wrong"], "success": counts["wrong"] == 0}
        file.write_text(json.dumps(numbers), encoding="utf-8")
    sys.exit(1 if counts["wrong"] or not counts["right"] else 0)


if __name__ == "__main__":
    main()
