"""An edition in the forms that listeners and their players take."""
