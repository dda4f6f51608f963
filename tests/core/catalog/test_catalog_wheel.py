"""A catalogue from a wheel file: what the user adds replaces nothing until it is whole."""

import json
import zipfile
from pathlib import Path

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.catalog.wheel import compile_wheel
from explorer.core.errors import CatalogError
from explorer.core.models.action import Kind

API = {
    "actions": {
        "DescribeBox": {
            "document": "This API is used to query a box.", "input": "DescribeBoxRequest", "name": "Query a box",
            "output": "DescribeBoxResponse", "status": "online",
        },
    },
    "metadata": {"apiVersion": "2024-05-16", "serviceShortName": "mqtt"},
    "objects": {
        "DescribeBoxRequest": {
            "document": "", "type": "object",
            "members": [
                {"name": "Content", "type": "binary", "member": "binary", "document": "<script>x</script>Bytes"},
                {"name": "Old", "type": "string", "member": "string", "document": "", "disabled": True},
            ],
        },
        "DescribeBoxResponse": {
            "document": "", "type": "object",
            "members": [{"name": "RequestId", "type": "string", "member": "string", "document": ""}],
        },
    },
}  # fmt: skip
EXAMPLES = {
    "actions": {"DescribeBox": [{"document": "", "title": "One", "input": '{"Content": "AA=="}', "output": "{}"}]}
}
CODES = "# License\n\n\n# The box is gone.\nX = 'ResourceNotFound.Box'\n\nY = 'InternalError'\n"


def wheel(folder: Path, files: dict[str, str], name: str = "tccli-9.9-py3-none-any.whl") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return path


def specs(**changes: str) -> dict[str, str]:
    return {
        "tccli/services/__init__.py": 'SERVICE_VERSIONS = {"mqtt": ["2024-05-16"]}\nraise SystemExit("was run")\n',
        "tccli/services/mqtt/v20240516/api.json": json.dumps(API),
        "tccli/services/mqtt/v20240516/examples.json": json.dumps(EXAMPLES),
        "tccli-9.9.dist-info/METADATA": "Metadata-Version: 2.1\nName: tccli\nVersion: 9.9\n\nText: no field\n",
        **changes,
    }


def test_specs_of_the_wheel_with_codes_of_the_base(tmp_path: Path, catalog_path: Path) -> None:
    target = tmp_path / "added.sqlite"
    info = compile_wheel(wheel(tmp_path, specs()), target, base=catalog_path)
    assert (info.package, info.actions, info.examples, info.parameters) == ("tccli 9.9", 1, 1, 2)
    store = CatalogStore(target)
    spec = store.spec(store.resolve("mqtt", "describebox"))
    [member] = spec.input.members
    assert (member.name, member.kind, member.document) == ("Content", Kind.BINARY, "Bytes")
    assert store.examples(spec.ref)[0].parameters == {"Content": "AA=="}
    assert len(store.error_codes("mqtt")) == info.error_codes == 22
    store.close()


def test_codes_of_an_sdk_wheel(tmp_path: Path) -> None:
    sdk = wheel(tmp_path, {"tencentcloud/mqtt/v20240516/errorcodes.py": CODES}, "sdk.whl")
    target = tmp_path / "added.sqlite"
    compile_wheel(wheel(tmp_path, specs()), target, sdk_wheel=sdk)
    store = CatalogStore(target)
    codes = [(code.code, code.description) for code in store.error_codes("mqtt")]
    assert codes == [("InternalError", ""), ("ResourceNotFound.Box", "The box is gone.")]
    store.close()


@pytest.mark.parametrize(
    "broken",
    [
        {"tccli/services/mqtt/v20240516/api.json": "{"},
        {"tccli/services/mqtt/v20240516/api.json": "[]"},
        {"tccli/services/mqtt/v20240516/api.json": '{"actions": {"A": {}}, "objects": {}}'},
        {"tccli/services/mqtt/v20240516/api.json": "[" * 100_000},
        {"tccli/services/__init__.py": "SERVICE_VERSIONS = open('/etc/passwd')"},
        {"tccli/services/__init__.py": "not python at all ("},
    ],
)
def test_a_broken_wheel_leaves_the_target_alone(tmp_path: Path, broken: dict[str, str]) -> None:
    target = tmp_path / "added.sqlite"
    target.write_bytes(b"as it was")
    with pytest.raises(CatalogError, match="cannot be read"):
        compile_wheel(wheel(tmp_path, specs(**broken)), target)
    assert target.read_bytes() == b"as it was"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".partial") == []


def test_files_that_are_no_such_wheel(tmp_path: Path) -> None:
    text = tmp_path / "a.whl"
    text.write_text("not a zip")
    with pytest.raises(CatalogError, match="cannot be read"):
        compile_wheel(text, tmp_path / "x.sqlite")
    with pytest.raises(CatalogError, match="cannot be read"):
        compile_wheel(tmp_path / "none.whl", tmp_path / "x.sqlite")
    with pytest.raises(CatalogError, match="no API specs"):
        compile_wheel(wheel(tmp_path, {"other/x.py": ""}), tmp_path / "x.sqlite")
