"""More texts as tickets quote them: escaped, wrapped, coloured, mailed, mangled by a chat; each with all that is in it."""

# ruff: noqa: E501 - a quoted line is not broken

import json

ID = "a1b2c3d4-1111-2222-3333-0123456789ab"
CODE = "ResourceNotFound.Topic"
ANSWER = '{"Response":{"Error":{"Code":"' + CODE + '","Message":"no topic"},"RequestId":"' + ID + '"}}'
PRETTY = json.dumps(json.loads(ANSWER), indent=2)
BOTH = {"code": [CODE], "request_id": [ID]}
WHOLE = {"envelope": [CODE], **BOTH}
ONE = {"code": [CODE]}
TOPIC = {"action": ["DescribeTopic"]}
CLOUDY = {"region": ["ap-guangzhou"]}

CORPUS: dict[str, tuple[str, dict[str, list[str]]]] = {
    # SDKs
    "python without an answer": (
        "TencentCloudSDKException: [TencentCloudSDKException] code:ClientNetworkError message:HTTPSConnectionPool(host='mqtt.tencentcloudapi.com', port=443): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed')) requestId:None",
        {"code": ["ClientNetworkError"]}),
    "java without an answer": (
        "com.tencentcloudapi.common.exception.TencentCloudSDKException: java.net.UnknownHostException-mqtt.tencentcloudapi.com\n\tat com.tencentcloudapi.mqtt.v20240516.MqttClient.DescribeTopic(MqttClient.java:100)", TOPIC),
    "dotnet stack": (
        f"Unhandled exception. TencentCloud.Common.TencentCloudSDKException: code:{CODE} message:x requestId:{ID}\n   at TencentCloud.Mqtt.V20240516.MqttClient.DescribeTopic(DescribeTopicRequest req)",
        {"code": [CODE], "request_id": [ID], "action": ["DescribeTopic", "DescribeTopic"]}),
    "cpp lines": (f"ErrorCode: InvalidInstanceId.NotFound\nErrorMessage: gone\nRequestId: {ID}",
                  {"code": ["InvalidInstanceId.NotFound"], "request_id": [ID]}),
    "php class": ("TencentCloud\\Mqtt\\V20240516\\Models\\DescribeTopicRequest", TOPIC),
    "java class": ("DescribeTopicResponse resp = client.send(new Object());", TOPIC),
    "go with context": ("client.DescribeTopicWithContext(ctx, req)", TOPIC),
    "dotnet async": ("await client.DescribeTopicAsync(request)", TOPIC),
    "go map": (f"map[Response:map[Error:map[Code:{CODE} Message:no topic] RequestId:{ID}]]", BOTH),
    "python dict": ("{'Response': {'Error': {'Code': '" + CODE + "', 'Message': 'no topic'}, 'RequestId': '" + ID + "'}}", BOTH),
    "a constant": (f'RESOURCENOTFOUND_TOPIC = "{CODE}"', ONE),
    # JSON inside JSON
    "pretty": (f"$ tccli mqtt DescribeTopic\n{PRETTY}", {**WHOLE, **TOPIC}),
    "escaped once": ("log " + json.dumps(ANSWER), WHOLE),
    "escaped twice": ("log " + json.dumps(json.dumps(ANSWER)), WHOLE),
    "escaped three times": ("log " + json.dumps(json.dumps(json.dumps(ANSWER))), WHOLE),
    "pretty, escaped": (json.dumps({"msg": PRETTY}), WHOLE),
    "pretty, escaped twice": (json.dumps({"m": json.dumps({"msg": PRETTY})}), WHOLE),
    "members before the answer": ('{"RequestId":null,"Response":{"A":1,"RequestId":"r"},"Error":null}', {"envelope": [""]}),
    "docker": (json.dumps({"log": f"code:{CODE} message:x requestId:{ID}\n", "stream": "stderr"}), BOTH),
    "cut": (ANSWER[:60], ONE),
    # Logs
    "nginx": (f'1.2.3.4 - - [24/Nov/2026:10:00:00 +0800] "POST / HTTP/1.1" 200 163 "-" "sdk" rt=0.1 reqid={ID}', {"request_id": [ID]}),
    "kubernetes": (
        f"2026-01-02T03:04:05.678Z stderr F E0102 03:04:05.678 1 controller.go:114] error syncing 'default/x': [TencentCloudSDKError] Code={CODE}, Message=slow down, RequestId={ID}, requeuing", BOTH),
    "terraform box": (f"│ Error: [TencentCloudSDKError] Code={CODE}, Message=no,\n│ RequestId={ID}", BOTH),
    "syslog": (f"Nov 24 10:00:00 host app[12]: DescribeTopic failed: {CODE} ({ID})", {**BOTH, **TOPIC}),
    "table": (f"| Code | {CODE} |\n| RequestId | {ID} |", BOTH),
    "ansi in a code": ("\x1b[31mcode:\x1b[0mResourceNotFound.\x1b[1mTopic\x1b[0m", ONE),
    "ansi shown": (f"^[[31m{CODE}^[[0m", ONE),
    "ansi without its escape": (f"[1;31m{CODE}[0m rate(x[5m])", ONE),
    "small letters": ("level=error err=resourcenotfound.topic", ONE),
    "capitals": ("AUTHFAILURE.SIGNATUREFAILURE", {"code": ["AuthFailure.SignatureFailure"]}),
    "one word in small letters": ("code=internalerror, no internalerror elsewhere", {"code": ["InternalError"]}),
    "curl -v": (
        "> Host: mqtt.ap-guangzhou.tencentcloudapi.com\n> x-tc-action: DescribeTopic\n< HTTP/2 200\n" + ANSWER, {**WHOLE, **TOPIC, **CLOUDY}),
    "url-encoded": (f"Code%3D{CODE}%26RequestId%3D{ID}", BOTH),
    # Lines broken
    "broken at the dot": ("ResourceNotFound.\r\n    Topic", ONE),
    "broken before the dot": ("ResourceNotFound\n.Topic", ONE),
    "broken in a word": ("ResourceNotFound.To\npic", ONE),
    "broken with a hyphen": ("AuthFailure.Signa-\n   tureFailure", {"code": ["AuthFailure.SignatureFailure"]}),
    "quoted mail": ("> ResourceNotFound.\n> Topic", ONE),
    "quoted-printable": ("Code: ResourceNotFound.=\r\nTopic RequestId: a1b2c3d4-1111-2222-3333-=\r\n0123456789ab", BOTH),
    "a code at a line's end": (f"it was InvalidParameter\nValue is wrong, then {CODE}", {"code": ["InvalidParameter", CODE]}),
    # Mail and chat
    "html mail": (f"<p>Code:&nbsp;<b>{CODE}</b></p><p>RequestId:&nbsp;{ID}</p>", BOTH),
    "entities": (ANSWER.replace('"', "&quot;"), WHOLE),
    "full-width letters": ("错误码：ＲｅｓｏｕｒｃｅＮｏｔＦｏｕｎｄ．Ｔｏｐｉｃ", ONE),
    "full-width dot": ("错误码 ResourceNotFound．Topic", ONE),
    "a chinese full stop as dot": ("错误码 ResourceNotFound。Topic", ONE),
    "a chinese full stop": (f"报 {CODE}。DescribeTopic 也不行", {**ONE, **TOPIC}),
    "zero-width": ("ResourceNotFound.\u200bTopic, id a1b2c3d4-1111-2222-\u200b3333-0123456789ab", BOTH),
    "byte order mark": (f"\ufeff{CODE}", ONE),
    "no-break spaces": (f"Code:\u00a0{CODE}\u00a0RequestId:\u00a0{ID}", BOTH),
    "italics": (f"_{CODE}_", ONE),
    "markdown escaped": ("Code: ResourceNotFound\\.Topic", ONE),
    "jira": ("{code}" + CODE + "{code} {{DescribeTopic}}", {**ONE, **TOPIC}),
    "punctuation": (f"{CODE}, ({CODE}) {CODE}! '{CODE}'. <{CODE}> {CODE}…", {"code": [CODE] * 6}),
    "return code": ("返回码：FailedOperation", {"code": ["FailedOperation"]}),
    "the chinese name of a region": (f"地域：广州，调用DescribeTopic报{CODE}", {**ONE, **TOPIC, **CLOUDY}),
    "the chinese name before the word": ("我们在广州地域，新加坡区域也一样", {"region": ["ap-guangzhou", "ap-singapore"]}),
    "a place that is no region": ("我在广州出差，上海的同事说 region 正常", {}),
    "ruby and rust": (
        f':code=>"{CODE}", :request_id=>"{ID}" Error {{ code: "{CODE}", message: "no", request_id: Some("{ID}") }}',
        {"code": [CODE, CODE], "request_id": [ID, ID]}),
    "php print_r": (f"Array\n(\n    [Code] => {CODE}\n    [RequestId] => {ID}\n)", BOTH),
    "other clouds": (
        "An error occurred (AccessDenied) when calling the ListBuckets operation; ThrottlingException; error code: 0x80070005, code=OK, CrashLoopBackOff", {}),
    "two actions": ("先调 DescribeTopic 再调 DescribeInstance，都在 ap-singapore 报 InternalError",
                    {"action": ["DescribeTopic", "DescribeInstance"], "region": ["ap-singapore"], "code": ["InternalError"]}),
    "upper id": (f"REQUESTID={ID.upper()}", {"request_id": [ID.upper()]}),
    "id in brackets": (f"(RequestId：{ID})[{ID}]", {"request_id": [ID, ID]}),
    "xml": (f"<Error><Code>{CODE}</Code><Message>gone</Message></Error>", ONE),
    # Nothing
    "no regions": ("us-east-1 en-us zh-cn ap-foo eu-west-1 地域：火星", {}),
    "no codes": (
        "The Server said Hello World. NullPointerException and IOException in MyClass.doThing, HttpClient.Send failed; README.md", {}),
    "kafka": ("java.lang.IllegalStateException: InvalidState\n\tat org.apache.kafka.clients.NetworkClient.poll(NetworkClient.java:1)\n\tat io.netty.channel.AbstractChannel.Close(X.java)", {}),
    "aspnet": ("System.InvalidOperationException: x\n   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionInvoker.Invoke()", {}),
    "snake": ("error_code=resource_not_found describe_topic setTopic INTERNAL_ERROR", {}),
    "percents": ("100%22 done, 5%20off, 50% 3D", {}),
    "entities of prose": ("a &lt; b &amp;&amp; c &gt; d", {}),
}  # fmt: skip

MESSAGES = {
    f"Code={CODE}, Message=no,\n│ RequestId={ID}": "no",
    "{'Code': '" + CODE + "', 'Message': 'no topic'}, 'RequestId': 'r'}": "no topic",
    f"map[Code:{CODE} Message:no topic] RequestId:{ID}]": "no topic",
    f"code:{CODE} message:it's “gone”. requestId:{ID}": "it's “gone”.",
    f"<Code>{CODE}</Code><Message>gone</Message>": "",
}
"""What stands beside a code."""
