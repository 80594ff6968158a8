"""The loudspeaker: clips in the right order, each on disk, playable, of sensible length and loudness."""

from __future__ import annotations

import array
import shutil
import string
import subprocess
import wave
from pathlib import Path

import pytest

from motcua.kernel.speech import Language, announcement, sentence

SOUND = Path(__file__).parents[2] / "src/motcua/web/board/static/board/sound"
CLIPS = sorted(SOUND.rglob("*.wav"))
EVERY_SIGN = string.digits + string.ascii_uppercase + "Đ"
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def test_a_call_in_vietnamese() -> None:
    assert announcement("A012", "3") == (
        "chime", "vi/xin-moi-cong-dan-so", "vi/a", "vi/0", "vi/1", "vi/2", "vi/den-quay-so", "vi/3",
    )  # fmt: skip


def test_a_call_in_english() -> None:
    assert announcement("1002", "12", "en") == (
        "chime", "en/number", "en/1", "en/0", "en/0", "en/2", "en/please-go-to-counter", "en/1", "en/2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        ("đ-07", ["dd", "0", "7"]),
        ("Đ07", ["dd", "0", "7"]),
        ("Ă 1", ["a", "1"]),
        ("b.1/ 2", ["b", "1", "2"]),
        ("😀", []),
    ],
)
def test_odd_numbers_are_spelt(number: str, spelt: list[str]) -> None:
    assert announcement(number, "") == (
        "chime",
        "vi/xin-moi-cong-dan-so",
        *(f"vi/{sign}" for sign in spelt),
        "vi/den-quay-so",
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [("vi", "Xin mời công dân số A 0 1 2 đến quầy số 3"), ("en", "Number A 0 1 2, please go to counter 3")],
)
def test_the_sentence_is_the_text_twin(language: Language, text: str) -> None:
    assert sentence("a012", "3", language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clip_that_can_be_asked_for_exists(language: Language) -> None:
    missing = [name for name in announcement(EVERY_SIGN, EVERY_SIGN, language) if not (SOUND / f"{name}.wav").is_file()]
    assert missing == []


def test_no_clip_lies_about_unused() -> None:
    asked = {name for language in LANGUAGES for name in announcement(EVERY_SIGN, EVERY_SIGN, language)}
    assert {clip.relative_to(SOUND).with_suffix("").as_posix() for clip in CLIPS} == asked


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: f"{clip.parent.name}/{clip.stem}")
def test_a_clip_can_be_heard(clip: Path) -> None:
    with wave.open(str(clip)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 12000)
        seconds = sound.getnframes() / sound.getframerate()
        samples = array.array("h", sound.readframes(sound.getnframes()))
    assert 0.1 < seconds < 3
    loudness = (sum(sample * sample for sample in samples) / len(samples)) ** 0.5 / 32768
    assert 0.04 < loudness < 0.25
    assert max(samples) < 32767


@pytest.mark.skipif(shutil.which("sox") is None, reason="cần sox")
def test_another_program_plays_them_in_one_breath(tmp_path: Path) -> None:
    files = [str(SOUND / f"{name}.wav") for name in announcement("A012", "3")]
    whole = tmp_path / "call.wav"
    subprocess.run(["sox", *files, str(whole)], check=True)
    told = subprocess.run(["sox", "--i", "-D", str(whole)], check=True, capture_output=True, text=True)
    assert 4 < float(told.stdout) < 9


def test_all_clips_together_stay_light() -> None:
    assert sum(clip.stat().st_size for clip in CLIPS) < 900_000
