"""A kernel in waiting: it has imported what a page needs, and becomes the kernel that it is told to be.

Started by `milkflow.serving.warm` as a program of its own. One line of JSON on its standard input says what to become:
``argv`` (what follows `python -m ipykernel_launcher`), ``cwd``, ``env``. When the line never comes, because the server
has ended, it ends too.
"""

import json
import os
import sys

# What jupyter_client has told this very process: how to know its parent's end, and an interrupt (Windows).
OWN = ("JPY_PARENT_PID", "JPY_INTERRUPT_EVENT", "IPY_INTERRUPT_EVENT")


def main() -> None:
    """Import, wait, become."""
    import ipywidgets
    from ipykernel.ipkernel import IPythonKernel  # noqa: F401  # the application would import it later
    from ipykernel.kernelapp import IPKernelApp

    import milkflow.lessons
    import milkflow.quizzes  # noqa: F401

    line = sys.stdin.readline()
    if not line:
        return
    order = json.loads(line)
    os.environ |= {name: said for name, said in order["env"].items() if name not in OWN}
    os.chdir(order["cwd"])
    app = IPKernelApp.instance()
    app.initialize(order["argv"])
    # Imported within a kernel, ipywidgets would have done this by itself.
    ipywidgets.register_comm_target()
    app.start()


if __name__ == "__main__":
    main()
