"""The walk test: how long a call would fall silent on the way through a ward."""
