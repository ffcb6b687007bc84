"""Derived files: bundles, stored outputs, quizzes. Everything here can be made again, byte for byte."""
