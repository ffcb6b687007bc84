"""The commands, a module for each kind of person; `milkflow.cli` adds the ``commands`` of each."""
