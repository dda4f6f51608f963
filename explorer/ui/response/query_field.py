"""The field for a JMESPath expression over the tree."""

from PySide6.QtWidgets import QLineEdit


def query_field() -> QLineEdit:
    """An empty one."""
    field = QLineEdit()
    field.setProperty("role", "mono")
    field.setPlaceholderText("JMESPath  Response.Data[*].InstanceId")
    field.setAccessibleName("JMESPath expression")
    field.setClearButtonEnabled(True)
    return field
