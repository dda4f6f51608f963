import pytest

from explorer.core.form.guard import is_reading


@pytest.mark.parametrize(
    "name",
    [
        "DescribeInstance",
        "ListTopics",
        "GetFile",
        "QueryState",
        "CheckRule",
        "SearchLog",
        "InquirePriceCreateDisks",
        "InquiryPriceCreateInstance",
        "DescribleL4Rules",
        "FetchMessageByOffset",
        "LookUpEvents",
        "KeysLocalStorage",
        "RaspEventOverview",
        "TaskLog",
        "EdgeKVList",
        "BatchDescribeDocument",
        "IsTransferIntent",
        "DownloadL4Logs",
        "DownloadL7Logs",
        "EstimateRebuildIndexTask",
        "CalculateBackupSaveSecExpires",
        "MobileStatus",
        "Describe3D",
        "List",
    ],
)
def test_reading(name: str) -> None:
    assert is_reading(name)


@pytest.mark.parametrize(
    "name",
    [
        "CreateInstance",
        "DeleteTopic",
        "ModifyUser",
        "KickOutClient",
        "GetFaceIdTokenIntl",
        "GetFederationToken",
        "BatchDeleteRecord",
        "Batch",
        "EdgeKVPut",
        "PullSmsSendStatus",
        "ExecuteSelectQuery",
        "DownloadAnything",
        "ListenPort",
        "GetterSet",
        "SendMessage",
        "",
        "get",
        "Countersign",
        "Checkout",
        "Unlist",
    ],
)
def test_changing(name: str) -> None:
    assert not is_reading(name)
