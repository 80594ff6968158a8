"""The demonstration province of the seed: Quảng Ninh, as data files of ours."""
