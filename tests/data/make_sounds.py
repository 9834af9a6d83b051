"""Have ten words spoken by fifty-four voices of espeak-ng, and write the table of their spectrograms.

Needs the library and its data, which the wheel ``espeakng-loader`` carries and the project does not need:
unpack it anywhere, ``python -m tests.data.make_sounds FOLDER`` with the folder of ``libespeak-ng.so``. The
same library gives the same bytes: every voice is another timbre, with an accent, speed and pitch drawn once
for all its words. Each word begins a little later than the one before, over a little noise.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.adpcm import packed
from app.data.sound import FRAMES, PERIOD_S, RATE_HZ
from tests.data.vouching import OURS, TABLES, written

Sound = NDArray[np.float64]
"""From −1 to 1, RATE_HZ a second."""

WORDS = ("yes", "no", "up", "down", "left", "right", "stop", "go", "open", "close")
ACCENTS = (
    "en",
    "en-us",
    "en-gb-scotland",
    "en-gb-x-rp",
    "en-gb-x-gbclan",
    "en-gb-x-gbcwmd",
    "en-029",
    "en-us-nyc",
)
TIMBRES = (
    "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f4", "anika", "steph3", "quincy", "Alex", "rob",
    "Andrea", "Andy", "Annie", "Denis", "Gene", "Gene2", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael",
    "Mike", "Reed", "adam", "announcer", "antonio", "aunty", "belinda", "benjamin", "boris", "caleb", "david",
    "ed", "edward", "grandma", "grandpa", "ian", "john", "linda", "marcelo", "max", "michel", "miguel",
    "norbert", "pablo", "shelby", "steph", "steph2",
)  # fmt: skip
"""As the library's files of voices are called; those that breathe do so by the clock, and are left out."""
SEED = 1
SLOWEST, FASTEST, AROUND_PITCH = 150, 210, 5
DEEPEST, HIGHEST, LEAST_LIVELY, MOST_LIVELY = 30, 75, 30, 80
LATEST_S = 0.02
QUIETEST_NOISE_DB, LOUDEST_NOISE_DB = -54.0, -44.0
PEAK, SILENCE = 0.8, 0.02
BEFORE_S, AFTER_S = 0.01, 0.02

BANDS, LOWEST_HZ, HIGHEST_HZ = 10, 80.0, 3950.0
WINDOW = 512
"""Samples of a frame's window; frames follow each other by PERIOD_S."""
RANGE_DB = 60
"""Whole decibels below the loudest of all are kept, as 0 to RANGE_DB."""

_SYNCHRONOUS, _CHARS_UTF8, _SPEED, _PITCH, _LIVELINESS = 2, 1, 1, 3, 4
Say = Callable[[str, str, int, int, int], Sound]


def main(folder: str) -> None:
    """Write the table and the sounds."""
    words, sounds = zip(*spoken(speaker(folder)), strict=True)
    quantised = [np.rint(sound * (2**15 - 1)).astype(int).tolist() for sound in sounds]
    counts = np.array([len(each) for each in quantised], dtype="<u2")
    content = counts.tobytes() + b"".join(packed(each) for each in quantised)
    (TABLES / "spoken.adpcm").write_bytes(content)
    levels = spectrograms(sounds)
    centres = band_edges()[1:-1][::-1]
    names = [f"{hz:.0f} Hz at {1000 * PERIOD_S * t:.0f} ms" for hz in centres for t in range(FRAMES)]
    written(
        "spoken",
        names,
        ([*row, word] for row, word in zip(levels.tolist(), words, strict=True)),
        source="spoken by eSpeak NG 1.52, https://github.com/espeak-ng/espeak-ng",
        licence=OURS,
        changes="Ten words of each of 54 voices, no two of one timbre; a split by rows has each voice in "
        "both halves. tests/data/make_sounds.py made them.",
    )


def speaker(folder: str) -> Say:
    """Start the library."""
    library = ctypes.CDLL(str(Path(folder) / "libespeak-ng.so"))
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, str(folder).encode(), 0)
    heard: list[NDArray[np.int16]] = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def hear(samples: "ctypes._Pointer[ctypes.c_short]", count: int, _: object) -> int:
        if samples and count:
            heard.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    library.espeak_SetSynthCallback(hear)

    def say(word: str, voice: str, speed: int, pitch: int, liveliness: int) -> Sound:
        heard.clear()
        assert hear, "kept as long as the library may call it"
        assert library.espeak_SetVoiceByName(voice.encode()) == 0, f"no voice {voice}"
        for parameter, value in ((_SPEED, speed), (_PITCH, pitch), (_LIVELINESS, liveliness)):
            library.espeak_SetParameter(parameter, value, 0)
        text = word.encode()
        library.espeak_Synth(text, len(text) + 1, 0, 0, 0, _CHARS_UTF8, None, None)
        return resampled(np.concatenate(heard) / 2**15, rate)

    return say


def spoken(say: Say) -> Iterator[tuple[str, Sound]]:
    """Give each word of each voice, voice by voice."""
    rng = np.random.default_rng(SEED)
    for timbre in TIMBRES:
        accent = ACCENTS[rng.integers(len(ACCENTS))]
        speed = int(rng.integers(SLOWEST, FASTEST))
        pitch = int(rng.integers(DEEPEST, HIGHEST))
        liveliness = int(rng.integers(LEAST_LIVELY, MOST_LIVELY))
        for word in WORDS:
            higher = int(rng.integers(-AROUND_PITCH, AROUND_PITCH + 1))
            sound = trimmed(say(word, f"{accent}+{timbre}", speed, pitch + higher, liveliness))
            silence = np.zeros(int(rng.integers(0, int(LATEST_S * RATE_HZ))))
            late = np.concatenate([silence, PEAK * sound / np.abs(sound).max()])
            loudness = PEAK * 10 ** (rng.uniform(QUIETEST_NOISE_DB, LOUDEST_NOISE_DB) / 20)
            noisy = late + rng.normal(0.0, loudness, len(late))
            yield word, np.clip(noisy, -1.0, 1.0)


def resampled(sound: Sound, rate: int) -> Sound:
    """Leave out what is above half of RATE_HZ."""
    count = round(len(sound) * RATE_HZ / rate)
    return np.fft.irfft(np.fft.rfft(sound)[: count // 2 + 1], count) * count / len(sound)


def trimmed(sound: Sound) -> Sound:
    """Cut silence off, but for a little around the word."""
    loud = np.flatnonzero(np.abs(sound) > SILENCE * np.abs(sound).max())
    return sound[max(0, loud[0] - int(BEFORE_S * RATE_HZ)) : loud[-1] + int(AFTER_S * RATE_HZ)]


def band_edges() -> Sound:
    """Space bands as ears do, on the mel scale: edges and centre of each are three neighbours."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    return 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)


def spectrograms(sounds: Sequence[Sound]) -> NDArray[np.int64]:
    """Give whole decibels (sounds, bands × frames), the highest band first, each from the first frame on."""
    decibels = np.array([10 * np.log10(powers(sound) + 1e-9) for sound in sounds])
    return np.clip(np.rint(decibels - decibels.max() + RANGE_DB), 0, RANGE_DB).astype(int)


def powers(sound: Sound) -> Sound:
    """Give the power in each band of each frame, in a row."""
    hop = round(PERIOD_S * RATE_HZ)
    padded = np.zeros(hop * FRAMES + WINDOW)
    kept = sound[: hop * FRAMES]
    padded[WINDOW // 2 : WINDOW // 2 + len(kept)] = kept
    starts = hop // 2 + hop * np.arange(FRAMES)
    frames = padded[starts[:, None] + np.arange(WINDOW)] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(frames)) ** 2
    edges, hz = band_edges(), np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)
    bands = [triangle(hz, *edges[band : band + 3]) for band in reversed(range(BANDS))]
    return (np.array(bands) @ power.T).ravel()


def triangle(hz: Sound, low: float, centre: float, high: float) -> Sound:
    """Weigh frequencies by how near a band's centre they are."""
    return np.clip(np.minimum((hz - low) / (centre - low), (high - hz) / (high - centre)), 0.0, None)


if __name__ == "__main__":
    main(sys.argv[1])
