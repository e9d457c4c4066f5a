"""Windows over a screen: questions, help, choices."""
