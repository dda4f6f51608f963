"""What the compiler has to find in the pinned vendor packages, to the last example."""

from pathlib import Path

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore


def test_every_count(store: CatalogStore) -> None:
    info = store.info()
    assert (info.services, info.service_versions, info.actions) == (144, 160, 9678)
    assert (info.examples, info.error_codes) == (10_602, 11_167)
    assert info.parameters == 125_759 - 480
    assert info.details["withdrawn_members"] == 480
    assert info.details["objects"] == 28_563
    assert info.details["distinct_error_codes"] == 8398


def test_examples_are_read(store: CatalogStore) -> None:
    info = store.info()
    read = info.details["inputs_exact"] + info.details["inputs_repaired"]
    assert read + info.details["inputs_unread"] == info.examples
    assert read >= 0.99 * info.examples
    assert info.details["outputs_exact"] == 10_052
    assert info.details["outputs_repaired"] >= 419


def test_what_was_not_read_is_counted_by_reason(store: CatalogStore) -> None:
    info = store.info()
    assert info.unread["example output: event stream"] == 5
    inputs = sum(count for reason, count in info.unread.items() if reason.startswith("example input"))
    outputs = sum(count for reason, count in info.unread.items() if reason.startswith("example output"))
    assert inputs == info.details["inputs_unread"]
    assert outputs == info.details["outputs_unread"] == info.examples - 10_052 - info.details["outputs_repaired"]


def test_the_file_is_small(catalog_path: Path) -> None:
    assert catalog_path.stat().st_size < 12_000_000


def test_a_current_file_is_left_alone(catalog_path: Path) -> None:
    before = catalog_path.stat()
    info = compile_catalog(catalog_path)
    after = catalog_path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert info.actions == 9678


def test_every_action_and_example_can_be_read(store: CatalogStore) -> None:
    actions = examples = parameters = 0
    for service in store.services():
        for version in service.versions:
            summaries = store.actions(service.name, version)
            assert len(summaries) == service.action_counts[version]
            for summary in summaries:
                actions += 1
                spec = store.spec(summary.ref)
                shapes = [spec.input, spec.output, *spec.objects.values()]
                assert all(
                    member.object_name is None or member.object_name in spec.objects
                    for shape in shapes
                    for member in shape.members
                )
                for example in store.examples(summary.ref):
                    examples += 1
                    parameters += example.parameters is not None
    assert (actions, examples) == (9678, 10_602)
    assert parameters >= 0.99 * examples
