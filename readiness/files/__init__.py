"""The files that a person gives: rooms, answers, prices, remarks, pictures of floors."""
