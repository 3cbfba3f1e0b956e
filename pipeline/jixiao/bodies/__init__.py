"""Names of public bodies and of the divisions they serve: general knowledge of China."""
