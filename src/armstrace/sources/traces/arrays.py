"""The kinds of column that Points have, for modules that have numpy at hand when they are imported."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Halves = npt.NDArray[np.float32]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.bytes_]
