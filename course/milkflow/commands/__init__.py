"""Commands that have a module of their own; `milkflow.cli` adds each of them."""
