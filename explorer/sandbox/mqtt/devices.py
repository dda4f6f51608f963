"""Device identities (one key pair a device) and device certificates."""

import secrets

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.paging import filtered, page
from explorer.sandbox.mqtt.world import Record, World, change, missing

_ORDERS = {
    "CREATE_TIME_DESC": ("CreatedTime", True),
    "CREATE_TIME_ASC": ("CreatedTime", False),
    "UPDATE_TIME_DESC": ("UpdateTime", True),
    "UPDATE_TIME_ASC": ("UpdateTime", False),
}
_FILTERS = {
    "ClientId": False,
    "CaSn": False,
    "DeviceCertificateSn": False,
    "DeviceCertificateCn": False,
    "OrganizationalUnit": False,
    "Status": False,
}
_ENDS = ("NotAfterStart", "NotAfterEnd")


def build_identity(world: World, parameters: Record) -> Record:
    """An identity record from CreateDeviceIdentity's parameters; keys that were not sent are random."""
    return {
        "InstanceId": parameters["InstanceId"],
        "DeviceId": parameters["DeviceId"],
        "Status": int(parameters.get("Status", 1)),
        "PrimaryKey": parameters.get("PrimaryKey") or secrets.token_hex(16),
        "SecondaryKey": parameters.get("SecondaryKey") or secrets.token_hex(16),
        "CreatedTime": world.now(),
        "PropagatingProperties": parameters.get("PropagatingProperties", []),
    }


def describe_identities(world: World, parameters: Record) -> Record:
    """DescribeDeviceIdentities: paged, without a total."""
    return {"Data": page(world.instance(parameters).identities.values(), parameters)["Data"]}


def describe_identity(world: World, parameters: Record) -> Record:
    """DescribeDeviceIdentity."""
    identity = world.instance(parameters).identities.get(parameters["DeviceId"])
    if identity is None:
        raise missing("", f"The device identity `{parameters['DeviceId']}` does not exist.")
    return identity


def create_identity(world: World, parameters: Record) -> Record:
    """CreateDeviceIdentity."""
    identities = world.instance(parameters).identities
    _check_status(parameters)
    if parameters["DeviceId"] in identities:
        raise Refusal(
            "UnsupportedOperation.ResourceAlreadyExists",
            f"The device identity `{parameters['DeviceId']}` already exists.",
        )
    identities[parameters["DeviceId"]] = build_identity(world, parameters)
    return {}


def modify_identity(world: World, parameters: Record) -> Record:
    """ModifyDeviceIdentity."""
    identity = describe_identity(world, parameters)
    _check_status(parameters)
    change(identity, parameters, ("PrimaryKey", "SecondaryKey", "PropagatingProperties"))
    identity["Status"] = int(parameters.get("Status") or identity["Status"])
    return {}


def delete_identity(world: World, parameters: Record) -> Record:
    """DeleteDeviceIdentity."""
    describe_identity(world, parameters)
    del world.instance(parameters).identities[parameters["DeviceId"]]
    return {}


def describe_certificates(world: World, parameters: Record) -> Record:
    """DescribeDeviceCertificates: newest first unless ordered otherwise."""
    order = parameters.get("OrderBy") or "CREATE_TIME_DESC"
    if order not in _ORDERS:
        raise Refusal("InvalidParameterValue", f"The parameter `OrderBy` must be one of {', '.join(_ORDERS)}.")
    name, descending = _ORDERS[order]
    records = sorted(world.instance(parameters).certificates.values(), key=lambda one: one[name], reverse=descending)
    conditions = parameters.get("Filters", [])
    for condition in (one for one in conditions if one["Name"] in _ENDS):
        records = [one for one in records if _ends_within(one, condition)]
    plain = {"Filters": [one for one in conditions if one["Name"] not in _ENDS]}
    return page(filtered(records, plain, _FILTERS), parameters)


def describe_certificate(world: World, parameters: Record) -> Record:
    """DescribeDeviceCertificate."""
    certificate = world.instance(parameters).certificates.get(parameters["DeviceCertificateSn"])
    if certificate is None:
        raise missing("", f"The device certificate `{parameters['DeviceCertificateSn']}` does not exist.")
    return certificate


def _check_status(parameters: Record) -> None:
    if parameters.get("Status", "1") not in ("1", "2"):
        raise Refusal("InvalidParameterValue", "The parameter `Status` must be 1 (enabled) or 2 (disabled).")


def _ends_within(certificate: Record, condition: Record) -> bool:
    values = condition["Values"]
    if not values or not all(value.isdecimal() for value in values):
        raise Refusal("InvalidParameterValue", f"The filter `{condition['Name']}` takes a time in milliseconds.")
    ends = certificate.get("NotAfterTime", 0)
    return bool(ends >= int(values[0]) if condition["Name"] == "NotAfterStart" else ends <= int(values[0]))
