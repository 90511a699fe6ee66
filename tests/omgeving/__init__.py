"""What a machine needs for the demo and the tests, and the runners behind the Makefile."""
