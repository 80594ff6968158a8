"""What all pages share: base templates, macros, style sheets, scripts, formatting (house section 10)."""
