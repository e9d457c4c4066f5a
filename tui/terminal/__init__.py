"""The terminal itself: the first picture, the driver, a crash."""
