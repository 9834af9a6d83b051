"""What outlives the server."""
