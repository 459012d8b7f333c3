"""Machine players. Each is given a View, as a person is; levels think more, they never see more."""
