"""How times are written."""


def clock(seconds: float) -> str:
    """Whole seconds as people read them: "4:05", "1:02:03"."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def full_clock(seconds: float) -> str:
    """Whole seconds as players know them: "01:02:03"."""
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"
