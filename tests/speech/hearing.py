"""Hears how high a voice is."""

import statistics
from array import array
from operator import mul

WINDOW = 512
WINDOWS = 31


def hertz(sound):
    """The pitch of a voice, as the median over its loudest moments."""
    samples, rate = array("h", sound.samples)[::2], sound.rate // 2
    windows = [samples[at : at + WINDOW] for at in range(0, len(samples) - WINDOW, WINDOW)]
    windows.sort(key=lambda window: sum(map(abs, window)), reverse=True)
    return statistics.median(rate / _period(window, rate) for window in windows[:WINDOWS])


def _period(window, rate):
    """The shortest lag at which the window is nearly as like itself as at the best."""
    lags = range(rate // 400, rate // 60)
    likeness = {lag: _likeness(window, lag) for lag in lags}
    best = max(likeness.values())
    peaks = (
        lag
        for lag in lags[1:-1]
        if likeness[lag] >= 0.9 * best and likeness[lag - 1] <= likeness[lag] >= likeness[lag + 1]
    )
    return next(peaks, max(likeness, key=likeness.get))


def _likeness(window, lag):
    return sum(map(mul, window, window[lag:])) / (len(window) - lag)
