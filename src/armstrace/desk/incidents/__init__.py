"""Incidents of a case: gathered from registers and documents, asked by place, time and weapon, drawn, exported."""
