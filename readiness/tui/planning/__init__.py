"""What the plan's screen asks and shows, apart from the screen."""
