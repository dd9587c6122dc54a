"""Newsroom and press page: releases, press enquiries, lines to take, and who is on call."""
