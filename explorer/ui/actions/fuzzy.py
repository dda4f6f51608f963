"""Fuzzy matching of a few typed letters against names."""

from explorer.core.catalog.match import swaps

WHOLE_WORD = 5.0


def score(query: str, text: str) -> float:
    """How well ``text`` answers ``query``: 0 for no match; whole words weigh most, then beginnings and capitals.

    Every word of the query must be found, as a part of the text, letter by letter in order, or with two
    letters exchanged.
    """
    words = query.lower().split()
    if not words:
        return 1.0
    total = 0.0
    for word in words:
        found = _word_score(word, text)
        if not found:
            return 0.0
        total += found
    return total / len(words) - len(text) / 10_000


def _word_score(word: str, text: str) -> float:
    lowered = text.lower()
    place = lowered.find(word)
    if place >= 0 and _is_whole(lowered, place, len(word)):
        return WHOLE_WORD
    if place == 0:
        return 4.0
    if place > 0:
        starts_word = not lowered[place - 1].isalnum() or text[place].isupper()
        return 3.0 if starts_word else 2.0
    return _scattered(word, lowered, text) or (1.0 if any(each in lowered for each in swaps(word)) else 0.0)


def _is_whole(lowered: str, place: int, length: int) -> bool:
    end = place + length
    return not lowered[max(0, place - 1) : place].isalnum() and not lowered[end : end + 1].isalnum()


def _scattered(word: str, lowered: str, text: str) -> float:
    place = -1
    bonus = 0
    for letter in word:
        place = lowered.find(letter, place + 1)
        if place < 0:
            return 0.0
        starts = place == 0 or text[place].isupper() or not lowered[place - 1].isalnum()
        bonus += starts
    return 0.2 + bonus / len(word)
