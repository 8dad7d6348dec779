"""`python -m readiness`: the same as the command `readiness`."""

from readiness.cli.main import run

if __name__ == "__main__":
    run()
