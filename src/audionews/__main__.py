"""``python -m audionews`` is the command ``audionews``."""

from audionews.cli import main

if __name__ == "__main__":
    main()
