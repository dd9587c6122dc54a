"""The policy thread's pages, a module for each noun; `public` is for everyone."""
