"""The exchange itself rules causes out and makes others likely; nothing of a key stands in its words."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.form.validate import check
from explorer.core.knowledge.evidence import Case, Evidence, KeyFacts, Sign, evidence, span_words
from explorer.core.knowledge.key_facts import key_facts
from explorer.core.knowledge.named_fields import fields_named
from explorer.core.knowledge.spec_problems import problem_words
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.phrases import phrases
from explorer.core.signing.prepare import prepare

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")
KEY = Credential("AKIDexampleidentifier", "exampleSecretKey0123456789")
STARTED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
REGIONS = frozenset({"ap-guangzhou", "ap-singapore"})


def case_of(
    code: str,
    message: str = "",
    *,
    skew: float | None = None,
    credential: Credential = KEY,
    parameters: JsonObject | None = None,
    key: KeyFacts | None = None,
    **request: object,
) -> Case:
    given: dict[str, object] = {"region": "ap-guangzhou", "parameters": parameters or {}, **request}
    asked = Request(REF, **given)  # type: ignore[arg-type]
    signed = prepare(asked, credential, timestamp=asked.timestamp or int(STARTED.timestamp()), nonce=1)
    exchange = Exchange(
        request=asked,
        sent=SentRequest(signed.method, signed.url, signed.headers, signed.body),
        started=STARTED,
        timing=Timing(),
        status=200,
        outcome=Outcome(OutcomeKind.ERROR, "r", code, message),
        clock_skew=skew,
    )
    return Case(exchange, key=key, regions=REGIONS, parameters=asked.parameters)


def likely(case: Case) -> list[str]:
    return [item.text for item in evidence(case) if item.sign is Sign.LIKELY]


def ruled_out(case: Case) -> list[str]:
    return [item.text for item in evidence(case) if item.sign is Sign.RULED_OUT]


def test_the_clock() -> None:
    assert likely(case_of("AuthFailure.SignatureExpire", skew=612)) == [
        "this machine's clock is 10 min behind the server's"
    ]
    assert likely(case_of("AuthFailure.SignatureExpire", skew=-612)) == [
        "this machine's clock is 10 min ahead of the server's"
    ]
    assert ruled_out(case_of("AuthFailure.SignatureExpire", skew=0.8)) == ["the clock (1 s apart)"]
    assert evidence(case_of("AuthFailure.SignatureExpire", skew=None)) == ()
    own = case_of("AuthFailure.SignatureExpire", skew=2, timestamp=int(STARTED.timestamp()) - 7200)
    assert likely(own) == ["the request's own timestamp is 2 h behind the server's clock"]
    assert not [text for text in ruled_out(own) if "clock" in text]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("1716000000123", "X-TC-Timestamp is in milliseconds or finer (1716000000123); whole seconds are wanted"),
        ("1716000000.5", "X-TC-Timestamp is no whole number of seconds (1716000000.5)"),
        ("2024-05-18", "X-TC-Timestamp is no whole number of seconds (2024-05-18)"),
    ],
)
def test_a_timestamp_that_counts_no_seconds(sent: str, words: str) -> None:
    case = case_of("AuthFailure.SignatureExpire", skew=0)
    headers = tuple(
        (name, sent if name.lower() == "x-tc-timestamp" else value) for name, value in case.exchange.sent.headers
    )
    case = replace(case, exchange=replace(case.exchange, sent=replace(case.exchange.sent, headers=headers)))
    assert likely(case) == [words]
    assert ruled_out(case) == []


def test_blanks_around_the_key_are_told_without_the_key() -> None:
    blank = replace(KEY, secret_key=KEY.secret_key + " ")
    case = case_of("AuthFailure.SignatureFailure", skew=1)
    case = replace(case, key=key_facts(case.exchange, blank))
    assert "blanks around the key" in likely(case)
    clean = case_of("AuthFailure.SecretIdNotFound", key=KeyFacts())
    assert "blanks around the key id" in ruled_out(clean)
    for item in (*evidence(case), *evidence(clean)):
        assert KEY.secret_id not in item.text
        assert KEY.secret_key not in item.text


@pytest.mark.parametrize("algorithm", list(Algorithm))
@pytest.mark.parametrize("method", list(Method))
def test_the_signature_is_made_again_from_what_was_sent(algorithm: Algorithm, method: Method) -> None:
    case = case_of(
        "AuthFailure.SignatureFailure", algorithm=algorithm, method=method, parameters={"InstanceId": "a b&c"}
    )
    assert key_facts(case.exchange, KEY).signature_fits is True
    fitting = replace(case, key=key_facts(case.exchange, KEY))
    assert "the SecretKey is not the one of this SecretId" in likely(fitting)
    assert any("payload hash" in text for text in ruled_out(fitting))

    other = key_facts(case.exchange, replace(KEY, secret_key="another"))
    assert other.signature_fits is False
    assert likely(replace(case, key=other)) == ["the signature does not fit the headers and body that were sent"]
    assert key_facts(case.exchange, replace(KEY, secret_id="AKIDother")).signature_fits is None


def test_a_changed_body_is_seen() -> None:
    case = case_of("AuthFailure.SignatureFailure", parameters={"InstanceId": "mqtt-1"})
    sent = replace(case.exchange.sent, body=case.exchange.sent.body + b" ")
    assert key_facts(replace(case.exchange, sent=sent), KEY).signature_fits is False


def test_the_session_token() -> None:
    temporary = replace(KEY, token="session-token")
    assert likely(case_of("AuthFailure.TokenFailure")) == ["no session token was sent, and temporary keys need theirs"]
    assert likely(case_of("AuthFailure.TokenFailure", credential=temporary)) == [
        "the session token that was sent has expired"
    ]
    assert "an expired session token (none was sent)" in ruled_out(case_of("AuthFailure.SecretIdNotFound"))


def test_region() -> None:
    assert likely(case_of("UnsupportedRegion", region="ap-guangzou")) == [
        "ap-guangzou is not a listed region (did you mean ap-guangzhou?)"
    ]
    assert likely(case_of("UnsupportedRegion", region="mars-north")) == ["mars-north is not a listed region"]
    assert likely(case_of("UnsupportedRegion", region="")) == ["no region was sent"]
    assert ruled_out(case_of("UnsupportedRegion")) == ["the region's spelling (ap-guangzhou)"]
    missing = case_of("ResourceNotFound.Instance", "InstanceId mqtt-1 is gone.", parameters={"InstanceId": "mqtt-1"})
    assert likely(missing) == ["the value of InstanceId (mqtt-1)", "it is in another region than ap-guangzhou"]
    assert evidence(missing)[0] == Evidence(Sign.LIKELY, "the value of InstanceId (mqtt-1)", "InstanceId")


def test_parameters(knowledge_catalog: CatalogStore) -> None:
    spec = knowledge_catalog.spec(REF)
    absent = replace(case_of("MissingParameter", "The parameter InstanceId is missing."), spec=spec)
    assert likely(absent) == ["InstanceId was not sent"]
    null = replace(case_of("MissingParameter", "InstanceId", parameters={"InstanceId": None}), spec=spec)
    assert likely(null) == ["InstanceId was sent as null"]
    unknown = case_of("UnknownParameter", "`Instanceid`", parameters={"InstanceId": "i", "Instanceid": "i"})
    said = likely(replace(unknown, spec=spec))
    assert "Instanceid is not a parameter of DescribeInstance (did you mean InstanceId?)" in said
    fitting = replace(case_of("InvalidParameterValue", "no", parameters={"InstanceId": "i"}), spec=spec)
    assert ruled_out(fitting) == ["names and types (they fit the spec)"]


def test_endpoint_and_product() -> None:
    mainland = case_of("AuthFailure.SecretIdNotFound", endpoint="mqtt.tencentcloudapi.com")
    assert any("mainland" in text for text in likely(mainland))
    for endpoint in ("", "mqtt.internal.tencentcloudapi.com", "http://127.0.0.1:9"):
        assert not any("mainland" in text for text in likely(case_of(mainland.code, endpoint=endpoint)))
    other = case_of("InvalidAction", endpoint="cvm.intl.tencentcloudapi.com")
    assert "the endpoint is of cvm, the action of mqtt" in likely(other)
    assert any("no DescribeInstance" in text for text in likely(other))


def test_size() -> None:
    big = case_of("RequestSizeLimitExceeded", method=Method.GET, parameters={"InstanceId": "x" * 40_000})
    assert any("32 KB" in text for text in likely(big))
    assert likely(case_of("RequestSizeLimitExceeded", parameters={"A": Number("1")})) == []


def test_nothing_is_made_up() -> None:
    assert evidence(case_of("InternalError")) == ()
    success = case_of("x")
    outcome = Outcome(OutcomeKind.SUCCESS, "r")
    assert evidence(replace(success, exchange=replace(success.exchange, outcome=outcome))) == ()


def test_what_is_likely_stands_first() -> None:
    signs = [item.sign for item in evidence(case_of("AuthFailure.SignatureFailure", skew=1, key=KeyFacts(True, True)))]
    assert signs == sorted(signs, key=lambda sign: sign is Sign.RULED_OUT)
    assert set(signs) == set(Sign)


def test_fields_named_in_a_message(knowledge_catalog: CatalogStore) -> None:
    spec = knowledge_catalog.spec(REF)
    assert fields_named("InstanceId. is no good; InstanceId", {}, spec) == ("InstanceId",)
    assert fields_named("Filters.0.Name and Other", {"Filters": [{"Name": "a"}]}, None) == ("Filters.0.Name",)


@pytest.mark.parametrize(
    "message",
    [
        "`Filters.0.Name`",
        'no "Filters.0.Name".',
        "[Filters.0.Name]",
        "Filters[0].Name is wrong",
        "$.Filters[0].Name: wrong",
        "参数Filters.0.Name为空",
        "「Filters.0.Name」不能为空",
        "filters=Filters.0.Name&x",
        "Filters.0.Name.Other.Deeper",
    ],
)
def test_a_path_is_found_however_it_is_written(message: str) -> None:
    assert fields_named(message, {"Filters": [{"Name": "a"}]}, None) == ("Filters.0.Name",)


@pytest.mark.parametrize(
    ("message", "paths"),
    [
        ("参数InstanceId缺失", ("InstanceId",)),
        ("参数 InstanceId 缺失", ("InstanceId",)),
        ("[InstanceId]", ("InstanceId",)),
        ("the instanceId", ("InstanceId",)),
        ("InstanceID", ("InstanceId",)),
        ("instance_id=1", ("InstanceId",)),
        ("MyInstanceId, InstanceIdx, instanceid", ()),
        ("the limit is reached, the name", ()),
        ("Filters.9.Name", ("Filters",)),
        ("Filters.N.Name", ("Filters",)),
        ("Filters." * 5000, ("Filters",)),
        ("[" * 50_000 + "InstanceId", ()),
    ],
)
def test_only_what_is_there_is_named(message: str, paths: tuple[str, ...]) -> None:
    sent: JsonObject = {"Filters": [{"Name": "a"}], "InstanceId": "m", "Limit": Number("1"), "Name": "n"}
    assert fields_named(message, sent, None) == paths


def test_what_was_not_sent_is_found_in_the_spec(knowledge_catalog: CatalogStore) -> None:
    spec = knowledge_catalog.spec(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
    sent: JsonObject = {"Filters": [{"Name": "a"}]}
    assert fields_named("Filters.0.Values is missing", sent, spec) == ("Filters.0.Values",)
    assert fields_named("Filters.0.Nope is missing", sent, spec) == ("Filters.0",)
    assert fields_named("request.Filters[0].Values is wrong", sent, spec) == ("Filters.0.Values",)
    assert fields_named("data.Limit or body.Nothing", sent, spec) == ("Limit",)
    assert fields_named("offset and Offset", {}, spec) == ("Offset",)


def test_a_value_quoted_in_a_message_names_its_field() -> None:
    sent: JsonObject = {"InstanceId": "mqtt-none", "Topic": "home", "Limit": Number("20"), "Short": "a"}
    assert fields_named("The cluster mqtt-none is not in a region.", sent, None) == ("InstanceId",)
    assert fields_named("mqtt-nonesuch homes", sent, None) == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (-59, "59 s"), (60, "1 min"), (612, "10 min"), (7200, "2 h"), (200_000, "2 days")],
)
def test_spans(seconds: float, words: str) -> None:
    assert span_words(seconds) == words


def test_no_other_region_is_advised_where_there_are_none() -> None:
    for service, wanted in (("cam", False), ("cvm", True)):
        case = case_of("ResourceNotFound.User")
        asked = replace(case.exchange.request, action=ActionRef(service, "2019-01-16", "GetUser"))
        said = likely(replace(case, exchange=replace(case.exchange, request=asked)))
        assert any("another region" in text for text in said) is wanted


@pytest.mark.parametrize("value", [" mqtt-1", "mqtt-1\t", "mqtt\u200b-1", "mqtt-1\u3000"])
def test_what_nobody_sees_in_a_value(value: str) -> None:
    case = case_of(
        "ResourceNotFound.Instance", parameters={"Filters": [{"Values": [value, " ", "a b", "x" * 200 + " "]}]}
    )
    first = evidence(case)[0]
    assert first.text == f"blanks or invisible characters in {first.field}"
    assert first.field == "Filters.0.Values.0"
    assert sum("invisible" in text for text in likely(case)) == 1


def test_what_a_policy_lacks_is_read_from_the_message() -> None:
    message = (
        "[request id:1]you are not authorized to perform operation (mqtt:DescribeInstance)\n"
        "resource (qcs::mqtt:ap-guangzhou:uin/100:instance/mqtt-1) has no permission\n"
    )
    said = likely(case_of("UnauthorizedOperation", message))
    assert said == [
        "no policy of this account allows mqtt:DescribeInstance on qcs::mqtt:ap-guangzhou:uin/100:instance/mqtt-1"
    ]
    assert likely(case_of("AuthFailure.UnauthorizedOperation", "operation (cvm:RunInstances) no")) == [
        "no policy of this account allows cvm:RunInstances"
    ]
    assert likely(case_of("UnauthorizedOperation", "You are not authorized to perform this operation.")) == []


def test_a_swapped_key() -> None:
    swapped = Credential(KEY.secret_key, KEY.secret_id)
    case = case_of("AuthFailure.SecretIdNotFound", credential=swapped)
    facts = key_facts(case.exchange, swapped)
    assert "SecretId and SecretKey stand in each other's place" in likely(replace(case, key=facts))
    assert key_facts(case.exchange, KEY).swapped is False


def test_a_header_of_ones_own_that_is_signed() -> None:
    case = case_of("AuthFailure.SignatureFailure", headers=(("Authorization", "TC3 mine"), ("X-Note", "n")), skew=1)
    assert "a header of your own takes part in the signature (Authorization)" in likely(case)


def test_a_timestamp_of_ones_own_without_a_date_of_the_server() -> None:
    case = case_of("AuthFailure.SignatureExpire", timestamp=int(STARTED.timestamp()) - 7200)
    assert likely(case) == ["the request's own timestamp is 2 h behind this machine's clock"]


def test_what_is_missing_is_told_by_the_spec_where_the_message_does_not(knowledge_catalog: CatalogStore) -> None:
    spec = knowledge_catalog.spec(REF)
    assert likely(replace(case_of("MissingParameter", "Something is missing."), spec=spec)) == [
        "InstanceId is required"
    ]
    region = case_of("MissingParameter", "The request is missing a required parameter `Region`.", region="")
    assert likely(region) == ["no region was sent"]


def test_the_kind_of_a_body() -> None:
    odd = case_of("UnsupportedProtocol", headers=(("Content-Type", "text/plain"),))
    assert likely(odd) == ["the Content-Type (text/plain), which is none of the API's"]
    assert ruled_out(case_of("UnsupportedProtocol")) == ["the HTTP method (POST)"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "InstanceId 是必填参数"),
        ({"Password": "p", "Username": Number("1")}, "Username 应为文本，发送的是 1"),
        ({"Password": "p", "username": "a"}, "username 不是 CreateUser 的参数（是否想写 Username？）"),
        ({"Password": "p", "Nothing": "a"}, "Nothing 不是 CreateUser 的参数"),
    ],
)
def test_the_spec_speaks_chinese_too(knowledge_catalog: CatalogStore, sent: JsonObject, words: str) -> None:
    ref = ActionRef("mqtt", "2024-05-16", "CreateUser")
    case = replace(
        case_of("InvalidParameter", "no", parameters=sent), spec=knowledge_catalog.spec(ref), say=phrases("zh")
    )
    assert words in likely(case)
    english = likely(replace(case, say=phrases("en")))
    assert len(english) == len(likely(case))
    assert not any(letter > "\u4e00" for text in english for letter in text)


def test_every_problem_of_a_form_has_its_chinese(knowledge_catalog: CatalogStore) -> None:
    """Odd values for every member of a few actions: no rule and no kind is without its words."""
    odd: tuple[JsonValue, ...] = ("x", Number("1.5"), Number("-1"), True, [], {}, [Number("1")], ["x"], None, "")
    actions = (("mqtt", "2024-05-16", "DescribeInstanceList"), ("cvm", "2017-03-12", "RunInstances"),
               ("billing", "2018-07-09", "DescribeBillDetail"), ("cls", "2020-10-16", "CreateAlarm"))  # fmt: skip
    for name in actions:
        spec = knowledge_catalog.spec(ActionRef(*name))
        for value in odd:
            sent = {member.name: value for member in spec.input.members}
            for problem in check(spec, sent):
                words = problem_words(problem, spec, Case.value(_with(sent), problem.path), phrases("zh"))
                assert re.search("[\u4e00-\u9fff]", words), (problem, words)


def _with(parameters: JsonObject) -> Case:
    return case_of("InvalidParameter", parameters=parameters)


def test_a_value_in_a_list_and_the_names_of_older_codes(knowledge_catalog: CatalogStore) -> None:
    sent: JsonObject = {"InstanceIds": ["ins-1", "ins-2"]}
    for code in ("InvalidInstanceId.Malformed", "InvalidInstanceId.NotFound"):
        found = evidence(case_of(code, "The instance ids `ins-2` are wrong.", parameters=sent))
        assert found[0] == Evidence(Sign.LIKELY, "the value of InstanceIds.1 (ins-2)", "InstanceIds.1")
    assert any("another region" in text for text in likely(case_of("InvalidInstanceId.NotFound")))


def test_nothing_is_said_twice_of_one_parameter(knowledge_catalog: CatalogStore) -> None:
    spec = knowledge_catalog.spec(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
    wrong = replace(case_of("InvalidParameter", "Limit is wrong", parameters={"Limit": "ten"}), spec=spec)
    assert [item.field for item in evidence(wrong)] == ["Limit"]


def test_what_is_in_no_region_needs_none() -> None:
    case = case_of("ResourceNotFound.User", region="")
    asked = replace(case.exchange.request, action=ActionRef("cam", "2019-01-16", "GetUser"))
    assert evidence(replace(case, exchange=replace(case.exchange, request=asked))) == ()


def test_a_parameter_that_was_sent_is_not_the_one_that_is_missing(knowledge_catalog: CatalogStore) -> None:
    case = case_of(
        "MissingParameter", "The parameter InstanceId is required, and Region.", parameters={"InstanceId": "mqtt-1"}
    )
    said = replace(case, spec=knowledge_catalog.spec(REF))
    assert likely(said) == []
    assert ruled_out(said) == [
        "a forgotten InstanceId (it was sent: mqtt-1)",
        "a forgotten region (ap-guangzhou was sent)",
    ]


def test_the_calls_that_the_server_counted_are_told() -> None:
    case = case_of(
        "RequestLimitExceeded",
        "Your current request times equals to `7` in a second, which exceeds the frequency limit `5` for a second.",
    )
    assert likely(case) == ["7 calls in one second, of all who call with this account; 5 are allowed"]
    assert ruled_out(case) == ["an effect of this call (it was turned away before it was carried out)"]
    assert evidence(case_of("RequestLimitExceeded.UinLimitExceeded", "Too many.")) == ()
