"""The exit status of every command; scripts depend on these numbers, so they stand in one place."""

from enum import IntEnum

from explorer.core.errors import CredentialError, ExplorerError, NoAnswerError
from explorer.core.models.exchange import Exchange, FailureKind, Outcome, OutcomeKind


class ExitStatus(IntEnum):
    """0 success; 1 an error envelope; 2 wrong usage; 3 no answer; 4 no envelope; 5 no credential; 130 interrupted."""

    SUCCESS = 0
    ERROR_ENVELOPE = 1
    USAGE = 2
    NO_ANSWER = 3
    NO_ENVELOPE = 4
    NO_CREDENTIAL = 5
    INTERRUPTED = 130


_OF_OUTCOME = {
    OutcomeKind.SUCCESS: ExitStatus.SUCCESS,
    OutcomeKind.EVENTS: ExitStatus.SUCCESS,
    OutcomeKind.ERROR: ExitStatus.ERROR_ENVELOPE,
}


def of_outcome(outcome: Outcome) -> ExitStatus:
    """The status for what the body of an answer is; a damaged one is no envelope, though its error may be told.

    A stream is a success, also one in which an event reports an error: that is told in words.
    """
    return ExitStatus.NO_ENVELOPE if outcome.damaged else _OF_OUTCOME.get(outcome.kind, ExitStatus.NO_ENVELOPE)


def of_exchange(exchange: Exchange) -> ExitStatus:
    """The status for a whole exchange. The HTTP status plays no part: an envelope says it all."""
    if exchange.failure is not None:
        cancelled = exchange.failure.kind is FailureKind.CANCELLED
        return ExitStatus.INTERRUPTED if cancelled else ExitStatus.NO_ANSWER
    return of_outcome(exchange.outcome) if exchange.outcome is not None else ExitStatus.NO_ANSWER


def of_error(error: ExplorerError) -> ExitStatus:
    """The status for an error that ended a command."""
    if isinstance(error, CredentialError):
        return ExitStatus.NO_CREDENTIAL
    return ExitStatus.NO_ANSWER if isinstance(error, NoAnswerError) else ExitStatus.USAGE
