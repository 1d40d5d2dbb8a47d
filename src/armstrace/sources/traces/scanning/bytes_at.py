"""Loads from the memory of a bytes object, for compiled code only.

CPython keeps a zero byte after the last one of a bytes object. A loop that stops at a zero byte therefore never leaves
the object, and needs no comparison with its length; eight bytes at once are only loaded where eight are left.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from armstrace.sources.traces.compiled import inlined

if TYPE_CHECKING:
    import numpy as np


def _declared(function: Callable[..., Any]) -> Any:
    """Declare a function that writes machine code; its arguments are the types, what it gives is how to write it."""
    return intrinsic(function)


def _load(builder: Any, address: Any, bits: int) -> Any:
    pointer = builder.inttoptr(address, ir.IntType(bits).as_pointer())
    return builder.load(pointer, align=1)


def _byte_at(typing: Any, start: Any, index: Any) -> Any:  # noqa: ARG001  # numba's way of declaring
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.zext(_load(builder, builder.add(*args), 8), ir.IntType(64))

    return types.int64(types.int64, types.int64), generate


def _word_at(typing: Any, start: Any, index: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001
        return _load(builder, builder.add(*args), 64)

    return types.uint64(types.int64, types.int64), generate


def _zeros_below(typing: Any, word: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


byte_at: Callable[[int, int], int] = _declared(_byte_at)
"""Loads the byte at an address and index, as a number from 0 to 255."""
word_at: "Callable[[int, int], np.uint64]" = _declared(_word_at)
"""Loads eight bytes, the first one lowest."""
zeros_below: "Callable[[np.uint64], int]" = _declared(_zeros_below)
"""Counts the zero bits below the lowest one that is set; the word is not 0."""


def _many(builder: Any, byte: Any) -> Any:
    """Make sixty-four times the same byte."""
    many = ir.VectorType(ir.IntType(8), _WIDE)
    one = builder.insert_element(ir.Constant(many, ir.Undefined), builder.trunc(byte, ir.IntType(8)), _FIRST)
    return builder.shuffle_vector(one, ir.Constant(many, ir.Undefined), ir.Constant(ir.VectorType(_I32, _WIDE), None))


def _compare(sign: str) -> Any:
    """Make a comparison of sixty-four bytes with one: a bit for each of them."""

    def compared(typing: Any, start: Any, index: Any, byte: Any) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001
            address, place, wanted = args
            many = ir.VectorType(ir.IntType(8), _WIDE)
            found = builder.load(builder.inttoptr(builder.add(address, place), many.as_pointer()), align=1)
            return builder.bitcast(builder.icmp_unsigned(sign, found, _many(builder, wanted)), ir.IntType(_WIDE))

        return types.uint64(types.int64, types.int64, types.int64), generate

    return _declared(compared)


_WIDE = 64
_I32 = ir.IntType(32)
_FIRST = _I32(0)
_equal: "Callable[[int, int, int], np.uint64]" = _compare("==")
_below: "Callable[[int, int, int], np.uint64]" = _compare("<")


@inlined
def equal_at(at: int, i: int, byte: int) -> "np.uint64":
    """Compare sixty-four bytes with one: bit n of what it gives is that of byte n."""
    return _equal(at, i, byte)


@inlined
def below_at(at: int, i: int, byte: int) -> "np.uint64":
    """Set the bits of those of sixty-four bytes that are smaller than one."""
    return _below(at, i, byte)


def _store(kind: Any, number: Any) -> Any:
    """Make a store of one machine type at an address and index."""

    def put(typing: Any, start: Any, index: Any, value: Any) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001
            address, place, stored = args
            pointer = builder.inttoptr(address, kind.as_pointer())
            builder.store(stored, builder.gep(pointer, [place]), align=1)
            return context.get_dummy_value()

        return types.void(types.int64, types.int64, number), generate

    return _declared(put)


put_double = _store(ir.DoubleType(), types.float64)
put_float = _store(ir.FloatType(), types.float32)
put_int = _store(ir.IntType(32), types.int32)
put_byte = _store(ir.IntType(8), types.uint8)
