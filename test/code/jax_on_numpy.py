"""The part of JAX's API that emitted code uses, on NumPy and SciPy: where JAX is not installed, its code still runs against the API it is
modelled on. Arrays refuse to be written into, as JAX's do. Where the real JAX is installed it is used."""
import contextlib
import importlib.util
import sys
import types

import numpy as np
import scipy.linalg
import scipy.special


class Array(np.ndarray):
    @property
    def at(self):
        return Updates(self)


class Updates:
    def __init__(self, array):
        self.array = array

    def __getitem__(self, index):
        return Update(self.array, index)


class Update:
    def __init__(self, array, index):
        self.array, self.index = array, index

    def set(self, value):
        copy = np.array(self.array)
        copy[self.index] = value
        return array(copy)


class CustomVjp:
    """A function with its own rule: the value by calling it, `vjp` by its rule."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        return self.function(*args)

    def defvjp(self, forward, backward):
        self.forward, self.backward = forward, backward

    def vjp(self, *args):
        value, residuals = self.forward(*args)
        return value, lambda cotangent: self.backward(residuals, cotangent)


REAL = importlib.util.find_spec("jax") is not None


def array(value):
    if REAL:
        import jax
        jax.config.update("jax_enable_x64", True)
        return jax.numpy.asarray(value)
    if not np.ndim(value):
        return np.float64(value)
    made = np.array(value, dtype=float).view(Array)
    made.flags.writeable = False
    return made


def copying(function):
    return lambda *args, **more: function(*map(np.array, args), **more)


def install():
    if REAL or "jax" in sys.modules:
        return
    jax, jnp, nn = types.ModuleType("jax"), types.ModuleType("jax.numpy"), types.ModuleType("jax.nn")
    jax.on_numpy = True
    for name in dir(np):
        if not name.startswith("_"):
            setattr(jnp, name, getattr(np, name))
    jnp.zeros = lambda *args: array(np.zeros(*args))
    jnp.ones = lambda *args: array(np.ones(*args))
    jnp.eye = lambda *args: array(np.eye(*args))
    nn.sigmoid, nn.softplus, nn.relu = scipy.special.expit, lambda u: np.logaddexp(u, 0), lambda u: np.maximum(u, 0)
    nn.logsumexp, nn.softmax = scipy.special.logsumexp, scipy.special.softmax
    jax.numpy, jax.nn, jax.scipy = jnp, nn, types.ModuleType("jax.scipy")
    jnp.asarray = array
    jax.custom_vjp = CustomVjp
    jax.experimental = types.ModuleType("jax.experimental")
    jax.experimental.enable_x64 = contextlib.nullcontext
    sys.modules.update({"jax": jax, "jax.experimental": jax.experimental, "jax.numpy": jnp, "jax.nn": nn, "jax.scipy": jax.scipy, "jax.scipy.linalg": scipy.linalg, "jax.scipy.special": scipy.special})
    jax.scipy.linalg, jax.scipy.special = scipy.linalg, scipy.special
    # SciPy's wants arrays that could be written into.
    for name in ("expm", "expm_frechet"):
        setattr(scipy.linalg, name, copying(getattr(scipy.linalg, name)))
