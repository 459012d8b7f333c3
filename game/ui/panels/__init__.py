"""The panels of the battle screen: top bar, unit and hex cards, attack panel, bottom strip, log."""
