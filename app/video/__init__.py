"""The only door to ffmpeg: films in, films and stills out. Knows no people and no database."""
