"""Which actions only read; the others change something and are asked about before they are sent.

The lists were made by going over the name and the title of every action of the catalogue. What issues a token or a
credential, takes messages off a queue, or may start work counts as changing: in doubt it asks.
"""

import re

_READING = re.compile(
    r"(?:Batch(?=Describe|Get))?"
    r"(?:Describe|Describle|List|Get|Query|Check|Search|Inquire|Inquiry|Fetch|Count|Preview|LookUp|Estimate|Calculate)"
    r"(?=[A-Z0-9]|\Z)"
)

READING_BY_NAME = frozenset(
    {
        "AnalyzeAuditLogs",
        "CallbackStatusStatistics",
        "ControlRecordTimeline",
        "DagInstances",
        "DownCpt",
        "DownloadActiveDeviceCount",
        "DownloadCertificate",
        "DownloadCustomerGatewayConfiguration",
        "DownloadDspmExportLog",
        "DownloadHelmChart",
        "DownloadL4Logs",
        "DownloadL7Logs",
        "DownloadLibraDBClusterList",
        "EdgeKVGet",
        "EdgeKVList",
        "FindAllFolder",
        "IsTransferIntent",
        "KeysLocalStorage",
        "MobileNetworkTimeVerification",
        "MobileStatus",
        "RaspEventOverview",
        "SendStatusStatistics",
        "SmsPackagesStatistics",
        "TaskLog",
    }
)
"""They only read, though their first word does not say so."""

CHANGING_BY_NAME = frozenset(
    {
        "CheckFreeCertificateVerification",
        "GetFaceIdTokenIntl",
        "GetFederationToken",
        "GetNFCToken",
        "GetWsToken",
    }
)
"""They issue a token, a credential or a certificate, though their first word reads."""


def is_reading(action_name: str) -> bool:
    """Whether the action only reads (Describe, List, Get, Query …); an unknown verb counts as changing.

    The verb must be a whole word: ``ListTopics`` reads, ``ListenPort`` does not. (``Describle`` is how the vendor
    spells three of its actions.)
    """
    if action_name in CHANGING_BY_NAME:
        return False
    return action_name in READING_BY_NAME or _READING.match(action_name) is not None
