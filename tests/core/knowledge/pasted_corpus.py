"""Texts as tickets quote them, with all that is to be found in each, and nothing else."""

# ruff: noqa: E501 - a quoted line is not broken

ID = "a1b2c3d4-1111-2222-3333-0123456789ab"
NOTHING: dict[str, list[str]] = {}


def _found(
    codes: str = "", ids: str = "", actions: str = "", regions: str = "", envelopes: str | None = None
) -> dict[str, list[str]]:
    found = {"code": codes, "request_id": ids, "action": actions, "region": regions}
    wanted = {kind: text.split("|") for kind, text in found.items() if text}
    # The empty one is a success.
    return wanted if envelopes is None else {**wanted, "envelope": [envelopes]}


SDK = {
    "python": (
        (
            "Traceback (most recent call last):\n"
            '  File "/srv/app/tools/list.py", line 31, in <module>\n'
            "    resp = client.DescribeInstanceList(req)\n"
            '  File "/srv/venv/lib/python3.11/site-packages/tencentcloud/mqtt/v20240516/mqtt_client.py", line 900, in call\n'
            "    raise e\n"
            "tencentcloud.common.exception.tencent_cloud_sdk_exception.TencentCloudSDKException: "
            f"[TencentCloudSDKException] code:AuthFailure.SignatureExpire message:The timestamp is too old. requestId:{ID}"
        ),
        _found("AuthFailure.SignatureExpire", ID, "DescribeInstanceList"),
    ),
    "java": (
        (
            'Exception in thread "main" com.tencentcloudapi.common.exception.TencentCloudSDKException: '
            f"[TencentCloudSDKException]code: ResourceNotFound.Instance message:no such instance requestId:{ID}\n"
            "\tat com.tencentcloudapi.common.AbstractClient.internalRequestRaw(AbstractClient.java:280)\n"
            "\tat com.tencentcloudapi.mqtt.v20240516.MqttClient.DescribeInstance(MqttClient.java:512)\n"
            "\tat java.base/java.lang.Thread.run(Thread.java:840)\n"
            "Caused by: java.net.SocketTimeoutException: Read timed out\n"
        ),
        _found("ResourceNotFound.Instance", ID, "DescribeInstance"),
    ),
    "go": (
        (
            "An API error has returned: [TencentCloudSDKError] Code=RequestLimitExceeded, "
            f"Message=Too many calls., RequestId={ID}\n"
            "goroutine 1 [running]:\nmain.main()\n\t/home/dev/demo/main.go:41 +0x1d5\n"
            "github.com/example/sdk/tencentcloud/mqtt/v20240516.(*Client).DescribeTopicList(0xc000)\n"
        ),
        _found("RequestLimitExceeded", ID, "DescribeTopicList"),
    ),
    "node": (
        (
            "TencentCloudSDKHttpException [InvalidParameterValue]: The value is wrong.\n"
            "    at HttpConnection.doRequest (/srv/node_modules/sdk/tencentcloud/common/http/http_connection.js:40:13)\n"
            "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {\n"
            f"  code: 'InvalidParameterValue',\n  requestId: '{ID}',\n  traceId: ''\n}}"
        ),
        _found("InvalidParameterValue|InvalidParameterValue", ID),
    ),
    "php": (
        (
            "PHP Fatal error:  Uncaught TencentCloud\\Common\\Exception\\TencentCloudSDKException: The SecretId is not found "
            f"in /var/www/vendor/sdk/AbstractClient.php:312\nAuthFailure.SecretIdNotFound requestId:{ID}\n#0 {{main}}"
        ),
        _found("AuthFailure.SecretIdNotFound", ID),
    ),
    "dotnet": (
        (
            "TencentCloud.Common.TencentCloudSDKException: code:UnauthorizedOperation message:no right requestId:"
            f"{ID} ---> System.Net.Http.HttpRequestException: x\n   at TencentCloud.Mqtt.V20240516.MqttClient.Run()"
        ),
        _found("UnauthorizedOperation", ID),
    ),
    "ruby": (
        f"TencentCloud::Common::TencentCloudSDKException: code: MissingParameter, message: m, request_id: {ID}",
        _found("MissingParameter", ID),
    ),
    "cpp": (
        f"TencentCloudError: code=InternalError, message=oops, requestId={ID}",
        _found("InternalError", ID),
    ),
}
CHAT = {
    "comma": ("报错 AuthFailure.SignatureFailure，麻烦看一下", _found("AuthFailure.SignatureFailure")),
    "stop": ("返回了ResourceNotFound.Instance。", _found("ResourceNotFound.Instance")),
    "quotes": ("错误码是「InvalidParameterValue」，之前没有", _found("InvalidParameterValue")),
    "corner": ("错误码：【LimitExceeded】", _found("LimitExceeded")),
    "curly": ("错误码为\u201cUnsupportedOperation\u201d", _found("UnsupportedOperation")),
    "brackets": ("广州（ap-guangzhou）报错（FailedOperation）", _found("FailedOperation", regions="ap-guangzhou")),
    "glued": ("调用DescribeInstanceList接口报错InternalError了", _found("InternalError", actions="DescribeInstanceList")),
    "id": (f"请求ID：{ID}，谢谢！", _found(ids=ID)),
    "id glued": (f"requestId为{ID}的请求失败了", _found(ids=ID)),
    "semicolon": ("UnauthorizedOperation；MissingParameter、UnknownParameter",
                  _found("UnauthorizedOperation|MissingParameter|UnknownParameter")),
    "unheard": ("错误码：SomethingNew.OfToday，没见过", _found("SomethingNew.OfToday")),
    "full width": ("Code：ResourceInUse，Message：占用中", _found("ResourceInUse")),
    "question": ("what does ResourceUnavailable mean?", _found("ResourceUnavailable")),
    "smart quotes": ("it says \u2018OperationDenied\u2019!", _found("OperationDenied")),
    "slash": ("InvalidAction/NoSuchVersion, either of them", _found("InvalidAction|NoSuchVersion")),
    "markdown": ("**Error**: `AuthFailure.TokenFailure` in `ap-singapore`",
                 _found("AuthFailure.TokenFailure", regions="ap-singapore")),
    "emoji": ("🔥ResourceInsufficient🔥", _found("ResourceInsufficient")),
    "html": ("<b>DryRunOperation</b>", _found("DryRunOperation")),
}  # fmt: skip
LOGS = {
    "ansi": (
        f"\x1b[31mERROR\x1b[0m \x1b[1;33mAuthFailure.SecretIdNotFound\x1b[0m requestId=\x1b[36m{ID}\x1b[0m",
        _found("AuthFailure.SecretIdNotFound", ID),
    ),
    "ansi inside": (
        "code=\x1b[31mResourceNotFound\x1b[0m.\x1b[31mTopic\x1b[0m", _found("ResourceNotFound.Topic")),
    "escaped json": (
        ('level=error msg="{\\"Response\\":{\\"Error\\":{\\"Code\\":\\"ResourceInUse\\",\\"Message\\":\\"busy\\"},'
        f'\\"RequestId\\":\\"{ID}\\"}}}}"'),
        _found(ids=ID, envelopes="ResourceInUse", codes="ResourceInUse"),
    ),
    "twice escaped": (
        '{"log":"{\\"body\\":\\"{\\\\\\"Code\\\\\\":\\\\\\"LimitExceeded\\\\\\"}\\"}"}', _found("LimitExceeded")),
    "json line": (
        '{"ts":"2026-01-02T03:04:05Z","error":{"code":"InvalidParameter","message":"m"},"rid":"' + ID + '"}',
        _found("InvalidParameter", ID),
    ),
    "key value": (
        f"2026-01-02 03:04:05 action=DeleteTopic region=ap-beijing code=ResourceNotFound.Topic request_id={ID}",
        _found("ResourceNotFound.Topic", ID, "DeleteTopic", "ap-beijing"),
    ),
    "url": (
        f"GET https://console.example/logs?requestId={ID}&region=ap-shanghai&code=InternalError 200",
        _found("InternalError", ID, regions="ap-shanghai"),
    ),
    "url path": (f"https://ticket.example/requests/{ID}/detail", _found(ids=ID)),
    "form": ("Action=DescribeInstance&Version=2024-05-16&Region=ap-guangzhou&InstanceId=mqtt-1",
             _found(actions="DescribeInstance", regions="ap-guangzhou")),
    "headers": (
        ("POST / HTTP/1.1\r\nHost: mqtt.tencentcloudapi.com\r\nX-TC-Action: DescribeInstanceList\r\n"
        "X-TC-Version: 2024-05-16\r\nX-TC-Region: ap-guangzhou\r\n"),
        _found(actions="DescribeInstanceList", regions="ap-guangzhou"),
    ),
    "curl": (
        "curl -X POST https://mqtt.tencentcloudapi.com -H 'X-TC-Action: CreateTopic' -d '{\"Topic\": \"a/b\"}'",
        _found(actions="CreateTopic"),
    ),
    "tccli": (
        f"[TencentCloudSDKException] code:UnsupportedRegion message:no. requestId:{ID}\nusage: tccli mqtt",
        _found("UnsupportedRegion", ID),
    ),
    "terraform": (
        "Error: [TencentCloudSDKError] Code=InvalidParameterValue, Message=`x` is wrong, RequestId=" + ID + "\n\n"
        "  with tencentcloud_instance.web,\n  on main.tf line 3, in resource \"tencentcloud_instance\" \"web\":",
        _found("InvalidParameterValue", ID),
    ),
    "split line": ("code:AuthFailure.\n  SignatureFailure message:m", _found("AuthFailure.SignatureFailure")),
    "wrapped id": ("RequestId: a1b2c3d4-1111-2222-\n3333-0123456789ab", _found(ids=ID)),
    "mail quote": ("> code: LimitExceeded.\n> TopicNum", _found("LimitExceeded.TopicNum")),
    "csv": (f"2026-01-02,{ID},DescribeInstance,ResourceNotFound.Instance,ap-guangzhou",
            _found("ResourceNotFound.Instance", ID, "DescribeInstance", "ap-guangzhou")),
    "xml": ("<Code>InternalError</Code><RequestId>" + ID + "</RequestId>", _found("InternalError", ID)),
    "yaml": ("error:\n  Code: MissingParameter\n  Message: The request misses it", _found("MissingParameter")),
    "zone": ('"Placement": {"Zone": "ap-guangzhou-3"}', _found(regions="ap-guangzhou")),
    "upper id": (ID.upper(), _found(ids=ID.upper())),
    "windows lines": (f"code: InternalError\r\nRequestId: {ID}\r\n", _found("InternalError", ID)),
    "go struct": (f'&{{Code:"OperationDenied" RequestId:"{ID}"}}', _found("OperationDenied", ID)),
    "python dict": (f"{{'Code': 'InvalidParameter', 'RequestId': '{ID}'}}", _found("InvalidParameter", ID)),
    "two hundred": (
        "\n".join(f"InternalError attempt {number}" for number in range(200)), _found("|".join(["InternalError"] * 200))),
    "repeated": ("InternalError InternalError\nInternalError", _found("InternalError|InternalError|InternalError")),
}  # fmt: skip
ENVELOPES = {
    "error": (
        '{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"},"RequestId":"' + ID + '"}}',
        _found("InvalidParameter", ID, envelopes="InvalidParameter"),
    ),
    "success": ('{"Response": {"TotalCount": 0, "RequestId": "' + ID + '"}}', _found(ids=ID, envelopes="")),
    "pretty": (
        (
            'answer:\n{\n  "Response": {\n    "Error": {\n      "Code": "NoSuchProduct",\n      "Message": "m"\n    },\n'
            f'    "RequestId": "{ID}"\n  }}\n}}\nend'
        ),
        _found("NoSuchProduct", ID, envelopes="NoSuchProduct"),
    ),
}
NO_FINDS = {
    "domain": "see console.cloud.tencent.com and mqtt.tencentcloudapi.com",
    "package": "import com.tencentcloudapi.common.exception.Base; import com.tencentcloudapi.mqtt.v20240516.models.X",
    "go module": "github.com/example/sdk-go v1.0.900 // indirect",
    "python module": "tencentcloud.common.profile.http_profile",
    "files": "C:\\Users\\Me\\AppData\\Local\\Main.java Report.Final.docx Photo.JPG Setup.Exe README.md",
    "versions": "v1.2.3 Python 3.11.4 TLSv1.3 HTTP/1.1 2024-05-16",
    "addresses": "10.0.0.1 2001:db8::1 user@Example.Com",
    "java classes": "java.lang.NullPointerException at org.example.Main.Run(Main.java:3) Map.Entry String.Format",
    "sentence": "Hello. This is fine. The Request Failed. Please Check It. OK.Then we go on.",
    "names": "MacBook iPhone GitHub JavaScript TypeScript WeChat YouTube PowerShell",
    "html": "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
    "dates": "Mon, 18 May 2026 02:40:00 GMT 2026-05-18T02:40:00.123Z",
    "short": "a b c",
    "hash": "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "base64": "QUtJREVYQU1QTEVFWEFNUExF.RmFrZUtleQ",
    "locale": "zh-CN en-us Accept-Language: en-gb",
    "ui": "QWidget::setLayout QApplication.Exec std::vector",
}
CORPUS = {
    **{f"{group} {name}": case for group, cases in
       (("sdk", SDK), ("chat", CHAT), ("log", LOGS), ("envelope", ENVELOPES)) for name, case in cases.items()},
    **{f"nothing {name}": (text, NOTHING) for name, text in NO_FINDS.items()},
}  # fmt: skip
