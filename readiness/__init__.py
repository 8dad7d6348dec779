"""ICT-readiness audit and field-inspection kit for Dutch elderly-care locations."""

__version__ = "0.1.0"
