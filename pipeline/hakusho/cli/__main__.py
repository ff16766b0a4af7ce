"""`python -m hakusho.cli`."""

from hakusho.cli import main

if __name__ == "__main__":
    main()
