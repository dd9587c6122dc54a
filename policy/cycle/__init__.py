"""Our own work on a consultation, from the day it was found: who owns it, by when what is due, and how far it is."""
