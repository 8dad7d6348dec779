"""What is told of a plan: its document, what lies around it, beside a former one, what follows."""
