#!/usr/bin/env python3
"""Makes the spoken digits of the picture check: app/site/data/digits/{vi,zh,ru,en}.ulaw.

Spoken by espeak-ng (a formant synthesiser: what it says belongs to whoever lets it speak), eight thousand samples a
second, one byte a sample (ITU-T G.711 mu-law). Each file is ten pieces, each with its length in front of it as two
bytes, the lower first. Run it only to change them; the files are kept with the sources.

    scripts/captcha-digits.py app/site/data/digits
"""

import array
import math
import pathlib
import subprocess
import sys
import tempfile
import wave

RATE = 8000
WORDS = {
    "vi": ("vi", "không một hai ba bốn năm sáu bảy tám chín"),
    "zh": ("cmn", "零 一 二 三 四 五 六 七 八 九"),
    "ru": ("ru", "ноль один два три четыре пять шесть семь восемь девять"),
    "en": ("en-gb", "zero one two three four five six seven eight nine"),
}


def spoken(voice, word):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-s", "112", "-a", "180", "-w", file.name, word], check=True)
        with wave.open(file.name) as sound:
            samples = array.array("h", sound.readframes(sound.getnframes()))
            return samples, sound.getframerate()


def resampled(samples, rate):
    """By a windowed sinc, cut off at 3.6 kHz."""
    cut, reach = 3600 / rate, 40
    out = []
    for at in range(int(len(samples) * RATE / rate)):
        centre = at * rate / RATE
        total = 0.0
        for n in range(max(0, int(centre) - reach), min(len(samples), int(centre) + reach + 1)):
            x = n - centre
            sinc = 2 * cut if abs(x) < 1e-9 else math.sin(2 * math.pi * cut * x) / (math.pi * x)
            total += samples[n] * sinc * (0.5 + 0.5 * math.cos(math.pi * x / (reach + 1)))
        out.append(total)
    return out


def trimmed(samples):
    loudest = max(abs(s) for s in samples)
    loud = [at for at, s in enumerate(samples) if abs(s) > loudest * 0.02]
    piece = samples[max(0, loud[0] - 80) : loud[-1] + 160]
    return [s * 26000 / loudest for s in piece]


def ulaw(sample):
    sign = 0x80 if sample < 0 else 0
    value = min(32635, abs(int(sample))) + 132
    exponent = max(0, value.bit_length() - 8)
    return ~(sign | exponent << 4 | (value >> (exponent + 3)) & 0x0F) & 0xFF


def main(folder):
    for language, (voice, words) in WORDS.items():
        out = bytearray()
        for word in words.split():
            piece = bytes(ulaw(s) for s in trimmed(resampled(*spoken(voice, word))))
            out += len(piece).to_bytes(2, "little") + piece
        (folder / f"{language}.ulaw").write_bytes(out)
        print(language, len(out), "bytes")


main(pathlib.Path(sys.argv[1]))
