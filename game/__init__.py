"""Race to the Euphrates: an operational hex wargame on the Syrian campaigns of 2017."""
