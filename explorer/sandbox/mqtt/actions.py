"""Which function answers which MQTT action."""

from collections.abc import Callable, Mapping

from explorer.sandbox.mqtt import clients, devices, instances, policies, rules, topics, users
from explorer.sandbox.mqtt.world import Record, World

Handler = Callable[[World, Record], Record]

HANDLERS: Mapping[str, Handler] = {
    "DescribeInstanceList": instances.describe_instance_list,
    "DescribeInstance": instances.describe_instance,
    "DescribeProductSKUList": instances.describe_product_sku_list,
    "CreateInstance": instances.create_instance,
    "ModifyInstance": instances.modify_instance,
    "DeleteInstance": instances.delete_instance,
    "DescribeTopic": topics.describe_topic,
    "DeleteTopic": topics.delete_topic,
    "DescribeMessageByTopic": topics.describe_messages,
    "DescribeMessageDetails": topics.describe_message,
    "DescribeAuthorizationPolicies": policies.describe_policies,
    "CreateAuthorizationPolicy": policies.create_policy,
    "ModifyAuthorizationPolicy": policies.modify_policy,
    "DeleteAuthorizationPolicy": policies.delete_policy,
    "UpdateAuthorizationPolicyPriority": policies.update_policy_priorities,
    "DescribeUserList": users.describe_users,
    "CreateUser": users.create_user,
    "ModifyUser": users.modify_user,
    "DeleteUser": users.delete_user,
    "DescribeMessageEnrichmentRules": rules.describe_rules,
    "CreateMessageEnrichmentRule": rules.create_rule,
    "ModifyMessageEnrichmentRule": rules.modify_rule,
    "DeleteMessageEnrichmentRule": rules.delete_rule,
    "UpdateMessageEnrichmentRulePriority": rules.update_rule_priorities,
    "DescribeClientList": clients.describe_clients,
    "KickOutClient": clients.kick_out_client,
    "AddClientSubscription": clients.add_subscription,
    "DeleteClientSubscription": clients.delete_subscription,
    "DescribeSharedSubscriptionGroups": clients.describe_groups,
    "DescribeSharedSubscriptions": clients.describe_group_filters,
    "DescribeSharedSubscriptionClient": clients.describe_group_clients,
    "DescribeDeviceIdentities": devices.describe_identities,
    "DescribeDeviceIdentity": devices.describe_identity,
    "CreateDeviceIdentity": devices.create_identity,
    "ModifyDeviceIdentity": devices.modify_identity,
    "DeleteDeviceIdentity": devices.delete_identity,
    "DescribeDeviceCertificates": devices.describe_certificates,
    "DescribeDeviceCertificate": devices.describe_certificate,
}
