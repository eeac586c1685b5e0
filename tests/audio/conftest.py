import pytest

from sounds import Studio


@pytest.fixture
def studio():
    return Studio()
