"""What the question before a change says of the resources."""

import pytest

from explorer.core.models.json_value import JsonObject
from explorer.ui.flows.effective import resource_words

MANY: list = [f"ins-{number}" for number in range(100)]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"InstanceId": "ins-1"}, "InstanceId ins-1"),
        ({"InstanceIds": MANY[:2]}, "InstanceIds ins-0, ins-1"),
        ({"InstanceIds": MANY}, "100 instances: ins-0, ins-1, ins-2 …"),
        ({"SecurityGroupIds": MANY[:4]}, "4 security groups: ins-0, ins-1, ins-2 …"),
        ({"Ids": MANY}, "100 in Ids: ins-0, ins-1, ins-2 …"),
        ({"Limit": "1"}, "none named by its parameters"),
    ],
)
def test_resources(parameters: JsonObject, words: str) -> None:
    assert resource_words(parameters) == words
