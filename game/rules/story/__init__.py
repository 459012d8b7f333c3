"""What a scenario tells beside the rules: conditions, effects, events, cards, weather."""
