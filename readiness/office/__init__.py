"""Back at the office: reports of visits, locations compared, investments planned."""
