"""Speech in three bits a sample: each says how far it is from the one before, in steps that follow the voice.

Adaptive differential PCM: a code's highest bit is the sign, the others the size of the difference, in halves
of the step. Large differences widen the next step, small ones narrow it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

BITS = 3
_SIGN, _SIZE = 4, 3
_STEPS = [int(16 * 1.1**number) for number in range(73)]
_WIDER = (-1, -1, 2, 4)
"""How many steps on, by the size of a difference."""
_LOWEST, _HIGHEST = -(2**15), 2**15 - 1


class Follower:
    """Where sender and receiver both are: the last sample, and the step."""

    def __init__(self) -> None:
        """Begin in silence."""
        self.sample, self._step = 0, 0

    @property
    def step(self) -> int:
        """How far apart samples are expected to be."""
        return _STEPS[self._step]

    def follow(self, code: int) -> int:
        """Take a code; give its sample."""
        size = code & _SIZE
        by = (self.step * (2 * size + 1)) // 2
        sample = self.sample - by if code & _SIGN else self.sample + by
        self.sample = min(max(sample, _LOWEST), _HIGHEST)
        self._step = min(max(self._step + _WIDER[size], 0), len(_STEPS) - 1)
        return self.sample


def packed(samples: Sequence[int]) -> bytes:
    """Write samples as codes, three bits each, the first bits first, filled up to a byte with 0."""
    follower, codes = Follower(), []
    for sample in samples:
        off = sample - follower.sample
        size = min(abs(off) // follower.step, _SIZE)
        codes.append(size | (_SIGN if off < 0 else 0))
        follower.follow(codes[-1])
    bits = np.unpackbits(np.array(codes, dtype=np.uint8)[:, None], axis=1)[:, -BITS:]
    return np.packbits(bits.ravel()).tobytes()


def unpacked(data: bytes, count: int) -> Samples:
    """Read so many samples back."""
    bits = np.unpackbits(np.frombuffer(data, dtype=np.uint8), count=BITS * count).reshape(count, BITS)
    codes = (bits @ np.array([4, 2, 1], dtype=np.uint8)).tolist()
    follower = Follower()
    return np.array([follower.follow(code) for code in codes], dtype=np.int16)


def packed_bytes(count: int) -> int:
    """Say how many bytes so many samples take."""
    return -(-count * BITS // 8)
