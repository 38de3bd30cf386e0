"""What people in the demo ask, notice and write. Invented, in the words of practice."""
