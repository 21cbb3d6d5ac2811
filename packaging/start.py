"""Where the packaged program begins: where the installed command `advocate-desk` does."""

from advocate_desk.app.main import main

if __name__ == "__main__":
    main()
