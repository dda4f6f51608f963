"""Fuzzy matching of a few typed letters against names."""


def score(query: str, text: str) -> float:
    """How well ``text`` answers ``query``: 0 for no match; words, beginnings and capitals weigh most.

    Every word of the query must be found, as a part of the text or letter by letter in order.
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
    if place == 0:
        return 4.0
    if place > 0:
        starts_word = not lowered[place - 1].isalnum() or text[place].isupper()
        return 3.0 if starts_word else 2.0
    return _scattered(word, lowered, text)


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
