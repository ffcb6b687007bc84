"""What a page of the course may load: its own server, and nothing else."""

# blob:          anywidget turns each face's script into a module of its own and imports it from a blob.
# unsafe-inline  for styles only: anywidget and Lumino write <style> elements and style attributes.
# data:          the few icons inside JupyterLab's style sheets, and pictures stored in notebooks.
_COMMON = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
PAGE = {**_COMMON, "script-src": "'self' blob:"}
# JupyterLab checks its settings with compiled schemas (eval) and has one inline script on its page.
LAB = {**_COMMON, "script-src": "'self' blob: 'unsafe-eval' 'unsafe-inline'", "worker-src": "'self' blob:"}


def header(policy: dict[str, str], host: str) -> str:
    """Return the value of a Content-Security-Policy header for the server at ``host`` (name and port)."""
    # Older browsers do not count a web socket of the same origin as 'self'.
    return "; ".join(f"{name} {value}{f' ws://{host}' * (name == 'connect-src')}" for name, value in policy.items())
