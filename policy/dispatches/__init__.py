"""The record of sending: that our response went to the public body, when and how."""
