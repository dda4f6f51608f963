"""The MQTT products on sale in the practice account."""

from explorer.sandbox.mqtt.world import Record

# type, code, transactions a second and connections
_PRODUCTS = (
    ("BASIC", "basic_1k", 1000),
    ("BASIC", "basic_2k", 2000),
    ("BASIC", "basic_5k", 5000),
    ("PRO", "pro_6k_1", 6000),
    ("PRO", "pro_10k_1", 10000),
    ("PRO", "pro_20k_1", 20000),
    ("PLATINUM", "platinum_6k_1", 6000),
    ("PLATINUM", "platinum_50k_1", 50000),
)
_TOPICS = {"BASIC": 100, "PRO": 300, "PLATINUM": 1000}
_POLICIES = {"BASIC": 10, "PRO": 20, "PLATINUM": 50}


def products() -> list[Record]:
    """One record a product, as DescribeProductSKUList lists it."""
    return [_product(kind, code, rate) for kind, code, rate in _PRODUCTS]


def _product(kind: str, code: str, rate: int) -> Record:
    prefix = f"sv_tdmq_mqtt_instance_specification_{kind.lower()}"
    return {
        "InstanceType": kind,
        "SkuCode": code,
        "OnSale": True,
        "TopicNumLimit": _TOPICS[kind],
        "TpsLimit": rate,
        "ClientNumLimit": rate,
        "MaxSubscriptionPerClient": 30,
        "AuthorizationPolicyLimit": _POLICIES[kind],
        "PriceTags": [
            {
                "Name": "tps",
                "Category": "v_tdmq_mqtt_instance_specification",
                "Code": f"{prefix}_config",
                "Step": 1,
            },
            {
                "Name": "stepTps",
                "Category": "v_tdmq_instance_specification",
                "Code": f"{prefix}_tps",
                "Step": rate // 1000,
            },
        ],
    }
