"""The request as it goes over the wire, already signed."""

from explorer.core.models.request import Method
from explorer.core.signing.trace import SignedRequest
from explorer.core.snippets import signed as parts
from explorer.core.snippets.command import comments
from explorer.core.snippets.offered import RAW_HTTP
from explorer.core.snippets.subject import TOKEN, Snippet, Subject


class RawHttp:
    """See explorer.core.snippets.subject.Format."""

    offer = RAW_HTTP

    def write(self, subject: Subject) -> Snippet:
        """Request line, headers and body; lines that begin with # are remarks and not sent."""
        signed = subject.signed
        if signed is None:
            return Snippet(comments([parts.NO_KEY], "#"), complete=False)
        form = parts.is_form(subject)
        waits = parts.carries_token_header(signed) or parts.token_pair(signed)
        remarks = parts.validity(subject)
        remarks += [f"Put the value of {TOKEN} where ${TOKEN} stands."] if waits else []
        body = _form(signed).encode() if form and signed.method == Method.POST else signed.body
        text = parts.body_text(body)
        if text is None:
            remarks.append("The body is no text; here it is in Base64. Content-Length counts the bytes themselves.")
            text = parts.base64_text(body)
        query = _form(signed) if form and signed.method == Method.GET else signed.trace.query
        # The length of a form that still lacks its token is not known.
        length = [] if form and parts.token_pair(signed) else [("Content-Length", str(len(body)))]
        lines = [f"{signed.method} /{'?' + query if query else ''} HTTP/1.1"]
        lines += [f"{name}: {value}".rstrip() for name, value in _headers(signed)]
        lines += [f"{name}: {value}" for name, value in length if signed.method == Method.POST]
        return Snippet(comments(remarks, "#") + "\n".join(lines) + f"\n\n{text}", until=subject.until)


def _headers(signed: SignedRequest) -> list[tuple[str, str]]:
    token = [("X-TC-Token", f"${TOKEN}")] if parts.carries_token_header(signed) else []
    return parts.headers_without_token(signed) + token


def _form(signed: SignedRequest) -> str:
    form = parts.form_without_token(signed)
    return f"{form}&Token=${TOKEN}" if parts.token_pair(signed) else form
