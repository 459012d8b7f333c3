"""The political wing of the rules: one small module a mechanism."""
