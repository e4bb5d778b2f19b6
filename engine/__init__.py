"""Finds, installs or builds a real Pulumi engine with the plugins this project uses.

Standard library only: it runs before the virtual environment exists.
"""

from engine.ensure import ensure_engine
from engine.environment import engine_env
from engine.errors import EngineError
from engine.home import prepare_home
from engine.model import Engine, Plugin

__all__ = [
    "Engine",
    "EngineError",
    "Plugin",
    "engine_env",
    "ensure_engine",
    "prepare_home",
]
