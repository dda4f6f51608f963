"""Answers calls: through the gate, to the action, and back as a reply. Knows no sockets."""

import uuid
from collections import deque
from collections.abc import Callable, Iterable
from http import HTTPStatus

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import UsageError
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.sandbox.answers import AnswerBook
from explorer.sandbox.call import Admitted, Call, Refusal
from explorer.sandbox.events import streams
from explorer.sandbox.faults import Faults, parse_faults, split_header
from explorer.sandbox.gate import Gate
from explorer.sandbox.mqtt.service import MqttService
from explorer.sandbox.reply import Reply, page, reply_of
from explorer.sandbox.shaping import Answer, shape
from explorer.sandbox.targets import Targets

FAULT_HEADER = "x-practice-fault"


class Desk:
    """Everything but the connection. Not safe to call from several threads at once."""

    def __init__(
        self, catalog: CatalogStore, credential: Credential, clock: Callable[[], float], faults: Iterable[str] = ()
    ) -> None:
        """Raises UsageError for a fault that does not exist."""
        self._catalog = catalog
        self._clock = clock
        self._fault_texts = tuple(faults)
        self._faults = parse_faults(self._fault_texts)
        self._gate = Gate(Targets(catalog), credential, clock)
        self._answers = AnswerBook(catalog)
        self._mqtt = MqttService(catalog, clock)
        self._recent: dict[ActionRef, deque[float]] = {}

    def faults_of(self, call: Call) -> Faults:
        """Those for all calls and those of this one, which win. Raises UsageError for one that does not exist."""
        asked = call.header(FAULT_HEADER)
        return parse_faults((*self._fault_texts, *split_header(asked))) if asked else self._faults

    def reply(self, call: Call, faults: Faults) -> tuple[Reply, str]:
        """The reply and its RequestId (empty where something before the service answers)."""
        if call.path != "/":
            return page(404, "Not Found"), ""
        if faults.status is not None:
            return page(faults.status, _phrase(faults.status)), ""
        if faults.html:
            return page(200, ""), ""
        if faults.empty:
            return reply_of(b""), ""
        answer = self._answer(call, faults)
        return shape(answer, faults), answer.request_id

    def _answer(self, call: Call, faults: Faults) -> Answer:
        request_id = str(uuid.uuid4())
        if faults.error is not None:
            return Answer(request_id, refusal=Refusal(faults.error, self._sentence(faults.error)))
        try:
            admitted = self._gate.admit(call, skew=faults.skew)
            if faults.rate is not None:
                self._check_rate(admitted.spec.ref, faults.rate)
            return Answer(
                request_id,
                content=self._content(admitted),
                spec=admitted.spec,
                streamed=streams(admitted.spec.ref, admitted.parameters),
            )
        except Refusal as refusal:
            return Answer(request_id, refusal=refusal)

    def _content(self, admitted: Admitted) -> str:
        text = self._mqtt.text(admitted.spec, admitted.parameters)
        return self._answers.text(admitted.spec) if text is None else text

    def _sentence(self, code: str) -> str:
        found = (entry.description for entry in self._catalog.find_error_code(code))
        return next((text for text in found if text), "The practice endpoint was asked for this error.")

    def _check_rate(self, ref: ActionRef, limit: int) -> None:
        now = self._clock()
        recent = self._recent.setdefault(ref, deque())
        while recent and recent[0] <= now - 1:
            recent.popleft()
        recent.append(now)
        if len(recent) > limit:
            raise Refusal(
                "RequestLimitExceeded",
                f"Your current request times equals to `{len(recent)}` in a second, which exceeds the frequency "
                f"limit `{limit}` for a second. Please reduce the frequency of calls.",
            )


def refusal_of_fault(error: UsageError) -> Reply:
    """What a wrong X-Practice-Fault header is told: plain text, HTTP 400."""
    return reply_of(f"X-Practice-Fault: {error}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8", 400)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
