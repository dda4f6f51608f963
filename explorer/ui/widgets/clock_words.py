"""How the server's clock stands to this machine's, in the same words in the status bar and beside the times."""

_WARNING_SECONDS = 60.0
_NOISE_SECONDS = 1.5  # the Date header has whole seconds


def is_in_step(seconds: float) -> bool:
    """Whether the difference is no more than a Date header can show."""
    return abs(seconds) < _NOISE_SECONDS


def clock_status(seconds: float) -> str:
    """A few words; ``seconds`` is the server's clock minus ours."""
    if is_in_step(seconds):
        return "Clock in step"
    advice = ": set this machine's clock" if abs(seconds) >= _WARNING_SECONDS else ""
    return f"Clock skew {'+' if seconds > 0 else '-'}{_span(seconds)}{advice}"


def clock_sentence(seconds: float) -> str:
    """A sentence for the same."""
    if is_in_step(seconds):
        return "The server's clock and this machine's are in step."
    return f"The server's clock is {_span(seconds)} {'ahead of' if seconds > 0 else 'behind'} this machine's."


def _span(seconds: float) -> str:
    """Seconds as long as one can grasp them, then hours and days."""
    seconds = abs(seconds)
    for unit, length in (("days", 86_400), ("h", 3600)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {unit}"
    return f"{seconds:.0f} s"
