"""From aircraft traces to legs, movements and coverage; no airfield is named without a probability."""
