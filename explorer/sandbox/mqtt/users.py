"""Users of an instance."""

import re
import secrets

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.paging import filtered, page
from explorer.sandbox.mqtt.world import Record, World, missing

_PASSWORD = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


def build_user(world: World, parameters: Record) -> Record:
    """A user record from CreateUser's parameters; without a password it gets a random one."""
    return {
        "Username": parameters["Username"],
        "Password": parameters.get("Password") or secrets.token_hex(8),
        "Remark": parameters.get("Remark", ""),
        "CreatedTime": world.now(),
        "ModifiedTime": world.now(),
    }


def describe_users(world: World, parameters: Record) -> Record:
    """DescribeUserList."""
    users = world.instance(parameters).users.values()
    return page(filtered(users, parameters, {"Username": True}), parameters)


def create_user(world: World, parameters: Record) -> Record:
    """CreateUser."""
    users = world.instance(parameters).users
    name = parameters["Username"]
    if not name:
        raise Refusal("InvalidParameterValue", "The parameter `Username` must not be empty.")
    if parameters.get("Password") and not _PASSWORD.match(parameters["Password"]):
        raise Refusal(
            "InvalidParameterValue", "The parameter `Password` must have 1 to 64 digits, letters, `_` or `-`."
        )
    if name in users:
        raise Refusal("UnsupportedOperation.ResourceAlreadyExists", f"The user `{name}` already exists.")
    users[name] = build_user(world, parameters)
    return {}


def modify_user(world: World, parameters: Record) -> Record:
    """ModifyUser."""
    user = _find(world, parameters)
    user["Remark"] = parameters.get("Remark", user["Remark"])
    user["ModifiedTime"] = world.now()
    return {}


def delete_user(world: World, parameters: Record) -> Record:
    """DeleteUser."""
    del world.instance(parameters).users[_find(world, parameters)["Username"]]
    return {}


def _find(world: World, parameters: Record) -> Record:
    user = world.instance(parameters).users.get(parameters["Username"])
    if user is None:
        raise missing("Username", f"The user `{parameters['Username']}` does not exist.")
    return user
