"""Providers and their people out of a sheet: columns said by a person, a dry run, one transaction, and a way back."""
