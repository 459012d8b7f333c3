"""The screens: menu, seats, battle, curtain, replay, saves, help, ending."""
