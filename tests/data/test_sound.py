"""Spoken words sound as they were packed, and their pictures tell voices apart that were never heard."""

import io
import json
import wave

import numpy as np
import pytest

from app.data import DATASETS, adpcm, sound, tables
from app.engine.checking import decode
from app.engine.evaluator import Evaluator
from app.engine.spec import Spec
from app.engine.stepper import Stepper

SPOKEN = DATASETS["spoken"]
VOICES = 54


def read(row):
    with wave.open(io.BytesIO(sound.wav("spoken", row))) as reader:
        return reader.getparams(), np.frombuffer(reader.readframes(reader.getnframes()), dtype="<i2")


def test_packing_follows_a_wave_closely_and_takes_three_bits_a_sample():
    wave_of_both = [round(9000 * np.sin(0.07 * place) + 4000 * np.sin(0.31 * place)) for place in range(4001)]

    data = adpcm.packed(wave_of_both)
    heard = adpcm.unpacked(data, len(wave_of_both))

    assert len(data) == adpcm.packed_bytes(4001) == 1501
    assert np.sqrt(np.mean((heard - np.array(wave_of_both)) ** 2)) < 700


@pytest.mark.parametrize("height", [-32768, 32767])
def test_packing_stays_in_the_range_of_samples(height):
    assert abs(int(adpcm.unpacked(adpcm.packed([height] * 500), 500)[-1]) - height) < 3000


def test_each_row_is_a_wav_file_of_a_word_as_long_as_one():
    lengths = []
    for row in (0, 7, 269, 539):
        told, samples = read(row)
        assert (told.nchannels, told.sampwidth, told.framerate) == (1, 2, sound.RATE_HZ)
        assert np.abs(samples).max() > 15_000
        lengths.append(len(samples) / sound.RATE_HZ)

    assert 0.15 < min(lengths) < max(lengths) < 0.7


@pytest.mark.parametrize("row", [-1, 540])
def test_no_other_row_sounds(row):
    with pytest.raises(IndexError):
        sound.wav("spoken", row)


def test_a_picture_is_of_the_sound_of_its_row():
    """Where a frame is loud in the table it is loud in the sound."""
    levels, _ = tables.rows("spoken")
    hop = int(sound.PERIOD_S * sound.RATE_HZ)
    for row in range(0, 540, 45):
        _, samples = read(row)
        filled = np.zeros(hop * sound.FRAMES)
        filled[: len(samples)] = samples[: len(filled)]
        loudness = np.sqrt((filled.reshape(sound.FRAMES, hop) ** 2).mean(axis=1))
        pictured = levels[row].reshape(SPOKEN.image).max(axis=0)
        assert np.corrcoef(np.log(loudness + 30), pictured)[0, 1] > 0.8


def test_the_columns_are_bands_from_the_highest_down_each_over_time():
    assert SPOKEN.inputs[0] == "3253 Hz at 0 ms"
    assert SPOKEN.inputs[11] == "3253 Hz at 550 ms"
    assert SPOKEN.inputs[-1] == "217 Hz at 550 ms"


def test_every_voice_says_every_word_once():
    texts = SPOKEN.said.texts()

    assert len(set(texts)) == len(texts) == VOICES * len(SPOKEN.classes)
    assert texts[0] == "yes, voice 1"
    assert texts[-1] == "close, voice 54"
    assert list(tables.rows("spoken")[1]) == [*SPOKEN.classes] * VOICES


def test_words_of_voices_that_were_never_heard_are_told_apart():
    """A split by rows has each voice in both halves; here each fifth of the voices is kept back in turn."""
    spec = decode(json.dumps(SPOKEN.suggested), Spec)
    levels, labels = SPOKEN.make()
    y = np.eye(len(SPOKEN.classes))[labels]
    accuracies = []
    for part in range(5):
        heard = np.arange(len(levels)) // len(SPOKEN.classes) % 5 != part
        mean, deviation = levels[heard].mean(axis=0), levels[heard].std(axis=0)
        x = (levels - mean) / np.where(deviation, deviation, 1.0)
        stepper = Stepper(spec, x[heard], y[heard])
        stepper.advance(40 * stepper.schedule.steps_per_epoch)
        accuracies.append(Evaluator(stepper.parameters, x[~heard], y[~heard]).score(0.5)[1])

    assert np.mean(accuracies) > 0.9
