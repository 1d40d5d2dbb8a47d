"""Weapons as the figures need them: what `armstrace.gazetteer.designations` finds, under one roof for this room."""

from armstrace.gazetteer.designations import WeaponMention, WeaponNames, find_weapons

__all__ = ["WeaponMention", "WeaponNames", "find_weapons"]
