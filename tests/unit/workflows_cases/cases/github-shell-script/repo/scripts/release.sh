#!/bin/sh
set -e
python -m build
twine upload dist/*
