"""`python -m advocate_desk` is `advocate-desk`."""

from advocate_desk.app.main import main

if __name__ == "__main__":
    main()
