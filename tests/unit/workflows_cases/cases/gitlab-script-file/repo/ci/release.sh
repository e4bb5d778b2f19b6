python -m build
twine upload dist/*
