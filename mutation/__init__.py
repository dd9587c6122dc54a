"""Mutation testing: each rule of the modules that hold the most is broken in one place, and a test has to fail.

Cosmic Ray breaks them (`mutants`), a forked process tries each against the module's own tests (`trying`), and what no
test notices has to stand with its reason in `survivors.toml`.
"""
