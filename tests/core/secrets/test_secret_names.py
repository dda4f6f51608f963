"""One rule tells secrets by their names, over the words of the whole catalogue, and leaves what only looks alike."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, Kind, Member
from explorer.core.models.json_value import JsonObject, Number
from explorer.core.models.secret_ends import MAY_END
from explorer.core.secrets.mask_cells import mask_json
from explorer.core.secrets.redaction import MASK, mask_json_secrets, mask_parameters, secret_values, take_secrets
from explorer.core.secrets.secret_names import declared_names, declared_secret, has_secret_hint, is_secret_name

SECRETS = (
    *("PrimaryKey", "SecondaryKey", "CertificateKey", "CertKey", "MetaDataPass", "KeyPass", "PreShareKey"),
    *("CallbackKey", "AuthBackKey", "MasterAuthKey", "NotifyKey", "SignatureKey", "DecryptionKey", "PlayKey", "AesKey"),
    *("StreamKey", "LoraAppKey", "LoraNwkKey", "AppKey", "BotAppKey", "Kubeconfig", "KubeConfig", "kube_config"),
    *("SessionKey", "VodSessionKey", "Authorization", "Cookie", "Set-Cookie", "UserSig", "AdminUserSig"),
    *("PrivateMapKey", "DevicePsk", "EncryptedKey", "ImportKeyMaterial", "KeyContent", "DataKey", "MpApplicationKey"),
    *("Plaintext", "PlainText", "StringToken", "SKey", "TokenCode", "PrivateKeyPem", "PasswordHash", "Password2"),
    *(
        "ConfirmPassword",
        "PasswordConfirm",
        "access-token",
        "refresh_token",
        "master_key",
        "client-key-data",
        "SIGN_KEY",
    ),
)
NO_SECRETS = (
    *("Key", "TagKey", "Keys", "PageToken", "NextToken", "ScrollToken", "ContinueToken", "PaginationToken", "KeyId"),
    *("KeyName", "KeyIds", "SecretName", "SecretId", "SecretID", "PublicKey", "ApiKeyId", "AccessKeyId", "Keyword"),
    *(
        "Keywords",
        "PrimaryKeys",
        "IsPrimaryKey",
        "ForeignKeyFlag",
        "PartitionKey",
        "SortKey",
        "MonitorKey",
        "ObjectKey",
    ),
    *("CosKey", "FileKey", "ProjectKey", "ApiAppKey", "AndroidAppKey", "IosAppKey", "IOSAppKey", "Skey", "KeyRegion"),
    *("DisplayKey", "ReplayKey", "UpstreamKey", "NodesKey", "AssignKey", "DesignKey", "ConcertKey", "MetadataKey"),
    *(
        "SSHKeyName",
        "IdentityKey",
        "EncryptKeyId",
        "KmsKeyId",
        "KeyUsage",
        "DataKeyId",
        "RoutingKey",
        "MsgKey",
        "Token",
    ),
    *("IgnoreSetCookie", "CookieName", "AuthorizationEndpoint", "SessionId", "SessionContext", "Seed", "Bypass"),
    *("AutoGeneratePassword", "VersionCredential", "PasswordStatus", "PasswordUpdateTime", "CachedTokens", "Salt"),
)


@pytest.mark.parametrize("name", SECRETS)
def test_secrets(name: str) -> None:
    assert is_secret_name(name, "x")
    assert not is_secret_name(name, True)
    assert has_secret_hint(json.dumps({name: "x"}))
    assert MAY_END.search(name.encode())


@pytest.mark.parametrize("name", [name for name in NO_SECRETS if name != "Token"])
def test_what_engineers_need_stays_in_sight(name: str) -> None:
    assert not is_secret_name(name, "x")


def _members(catalog: CatalogStore) -> Iterator[tuple[str, Member]]:
    seen: set[tuple[str, str, str]] = set()
    versions = ((service.name, version) for service in catalog.services() for version in service.versions)
    for service, version in versions:
        for summary in catalog.actions(service, version):
            spec = catalog.spec(summary.ref)
            for owner in (spec.input, spec.output, *spec.objects.values()):
                if (known := (service, version, owner.name)) not in seen:
                    seen.add(known)
                    yield from ((service, member) for member in owner.members)


@pytest.fixture(scope="module")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


def test_every_secret_name_of_the_catalogue_has_a_hint_and_is_masked(catalog: CatalogStore) -> None:
    texts = {member.name for _, member in _members(catalog) if member.kind in (Kind.STRING, Kind.BINARY)}
    names = {name for name in texts if is_secret_name(name)}
    assert 130 < len(names) < 160, "a rule that became wider or narrower is to be judged anew"
    for name in names:
        text = json.dumps({name: "value"})
        assert has_secret_hint(text), name
        assert MAY_END.search(name.encode()), name
        assert json.loads(mask_json_secrets(text)) == {name: MASK}, name
        assert json.loads(mask_json(text)) == {name: MASK}, name


def test_ids_names_and_pages_of_the_catalogue_are_none(catalog: CatalogStore) -> None:
    endings = ("Id", "ID", "Ids", "Name", "Names", "Type", "Time", "Region", "Status", "Url", "NextToken", "PageToken")
    taken = {member.name for _, member in _members(catalog) if member.name.endswith(endings)}
    assert len(taken) > 3500
    assert [name for name in taken if is_secret_name(name)] == []


@pytest.mark.parametrize(
    ("name", "document", "told"),
    [
        ("Key", "<p>Encryption key (32-byte hexadecimal string).</p>", True),
        ("Key", "Certificate private key. Required when CertSource is native.", True),
        ("Key", "Tag key", None),
        ("Key", "RSA encryption public key", False),
        ("Value", "Token value.", True),
        ("Value", "Tag value", None),
        ("Content", "Reasoning API Token content.", True),
        ("Seed", "Key of the callback signature. For more details, see there.", True),
        ("Seed", "Random number.", None),
        ("Token", "The token of the next page, for pagination", False),
        ("Token", "Whether to download the desired token", False),
        ("Cookie", "Custom Cookie name.", False),
        ("PrimaryKey", "Primary key of the table", False),
        ("PrimaryKey", "Primary signature key, Base64 encode is required.", None),
        ("Password", "Password. Use CreatePresetKey to get a public key to encrypt it", None),
        ("Value", "密钥", True),
    ],
)
def test_a_document_tells_what_a_name_does_not(name: str, document: str, told: bool | None) -> None:
    assert declared_secret(Member(name, Kind.STRING, document=document)) is told


@pytest.mark.parametrize(
    ("ref", "parameters", "path"),
    [
        (("mqtt", "2024-05-16", "CreateDeviceIdentity"), {"InstanceId": "i", "PrimaryKey": "signing"}, "PrimaryKey"),
        (("tse", "2020-12-07", "ModifyCloudNativeAPIGatewayCertificate"), {"Name": "n", "Key": "pem pem"}, "Key"),
    ],
)
def test_parameters_of_real_actions(
    catalog: CatalogStore, ref: tuple[str, str, str], parameters: JsonObject, path: str
) -> None:
    spec = catalog.spec(ActionRef(*ref))
    assert mask_parameters(spec, parameters) == {**parameters, path: MASK}
    assert take_secrets(spec, parameters)[1] == (path,)


def test_documents_tell_of_names_in_answers(catalog: CatalogStore) -> None:
    tags = catalog.spec(ActionRef("mqtt", "2024-05-16", "DescribeInstance"))
    token = catalog.spec(ActionRef("wedata", "2021-08-20", "DescribeOfflineTaskToken"))
    assert declared_names(tags) == frozenset()
    assert declared_names(token) == {"Data"}
    assert declared_names(None) == frozenset()
    certificate = catalog.spec(ActionRef("tse", "2020-12-07", "ModifyCloudNativeAPIGatewayCertificate"))
    assert declared_names(certificate, sent=True) == {"Key"}
    assert declared_names(certificate) == frozenset()


def test_the_key_of_a_tag_stays(catalog: CatalogStore) -> None:
    spec = catalog.spec(ActionRef("mqtt", "2024-05-16", "CreateInstance"))
    parameters: JsonObject = {"Name": "a", "TagList": [{"TagKey": "team", "TagValue": "iot"}]}
    assert mask_parameters(spec, parameters) == parameters


def test_objects_in_a_list_of_secrets_are_secrets() -> None:
    parameters: JsonObject = {"Passwords": ["first-one", {"x": "second-one", "n": Number("1234567")}]}
    assert set(secret_values(None, parameters)) == {"first-one", "second-one", "1234567"}
    assert mask_parameters(None, parameters) == {"Passwords": [MASK, MASK]}


@given(
    st.sampled_from([name for name in SECRETS if "-" not in name]),
    st.text(st.characters(codec="utf-8"), min_size=8, max_size=30).filter(lambda text: text.strip(' "\\') == text),
    st.integers(0, 3),
)
def test_a_secret_survives_nowhere(name: str, secret: str, depth: int) -> None:
    value: JsonObject = {name: f"<{secret}>", "Name": "kept"}
    for _ in range(depth):
        value = {"Items": [value], "Note": "kept"}
    text = json.dumps(value, ensure_ascii=False)
    quoted = json.dumps(f"<{secret}>", ensure_ascii=False)
    for masked in (mask_json_secrets(text), mask_json(text), json.dumps(mask_parameters(None, value))):
        assert quoted not in masked
        assert "kept" in masked
