"""The vendor's command line, unchanged, against the practice endpoint."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.sandbox.server import PracticeEndpoint

_PROGRAM = "import sys; sys.argv[0] = 'tccli'; from tccli.main import main; sys.exit(main())"


def _tccli(endpoint: PracticeEndpoint, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TENCENTCLOUD_SECRET_ID": endpoint.credential.secret_id,
        "TENCENTCLOUD_SECRET_KEY": endpoint.credential.secret_key,
        "TENCENTCLOUD_REGION": "ap-guangzhou",
    }
    command = [sys.executable, "-c", _PROGRAM, *words, "--endpoint", endpoint.url]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_list_with_a_filter(endpoint: PracticeEndpoint, tmp_path: Path) -> None:
    filters = json.dumps([{"Name": "InstanceName", "Values": ["prod"]}])
    done = _tccli(endpoint, tmp_path, "mqtt", "DescribeInstanceList", "--Filters", filters, "--Limit", "1")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["TotalCount"], answer["Data"][0]["InstanceName"]) == (2, "prod-a")


def test_an_error(endpoint: PracticeEndpoint, tmp_path: Path) -> None:
    done = _tccli(endpoint, tmp_path, "mqtt", "DescribeInstance", "--InstanceId", "mqtt-none")
    assert done.returncode != 0
    assert "ResourceNotFound.Instance" in done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["as", "cvm"])
def test_another_service(endpoint: PracticeEndpoint, tmp_path: Path, folder: str) -> None:
    action = {"as": "DescribeAccountLimits", "cvm": "DescribeRegions"}[folder]
    done = _tccli(endpoint, tmp_path, folder, action)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "RequestId" in json.loads(done.stdout)
