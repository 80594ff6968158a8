"""Views of the kiosk's touch screen, of printing, and of the ticket on the phone."""
