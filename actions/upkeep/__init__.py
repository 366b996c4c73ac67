"""What keeps the station's data safe and small: backups, how long each kind is kept, and erasing for good."""
