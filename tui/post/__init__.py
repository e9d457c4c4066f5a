"""The post of a body: what came in and went out, registered and handled."""
