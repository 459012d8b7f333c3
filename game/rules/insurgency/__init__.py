"""The insurgency: what men do when their ground is lost, one small module a mechanism."""
