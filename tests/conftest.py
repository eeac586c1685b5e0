import pytest


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="accept what is read now")


@pytest.fixture
def accepts(request):
    """Whether the golden files are to be written anew."""
    return request.config.getoption("--update-golden")
