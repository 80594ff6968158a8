"""How dates and times are written and read in Django's own forms: the day comes first, in Vietnamese and in English pages alike."""
