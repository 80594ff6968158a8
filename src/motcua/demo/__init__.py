"""The demonstration province: data files of ours and the loader that puts them in."""
